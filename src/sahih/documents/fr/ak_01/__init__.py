"""FR.AK.01 – Persetujuan Asesmen dan Kerahasiaan."""

from sahih.documents.fr.ak_01.definition import FR_AK_01
from sahih.documents.fr.ak_01.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_AK_01"]
