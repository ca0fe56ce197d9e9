"""K3: which units of a version stand on a standard that is no longer in force."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as _

from sahih.materials.skema.content import Content
from sahih.materials.skema.models import Unit
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
