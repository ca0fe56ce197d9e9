"""Kaji Visibilitas – how this asesi can be assessed, and why."""

from sahih.documents.fr.visibilitas.definition import KAJI_VISIBILITAS
from sahih.documents.fr.visibilitas.example import EXAMPLE

__all__ = ["EXAMPLE", "KAJI_VISIBILITAS"]
