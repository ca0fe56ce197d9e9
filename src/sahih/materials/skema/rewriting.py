"""Bring the rows of a draft to what a changed skema says; a row that stays keeps its key."""

from django.db.models import F
from django.db.models.deletion import ProtectedError
from django.utils.translation import gettext as _

from sahih.kernel.policy import Refused
from sahih.materials.skema.content import Content
from sahih.materials.skema.format import SkemaSpec, UnitSpec
from sahih.materials.skema.models import (
    AspekUnit,
    Elemen,
    Kelompok,
    Kuk,
    RekamanDilepas,
    RekamanWajib,
    SkemaVersi,
    Syarat,
    SyaratTuk,
    Unit,
)
from sahih.materials.skema.writing import (
    standar_of,
    unit_row,
    versi_columns,
    write_inside,
    write_kelompok,
    write_lists,
    write_units,
)

# Beyond any number of a file: where rows stand aside while the others take their places.
ASIDE = 10_000


def rewrite_versi(content: Content, before: SkemaSpec, after: SkemaSpec) -> None:
    """Part of the caller's transaction, on a locked draft."""
    versi = content.versi
    SkemaVersi.objects.filter(pk=versi.pk).update(**versi_columns(after))
    try:
        _rewrite_units(content, before, after)
        for model in (Syarat, SyaratTuk, RekamanWajib, RekamanDilepas):
            model.objects.filter(versi=versi).delete()
    except ProtectedError as error:
        raise Refused(
            _("Ada unit yang dipakai dokumen lain sehingga tidak dapat dikeluarkan dari draf ini.")
        ) from error
    write_lists(versi, after)


def _rewrite_units(content: Content, before: SkemaSpec, after: SkemaSpec) -> None:
    versi = content.versi
    Kelompok.objects.filter(versi=versi).update(number=F("number") + ASIDE)
    Unit.objects.filter(versi=versi).update(number=F("number") + ASIDE, place=F("place") + ASIDE)
    places, known = write_kelompok(versi, after), standar_of(after)
    was = {unit.code: unit for unit in before.units}
    rows = {row.code: row for row in content.unit_list}
    fresh, kept = list[tuple[Unit, UnitSpec]](), list[tuple[Unit, UnitSpec]]()
    for number, spec in enumerate(after.units, 1):
        row = unit_row(versi, number, spec, places, known)
        if spec.code in rows:
            row.pk, row.ref = rows[spec.code].pk, rows[spec.code].ref
        (kept if spec.code in rows else fresh).append((row, spec))
    gone = [rows[code].pk for code in rows.keys() - {unit.code for unit in after.units}]
    _empty(gone)
    Unit.objects.filter(pk__in=gone).delete()
    columns = [
        "number",
        "kelompok",
        "place",
        "title",
        "title_en",
        "standard_kind",
        "standard",
        "completeness",
        "standar",
    ]
    Unit.objects.bulk_update([row for row, _spec in kept], columns)
    changed = [(row, spec) for row, spec in kept if _inside(spec) != _inside(was[spec.code])]
    _empty([row.pk for row, _spec in changed])
    write_inside(changed)
    write_units(fresh)
    Kelompok.objects.filter(versi=versi, number__gt=ASIDE).delete()


def _inside(unit: UnitSpec) -> tuple[object, ...]:
    return unit.elements, unit.critical_aspects, unit.attitudes


def _empty(unit_ids: list[int]) -> None:
    Kuk.objects.filter(elemen__unit__in=unit_ids).delete()
    Elemen.objects.filter(unit__in=unit_ids).delete()
    AspekUnit.objects.filter(unit__in=unit_ids).delete()
