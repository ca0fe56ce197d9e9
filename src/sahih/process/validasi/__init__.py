"""The validation of a MUK in use: a team, its FR.VA, what it found, and what follows (forms 6.5, FX9)."""
