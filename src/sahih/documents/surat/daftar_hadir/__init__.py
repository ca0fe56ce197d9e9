"""Daftar Hadir."""

from sahih.documents.surat.daftar_hadir.definition import DAFTAR_HADIR
from sahih.documents.surat.daftar_hadir.example import EXAMPLE

__all__ = ["DAFTAR_HADIR", "EXAMPLE"]
