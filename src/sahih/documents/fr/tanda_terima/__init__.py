"""Tanda Terima Sertifikat Kompetensi."""

from sahih.documents.fr.tanda_terima.definition import TANDA_TERIMA
from sahih.documents.fr.tanda_terima.example import EXAMPLE

__all__ = ["EXAMPLE", "TANDA_TERIMA"]
