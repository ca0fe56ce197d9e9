"""A skema sertifikasi, its versions, and their content row by row.

The rows of a version change only while it is a draft; a trigger of the database says so too.
Every row carries its version, so that one version is read in a fixed number of queries and the
keys can hold a row and its parent to one version.
"""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.kernel.tenancy import TenantModel
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.skema.enums import (
    AspekKind,
    BasicRule,
    Kind,
    Medium,
    Mode,
    RemoteCategory,
    RemotePart,
    StandardKind,
    Status,
    SyaratKind,
)

# What a published version must say; the rest of the list needs its rows (skema.completeness).
IS_COMPLETE = (
    Q(kind_confirmed=True, kelompok_confirmed=True, fee__isnull=False, level__isnull=False)
    & ~Q(kbli="")
    & ~Q(kbji="")
    & ~Q(title_en="")
    & ~Q(sector="")
    & ~Q(remote_category="")
    & ~Q(basic_rule="")
)


class Skema(TenantModel):
    """What an LSP certifies, under one number; title and kind, for lists, are those last published, else last written."""

    number = models.CharField(max_length=60)
    title = models.CharField(max_length=300)
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "number"], name="skema_number_once"),)

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class SkemaVersi(Stateful):
    """One edition of a skema; an application keeps the one it was made under (K5)."""

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "review": step(Status.DRAF, to=Status.DITINJAU),
        "give_back": step(Status.DITINJAU, to=Status.DRAF),
        "publish": step(Status.DITINJAU, to=Status.TERBIT),
        "retire": step(Status.DRAF, Status.DITINJAU, Status.TERBIT, to=Status.DITARIK),
    }

    skema = models.ForeignKey(Skema, on_delete=models.PROTECT, related_name="versi_set")
    version = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DRAF)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    kind_confirmed = models.BooleanField(default=True)
    standard = models.TextField()
    lsp_of_source = models.CharField(max_length=300, blank=True)
    sector = models.CharField(max_length=300, blank=True)
    fee = models.BigIntegerField(null=True, blank=True)
    level = models.PositiveSmallIntegerField(null=True, blank=True)
    kbli = models.CharField(max_length=5, blank=True)
    kbji = models.CharField(max_length=4, blank=True)
    remote_category = models.CharField(max_length=20, blank=True, choices=RemoteCategory.choices)
    validity_years = models.PositiveSmallIntegerField(default=3)
    basic_rule = models.CharField(max_length=8, blank=True, choices=BasicRule.choices)
    persyaratan_note = models.TextField(blank=True)
    kelompok_confirmed = models.BooleanField(default=True)
    kelompok_note = models.TextField(blank=True)
    source_sha256 = models.CharField(max_length=64)
    imported_sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        "institution.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
    review_note = models.TextField(blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "skema", "version"], name="skemaversi_once"),
            models.UniqueConstraint(
                fields=["lsp", "skema"], condition=Q(status="terbit"), name="skemaversi_one_terbit"
            ),
            models.CheckConstraint(condition=Q(status__in=Status.values), name="skemaversi_status"),
            models.CheckConstraint(condition=Q(version__gte=1), name="skemaversi_version"),
            models.CheckConstraint(condition=Q(fee__isnull=True) | Q(fee__gte=0), name="skemaversi_fee"),
            models.CheckConstraint(condition=Q(level__isnull=True) | Q(level__lte=9), name="skemaversi_level"),
            models.CheckConstraint(condition=Q(kbli="") | Q(kbli__regex=r"^[0-9]{5}$"), name="skemaversi_kbli"),
            models.CheckConstraint(condition=Q(kbji="") | Q(kbji__regex=r"^[0-9]{4}$"), name="skemaversi_kbji"),
            models.CheckConstraint(condition=Q(validity_years__range=(1, 10)), name="skemaversi_validity"),
            models.CheckConstraint(
                condition=~Q(status__in=["ditinjau", "terbit"]) | IS_COMPLETE, name="skemaversi_complete"
            ),
            models.CheckConstraint(
                condition=~Q(status="ditinjau") | Q(reviewed_at__isnull=False), name="skemaversi_reviewed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} (versi {self.version})"


class PenyusunSkema(TenantModel):
    """Somebody who wrote in a draft, and so does not review it (K7)."""

    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="penyusun_set")
    person = models.ForeignKey("institution.Person", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "versi", "person"], name="penyusunskema_once"),)


