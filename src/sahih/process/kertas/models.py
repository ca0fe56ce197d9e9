"""One sheet of paper of an assessment, from the blank to the confirmed copy of it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import Stateful, Step, step
from sahih.process.asesmen.models import Asesmen


class LembarKertas(Stateful):
    """Its `ref` is the code on the blank; its `lembar` is the copy that drives the work once it is confirmed."""

    class Status(models.TextChoices):
        MENUNGGU = "menunggu", "Menunggu pindaian"
        DIPINDAI = "dipindai", "Menunggu isian"
        DIENTRI = "dientri", "Menunggu konfirmasi"
        DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk diperbaiki"
        SAH = "sah", "Dikonfirmasi"
        DIGANTIKAN = "digantikan", "Digantikan koreksi"
        BATAL = "batal", "Koreksi dibatalkan"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "file": step(Status.MENUNGGU, Status.DIPINDAI, Status.DIKEMBALIKAN, to=Status.DIPINDAI),
        "enter": step(Status.DIPINDAI, Status.DIKEMBALIKAN, to=Status.DIENTRI),
        "give_back": step(Status.DIENTRI, to=Status.DIKEMBALIKAN),
        "confirm": step(Status.DIENTRI, to=Status.SAH),
        # FX13: a confirmed copy is corrected by another row beside the same scan, or a new one; unsigned, it is given up.
        "replace": step(Status.SAH, to=Status.DIGANTIKAN),
        "drop": step(Status.DIPINDAI, Status.DIENTRI, Status.DIKEMBALIKAN, to=Status.BATAL),
        "stand": step(Status.DIGANTIKAN, to=Status.SAH),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.MENUNGGU)
    asesmen = models.ForeignKey(Asesmen, on_delete=models.PROTECT, related_name="kertas_set")
    code = models.CharField(max_length=24)
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    pages = models.PositiveSmallIntegerField()
    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    entered_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "asesmen", "code"],
                condition=~Q(status__in=["digantikan", "batal"]),
                name="lembarkertas_once",
            ),
            # L12: entered by one, confirmed by another, beside the scan.
            models.CheckConstraint(
                condition=~Q(status="sah")
                | Q(
                    scan__isnull=False,
                    lembar__isnull=False,
                    entered_by__isnull=False,
                    confirmed_by__isnull=False,
                    confirmed_at__isnull=False,
                ),
                name="lembarkertas_confirmed_whole",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("entered_by")),
                name="lembarkertas_two_people",
            ),
        )
