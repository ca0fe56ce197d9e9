"""Rekaman verifikasi TUK tatap muka."""

from sahih.documents.fr.verifikasi_tuk_langsung.definition import VERIFIKASI_TUK_LANGSUNG
from sahih.documents.fr.verifikasi_tuk_langsung.example import EXAMPLE

__all__ = ["EXAMPLE", "VERIFIKASI_TUK_LANGSUNG"]
