"""The official record of how each asesi is to be assessed (SOP 1.3, E17)."""

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.kernel.tenancy import TenantModel
from sahih.materials.skema.enums import Mode
from sahih.process.permohonan.models import Permohonan


class Visibilitas(TenantModel):
    """One study of one application; a later one corrects it, and both stay readable."""

    permohonan = models.ForeignKey(Permohonan, on_delete=models.PROTECT, related_name="visibilitas_set")
    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=Mode.choices)
    is_live = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "permohonan"], condition=Q(is_live=True), name="visibilitas_live_once"),
            models.UniqueConstraint(
                fields=["lsp", "permohonan"], condition=Q(signed_at__isnull=True), name="visibilitas_open_once"
            ),
            models.CheckConstraint(condition=Q(is_live=False) | Q(signed_at__isnull=False), name="visibilitas_live_signed"),
        )  # fmt: skip
