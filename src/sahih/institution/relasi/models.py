"""Who trained, employs or is kin to whom: what bars a person from a case (A10, A11, D2)."""

from django.db import models

from sahih.institution.accounts.models import Person
from sahih.kernel.tenancy import TenantModel


class Relasi(TenantModel):
    """One declared relation between a person of the LSP and an asesi."""

    class Kind(models.TextChoices):
        TRAINER = "pelatih", "Melatih"
        EMPLOYER = "atasan", "Mempekerjakan"
        KIN = "keluarga", "Keluarga"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asesi = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    declared_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "person", "asesi", "kind"], name="relasi_once"),)
