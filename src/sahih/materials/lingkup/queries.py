"""What covers a skema on a day."""

import datetime as dt

from django.db.models import Q, QuerySet

from sahih.institution.asesor.models import Asesor
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.perizinan.policies import in_force
from sahih.institution.tuk.models import Tuk
from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin, LingkupTuk
from sahih.materials.skema.models import Skema


def _on(day: dt.date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


def competent_asesor(skema: Skema, day: dt.date) -> QuerySet[Asesor]:
    """Those whose technical competence covers the skema that day (A6)."""
    covered = LingkupAsesor.objects.filter(_on(day), skema=skema).values("asesor_id")
    return Asesor.objects.filter(pk__in=covered).select_related("person").order_by("person__name")


def is_competent(asesor: Asesor, skema: Skema, day: dt.date) -> bool:
    return LingkupAsesor.objects.filter(_on(day), asesor=asesor, skema=skema).exists()


def covered_tuk(skema: Skema, day: dt.date) -> QuerySet[Tuk]:
    """Those established for the skema that day (T2)."""
    return Tuk.objects.filter(pk__in=LingkupTuk.objects.filter(_on(day), skema=skema).values("tuk_id")).order_by("name")


def permit_for(skema: Skema, kind: str, day: dt.date) -> Perizinan | None:
    """The permit of this kind that names the skema and holds on the day; the latest decision first."""
    rows = LingkupIzin.objects.filter(skema=skema, perizinan__kind=kind).select_related("perizinan")
    permits = (row.perizinan for row in rows.order_by("-perizinan__decided_on"))
    return next((permit for permit in permits if in_force(permit, day)), None)
