"""A MUK and its content row by row; the keys stand apart, encrypted, so that a list never brings one along (FX14).

The rows change only while the MUK is a draft; a trigger of the database says so too (PL10). Every row carries the MUK,
so that the whole content is read in a fixed number of queries.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.kernel.keys import DataKey
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.vault.models import StoredFile
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.perangkat.enums import Dimensi, Instrumen, Jenis, Metode, Saat
from sahih.materials.perangkat.format import LONGEST_TITLE
from sahih.materials.skema.models import AspekUnit, Kelompok, Kuk, SkemaVersi


class Muk(Stateful):
    """Materi Uji Kompetensi of one skema version; a skema may have several, and a new one answers the one before it."""

    class Status(models.TextChoices):
        DRAF = "draf", "Sedang disusun"
        DISUSUN = "disusun", "Menunggu validator"
        TERVALIDASI = "tervalidasi", "Tervalidasi"
        DITARIK = "ditarik", "Ditarik"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "submit": step(Status.DRAF, to=Status.DISUSUN),
        "give_back": step(Status.DISUSUN, to=Status.DRAF),
        "take_back": step(Status.DISUSUN, to=Status.DRAF),
        "validate": step(Status.DISUSUN, to=Status.TERVALIDASI),
        "retire": step(Status.DRAF, Status.DISUSUN, Status.TERVALIDASI, to=Status.DITARIK),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DRAF)
    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="muk_set")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=LONGEST_TITLE)
    pass_mark = models.PositiveSmallIntegerField(default=100)
    replaces = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by_set"
    )
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    pengesahan = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    content_sha256 = models.CharField(max_length=64, blank=True)
    sealed_salt = models.BinaryField(null=True, blank=True)
    """What the signed hash is salted with, sealed as the keys are; none where the sheet is older than salts."""
    gap_reason = models.TextField(blank=True)
    """The reasons as they were signed, for who reads the table; pages and policies read the sheet (`reasons_of`)."""
    penyusun = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    validator = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    note = models.TextField(blank=True)
    carried = models.TextField(blank=True, db_default="")
    """What did not fit when it was begun from the MUK of another version, a line each."""
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    validated_at = models.DateTimeField(null=True, blank=True)
    review_on = models.DateField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "versi", "number"], name="muk_number_once"),
            models.CheckConstraint(condition=Q(pass_mark__range=(1, 100)), name="muk_pass_mark"),
            models.CheckConstraint(
                condition=~Q(status="tervalidasi")
                | (
                    Q(validator__isnull=False, validated_at__isnull=False, review_on__isnull=False)
                    & Q(pengesahan__isnull=False)
                    & ~Q(content_sha256="")
                ),
                name="muk_validated_is_signed",
            ),
            models.CheckConstraint(
                condition=Q(validator__isnull=True) | ~Q(validator=models.F("penyusun")), name="muk_two_people"
            ),
        )

    def __str__(self) -> str:
        return f"MUK {self.number} {self.title}"


class MukPart(TenantModel):
    """A row of one MUK; `versi` is that of the MUK, so that keys can hold every KUK to one version."""

    muk = models.ForeignKey(Muk, on_delete=models.PROTECT, related_name="%(class)s_set")
    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class Bagian(MukPart):
    """One instrument for one kelompok pekerjaan: what stands above its items."""

    instrumen = models.CharField(max_length=12, choices=Instrumen.choices)
    kelompok = models.ForeignKey(Kelompok, on_delete=models.PROTECT, related_name="+")
    petunjuk = models.TextField(blank=True)
    skenario = models.TextField(blank=True)
    perlengkapan = models.TextField(blank=True)
    keluaran = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    present_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "muk", "instrumen", "kelompok"], name="bagian_once"),
            models.CheckConstraint(condition=Q(instrumen__in=Instrumen.values), name="bagian_instrumen"),
        )


class Butir(MukPart):
    """One item: a benchmark, a step, a question, a check; `options` are those of FR.IA.05 in the order of the paper."""

    bagian = models.ForeignKey(Bagian, on_delete=models.PROTECT, related_name="butir_set")
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    scope = models.CharField(max_length=300, blank=True)
    options = models.JSONField(default=list, blank=True)
    dimensi = models.CharField(max_length=4, choices=Dimensi.choices, blank=True)
    jenis = models.CharField(max_length=2, choices=Jenis.choices)
    metode = models.CharField(max_length=16, choices=Metode.choices)
    saat = models.CharField(max_length=8, choices=Saat.choices, blank=True)
    kritis = models.BooleanField(default=False)
    picture = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    picture_alt = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "bagian", "number"], name="butir_number_once"),
            models.CheckConstraint(condition=Q(jenis__in=Jenis.values), name="butir_jenis"),
            models.CheckConstraint(condition=Q(metode__in=Metode.values), name="butir_metode"),
            models.CheckConstraint(condition=Q(dimensi="") | Q(dimensi__in=Dimensi.values), name="butir_dimensi"),
            models.CheckConstraint(condition=Q(picture__isnull=True) | ~Q(picture_alt=""), name="butir_picture_said"),
        )


class ButirKuk(MukPart):
    """A KUK that an item measures."""

    butir = models.ForeignKey(Butir, on_delete=models.PROTECT, related_name="kuk_set")
    kuk = models.ForeignKey(Kuk, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "butir", "kuk"], name="butirkuk_once"),)


class ButirAspek(MukPart):
    """An aspek kritis (or sikap kerja) that an item measures (PL11)."""

    butir = models.ForeignKey(Butir, on_delete=models.PROTECT, related_name="aspek_set")
    aspek = models.ForeignKey(AspekUnit, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "butir", "aspek"], name="butiraspek_once"),)


class Kunci(MukPart):
    """The key, model answer and rubric of one item, encrypted under the key of its MUK; each reading is audited (FX14)."""

    butir = models.OneToOneField(Butir, on_delete=models.PROTECT, related_name="kunci")
    sealed = models.BinaryField()
