"""Tata tertib of an assessment."""

from sahih.documents.surat.tata_tertib.definition import TATA_TERTIB
from sahih.documents.surat.tata_tertib.example import EXAMPLE

__all__ = ["EXAMPLE", "TATA_TERTIB"]
