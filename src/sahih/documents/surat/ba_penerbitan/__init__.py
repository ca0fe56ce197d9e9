"""Berita Acara Penerbitan Sertifikat."""

from sahih.documents.surat.ba_penerbitan.definition import BA_PENERBITAN
from sahih.documents.surat.ba_penerbitan.example import EXAMPLE

__all__ = ["BA_PENERBITAN", "EXAMPLE"]
