"""One validation of one MUK: when and where, by whom, on which FR.VA, and with what outcome."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.perangkat.models import Muk


class Periode(models.TextChoices):
    """When FR.VA looks: the three boxes of the paper."""

    SEBELUM = "sebelum", "Sebelum asesmen"
    SAAT = "saat", "Pada saat asesmen"
    SETELAH = "setelah", "Setelah asesmen"


class Peran(models.TextChoices):
    """The task in the team, as the paper names the people."""

    LEAD = "lead", "Ketua tim (Lead Asesor)"
    ASESOR = "asesor", "Asesor kompetensi"
    MANAJER = "manajer", "Manager, supervisor"


class Kesimpulan(models.TextChoices):
    """What the team says of the MUK, word by word as it signs it."""

    LAYAK = "layak", "Layak digunakan tanpa perbaikan"
    LAYAK_PERBAIKAN = "layak_perbaikan", "Layak digunakan dengan perbaikan"
    TIDAK_LAYAK = "tidak_layak", "Tidak layak digunakan"


class Validasi(Stateful):
    """A team looks at one MUK; its lead fills FR.VA, all of them sign the same sheet (FX9)."""

    class Status(models.TextChoices):
        DIISI = "diisi", "Diisi ketua tim"
        MENUNGGU = "menunggu", "Menunggu tanda tangan anggota tim"
        SELESAI = "selesai", "Validasi selesai"
        BATAL = "batal", "Dibatalkan"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "hand_on": step(Status.DIISI, to=Status.MENUNGGU),
        "give_back": step(Status.MENUNGGU, to=Status.DIISI),
        "finish": step(Status.MENUNGGU, to=Status.SELESAI),
        "cancel": step(Status.DIISI, Status.MENUNGGU, to=Status.BATAL),
        # FX13: a signed sheet is corrected by a new one; given up before all signed it, the former verdict stands again.
        "correct": step(Status.SELESAI, to=Status.DIISI),
        "drop_correction": step(Status.DIISI, Status.MENUNGGU, to=Status.SELESAI),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DIISI)
    muk = models.ForeignKey(Muk, on_delete=models.PROTECT, related_name="validasi_set")
    periode = models.CharField(max_length=8, choices=Periode.choices)
    day = models.DateField()
    place = models.CharField(max_length=200)
    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=16, choices=Kesimpulan.choices, blank=True)
    note = models.TextField(blank=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "muk"], condition=Q(status__in=("diisi", "menunggu")), name="validasi_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(status="selesai") | (Q(finished_at__isnull=False) & ~Q(outcome="")),
                name="validasi_finished_has_outcome",
            ),
            models.CheckConstraint(condition=Q(periode__in=Periode.values), name="validasi_periode"),
        )

    def __str__(self) -> str:
        return f"FR.VA {self.muk}"


class AnggotaTim(TenantModel):
    """A member of the team of one validation; one of them leads it. A trigger keeps them once somebody signed.

    Their seat goes to another person; who left has a row that says when, for they know the items (17024 5.2).
    """

    validasi = models.ForeignKey(Validasi, on_delete=models.PROTECT, related_name="anggota_set")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    peran = models.CharField(max_length=8, choices=Peran.choices)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "validasi", "person"], condition=Q(left_at=None), name="anggotatim_once"
            ),
            models.UniqueConstraint(
                fields=["lsp", "validasi"], condition=Q(left_at=None, peran="lead"), name="anggotatim_one_lead"
            ),
            models.CheckConstraint(condition=Q(peran__in=Peran.values), name="anggotatim_peran"),
        )
