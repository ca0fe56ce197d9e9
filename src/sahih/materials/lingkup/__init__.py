"""Lingkup: which asesor, TUK and permit cover which skema, and on which days."""
