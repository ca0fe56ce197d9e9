"""FR.MAPA.01 – Merencanakan Aktivitas dan Proses Asesmen."""

from sahih.documents.fr.mapa_01.definition import FR_MAPA_01
from sahih.documents.fr.mapa_01.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_MAPA_01"]
