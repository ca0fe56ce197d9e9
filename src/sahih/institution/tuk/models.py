"""Places of assessment: mandiri, sewaktu, tempat kerja (T1)."""

from django.db import models

from sahih.kernel.tenancy import TenantModel


class Tuk(TenantModel):
    """One place; its verification and SK arrive with the letters of the next release."""

    class Kind(models.TextChoices):
        SEWAKTU = "Sewaktu", "Sewaktu"
        TEMPAT_KERJA = "Tempat Kerja", "Tempat Kerja"
        MANDIRI = "Mandiri", "Mandiri"

    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    address = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "name"], name="tuk_name_once"),)

    def __str__(self) -> str:
        return self.name
