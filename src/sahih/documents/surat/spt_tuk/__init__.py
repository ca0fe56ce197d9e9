"""Surat Perintah Tugas verifikasi TUK."""

from sahih.documents.surat.spt_tuk.definition import SPT_TUK
from sahih.documents.surat.spt_tuk.example import EXAMPLE

__all__ = ["EXAMPLE", "SPT_TUK"]
