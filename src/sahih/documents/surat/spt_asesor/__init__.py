"""Surat Perintah Tugas asesor."""

from sahih.documents.surat.spt_asesor.definition import SPT_ASESOR
from sahih.documents.surat.spt_asesor.example import EXAMPLE

__all__ = ["EXAMPLE", "SPT_ASESOR"]
