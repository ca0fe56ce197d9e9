"""The review of a finished schedule by an asesor penyelia, what was found, and what is to improve (SOP 3.4.2, 3.4.3)."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.kernel.holds import Hold
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.workflow import Stateful, Step, step
from sahih.materials.perangkat.models import Butir, Muk
from sahih.materials.skema.models import SkemaVersi
from sahih.process.asesmen.models import Asesmen
from sahih.process.jadwal.models import Jadwal


class KajiUlang(Stateful):
    """One review over one schedule, ordered by an SPT, by somebody who assessed none of its asesi (D9)."""

    class Status(models.TextChoices):
        DISUSUN = "disusun", "SPT penyelia menunggu tanda tangan"
        DITUGASKAN = "ditugaskan", "Dikaji penyelia"
        DIKEMBALIKAN = "dikembalikan", "Temuan menunggu jawaban asesor"
        SELESAI = "selesai", "Kaji ulang selesai"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "replace": step(Status.DISUSUN, Status.DITUGASKAN, Status.DIKEMBALIKAN, to=Status.DISUSUN),
        "order": step(Status.DISUSUN, to=Status.DITUGASKAN),
        "give_back": step(Status.DITUGASKAN, Status.DIKEMBALIKAN, to=Status.DIKEMBALIKAN),
        "answer": step(Status.DIKEMBALIKAN, to=Status.DITUGASKAN),
        "finish": step(Status.DITUGASKAN, to=Status.SELESAI),
        # FX13: a sheet that was signed is corrected; the review is finished again when the new one is signed, or given up.
        "correct": step(Status.DITUGASKAN, Status.SELESAI, to=Status.DITUGASKAN),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DISUSUN)
    jadwal = models.OneToOneField(Jadwal, on_delete=models.PROTECT, related_name="kaji_ulang")
    penyelia = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    spt = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    spt_received_at = models.DateTimeField(null=True, blank=True)
    ak06 = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    va = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    finished_at = models.DateTimeField(null=True, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=~Q(status="selesai") | Q(ak06__isnull=False, va__isnull=False, finished_at__isnull=False),
                name="kajiulang_finished_has_sheets",
            ),
        )


class Temuan(TenantModel):
    """A finding that goes back to the asesor, about one asesi or the whole schedule, and their answer."""

    kaji = models.ForeignKey(KajiUlang, on_delete=models.PROTECT, related_name="temuan_set")
    asesmen = models.ForeignKey(Asesmen, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    form = models.CharField(max_length=24, blank=True)
    text = models.TextField()
    found_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="") | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="temuan_answered",
            ),
        )


class Sumber(models.TextChoices):
    """Where a finding about a MUK was made that comes from no sheet of the system."""

    IA11 = "FR.IA.11", "FR.IA.11 Ceklis meninjau instrumen asesmen"
    LAIN = "lain", "Sumber lain"


class Perbaikan(TenantModel):
    """What a review or a validation wants improved in the materials; the next version of them answers it (FX9).

    One that somebody noted on the page of a MUK says where and when it was found, and which item it concerns.
    """

    versi = models.ForeignKey(SkemaVersi, on_delete=models.PROTECT, related_name="+")
    lembar = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    muk = models.ForeignKey(Muk, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    hold = models.ForeignKey(Hold, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    butir = models.ForeignKey(Butir, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    source = models.CharField(max_length=16, choices=Sumber.choices, blank=True, db_default="")
    found_on = models.DateField(null=True, blank=True)
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    what = models.TextField()
    owner = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    # The corrected sheet no longer asks for it; nobody has to answer.
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="")
                | (Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer="")),
                name="perbaikan_answered",
            ),
        )


class HasilButir(TenantModel):
    """How often one item was answered rightly and wrongly in one batch, as counted once; append-only.

    What stands without a batch is from before there were any. All of that is one batch: its page said that the newest
    count replaces the former, so a correction was made by counting again, and both together would count asesi twice.
    """

    muk = models.ForeignKey(Muk, on_delete=models.PROTECT, related_name="hasil_set")
    butir = models.ForeignKey(Butir, on_delete=models.PROTECT, related_name="+")
    batch = models.CharField(max_length=80, blank=True, db_default="")
    right_count = models.PositiveIntegerField()
    wrong_count = models.PositiveIntegerField()
    noted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    noted_at = models.DateTimeField()
