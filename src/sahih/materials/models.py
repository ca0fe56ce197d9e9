"""The wing's tables, each defined in its package."""

from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin, LingkupTuk
from sahih.materials.muk.models import Rencana
from sahih.materials.skema.models import (
    AspekUnit,
    Elemen,
    Kelompok,
    Kuk,
    RekamanWajib,
    Skema,
    SkemaVersi,
    Syarat,
    Unit,
)

__all__ = (
    "AspekUnit",
    "Elemen",
    "Kelompok",
    "Kuk",
    "LingkupAsesor",
    "LingkupIzin",
    "LingkupTuk",
    "RekamanWajib",
    "Rencana",
    "Skema",
    "SkemaVersi",
    "Syarat",
    "Unit",
)
