"""Surat Tagihan."""

from sahih.documents.surat.tagihan.definition import TAGIHAN
from sahih.documents.surat.tagihan.example import EXAMPLE

__all__ = ["EXAMPLE", "TAGIHAN"]
