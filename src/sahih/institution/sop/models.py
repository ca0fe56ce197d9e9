"""An LSP's own SOP laid over ours: its numbers and titles, version by version."""

from django.db import models

from sahih.institution.accounts.models import Person
from sahih.kernel.tenancy import TenantModel


class PetaSop(TenantModel):
    """One version of the map; append-only, the newest one is read."""

    version = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    # Our number of a step → the LSP's own number and title of it; what is not named keeps ours.
    steps = models.JSONField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "version"], name="petasop_version_once"),)
