"""What a page does to a draft, as changes of its file format: pure functions, checked before anything is written."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.kernel.policy import Refused
from sahih.materials.berkas.parts import reason_of
from sahih.materials.skema.content import Content, spec_of
from sahih.materials.skema.format import NO_STANDARD, KelompokSpec, SkemaSpec, UnitSpec, contradictions_of
from sahih.materials.standar.models import StandarUnit

Changes = Mapping[str, Any]  # reason: values of a pydantic model


class EditRefused(Refused):
    """What was typed does not fit; `reasons` by key of the format, nothing was saved."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        super().__init__(_("Isian belum dapat disimpan. %s.") % "; ".join(reasons.values()))
        self.reasons = dict(reasons)


def blank_spec(*, number: str, title: str, kind: str) -> SkemaSpec:
    """A skema of which only its name is known; raises EditRefused."""
    head = {"number": number, "title": title, "kind": kind, "standard": NO_STANDARD, "kind_confirmed": True}
    empty = {"requirements": {}, "work_groups": {"confirmed": False, "groups": ()}, "units": ()}
    try:
        return SkemaSpec.model_validate(head | empty)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise EditRefused({_key(one["loc"]): reason_of(one) for one in details}) from error


def edited_spec(content: Content, changes: Changes) -> SkemaSpec:
    """The draft as it would read; raises EditRefused."""
    try:
        after = spec_of(content, changes=changes)
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise EditRefused({_key(one["loc"]): _said(one["loc"], reason_of(one)) for one in details}) from error
    found = {_key(path): reason for path, reason in contradictions_of(after)}
    if found:
        raise EditRefused(found)
    return after


def _key(loc: Sequence[int | str]) -> str:
    """The innermost key that is a name: the box of the page."""
    names = [one for one in loc if isinstance(one, str)]
    return names[-1] if names[:1] == ["requirements"] and len(names) > 1 else names[0]


def _said(loc: Sequence[int | str], reason: str) -> str:
    lines = [one + 1 for one in loc if isinstance(one, int)]
    return _("baris %(line)d: %(reason)s") % {"line": lines[0], "reason": reason} if lines else reason


def unit_of(found: StandarUnit) -> UnitSpec:
    """A unit of a standard as a skema takes it over."""
    spec, standar = found.spec(), found.standar
    return UnitSpec.model_validate(
        spec.model_dump(include={"code", "title", "title_en", "critical_aspects", "attitudes", "elements"})
        | {"standard_kind": standar.kind, "standard": f"{standar.kind} Nomor {standar.number} Tahun {standar.year}"}
    )


def with_units(spec: SkemaSpec, found: Iterable[StandarUnit]) -> Changes:
    """Units taken over from standards; a unit that is there is brought up to date and stays in its place."""
    taken = {unit.code: unit for unit in map(unit_of, found)}
    kept = tuple(renewed(unit, taken[unit.code]) if unit.code in taken else unit for unit in spec.units)
    known = {unit.code for unit in spec.units}
    fresh = tuple(unit for code, unit in taken.items() if code not in known)
    groups = list(spec.work_groups.groups)
    codes = tuple(unit.code for unit in fresh)
    if codes and groups:
        groups[-1] = groups[-1].model_copy(update={"units": (*groups[-1].units, *codes)})
    elif codes:
        groups = [KelompokSpec(number=1, title=None, units=codes)]
    changes = _changes(spec, (*kept, *fresh), groups)
    if spec.standard == NO_STANDARD and taken:
        return changes | {"standard": "; ".join(dict.fromkeys(unit.standard or "" for unit in taken.values()))}
    return changes


def renewed(old: UnitSpec, new: UnitSpec) -> UnitSpec:
    """The standard says nothing of an English title where the LSP gave one."""
    return new if new.title_en else new.model_copy(update={"title_en": old.title_en})


def with_newer(spec: SkemaSpec, found: Mapping[str, StandarUnit]) -> Changes:
    """Units by the code that the draft has, and what comes in their place; a unit of another code keeps the place too."""
    taken = {unit.code: renewed(unit, unit_of(found[unit.code])) for unit in spec.units if unit.code in found}
    units = tuple(taken.get(unit.code, unit) for unit in spec.units)
    codes = {code: unit.code for code, unit in taken.items()}
    groups = [one.model_copy(update={"units": tuple(codes.get(code, code) for code in one.units)}) for one in spec.work_groups.groups]  # fmt: skip
    return _changes(spec, units, groups)


def without_unit(spec: SkemaSpec, code: str) -> Changes:
    """The unit leaves its kelompok too; an empty kelompok goes with it."""
    groups = [one.model_copy(update={"units": tuple(each for each in one.units if each != code)}) for one in spec.work_groups.groups]  # fmt: skip
    return _changes(spec, tuple(unit for unit in spec.units if unit.code != code), groups)


def regrouped(spec: SkemaSpec, groups: Sequence[KelompokSpec], *, confirmed: bool) -> Changes:
    """The kelompok pekerjaan as a page ordered them."""
    changes = _changes(spec, spec.units, groups)
    return changes | {"work_groups": changes["work_groups"] | {"confirmed": confirmed}}


def _changes(spec: SkemaSpec, units: Sequence[UnitSpec], groups: Sequence[KelompokSpec]) -> dict[str, Any]:
    """Kelompok are numbered anew; one without units is none."""
    left = [one for one in groups if one.units]
    numbered = tuple(one.model_copy(update={"number": number}).model_dump() for number, one in enumerate(left, 1))
    work_groups = spec.work_groups.model_dump() | {"groups": numbered}
    return {"units": tuple(unit.model_dump() for unit in units), "work_groups": work_groups}


def moved(groups: Sequence[KelompokSpec], code: str, to: str) -> list[KelompokSpec]:
    """One unit up, down, or to the end of another kelompok; `baru` makes a kelompok."""
    rows = [[*one.units] for one in groups]
    at = next((index for index, units in enumerate(rows) if code in units), None)
    if at is None:
        return list(groups)
    place = rows[at].index(code)
    match to:
        case "naik" if place > 0:
            rows[at][place - 1 : place + 1] = [code, rows[at][place - 1]]
        case "turun" if place < len(rows[at]) - 1:
            rows[at][place : place + 2] = [rows[at][place + 1], code]
        case "baru":
            rows[at].remove(code)
            rows.append([code])
        case number if number.isdecimal() and 1 <= int(number) <= len(rows):
            rows[at].remove(code)
            rows[int(number) - 1].append(code)
    heads = [*groups, KelompokSpec(number=99, title=None, units=(code,))]
    return [heads[index].model_copy(update={"units": tuple(units)}) for index, units in enumerate(rows)]
