"""FR.AK.04 – Banding Asesmen."""

from sahih.documents.fr.ak_04.definition import FR_AK_04
from sahih.documents.fr.ak_04.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_AK_04"]
