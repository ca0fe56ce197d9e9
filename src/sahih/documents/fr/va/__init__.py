"""FR.VA – Memberikan Kontribusi dalam Validasi Asesmen."""

from sahih.documents.fr.va.definition import FR_VA
from sahih.documents.fr.va.example import EXAMPLE

__all__ = ["EXAMPLE", "FR_VA"]
