"""Antrean: the tasks that wait for an actor in an LSP, oldest duty first."""
