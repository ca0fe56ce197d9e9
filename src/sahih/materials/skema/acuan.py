"""K3: which units of a version stand on a standard that is no longer in force."""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from sahih.materials.skema.content import Content
from sahih.materials.skema.models import Unit
from sahih.materials.standar.models import Standar
from sahih.materials.standar.queries import named_in, not_in_force, standar_named


def standar_gaps(content: Content, *, on: dt.date) -> list[str]:
    """A sentence for each unit; the reference decides, else the words of the unit, else those of the skema. Two queries."""
    referred = {one.pk: one for one in Standar.objects.filter(unit_skema_set__versi=content.versi).distinct()}
    named = standar_named([content.versi.standard, *(unit.standard for unit in content.unit_list)])
    return [
        _sentence(unit, standar)
        for unit in content.unit_list
        for standar in _standar_of(unit, content.versi.standard, referred, named)
        if not_in_force(standar, on=on)
    ]


def _standar_of(
    unit: Unit, of_skema: str, referred: dict[int, Standar], named: dict[tuple[str, int], Standar]
) -> Iterator[Standar]:
    if unit.standar_id in referred:
        yield referred[unit.standar_id]
        return
    # Sorted, so that the sentences come in one order.
    yield from (named[key] for key in sorted(named_in(unit.standard or of_skema)) if key in named)


def _sentence(unit: Unit, standar: Standar) -> str:
    return _("unit %(code)s memakai %(standar)s yang %(status)s sejak %(day)s menurut %(decree)s") % {
        "code": unit.code,
        "standar": standar,
        "status": standar.get_status_display().lower(),
        "day": standar.status_on.strftime("%d-%m-%Y") if standar.status_on else "–",
        "decree": standar.status_decree,
    }
