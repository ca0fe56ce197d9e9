"""FR.APL.02 – Asesmen Mandiri."""

from sahih.documents.fr.apl_02.definition import FR_APL_02
from sahih.documents.fr.apl_02.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_APL_02"]
