"""A standard, and each unit of it in editions; a skema that is published keeps the edition it was made from."""

import json
from collections.abc import Mapping
from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import F, Q

from sahih.kernel.tenancy import TenantModel
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.standar.enums import StandarKind, StandarStatus
from sahih.materials.standar.format import StandarUnitSpec


class Standar(Stateful):
    """A published standar kompetensi kerja, known by kind, number and year."""

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "revoke": step(StandarStatus.BERLAKU, to=StandarStatus.DICABUT),
        "replace": step(StandarStatus.BERLAKU, StandarStatus.DICABUT, to=StandarStatus.DIGANTIKAN),
        "reinstate": step(StandarStatus.DICABUT, StandarStatus.DIGANTIKAN, to=StandarStatus.BERLAKU),
    }

    kind = models.CharField(max_length=5, choices=StandarKind.choices)
    number = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    status = models.CharField(max_length=24, choices=StandarStatus.choices, default=StandarStatus.BERLAKU)
    status_on = models.DateField(null=True, blank=True)
    status_decree = models.CharField(max_length=300, blank=True)
    replaced_by = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaces_set"
    )
    entered_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "kind", "number", "year"], name="standar_once"),
            models.CheckConstraint(condition=Q(status__in=StandarStatus.values), name="standar_status"),
            models.CheckConstraint(
                condition=Q(status="berlaku") | (Q(status_on__isnull=False) & ~Q(status_decree="")),
                name="standar_status_says_why",
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | Q(status="digantikan"), name="standar_replaced_by"
            ),
            models.CheckConstraint(
                condition=Q(replaced_by__isnull=True) | ~Q(replaced_by=F("id")), name="standar_not_by_itself"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.year}"

    @property
    def in_full(self) -> str:
        """As papers and files name it."""
        return f"{self.kind} Nomor {self.number} Tahun {self.year}"


class StandarUnit(TenantModel):
    """One edition of a unit; `isi` is its whole structure, `cari` what the search reads."""

    standar = models.ForeignKey(Standar, on_delete=models.PROTECT, related_name="unit_set")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    edition = models.PositiveSmallIntegerField(default=1)
    is_latest = models.BooleanField(default=True)
    title = models.CharField(max_length=300)
    isi = models.JSONField()
    cari = models.TextField()
    entered_at = models.DateTimeField()

    class Meta:
        indexes = (GinIndex(SearchVector("cari", config="simple"), name="standarunit_cari"),)
        constraints = (
            models.UniqueConstraint(fields=["lsp", "standar", "code", "edition"], name="standarunit_once"),
            models.UniqueConstraint(
                fields=["lsp", "standar", "code"], condition=Q(is_latest=True), name="standarunit_one_latest"
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="standarunit_edition"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def spec(self) -> StandarUnitSpec:
        """The structure, checked again on the way out."""
        return StandarUnitSpec.model_validate_json(json.dumps(self.isi))
