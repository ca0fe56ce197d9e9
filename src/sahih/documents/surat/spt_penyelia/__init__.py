"""Surat Perintah Tugas asesor penyelia."""

from sahih.documents.surat.spt_penyelia.definition import SPT_PENYELIA
from sahih.documents.surat.spt_penyelia.example import EXAMPLE

__all__ = ["EXAMPLE", "SPT_PENYELIA"]
