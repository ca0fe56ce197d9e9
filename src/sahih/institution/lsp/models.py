"""The LSP itself, public as SE.007 A.IV.1 wants it, and the companies that send their people."""

from django.core.validators import RegexValidator
from django.db import models

from sahih.kernel.tenancy import RefModel, TenantModel

LICENCE = r"^BNSP-LSP-\d{3,4}-ID$"


class Lsp(RefModel):
    """One licensed body; the tenant."""

    class Kind(models.TextChoices):
        P1_INDUSTRI = "P1 industri", "P1 Industri"
        P1_LEMDIK = "P1 lemdik", "P1 Lembaga Pendidikan"
        P2 = "P2", "P2"
        P3 = "P3", "P3"

    class Zone(models.TextChoices):
        WIB = "WIB", "WIB"
        WITA = "WITA", "WITA"
        WIT = "WIT", "WIT"

    class FormHead(models.TextChoices):
        KOP = "kop", "Kop surat LSP"
        BLOK = "blok", "Kotak nomor dokumen"
        KEDUANYA = "keduanya", "Kop surat dan kotak nomor dokumen"

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    licence = models.CharField(max_length=24, unique=True, validators=[RegexValidator(LICENCE)])
    licence_sk = models.CharField(max_length=80, blank=True)
    licensed_from = models.DateField()
    licensed_until = models.DateField()
    sector = models.CharField(max_length=120, blank=True)
    parent = models.CharField(max_length=160, blank=True)
    profile = models.TextField(blank=True)
    address = models.TextField()
    city = models.CharField(max_length=60)
    phone = models.CharField(max_length=40)
    email = models.EmailField()
    website = models.URLField(blank=True)
    code = models.CharField(max_length=12)
    zone = models.CharField(max_length=4, choices=Zone.choices, default=Zone.WIB)
    bank_account = models.TextField(blank=True)
    letter_pattern = models.CharField(max_length=60, default="{urut}/{kode}/{bulan}/{tahun}")
    group_limit = models.PositiveSmallIntegerField(default=20)
    # T3: how long a standing TUK may be used after its verification.
    tuk_months = models.PositiveSmallIntegerField(default=36, db_default=36)
    quorum = models.PositiveSmallIntegerField(default=3)
    # B5: working days to file an appeal, to say that it is received, to decide on it (FX11: at most 14).
    banding_within = models.PositiveSmallIntegerField(default=14)
    banding_answer_within = models.PositiveSmallIntegerField(default=3)
    banding_decide_within = models.PositiveSmallIntegerField(default=14)
    paperless_in_sjj = models.BooleanField(default=False)
    form_head = models.CharField(max_length=12, choices=FormHead.choices, default=FormHead.KEDUANYA)
    # Both prints of FR.AK.07 are in use: part A alone, or A and B (forms 4.5).
    ak07_two_part = models.BooleanField(default=True)
    uji_coba = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(licence__regex=LICENCE), name="lsp_licence_shape"),
            models.CheckConstraint(
                condition=models.Q(licensed_until__gt=models.F("licensed_from")), name="lsp_licence_dates"
            ),
            # A4: the ceiling of twenty may only be lowered.
            models.CheckConstraint(condition=models.Q(group_limit__gte=1, group_limit__lte=20), name="lsp_group_limit"),
            models.CheckConstraint(condition=models.Q(quorum__gte=2), name="lsp_quorum"),
            models.CheckConstraint(
                condition=models.Q(
                    banding_within__gte=1,
                    banding_answer_within__gte=1,
                    banding_decide_within__gte=1,
                    banding_decide_within__lte=14,
                ),
                name="lsp_banding_days",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Perusahaan(TenantModel):
    """A company that pays for its people and follows their progress."""

    name = models.CharField(max_length=160)
    address = models.TextField(blank=True)
    npwp = models.CharField(max_length=20, blank=True)
    email = models.EmailField()
    phone = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "name"], name="perusahaan_name_once"),)

    def __str__(self) -> str:
        return self.name
