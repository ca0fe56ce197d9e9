"""Banding: an asesi contests the decision, and nothing of their case moves until it ends (FX11)."""
