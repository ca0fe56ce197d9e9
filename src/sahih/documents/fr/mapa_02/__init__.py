"""FR.MAPA.02 – Peta Instrumen Asesmen."""

from sahih.documents.fr.mapa_02.definition import FR_MAPA_02
from sahih.documents.fr.mapa_02.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_MAPA_02"]
