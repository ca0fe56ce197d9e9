"""Invoices in whole rupiah; the payer may be a company for many (SOP 1.2.3–1.2.7)."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Perusahaan
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import Stateful, Step, step
from sahih.process.permohonan.models import Permohonan


class Tagihan(Stateful):
    """One invoice to one payer."""

    class Status(models.TextChoices):
        TERBIT = "terbit", "Menunggu pembayaran"
        DIPERIKSA = "diperiksa", "Bukti diperiksa"
        BUKTI_DITOLAK = "bukti_ditolak", "Bukti perlu dikirim ulang"
        LUNAS = "lunas", "Lunas"
        BATAL = "batal", "Batal"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "send_proof": step(Status.TERBIT, Status.BUKTI_DITOLAK, to=Status.DIPERIKSA),
        "reject_proof": step(Status.DIPERIKSA, to=Status.BUKTI_DITOLAK),
        "verify": step(Status.DIPERIKSA, to=Status.LUNAS),
        "waive": step(Status.TERBIT, to=Status.LUNAS),
        "cancel": step(Status.TERBIT, Status.BUKTI_DITOLAK, to=Status.BATAL),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.TERBIT)
    number = models.CharField(max_length=64)
    perusahaan = models.ForeignKey(Perusahaan, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    total = models.BigIntegerField()
    issued_at = models.DateTimeField()
    due_on = models.DateField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "number"], name="tagihan_number_once"),
            models.CheckConstraint(condition=Q(total__gte=0), name="tagihan_total"),
            models.CheckConstraint(
                condition=Q(perusahaan__isnull=False, person__isnull=True) | Q(perusahaan__isnull=True, person__isnull=False),
                name="tagihan_one_payer",
            ),
        )  # fmt: skip


class TagihanBaris(TenantModel):
    """One application on an invoice; a live line is never doubled."""

    tagihan = models.ForeignKey(Tagihan, on_delete=models.PROTECT, related_name="baris_set")
    permohonan = models.ForeignKey(Permohonan, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(max_length=240)
    amount = models.BigIntegerField()
    is_live = models.BooleanField(default=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "permohonan"], condition=Q(is_live=True), name="tagihanbaris_once"),
        )


class BuktiBayar(TenantModel):
    """A proof of payment as sent, and what the office said of it."""

    tagihan = models.ForeignKey(Tagihan, on_delete=models.PROTECT, related_name="bukti_set")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    sender = models.CharField(max_length=120)
    amount = models.BigIntegerField()
    paid_on = models.DateField()
    sent_at = models.DateTimeField()
    accepted = models.BooleanField(null=True)
    note = models.TextField(blank=True)
