"""The assessment of one asesi on one schedule, and the asesor's report on all of them."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.muk.models import Rencana
from sahih.materials.perangkat.models import Muk
from sahih.process.jadwal.models import Jadwal, Peserta
from sahih.process.permohonan.models import Bukti


class Asesmen(Stateful):
    """From the review of FR.APL.02 to the signed FR.AK.02; the asesor recommends, never decides (A13)."""

    class Status(models.TextChoices):
        DISIAPKAN = "disiapkan", "Menunggu tinjauan asesmen mandiri"
        DITINJAU = "ditinjau", "Menunggu persetujuan asesmen"
        TIDAK_DILANJUTKAN = "tidak_dilanjutkan", "Asesmen tidak dapat dilanjutkan"
        DISETUJUI = "disetujui", "Siap diases"
        BERLANGSUNG = "berlangsung", "Asesmen berlangsung"
        DIREKOMENDASIKAN = "direkomendasikan", "Rekomendasi ditandatangani"
        TIDAK_HADIR = "tidak_hadir", "Tidak hadir"
        MUNDUR = "mundur", "Mengundurkan diri"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "review": step(Status.DISIAPKAN, to=Status.DITINJAU),
        "stop": step(Status.DISIAPKAN, to=Status.TIDAK_DILANJUTKAN),
        "agree": step(Status.DITINJAU, to=Status.DISETUJUI),
        "start": step(Status.DISETUJUI, to=Status.BERLANGSUNG),
        "recommend": step(Status.BERLANGSUNG, to=Status.DIREKOMENDASIKAN),
        # FX13: a correction is a new sheet that everybody signs again, so the road goes back to where it is filled.
        "amend": step(Status.DITINJAU, Status.DISETUJUI, to=Status.DITINJAU),
        "correct": step(Status.BERLANGSUNG, Status.DIREKOMENDASIKAN, to=Status.BERLANGSUNG),
        # A correction that nobody signed is given up: what stood before stands again.
        "keep_consent": step(Status.DITINJAU, to=Status.DISETUJUI),
        "keep_result": step(Status.BERLANGSUNG, to=Status.DIREKOMENDASIKAN),
        "mark_absent": step(Status.DISIAPKAN, Status.DITINJAU, Status.DISETUJUI, to=Status.TIDAK_HADIR),
        "withdraw": step(
            Status.DISIAPKAN, Status.DITINJAU, Status.DISETUJUI, Status.BERLANGSUNG, to=Status.MUNDUR
        ),
    }  # fmt: skip

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DISIAPKAN)
    peserta = models.OneToOneField(Peserta, on_delete=models.PROTECT, related_name="asesmen")
    muk = models.ForeignKey(Muk, on_delete=models.PROTECT, null=True, blank=True, related_name="asesmen_set")
    rencana = models.ForeignKey(Rencana, on_delete=models.PROTECT, null=True, blank=True, related_name="asesmen_set")
    ak07 = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # The FR.AK.07 that the asesi would not sign and that was taken back: the refusal is told all the same.
    ak07_taken_back = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ak07_skipped_at = models.DateTimeField(null=True, blank=True)
    ak01 = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ia01 = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ak02 = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    # Only where the LSP had a tata tertib in force when the schedule was ordered (SOP 3.3.8).
    tata_tertib = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    present_at = models.DateTimeField(null=True, blank=True)
    ak03 = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ak03_reminded_at = models.DateTimeField(null=True, blank=True)
    ak03_waived_at = models.DateTimeField(null=True, blank=True)
    ak03_waiver = models.TextField(blank=True, db_default="")
    recommendation = models.CharField(max_length=2, blank=True, choices=(("K", "Kompeten"), ("BK", "Belum Kompeten")))
    recommended_at = models.DateTimeField(null=True, blank=True)
    refusal = models.TextField(blank=True)
    note = models.TextField(blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="direkomendasikan") | Q(recommendation__in=["K", "BK"], ak02__isnull=False),
                name="asesmen_recommended_has_ak02",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["berlangsung", "direkomendasikan"]) | Q(present_at__isnull=False, ak01__isnull=False),
                name="asesmen_running_has_ak01",
            ),
            # Feedback is given up only after a reminder, and never without a word.
            models.CheckConstraint(
                condition=Q(ak03_waived_at=None)
                | Q(~Q(ak03_waiver=""), ak03_reminded_at__isnull=False, ak03_reminded_at__lt=models.F("ak03_waived_at")),
                name="asesmen_waiver_has_reason",
            ),
        )  # fmt: skip


class HasilUnit(TenantModel):
    """K or BK per unit, copied from FR.AK.02 when its asesor signs; of a corrected record it stays, superseded."""

    asesmen = models.ForeignKey(Asesmen, on_delete=models.PROTECT, related_name="hasil_set")
    unit_code = models.CharField(max_length=40)
    result = models.CharField(max_length=2, choices=(("K", "Kompeten"), ("BK", "Belum Kompeten")))
    superseded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "asesmen", "unit_code"], condition=Q(superseded_at__isnull=True), name="hasilunit_once"
            ),
        )


class Laporan(TenantModel):
    """FR.AK.05: one per schedule, over all its asesi."""

    jadwal = models.OneToOneField(Jadwal, on_delete=models.PROTECT, related_name="laporan")
    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)


class Tinjauan(TenantModel):
    """The first FR.AK.06 of a schedule: its asesor looks at the process before recommending (SOP 3.3.32)."""

    jadwal = models.OneToOneField(Jadwal, on_delete=models.PROTECT, related_name="tinjauan")
    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)


class Vatm(TenantModel):
    """E4: Valid, Asli, Terkini, Memadai of one uploaded file or one instrument for one elemen; appended, never changed."""

    asesmen = models.ForeignKey(Asesmen, on_delete=models.PROTECT, related_name="vatm_set")
    bukti = models.ForeignKey(Bukti, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    code = models.CharField(max_length=24, blank=True)
    elemen = models.CharField(max_length=60)
    valid = models.BooleanField()
    asli = models.BooleanField()
    terkini = models.BooleanField()
    memadai = models.BooleanField()
    note = models.TextField(blank=True)
    remedy = models.TextField(blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(bukti__isnull=True) ^ Q(code=""), name="vatm_one_evidence"),
            models.CheckConstraint(
                condition=Q(valid=True, asli=True, terkini=True, memadai=True) | ~Q(note=""),
                name="vatm_no_is_explained",
            ),
        )
        indexes = (models.Index(fields=["lsp", "asesmen"], name="vatm_by_asesmen"),)
