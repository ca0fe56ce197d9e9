"""One letter or record of the road: what it is about, its sheet, how far it is."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.asesor.models import Asesor
from sahih.institution.tuk.models import Tuk
from sahih.kernel.keys import DataKey
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.skema.models import SkemaVersi

REPEATED = ("BA.GANGGUAN",)


class Surat(Stateful):
    """About a jadwal, a version, an asesor, an invoice or a certificate; a void one stays readable."""

    class Status(models.TextChoices):
        DISUSUN = "disusun", "Disusun"
        DITANDATANGANI = "ditandatangani", "Ditandatangani"
        TERKIRIM = "terkirim", "Terkirim"
        DITERIMA = "diterima", "Diterima"
        BATAL = "batal", "Batal"

    class Outcome(models.TextChoices):
        SESUAI = "sesuai", "Sesuai"
        TIDAK_SESUAI = "tidak_sesuai", "Tidak sesuai"
        SETUJU = "setuju", "Disetujui"
        TOLAK = "tolak", "Tidak disetujui"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "sign": step(Status.DISUSUN, to=Status.DITANDATANGANI),
        "send": step(Status.DITANDATANGANI, to=Status.TERKIRIM),
        "receive": step(Status.DITANDATANGANI, Status.TERKIRIM, to=Status.DITERIMA),
        "void": step(Status.DISUSUN, Status.DITANDATANGANI, Status.TERKIRIM, Status.DITERIMA, to=Status.BATAL),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DISUSUN)
    code = models.CharField(max_length=24)
    lembar = models.OneToOneField(Lembar, on_delete=models.PROTECT, related_name="surat")
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    uji_coba = models.BooleanField()
    # By name: the stages after this one own these rows.
    jadwal = models.ForeignKey(
        "process.Jadwal", on_delete=models.PROTECT, null=True, blank=True, related_name="surat_set"
    )
    tagihan = models.ForeignKey(
        "process.Tagihan", on_delete=models.PROTECT, null=True, blank=True, related_name="surat_set"
    )
    sertifikat = models.ForeignKey(
        "process.Sertifikat", on_delete=models.PROTECT, null=True, blank=True, related_name="surat_set"
    )
    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    tuk = models.ForeignKey(Tuk, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    asesor = models.ForeignKey(Asesor, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mode = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome.choices, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    reply = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    drafted_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "code", "jadwal"],
                condition=~Q(status="batal") & ~Q(code__in=REPEATED) & ~Q(outcome="tidak_sesuai"),
                name="surat_jadwal_once",
            ),
            models.CheckConstraint(
                condition=Q(status__in=["disusun", "batal"]) | Q(signed_at__isnull=False), name="surat_signed_has_instant"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_from__isnull=True) | Q(valid_until__gte=models.F("valid_from")),
                name="surat_dates",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=["lsp", "status", "changed_at"], name="surat_by_status"),)


class SuratFoto(TenantModel):
    """A photo that a record points at; append-only."""

    surat = models.ForeignKey(Surat, on_delete=models.PROTECT, related_name="foto_set")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=160)
    added_at = models.DateTimeField()
