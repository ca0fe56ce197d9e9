"""FR.AK.05 – Laporan Asesmen."""

from sahih.documents.fr.ak_05.definition import FR_AK_05
from sahih.documents.fr.ak_05.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_AK_05"]
