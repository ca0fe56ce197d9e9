"""The register of asesor: a person with a MET number and a certificate, at home in one LSP (A1, A5)."""

from django.db import models

from sahih.institution.accounts.models import Person
from sahih.institution.lsp.models import Lsp
from sahih.kernel.tenancy import RefModel

MET = r"^MET\.\d{3}\.\d{6}[ .]\d{4}$"


class Asesor(RefModel):
    """Global: a person assesses under one register number wherever they go (A12)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="asesor")
    met = models.CharField(max_length=24, unique=True)
    home_lsp = models.ForeignKey(Lsp, on_delete=models.PROTECT, related_name="+")
    certificate_no = models.CharField(max_length=60)
    certified_from = models.DateField()
    certified_until = models.DateField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(met__regex=MET), name="asesor_met_shape"),
            models.CheckConstraint(
                condition=models.Q(certified_until__gt=models.F("certified_from")), name="asesor_certificate_dates"
            ),
        )

    def __str__(self) -> str:
        return self.met
