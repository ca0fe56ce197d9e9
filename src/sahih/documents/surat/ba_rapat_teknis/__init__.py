"""Berita Acara Rapat Teknis."""

from sahih.documents.surat.ba_rapat_teknis.definition import BA_RAPAT_TEKNIS
from sahih.documents.surat.ba_rapat_teknis.example import EXAMPLE

__all__ = ["BA_RAPAT_TEKNIS", "EXAMPLE"]
