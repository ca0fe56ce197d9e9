"""Rekaman verifikasi TUK jarak jauh."""

from sahih.documents.fr.verifikasi_tuk.definition import VERIFIKASI_TUK
from sahih.documents.fr.verifikasi_tuk.example import EXAMPLE

__all__ = ["EXAMPLE", "VERIFIKASI_TUK"]
