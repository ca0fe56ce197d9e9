"""The closed sets of a skema, with the words that the forms print."""

from django.db import models


class Kind(models.TextChoices):
    """How units are packed (K1)."""

    KKNI = "KKNI", "KKNI"
    OKUPASI = "Okupasi", "Okupasi"
    KLASTER = "Klaster", "Klaster"


class Status(models.TextChoices):
    DRAF = "draf", "Draf"
    DITINJAU = "ditinjau", "Ditinjau"
    TERBIT = "terbit", "Terbit"
    DITARIK = "ditarik", "Ditarik"


# Not yet, or never, opened to anybody: no plan and no MUK is made under it.
UNPUBLISHED = frozenset({Status.DRAF, Status.DITINJAU})


class RemoteCategory(models.TextChoices):
    """How much of an asesmen may be remote (K2)."""

    KNOWLEDGE = "knowledge", "Pengetahuan: seluruhnya dapat jarak jauh"
    TECHNICAL_HYBRID = "technical_hybrid", "Teknis: teori jarak jauh, praktik di TUK"
    PSYCHOMOTOR = "psychomotor", "Psikomotorik: hibrida atau tatap muka"


class RemotePart(models.TextChoices):
    """What of a kelompok pekerjaan may be assessed at a distance (K2)."""

    NONE = "none", "Tidak ada"
    THEORY = "theory", "Teori saja"
    PRACTICE = "practice", "Praktik saja"
    ALL = "all", "Teori dan praktik"


class BasicRule(models.TextChoices):
    ALL = "all", "Semua persyaratan dasar wajib dipenuhi"
    ANY_ONE = "any_one", "Cukup salah satu persyaratan dasar"


class SyaratKind(models.TextChoices):
    DASAR = "dasar", "Persyaratan dasar"
    BUKTI_DASAR = "bukti_dasar", "Bukti persyaratan dasar"
    ADMINISTRATIF = "administratif", "Bukti administratif"


class AspekKind(models.TextChoices):
    KRITIS = "kritis", "Aspek kritis"
    SIKAP = "sikap", "Sikap kerja"


class StandardKind(models.TextChoices):
    """Which standard a unit comes from (K3)."""

    SKKNI = "SKKNI", "SKKNI"
    SKKI = "SKKI", "Standar Internasional"
    SKKK = "SKKK", "Standar Khusus"


class Mode(models.TextChoices):
    TATAP_MUKA = "tatap_muka", "Tatap muka"
    JARAK_JAUH = "jarak_jauh", "Jarak jauh"
    HIBRIDA = "hibrida", "Hibrida"


class Medium(models.TextChoices):
    NIRKERTAS = "nirkertas", "Nirkertas"
    KERTAS = "kertas", "Kertas"
