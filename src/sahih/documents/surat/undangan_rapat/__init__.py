"""Undangan Rapat Teknis."""

from sahih.documents.surat.undangan_rapat.definition import UNDANGAN_RAPAT
from sahih.documents.surat.undangan_rapat.example import EXAMPLE

__all__ = ["EXAMPLE", "UNDANGAN_RAPAT"]
