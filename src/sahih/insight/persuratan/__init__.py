"""Persuratan: every kind of letter in one table, and what of them waits for whom."""
