"""Standar kompetensi kerja: SKKNI, SKKK, SKKI with their units, and whether each is still in force (K3)."""
