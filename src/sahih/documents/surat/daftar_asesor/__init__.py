"""Daftar Asesor Sesuai Skema."""

from sahih.documents.surat.daftar_asesor.definition import DAFTAR_ASESOR
from sahih.documents.surat.daftar_asesor.example import EXAMPLE

__all__ = ["DAFTAR_ASESOR", "EXAMPLE"]
