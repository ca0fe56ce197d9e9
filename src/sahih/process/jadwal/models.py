"""A day of assessment: who, where, by which asesor; one duty per asesor and date (A3)."""

from collections.abc import Mapping
from typing import ClassVar

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.asesor.models import Asesor
from sahih.institution.tuk.models import Tuk
from sahih.kernel.keys import DataKey
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.skema.enums import Medium, Mode
from sahih.materials.skema.models import SkemaVersi
from sahih.process.permohonan.models import Permohonan


class Jadwal(Stateful):
    """One scheme version, one date in one zone, up to twenty asesi."""

    class Status(models.TextChoices):
        DISUSUN = "disusun", "Disusun"
        DITAWARKAN = "ditawarkan", "Menunggu kesediaan asesor"
        DIKONFIRMASI = "dikonfirmasi", "Asesor bersedia"
        DITUGASKAN = "ditugaskan", "SPT terbit"
        SELESAI = "selesai", "Laporan asesmen ditandatangani"
        BATAL = "batal", "Batal"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "offer": step(Status.DISUSUN, to=Status.DITAWARKAN),
        "confirm": step(Status.DITAWARKAN, to=Status.DIKONFIRMASI),
        "decline": step(Status.DITAWARKAN, to=Status.DISUSUN),
        "order": step(Status.DIKONFIRMASI, to=Status.DITUGASKAN),
        "replace": step(Status.DITAWARKAN, Status.DIKONFIRMASI, Status.DITUGASKAN, to=Status.DISUSUN),
        "complete": step(Status.DITUGASKAN, to=Status.SELESAI),
        "reopen": step(Status.SELESAI, to=Status.DITUGASKAN),
        "cancel": step(Status.DISUSUN, Status.DITAWARKAN, Status.DIKONFIRMASI, to=Status.BATAL),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DISUSUN)
    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    uji_coba = models.BooleanField()
    day = models.DateField()
    starts = models.TimeField()
    ends = models.TimeField()
    zone = models.CharField(max_length=4)
    tuk = models.ForeignKey(Tuk, on_delete=models.PROTECT, related_name="+")
    meeting_link = models.URLField(blank=True)
    # T4: a schedule planned before this gate existed was promised without it, and keeps that promise.
    asks_tuk = models.BooleanField(default=False, db_default=False)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=models.F("starts")), name="jadwal_hours"),
            # A meeting at a distance needs a place to meet.
            models.CheckConstraint(condition=Q(mode="tatap_muka") | ~Q(meeting_link=""), name="jadwal_link"),
        )


class Peserta(TenantModel):
    """An asesi on a schedule; confirmed by them, or with the wish for another date (E18)."""

    jadwal = models.ForeignKey(Jadwal, on_delete=models.PROTECT, related_name="peserta_set")
    permohonan = models.ForeignKey(Permohonan, on_delete=models.PROTECT, related_name="peserta_set")
    is_live = models.BooleanField(default=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)
    wish = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "permohonan"], condition=Q(is_live=True), name="peserta_live_once"),
        )


class Penugasan(TenantModel):
    """The duty of one asesor on a schedule. The exclusion over all LSPs stands in the migration (A3)."""

    class Answer(models.TextChoices):
        WAITING = "menunggu", "Menunggu jawaban"
        WILLING = "bersedia", "Bersedia"
        UNWILLING = "menolak", "Menolak"
        REPLACED = "diganti", "Diganti"

    jadwal = models.ForeignKey(Jadwal, on_delete=models.PROTECT, related_name="penugasan_set")
    asesor = models.ForeignKey(Asesor, on_delete=models.PROTECT, related_name="+")
    days = DateRangeField()
    answer = models.CharField(max_length=12, choices=Answer.choices, default=Answer.WAITING)
    is_live = models.BooleanField(default=True)
    offered_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True, blank=True)
    outside_duties = models.TextField(blank=True)
    spt = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    spt_received_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "jadwal"], condition=Q(is_live=True), name="penugasan_live_once"),
        )
