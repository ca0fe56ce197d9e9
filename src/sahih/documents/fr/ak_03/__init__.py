"""FR.AK.03 – Umpan Balik dan Catatan Asesmen."""

from sahih.documents.fr.ak_03.definition import FR_AK_03
from sahih.documents.fr.ak_03.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_AK_03"]
