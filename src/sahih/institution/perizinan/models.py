"""What BNSP permitted, and until when: remote service, paperless work (SE.007 B, D, E.3)."""

from django.db import models

from sahih.kernel.tenancy import TenantModel


class Perizinan(TenantModel):
    """One decision of BNSP; the schemes it covers stand in `materials.lingkup`."""

    class Kind(models.TextChoices):
        JARAK_JAUH = "jarak_jauh", "Sertifikasi jarak jauh"
        NIRKERTAS = "nirkertas", "Nirkertas"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    decision_no = models.CharField(max_length=80)
    decided_on = models.DateField()
    valid_from = models.DateField()
    valid_until = models.DateField()
    withdrawn_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "kind", "decision_no"], name="perizinan_once"),
            models.CheckConstraint(condition=models.Q(valid_until__gte=models.F("valid_from")), name="perizinan_dates"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.decision_no}"
