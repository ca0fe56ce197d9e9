"""An appeal against a decision (FR.AK.04, B2–B7); the independent panel that hears it comes later."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.kernel.workflow import Stateful, Step, step
from sahih.process.keputusan.models import Keputusan


class Banding(Stateful):
    """One appeal a decision (B6): filled, filed with a receipt, received, ended with its outcome."""

    class Status(models.TextChoices):
        DRAF = "draf", "Diisi"
        DIAJUKAN = "diajukan", "Diajukan"
        DITERIMA = "diterima", "Diterima LSP, sedang ditangani"
        SELESAI = "selesai", "Selesai"

    class Kind(models.TextChoices):
        BANDING = "banding", "Banding"
        KELUHAN = "keluhan", "Keluhan"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "file": step(Status.DRAF, to=Status.DIAJUKAN),
        "receive": step(Status.DIAJUKAN, to=Status.DITERIMA),
        "close": step(Status.DITERIMA, to=Status.SELESAI),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DRAF)
    # B6: a second one over the same decision does not exist.
    keputusan = models.OneToOneField(Keputusan, on_delete=models.PROTECT, related_name="banding")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=64, blank=True)
    opened_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True, blank=True)
    # The days as they were promised when it was filed; a later setting moves none of them (B5).
    file_by = models.DateField()
    is_late = models.BooleanField(default=False)
    answer_by = models.DateField(null=True, blank=True)
    decide_by = models.DateField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    outcome = models.TextField(blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status="draf", filed_at__isnull=True, number="")
                | (Q(status__in=["diajukan", "diterima", "selesai"], filed_at__isnull=False) & ~Q(number="")),
                name="banding_filed_has_receipt",
            ),
            models.CheckConstraint(condition=~Q(status="selesai") | ~Q(outcome=""), name="banding_end_has_outcome"),
        )
