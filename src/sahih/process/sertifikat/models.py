"""BNSP's numbers, the certificate, and what the public may see of it."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.kernel.ledger.models import Leaf
from sahih.kernel.refs import new_ref
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import Stateful, Step, step
from sahih.process.keputusan.models import Keputusan, Rapat

NUMBER = r"^\d{5} \d{4} \d \d{6,8} \d{4}$"
REGISTRATION = r"^[A-Z][A-Z0-9]{0,3}[ .]\d{3,4}[ .]\d{5}[ .]\d{4}$"
BLANKO = r"^\d{8}$"


class Permintaan(Stateful):
    """The request to BNSP after one SK: letter, minutes, decree, and the list of all, K and BK (CT2)."""

    class Status(models.TextChoices):
        DISUSUN = "disusun", "Disusun"
        DIAJUKAN = "diajukan", "Diajukan ke BNSP"
        DIJAWAB = "dijawab", "Nomor diterima"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "send": step(Status.DISUSUN, to=Status.DIAJUKAN),
        "answer": step(Status.DIAJUKAN, to=Status.DIJAWAB),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DISUSUN)
    rapat = models.OneToOneField(Rapat, on_delete=models.PROTECT, related_name="permintaan")
    surat = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    sent_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()


class PermintaanBaris(TenantModel):
    """One asesi of the request."""

    permintaan = models.ForeignKey(Permintaan, on_delete=models.PROTECT, related_name="baris_set")
    keputusan = models.OneToOneField(Keputusan, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=2)


class Sertifikat(Stateful):
    """A certificate: numbered by BNSP, made once, its status public ever after."""

    class Status(models.TextChoices):
        BERNOMOR = "bernomor", "Bernomor, belum diterbitkan"
        BERLAKU = "berlaku", "Berlaku"
        DIBEKUKAN = "dibekukan", "Dibekukan"
        DICABUT = "dicabut", "Dicabut"
        DIGANTIKAN = "digantikan", "Digantikan"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "issue": step(Status.BERNOMOR, to=Status.BERLAKU),
        "freeze": step(Status.BERLAKU, to=Status.DIBEKUKAN),
        "thaw": step(Status.DIBEKUKAN, to=Status.BERLAKU),
        "revoke": step(Status.BERLAKU, Status.DIBEKUKAN, to=Status.DICABUT),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.BERNOMOR)
    keputusan = models.OneToOneField(Keputusan, on_delete=models.PROTECT, related_name="sertifikat")
    number = models.CharField(max_length=40)
    registration = models.CharField(max_length=24)
    blanko = models.CharField(max_length=12)
    uji_coba = models.BooleanField()
    issued_on = models.DateField()
    valid_until = models.DateField()
    credential = models.TextField(blank=True)
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            # CT5, CT6: each of BNSP's three numbers once, for ever.
            models.UniqueConstraint(fields=["lsp", "number"], name="sertifikat_number_once"),
            models.UniqueConstraint(fields=["lsp", "registration"], name="sertifikat_registration_once"),
            models.UniqueConstraint(fields=["lsp", "blanko"], name="sertifikat_blanko_once"),
            models.CheckConstraint(condition=Q(number__regex=NUMBER), name="sertifikat_number_shape"),
            models.CheckConstraint(condition=Q(registration__regex=REGISTRATION), name="sertifikat_registration_shape"),
            models.CheckConstraint(condition=Q(blanko__regex=BLANKO), name="sertifikat_blanko_shape"),
            models.CheckConstraint(
                condition=Q(status="bernomor") | Q(pdf__isnull=False), name="sertifikat_issued_has_pdf"
            ),
        )


class NomorBatal(TenantModel):
    """A number that was void; never issued again (CT6)."""

    number = models.CharField(max_length=40)
    reason = models.TextField()
    voided_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "number"], name="nomorbatal_once"),)


class NomorTerpakai(models.Model):
    """One of BNSP's numbers that is taken, whoever took it: its hash alone, global and append-only (CT5, CT6).

    Numbers are BNSP's and not an LSP's, so a second use is refused at its import anywhere in the
    installation; the row says neither whose the number is nor what became of it.
    """

    id = models.BigAutoField(primary_key=True)
    digest = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return self.digest[:12]


class SertifikatPublik(models.Model):
    """The projection that verification reads: minimal, global, no tenant data (CT12)."""

    id = models.BigAutoField(primary_key=True)
    ref = models.CharField(max_length=16, unique=True, default=new_ref, editable=False)
    number = models.CharField(max_length=40, unique=True)
    registration = models.CharField(max_length=24, unique=True)
    name = models.CharField(max_length=120)
    skema = models.CharField(max_length=300)
    lsp_name = models.CharField(max_length=160)
    licence = models.CharField(max_length=24)
    status = models.CharField(max_length=16)
    uji_coba = models.BooleanField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    pdf_sha256 = models.CharField(max_length=64)
    reported_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
