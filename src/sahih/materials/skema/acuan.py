"""K3: which units stand on a standard, and which of them on one that is no longer in force."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from sahih.materials.skema.content import Content
from sahih.materials.skema.enums import Status
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.standar.models import Standar
from sahih.materials.standar.queries import Named, not_in_force, standar_named, standards_in


def standar_gaps(content: Content, *, on: dt.date) -> list[str]:
    """A sentence for each unit; the reference decides, else the words of the unit, else those of the skema. Two queries."""
    referred = {one.pk: one for one in Standar.objects.filter(unit_skema_set__versi=content.versi).distinct()}
    of_skema = content.versi.standard
    named = {one.pk: standards_in(one.standard or of_skema, kind=one.standard_kind) for one in content.unit_list}
    known = standar_named(key for keys in named.values() for key in keys)
    return [
        _sentence(unit, standar)
        for unit in content.unit_list
        for standar in _standar_of(unit, referred, named[unit.pk], known)
        if not_in_force(standar, on=on)
    ]


@dataclass(frozen=True)
class Pemakai:
    """A version that stands on a standard, and by which of its units."""

    versi: SkemaVersi
    codes: tuple[str, ...]


def versi_on(key: Named, *, standar: Standar | None) -> list[Pemakai]:
    """Every version not retired that stands on this standard, by reference or by its words; one query."""
    referred = Q(standar=standar) if standar else Q(pk__in=())
    rows = Unit.objects.filter(referred | Q(standar=None)).exclude(versi__status=Status.DITARIK)
    found: dict[SkemaVersi, list[str]] = {}
    for unit in rows.select_related("versi__skema").order_by("versi__title", "-versi__version", "number"):
        words = unit.standard or unit.versi.standard
        if unit.standar_id is not None or key in standards_in(words, kind=unit.standard_kind):
            found.setdefault(unit.versi, []).append(unit.code)
    return [Pemakai(versi, tuple(codes)) for versi, codes in found.items()]


def _standar_of(
    unit: Unit, referred: Mapping[int, Standar], named: Iterable[Named], known: Mapping[Named, Standar]
) -> Iterator[Standar]:
    if unit.standar_id is not None and unit.standar_id in referred:
        yield referred[unit.standar_id]
        return
    # Sorted, so that the sentences come in one order.
    yield from (known[key] for key in sorted(named) if key in known)


def _sentence(unit: Unit, standar: Standar) -> str:
    return _("unit %(code)s memakai %(standar)s yang %(status)s sejak %(day)s menurut %(decree)s") % {
        "code": unit.code,
        "standar": standar,
        "status": standar.get_status_display().lower(),
        "day": standar.status_on.strftime("%d-%m-%Y") if standar.status_on else "–",
        "decree": standar.status_decree,
    }
