"""Daftar Asesi."""

from sahih.documents.surat.daftar_asesi.definition import DAFTAR_ASESI
from sahih.documents.surat.daftar_asesi.example import EXAMPLE

__all__ = ["DAFTAR_ASESI", "EXAMPLE"]
