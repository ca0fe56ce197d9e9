"""Surat Permohonan Peminjaman Asesor."""

from sahih.documents.surat.pinjam_asesor.definition import PINJAM_ASESOR
from sahih.documents.surat.pinjam_asesor.example import EXAMPLE

__all__ = ["EXAMPLE", "PINJAM_ASESOR"]
