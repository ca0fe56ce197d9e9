"""Surat Pernyataan Komitmen Pemegang Sertifikat."""

from sahih.documents.fr.komitmen.definition import KOMITMEN
from sahih.documents.fr.komitmen.example import EXAMPLE

__all__ = ["EXAMPLE", "KOMITMEN"]
