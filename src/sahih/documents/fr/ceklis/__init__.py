"""Ceklis Kelengkapan Dokumen."""

from sahih.documents.fr.ceklis.definition import CEKLIS
from sahih.documents.fr.ceklis.example import EXAMPLE

__all__ = ["CEKLIS", "EXAMPLE"]
