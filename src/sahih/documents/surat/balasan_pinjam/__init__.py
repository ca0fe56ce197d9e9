"""Surat Balasan Peminjaman Asesor."""

from sahih.documents.surat.balasan_pinjam.definition import BALASAN_PINJAM
from sahih.documents.surat.balasan_pinjam.example import EXAMPLE

__all__ = ["BALASAN_PINJAM", "EXAMPLE"]
