"""/l/<slug>/muk/: the MUK, for whoever writes, validates, manages or reads it."""
