"""FR.AK.02 – Rekaman Asesmen Kompetensi."""

from sahih.documents.fr.ak_02.definition import FR_AK_02
from sahih.documents.fr.ak_02.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_AK_02"]
