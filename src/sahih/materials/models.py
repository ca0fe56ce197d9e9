"""The wing's tables, each defined in its package."""

from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin, LingkupTuk
from sahih.materials.muk.models import Rencana
from sahih.materials.perangkat.models import Bagian, Butir, ButirAspek, ButirKuk, Kunci, Muk
from sahih.materials.skema.models import (
    AspekUnit,
    Elemen,
    Kelompok,
    Kuk,
    PenyusunSkema,
    RekamanDilepas,
    RekamanWajib,
    Skema,
    SkemaVersi,
    Syarat,
    SyaratTuk,
    Unit,
)
from sahih.materials.standar.models import Standar, StandarUnit

__all__ = (
    "AspekUnit",
    "Bagian",
    "Butir",
    "ButirAspek",
    "ButirKuk",
    "Elemen",
    "Kelompok",
    "Kuk",
    "Kunci",
    "LingkupAsesor",
    "LingkupIzin",
    "LingkupTuk",
    "Muk",
    "PenyusunSkema",
    "RekamanDilepas",
    "RekamanWajib",
    "Rencana",
    "Skema",
    "SkemaVersi",
    "Standar",
    "StandarUnit",
    "Syarat",
    "SyaratTuk",
    "Unit",
)
