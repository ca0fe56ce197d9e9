"""Mengkaji visibilitas: how an asesi can be assessed, recorded before any date (SOP 1.3)."""
