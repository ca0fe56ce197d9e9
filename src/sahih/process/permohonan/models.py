"""An application: one person, one version of a skema, one way of being assessed."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Perusahaan
from sahih.kernel.keys import DataKey
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.skema.enums import Medium, Mode
from sahih.materials.skema.models import SkemaVersi


class Permohonan(Stateful):
    """From the first field of FR.APL.01 to the signed FR.APL.02."""

    class Status(models.TextChoices):
        DRAF = "draf", "Diisi"
        DIAJUKAN = "diajukan", "Diajukan"
        DIKEMBALIKAN = "dikembalikan", "Dikembalikan untuk dilengkapi"
        DITERIMA = "diterima", "Diterima, menunggu pembayaran"
        DITOLAK = "ditolak", "Tidak diterima"
        LUNAS = "lunas", "Pembayaran sah"
        SIAP = "siap", "Siap dijadwalkan"
        DIBATALKAN = "dibatalkan", "Dibatalkan"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "submit": step(Status.DRAF, Status.DIKEMBALIKAN, to=Status.DIAJUKAN),
        "give_back": step(Status.DIAJUKAN, to=Status.DIKEMBALIKAN),
        "accept": step(Status.DIAJUKAN, to=Status.DITERIMA),
        "refuse": step(Status.DIAJUKAN, to=Status.DITOLAK),
        "settle": step(Status.DITERIMA, to=Status.LUNAS),
        "self_assess": step(Status.LUNAS, to=Status.SIAP),
        "withdraw": step(
            Status.DRAF, Status.DIAJUKAN, Status.DIKEMBALIKAN, Status.DITERIMA, Status.LUNAS, Status.SIAP,
            to=Status.DIBATALKAN,
        ),
    }  # fmt: skip

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DRAF)
    asesi = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="+")
    perusahaan = models.ForeignKey(Perusahaan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    mode = models.CharField(max_length=12, choices=Mode.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    uji_coba = models.BooleanField()
    under_permit = models.BooleanField()
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    apl01 = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    apl02 = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    opened_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()
    note = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(status__in=["draf", "diajukan", "dikembalikan", "diterima", "ditolak", "lunas", "siap", "dibatalkan"]), name="permohonan_status"),
            models.CheckConstraint(condition=~Q(status="siap") | Q(apl02__isnull=False), name="permohonan_siap_apl02"),
            # L9: only a rehearsal may run without the permits of its mode and medium.
            models.CheckConstraint(condition=Q(uji_coba=True) | Q(under_permit=True), name="permohonan_permit_or_trial"),
            # One open application per person and version: a double click makes no second one.
            models.UniqueConstraint(
                fields=["lsp", "asesi", "versi"],
                condition=Q(status__in=["draf", "diajukan", "dikembalikan", "diterima", "lunas"]),
                name="permohonan_open_once",
            ),
        )  # fmt: skip
        indexes = (models.Index(fields=["lsp", "status", "changed_at"], name="permohonan_by_status"),)


class Bukti(TenantModel):
    """A paper the asesi handed in: proof of a requirement, of membership (L5), or of the work itself."""

    permohonan = models.ForeignKey(Permohonan, on_delete=models.PROTECT, related_name="bukti_set")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=160)
    is_affiliation = models.BooleanField(default=False)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)
