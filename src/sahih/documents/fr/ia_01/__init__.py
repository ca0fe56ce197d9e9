"""FR.IA.01 – Ceklis Observasi."""

from sahih.documents.fr.ia_01.definition import FR_IA_01
from sahih.documents.fr.ia_01.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_IA_01"]
