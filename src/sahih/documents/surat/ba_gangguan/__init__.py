"""Berita Acara Gangguan."""

from sahih.documents.surat.ba_gangguan.definition import BA_GANGGUAN
from sahih.documents.surat.ba_gangguan.example import EXAMPLE

__all__ = ["BA_GANGGUAN", "EXAMPLE"]
