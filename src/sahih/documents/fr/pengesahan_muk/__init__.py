"""Lembar Pengesahan MUK."""

from sahih.documents.fr.pengesahan_muk.definition import PENGESAHAN_MUK
from sahih.documents.fr.pengesahan_muk.example import EXAMPLE

__all__ = ["EXAMPLE", "PENGESAHAN_MUK"]
