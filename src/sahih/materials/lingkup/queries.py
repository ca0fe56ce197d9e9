"""What covers a skema on a day."""

import datetime as dt

from django.db.models import Q, QuerySet

from sahih.institution.asesor.models import Asesor
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.perizinan.policies import in_force
from sahih.institution.tuk.models import Tuk
from sahih.materials.lingkup.models import LingkupAsesor, LingkupIzin, LingkupTuk
from sahih.materials.skema.enums import Medium, Mode
from sahih.materials.skema.models import Skema


def on_day(day: dt.date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))


def competent_asesor(skema: Skema, day: dt.date) -> QuerySet[Asesor]:
    """Those whose technical competence covers the skema that day (A6)."""
    covered = LingkupAsesor.objects.filter(on_day(day), skema=skema).values("asesor_id")
    return Asesor.objects.filter(pk__in=covered).select_related("person").order_by("person__name")


def is_competent(asesor: Asesor, skema: Skema, day: dt.date) -> bool:
    return LingkupAsesor.objects.filter(on_day(day), asesor=asesor, skema=skema).exists()


def covered_tuk(skema: Skema, day: dt.date) -> QuerySet[Tuk]:
    """Those established for the skema that day (T2)."""
    return Tuk.objects.filter(pk__in=LingkupTuk.objects.filter(on_day(day), skema=skema).values("tuk_id")).order_by(
        "name"
    )


def permits_for(skema: Skema, *, mode: str, medium: str, sjj_is_paperless: object, day: dt.date) -> list[Perizinan]:
    """The permits under which a service stands that day: what it must refer to (L9, L12)."""
    remote, paperless = (permit_for(skema, kind, day) for kind in (Perizinan.Kind.JARAK_JAUH, Perizinan.Kind.NIRKERTAS))
    found = [remote] if mode != Mode.TATAP_MUKA else []
    if medium == Medium.NIRKERTAS:
        found.append(paperless or (remote if sjj_is_paperless else None))
    return list(dict.fromkeys(one for one in found if one is not None))


def permit_for(skema: Skema, kind: str, day: dt.date) -> Perizinan | None:
    """The permit of this kind that names the skema and holds on the day; the latest decision first."""
    rows = LingkupIzin.objects.filter(skema=skema, perizinan__kind=kind).select_related("perizinan")
    permits = (row.perizinan for row in rows.order_by("-perizinan__decided_on"))
    return next((permit for permit in permits if in_force(permit, day)), None)


def permit_covers_practice(skema: Skema, day: dt.date) -> bool:
    """K2: whether a permit in force says that the practical part of this skema may be remote."""
    rows = LingkupIzin.objects.filter(skema=skema, covers_practice=True, perizinan__kind=Perizinan.Kind.JARAK_JAUH)
    return any(in_force(row.perizinan, day) for row in rows.select_related("perizinan"))
