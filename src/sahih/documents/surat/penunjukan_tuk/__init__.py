"""Surat Penunjukan TUK."""

from sahih.documents.surat.penunjukan_tuk.definition import PENUNJUKAN_TUK
from sahih.documents.surat.penunjukan_tuk.example import EXAMPLE

__all__ = ["EXAMPLE", "PENUNJUKAN_TUK"]
