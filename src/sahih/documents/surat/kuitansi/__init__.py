"""Kuitansi."""

from sahih.documents.surat.kuitansi.definition import KUITANSI
from sahih.documents.surat.kuitansi.example import EXAMPLE

__all__ = ["EXAMPLE", "KUITANSI"]
