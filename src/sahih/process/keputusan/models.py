"""The committee, its meeting, its votes and what the Ketua decrees (SOP 4.1–4.3)."""

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q

from sahih.documents.models import Lembar
from sahih.institution.accounts.models import Person
from sahih.kernel.keys import DataKey
from sahih.kernel.tenancy import TenantModel
from sahih.kernel.workflow import Stateful, Step, step
from sahih.process.asesmen.models import Asesmen
from sahih.process.jadwal.models import Jadwal

OUTCOMES = (("K", "Kompeten"), ("BK", "Belum Kompeten"))


class Rapat(Stateful):
    """One meeting of one committee over the assessments of one schedule; each paper needs the one before (D3)."""

    class Status(models.TextChoices):
        DISUSUN = "disusun", "Komite disusun"
        DITETAPKAN = "ditetapkan", "SK komite teknis terbit"
        DIUNDANG = "diundang", "Undangan terkirim"
        DIPUTUSKAN = "diputuskan", "Suara lengkap, berita acara ditandatangani"
        BA_SAH = "ba_sah", "Berita acara sah"
        SK_TERBIT = "sk_terbit", "SK hasil keputusan terbit"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "recompose": step(Status.DISUSUN, Status.DITETAPKAN, Status.DIUNDANG, to=Status.DISUSUN),
        "appoint": step(Status.DISUSUN, to=Status.DITETAPKAN),
        "invite": step(Status.DITETAPKAN, to=Status.DIUNDANG),
        "close_votes": step(Status.DIUNDANG, to=Status.DIPUTUSKAN),
        "sign_minutes": step(Status.DIPUTUSKAN, to=Status.BA_SAH),
        "decree": step(Status.BA_SAH, to=Status.SK_TERBIT),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DISUSUN)
    jadwal = models.OneToOneField(Jadwal, on_delete=models.PROTECT, related_name="rapat")
    uji_coba = models.BooleanField()
    key = models.ForeignKey(DataKey, on_delete=models.PROTECT, related_name="+")
    meets_at = models.DateTimeField()
    place = models.CharField(max_length=240)
    sk_komite = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    undangan = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    berita_acara = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    sk_hasil = models.ForeignKey(Lembar, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    decreed_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField()


class Anggota(TenantModel):
    """A seat in the committee of this meeting; when the committee is composed anew, every seat is left (D3)."""

    rapat = models.ForeignKey(Rapat, on_delete=models.PROTECT, related_name="anggota_set")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=40)
    reg = models.CharField(max_length=40, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["lsp", "rapat", "person"], condition=Q(left_at__isnull=True), name="anggota_once"
            ),
        )


class Keputusan(Stateful):
    """The decision on one asesi: opened for votes, decided, decreed; never without explicit votes (D6)."""

    class Status(models.TextChoices):
        DIBAHAS = "dibahas", "Dibahas komite"
        DIPUTUSKAN = "diputuskan", "Diputuskan komite"
        DITETAPKAN = "ditetapkan", "Ditetapkan dengan SK"

    TRANSITIONS: ClassVar[Mapping[str, Step]] = {
        "decide": step(Status.DIBAHAS, to=Status.DIPUTUSKAN),
        "decree": step(Status.DIPUTUSKAN, to=Status.DITETAPKAN),
    }

    status = models.CharField(max_length=24, choices=Status.choices, default=Status.DIBAHAS)
    rapat = models.ForeignKey(Rapat, on_delete=models.PROTECT, related_name="keputusan_set")
    asesmen = models.OneToOneField(Asesmen, on_delete=models.PROTECT, related_name="keputusan")
    outcome = models.CharField(max_length=2, blank=True, choices=OUTCOMES)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(status="dibahas", outcome="") | Q(status__in=["diputuskan", "ditetapkan"], outcome__in=["K", "BK"]),
                name="keputusan_outcome",
            ),
        )  # fmt: skip


class Suara(TenantModel):
    """One explicit vote; append-only, the newest one of a seat that still stands counts."""

    keputusan = models.ForeignKey(Keputusan, on_delete=models.PROTECT, related_name="suara_set")
    anggota = models.ForeignKey(Anggota, on_delete=models.PROTECT, related_name="+")
    vote = models.CharField(max_length=2, choices=OUTCOMES)
    reason = models.TextField(blank=True)
    cast_at = models.DateTimeField()
