"""Filled sheets, their signatures and their prints.

A sheet is filled in parts, one per signer and in signing order. A part holds the whole content as
its signer saw it; signing freezes it for ever and opens the next. So the second signer sees the
first, each signature covers exact bytes, and a database trigger can hold the line (FX13).
"""

from django.db import models

from sahih.documents.ketentuan.models import FormulirLsp, Kendali, Konfirmasi, Logo, NaskahDraf, NaskahVersi
from sahih.kernel.keys import DataKey
from sahih.kernel.ledger.models import Leaf
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.vault.models import StoredFile

__all__ = (
    "Cetakan",
    "FormulirLsp",
    "Kendali",
    "Konfirmasi",
    "Lembar",
    "LembarPart",
    "Logo",
    "NaskahDraf",
    "NaskahVersi",
    "SigningAct",
    "Tandatangan",
)


class Lembar(TenantModel):
    """One sheet of a form or one letter; a correction is a new sheet that names the old.

    `kendali` is the document control that held when the sheet was opened: all its prints bear it.
    """

    code = models.CharField(max_length=24)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    number = models.CharField(max_length=64, blank=True)
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    kendali = models.ForeignKey(Kendali, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    uji_coba = models.BooleanField()
    corrects = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="corrections")
    opened_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    void_reason = models.TextField(blank=True)
    correction_reason = models.TextField(blank=True, db_default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "corrects"], condition=models.Q(corrects__isnull=False), name="lembar_corrected_once"
            ),
            models.CheckConstraint(
                condition=models.Q(locked_at__isnull=True) | ~models.Q(sha256=""), name="lembar_locked_has_hash"
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.ref}"


class LembarPart(TenantModel):
    """What one signer fills and signs; unreadable without the case's key."""

    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="parts")
    ordinal = models.PositiveSmallIntegerField()
    role = models.CharField(max_length=24)
    cipher = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()
    locked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "lembar", "ordinal"], name="lembarpart_once"),)


class SigningAct(TenantModel):
    """What somebody is about to sign: the canonical bytes whose hash is the challenge; used once."""

    user_id = models.BigIntegerField()
    act = models.BinaryField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)


class Tandatangan(TenantModel):
    """One signature, append-only: who, as what, when, over which bytes, how surely known."""

    class Method(models.TextChoices):
        PASSKEY = "passkey", "Passkey"
        TOTP = "totp", "Sandi dan kode autentikator"
        PIN = "pin", "PIN dalam sesi kuat"

    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="signatures")
    part = models.ForeignKey(LembarPart, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    reg = models.CharField(max_length=40, blank=True)
    sha256 = models.CharField(max_length=64)
    method = models.CharField(max_length=12, choices=Method.choices)
    level = models.PositiveSmallIntegerField()
    act = models.ForeignKey(SigningAct, on_delete=models.PROTECT, related_name="+")
    evidence = models.JSONField()
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "lembar", "role", "person_id"], name="tandatangan_once"),)


class Penolakan(TenantModel):
    """Somebody who was asked to sign and would not: their words and who wrote them down; append-only (FX13, B6).

    A signature put later stands beside it: a refusal is taken back by signing, never by deleting.
    """

    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="refusals")
    part = models.ForeignKey(LembarPart, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=24)
    person_id = models.BigIntegerField()
    name = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    recorder_id = models.BigIntegerField()
    recorder = models.CharField(max_length=120)
    level = models.PositiveSmallIntegerField()
    cipher = models.BinaryField()
    leaf = models.ForeignKey(Leaf, on_delete=models.PROTECT, related_name="+")
    refused_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "lembar", "role", "person_id"], name="penolakan_once"),)

    @property
    def is_own_word(self) -> bool:
        """Whether they said so themself, or somebody wrote down what they said."""
        return self.recorder_id == self.person_id


class Cetakan(TenantModel):
    """One print of a sheet: which bytes, by which template and engine."""

    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="prints")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField()
    signature_count = models.PositiveSmallIntegerField()
    template_sha256 = models.CharField(max_length=64)
    typst_version = models.CharField(max_length=16)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "lembar", "signature_count"], name="cetakan_once"),)
