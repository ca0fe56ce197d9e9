"""What stands between an issued certificate and its holder (CT10, FX20)."""

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.kernel.tenancy import TenantModel
from sahih.process.sertifikat.models import Sertifikat


class Penyerahan(TenantModel):
    """Receipt and commitment of one certificate, and its way by courier; certificates from before this have none."""

    sertifikat = models.OneToOneField(Sertifikat, on_delete=models.PROTECT, related_name="penyerahan")
    komitmen = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    tanda_terima = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True, blank=True)
    courier = models.CharField(max_length=60, blank=True)
    resi = models.CharField(max_length=60, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    receiver = models.CharField(max_length=120, blank=True)
    received_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(sent_on__isnull=True) | Q(signed_at__isnull=False), name="penyerahan_sent_after_signed"
            ),
            models.CheckConstraint(
                condition=Q(received_on__isnull=True) | Q(received_on__gte=models.F("sent_on")),
                name="penyerahan_received_after_sent",
            ),
        )
