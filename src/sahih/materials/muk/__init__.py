"""Materi uji kompetensi: the plan of an assessment, validated once and used many times (PL5, PL6, PL10)."""
