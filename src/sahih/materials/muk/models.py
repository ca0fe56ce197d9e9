"""One plan per skema version and potensi asesi; once validated it is read-only, and a trigger says so too (PL10)."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.fr.terms import POTENSI
from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.kernel.keys import DataKey
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.skema.models import SkemaVersi

POTENSI_WORDS = {one.value: one.label for one in POTENSI}


class Rencana(Stateful):
    """FR.MAPA.01 and FR.MAPA.02 for asesi of one potensi: penyusun, then validator, then the manajer sertifikasi."""

    class Status(models.TextChoices):
        DRAF = "draf", "Sedang disusun"
        DISUSUN = "disusun", "Menunggu validator"
        DIVALIDASI = "divalidasi", "Menunggu manajer sertifikasi"
        BERLAKU = "berlaku", "Tervalidasi"
        DITARIK = "ditarik", "Ditarik"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "submit": step(Status.DRAF, to=Status.DISUSUN),
        "give_back": step(Status.DISUSUN, Status.DIVALIDASI, to=Status.DRAF),
        "validate": step(Status.DISUSUN, to=Status.DIVALIDASI),
        "approve": step(Status.DIVALIDASI, to=Status.BERLAKU),
        "retire": step(Status.DRAF, Status.DISUSUN, Status.DIVALIDASI, Status.BERLAKU, to=Status.DITARIK),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DRAF)
    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="rencana_set")
    potensi = models.CharField(max_length=1)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    mapa01 = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    mapa02 = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    penyusun = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    validator = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    validated_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "versi", "potensi"], condition=Q(status="berlaku"), name="rencana_one_in_force"
            ),
            models.UniqueConstraint(
                fields=["lsp", "versi", "potensi"],
                condition=Q(status__in=["draf", "disusun", "divalidasi"]),
                name="rencana_one_in_making",
            ),
            models.CheckConstraint(condition=Q(potensi__in=["1", "2", "3", "4", "5"]), name="rencana_potensi"),
            models.CheckConstraint(
                condition=~Q(status="berlaku") | Q(validator__isnull=False, validated_at__isnull=False),
                name="rencana_in_force_is_validated",
            ),
            models.CheckConstraint(
                condition=Q(validator__isnull=True) | ~Q(validator=models.F("penyusun")), name="rencana_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"{self.versi_id} potensi {self.potensi}"
