"""What a published skema still lacks before somebody is assessed under it: plans, MUK, asesor, TUK, permit (PL10, A5, A6, T2, L9)."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sahih.institution.asesor.policies import certificate_in_force
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.perizinan.policies import in_force
from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin, LingkupTuk
from sahih.materials.lingkup.queries import on_day
from sahih.materials.muk.models import POTENSI_WORDS, Rencana
from sahih.materials.perangkat.queries import usable_muk
from sahih.materials.skema.models import SkemaVersi

POTENSI = len(POTENSI_WORDS)


@dataclass(frozen=True)
class Kesiapan:
    """How much there is of each for one version, on one day."""

    rencana: int
    muk: int
    asesor: int
    tuk: int
    has_remote_permit: bool

    @property
    def bars(self) -> list[str]:
        """What keeps every assessment from beginning; the permit bars only what is remote and no rehearsal."""
        return [name for name in ("rencana", "muk", "asesor", "tuk") if not getattr(self, name)]

    @property
    def is_whole(self) -> bool:
        return not self.bars and self.rencana == POTENSI


def readiness_of(rows: Iterable[SkemaVersi], *, day: dt.date) -> dict[int, Kesiapan]:
    """By version; five queries for however many."""
    versions = list(rows)
    skema = {one.skema_id for one in versions}
    plans = Rencana.objects.filter(versi__in=versions, status=Rencana.Status.BERLAKU)
    rencana = Counter(pk for pk, _potensi in plans.values_list("versi_id", "potensi").distinct())
    muk = Counter(usable_muk().filter(versi__in=versions).values_list("versi_id", flat=True))
    scopes = LingkupAsesor.objects.filter(on_day(day), skema__in=skema).select_related("asesor")
    asesor = {(one.skema_id, one.asesor_id) for one in scopes if certificate_in_force(one.asesor, day)}
    tuk = set(LingkupTuk.objects.filter(on_day(day), skema__in=skema).values_list("skema_id", "tuk_id"))
    named = LingkupIzin.objects.filter(skema__in=skema, perizinan__kind=Perizinan.Kind.JARAK_JAUH)
    permitted = {one.skema_id for one in named.select_related("perizinan") if in_force(one.perizinan, day)}
    by_asesor, by_tuk = (Counter(key for key, _pk in pairs) for pairs in (asesor, tuk))
    return {
        one.pk: Kesiapan(rencana[one.pk], muk[one.pk], by_asesor[one.skema_id], by_tuk[one.skema_id], one.skema_id in permitted)
        for one in versions
    }  # fmt: skip
