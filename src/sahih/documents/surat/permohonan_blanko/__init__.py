"""Surat permohonan blangko."""

from sahih.documents.surat.permohonan_blanko.definition import PERMOHONAN_BLANKO
from sahih.documents.surat.permohonan_blanko.example import EXAMPLE

__all__ = ["EXAMPLE", "PERMOHONAN_BLANKO"]
