"""The whole file of one application as an archive that is made in the background and kept for a while (SE.007 A.IV.8)."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.institution.accounts.models import Person
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import Stateful, Step, step
from sahih.process.permohonan.models import Permohonan


class Arsip(Stateful):
    """One archive: asked for, made sheet by sheet, ready until its day, then destroyed; it can be made again any time."""

    class Status(models.TextChoices):
        DISUSUN = "disusun", "Sedang disusun"
        SIAP = "siap", "Siap diunduh"
        GAGAL = "gagal", "Gagal disusun"
        DIMUSNAHKAN = "dimusnahkan", "Sudah dimusnahkan"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "finish": step(Status.DISUSUN, to=Status.SIAP),
        "fail": step(Status.DISUSUN, to=Status.GAGAL),
        "retry": step(Status.GAGAL, to=Status.DISUSUN),
        "expire": step(Status.SIAP, to=Status.DIMUSNAHKAN),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DISUSUN)
    permohonan = models.ForeignKey(Permohonan, on_delete=models.PROTECT, related_name="arsip_set")
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asked_at = models.DateTimeField()
    done = models.PositiveSmallIntegerField(default=0)
    total = models.PositiveSmallIntegerField(default=0)
    reason = models.TextField(blank=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "permohonan"], condition=Q(status="disusun"), name="arsip_one_in_the_making"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["siap", "dimusnahkan"]) | Q(file__isnull=False), name="arsip_ready_has_file"
            ),
            models.CheckConstraint(condition=~Q(status="gagal") | ~Q(reason=""), name="arsip_failed_has_reason"),
        )
