"""The closed sets of a standard."""

from django.db import models


class StandarKind(models.TextChoices):
    """Which kind of standard (K3)."""

    SKKNI = "SKKNI", "SKKNI – standar nasional"
    SKKK = "SKKK", "SKKK – standar khusus"
    SKKI = "SKKI", "SKKI – standar internasional"


class StandarStatus(models.TextChoices):
    BERLAKU = "berlaku", "Berlaku"
    DICABUT = "dicabut", "Dicabut"
    DIGANTIKAN = "digantikan", "Digantikan"
