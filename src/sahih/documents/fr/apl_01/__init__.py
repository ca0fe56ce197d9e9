"""FR.APL.01 – Permohonan Sertifikasi Kompetensi."""

from sahih.documents.fr.apl_01.definition import FR_APL_01
from sahih.documents.fr.apl_01.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_APL_01"]
