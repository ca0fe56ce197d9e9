"""Informasi Pelaksanaan Surveilan dan Sertifikasi Ulang."""

from sahih.documents.surat.info_surveilan.definition import INFO_SURVEILAN
from sahih.documents.surat.info_surveilan.example import EXAMPLE

__all__ = ["EXAMPLE", "INFO_SURVEILAN"]
