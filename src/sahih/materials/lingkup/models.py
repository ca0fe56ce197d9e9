"""Coverage as rows with dates: an asesor's technical competence, a TUK's scope, a permit's list."""

from django.db import models
from django.db.models import F, Q

from sahih.institution.asesor.models import Asesor
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.tuk.models import Tuk
from sahih.kernel.tenancy import TenantModel
from sahih.materials.skema.models import Skema


class LingkupAsesor(TenantModel):
    """An asesor may assess this skema, by the paper named here (A6)."""

    class Basis(models.TextChoices):
        SERTIFIKAT = "sertifikat", "Sertifikat kompetensi teknis"
        PENGALAMAN = "pengalaman", "Pengalaman sedikitnya 5 tahun dan sertifikat internalisasi"

    asesor = models.ForeignKey(Asesor, on_delete=models.PROTECT, related_name="lingkup_set")
    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="lingkup_asesor_set")
    basis = models.CharField(max_length=12, choices=Basis.choices)
    certificate_no = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "asesor", "skema", "valid_from"], name="lingkupasesor_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="lingkupasesor_dates"
            ),
            models.CheckConstraint(condition=~Q(certificate_no=""), name="lingkupasesor_paper"),
        )


class LingkupTuk(TenantModel):
    """A TUK may be used for this skema, by the SK named here (T2)."""

    tuk = models.ForeignKey(Tuk, on_delete=models.PROTECT, related_name="lingkup_set")
    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="lingkup_tuk_set")
    sk_number = models.CharField(max_length=80)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "tuk", "skema", "valid_from"], name="lingkuptuk_once"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")), name="lingkuptuk_dates"
            ),
        )


class LingkupIzin(TenantModel):
    """A permit of BNSP names this skema (L9, L12); `covers_practice` where it says that practice too may be remote (K2)."""

    perizinan = models.ForeignKey(Perizinan, on_delete=models.PROTECT, related_name="lingkup_set")
    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="lingkup_izin_set")
    covers_practice = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "perizinan", "skema"], name="lingkupizin_once"),)
