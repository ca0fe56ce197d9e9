"""FR.AK.07 – Ceklis Penyesuaian yang Wajar dan Beralasan."""

from sahih.documents.fr.ak_07.definition import FR_AK_07, RENCANA
from sahih.documents.fr.ak_07.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_AK_07", "RENCANA"]
