"""Handing the certificate over: receipt and commitment first (SOP 4.5, CT10)."""