class VersiPart(TenantModel):
    """A row of one version's content, in the order of the paper."""

    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="%(class)s_set")
    number = models.PositiveSmallIntegerField()

    class Meta:
        abstract = True


class Kelompok(VersiPart):
    """A kelompok pekerjaan: units assessed together."""

    title = models.CharField(max_length=300, blank=True)
    remote = models.CharField(max_length=8, blank=True, choices=RemotePart.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "versi", "number"], name="kelompok_number_once"),)


class Unit(VersiPart):
    """A unit kompetensi; `number` is its place in the skema, `place` the one in its kelompok."""

    kelompok = models.ForeignKey(Kelompok, on_delete=models.PROTECT, related_name="unit_set")
    place = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=40)
    title = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300, blank=True)
    standard_kind = models.CharField(max_length=5, choices=StandardKind.choices)
    standard = models.CharField(max_length=300, blank=True)
    completeness = models.CharField(max_length=300, blank=True)
    standar = models.ForeignKey(
        "materials.Standar", on_delete=models.PROTECT, null=True, blank=True, related_name="unit_skema_set"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "versi", "number"], name="unit_number_once"),
            models.UniqueConstraint(fields=["lsp", "versi", "code"], name="unit_code_once"),
            models.UniqueConstraint(fields=["lsp", "kelompok", "place"], name="unit_place_once"),
        )


class AspekUnit(VersiPart):
    """An aspek kritis or a sikap kerja of a unit."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="aspek_set")
    kind = models.CharField(max_length=8, choices=AspekKind.choices)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "unit", "kind", "number"], name="aspekunit_once"),)


class Elemen(VersiPart):
    """An elemen kompetensi of a unit."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="elemen_set")
    title = models.CharField(max_length=300)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "unit", "number"], name="elemen_number_once"),)


class Kuk(VersiPart):
    """A kriteria unjuk kerja; printed as elemen.number, such as 2.1."""

    elemen = models.ForeignKey(Elemen, on_delete=models.PROTECT, related_name="kuk_set")
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "elemen", "number"], name="kuk_number_once"),)


class Syarat(VersiPart):
    """A requirement, or the paper that proves one; administrative papers are asked of everybody."""

    kind = models.CharField(max_length=16, choices=SyaratKind.choices)
    text = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "versi", "kind", "number"], name="syarat_once"),)

    @property
    def key(self) -> str:
        """The row's key in FR.APL.01, stable because the version is."""
        return f"{self.kind}-{self.number}"


class RekamanWajib(VersiPart):
    """A record without which no decision is taken, for one mode and medium (D5)."""

    mode = models.CharField(max_length=12, choices=Mode.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    code = models.CharField(max_length=24)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "versi", "mode", "medium", "number"], name="rekamanwajib_number_once"
            ),
            models.UniqueConstraint(fields=["lsp", "versi", "mode", "medium", "code"], name="rekamanwajib_code_once"),
        )

    @property
    def way(self) -> tuple[str, str]:
        return self.mode, self.medium


class RekamanDilepas(VersiPart):
    """A record of the default set that this version does without, and why (D5)."""

    mode = models.CharField(max_length=12, choices=Mode.choices)
    medium = models.CharField(max_length=12, choices=Medium.choices)
    code = models.CharField(max_length=24)
    reason = models.TextField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "versi", "mode", "medium", "code"], name="rekamandilepas_code_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="rekamandilepas_reason"),
        )

    @property
    def way(self) -> tuple[str, str]:
        return self.mode, self.medium


class SyaratTuk(VersiPart):
    """One thing that a TUK must have for this version; the SK persyaratan TUK begins with it."""

    perlengkapan = models.TextField()
    spesifikasi = models.TextField(blank=True)
    jumlah = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "versi", "number"], name="syarattuk_number_once"),)
