"""FR.AK.06 – Meninjau Proses Asesmen."""

from sahih.documents.fr.ak_06.definition import FR_AK_06
from sahih.documents.fr.ak_06.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_AK_06"]
