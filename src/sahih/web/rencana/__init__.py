"""/l/<slug>/rencana/: the plans of assessments, for whoever makes, validates, confirms or reads them."""
