"""What a page adds to a draft: fee, level, codes, English titles, and what the source left open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.kernel.policy import Refused
from sahih.materials.berkas.parts import reason_of
from sahih.materials.skema.content import Content, spec_of
from sahih.materials.skema.format import SkemaSpec
from sahih.materials.skema.models import Kelompok, SkemaVersi, Unit
from sahih.materials.skema.writing import versi_columns


@dataclass(frozen=True)
class Completion:
    """Only what is given is changed; None leaves a value as it is."""

    title_en: str | None = None
    sector: str | None = None
    fee: int | None = None
    level: int | None = None
    kbli: str | None = None
    kbji: str | None = None
    remote_category: str | None = None
    validity_years: int | None = None
    basic_rule: str | None = None
    kind_confirmed: bool | None = None
    kelompok_confirmed: bool | None = None
    unit_titles_en: Mapping[str, str] = field(default_factory=dict)
    kelompok_titles: Mapping[int, str] = field(default_factory=dict)


class CompletionRefused(Refused):
    """Values typed on the page do not fit; `reasons` by field, nothing was saved."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        lines = (f"{name}: {reason}" for name, reason in reasons.items())
        super().__init__(_("Isian belum dapat disimpan. %(reasons)s.") % {"reasons": "; ".join(lines)})
        self.reasons = dict(reasons)


def completed_spec(content: Content, completion: Completion) -> SkemaSpec:
    """The draft as it would read, checked by the rules of the file; raises CompletionRefused."""
    spec = spec_of(content)
    unknown = _unknown_targets(spec, completion)
    if unknown:
        raise CompletionRefused(unknown)
    try:
        return spec_of(content, changes=_changes(spec, completion))
    except ValidationError as error:
        details = error.errors(include_url=False)
        raise CompletionRefused({_field_of(spec, detail["loc"]): reason_of(detail) for detail in details}) from error


def _unknown_targets(spec: SkemaSpec, completion: Completion) -> dict[str, str]:
    codes = {unit.code for unit in spec.units}
    numbers = {one.number for one in spec.work_groups.groups}
    reason = _("tidak ada dalam versi ini")
    wrong = {f"unit_titles_en.{code}": reason for code in completion.unit_titles_en if code not in codes}
    return wrong | {f"kelompok_titles.{one}": reason for one in completion.kelompok_titles if one not in numbers}


def _changes(spec: SkemaSpec, completion: Completion) -> dict[str, object]:
    requirements, work_groups = spec.requirements.model_dump(), spec.work_groups.model_dump()
    _overwrite(requirements, {"basic_rule": completion.basic_rule})
    _overwrite(work_groups, {"confirmed": completion.kelompok_confirmed})
    for kelompok in work_groups["groups"]:
        _overwrite(kelompok, {"title": completion.kelompok_titles.get(kelompok["number"])})
    units = [unit.model_dump() for unit in spec.units]
    for unit in units:
        _overwrite(unit, {"title_en": completion.unit_titles_en.get(unit["code"])})
    head = {
        "title_en": completion.title_en, "sector": completion.sector, "fee": completion.fee, "level": completion.level,
        "kbli": completion.kbli, "kbji": completion.kbji, "remote_category": completion.remote_category,
        "certificate_validity_years": completion.validity_years, "kind_confirmed": completion.kind_confirmed,
    }  # fmt: skip
    return _given(head) | {"requirements": requirements, "work_groups": work_groups, "units": tuple(units)}


def _given(values: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _overwrite(part: dict[str, Any], values: Mapping[str, object]) -> None:  # reason: a dumped model
    part.update(_given(values))


def _field_of(spec: SkemaSpec, loc: tuple[int | str, ...]) -> str:
    """The name that the page gave to the field."""
    match loc:
        case ("units", int(index), *_rest):
            return f"unit_titles_en.{spec.units[index].code}"
        case ("work_groups", "groups", int(index), *_rest):
            return f"kelompok_titles.{spec.work_groups.groups[index].number}"
        case ("certificate_validity_years",):
            return "validity_years"
        case _:
            return str(loc[-1])


def apply_completion(content: Content, after: SkemaSpec) -> tuple[dict[str, object], dict[str, object]]:
    """Write what differs to the locked draft; returns what it was and what it is."""
    before = spec_of(content)
    was, now = versi_columns(before), versi_columns(after)
    changed = {name for name in now if now[name] != was[name]}
    SkemaVersi.objects.filter(pk=content.versi.pk).update(**{name: now[name] for name in changed})
    old, new = {name: was[name] for name in changed}, {name: now[name] for name in changed}
    old_titles, new_titles = _write_titles(content, after)
    return old | old_titles, new | new_titles


def _write_titles(content: Content, after: SkemaSpec) -> tuple[dict[str, object], dict[str, object]]:
    titles_en = {unit.code: unit.title_en or "" for unit in after.units}
    unit_list = [unit for unit in content.unit_list if unit.title_en != titles_en[unit.code]]
    titles = {one.number: one.title or "" for one in after.work_groups.groups}
    kelompok_list = [one for one in content.kelompok_list if one.title != titles[one.number]]
    old: dict[str, object] = {
        "unit_titles_en": {unit.code: unit.title_en for unit in unit_list},
        "kelompok_titles": {str(one.number): one.title for one in kelompok_list},
    }
    for unit in unit_list:
        unit.title_en = titles_en[unit.code]
    for one in kelompok_list:
        one.title = titles[one.number]
    Unit.objects.bulk_update(unit_list, ["title_en"])
    Kelompok.objects.bulk_update(kelompok_list, ["title"])
    new: dict[str, object] = {
        "unit_titles_en": {unit.code: unit.title_en for unit in unit_list},
        "kelompok_titles": {str(one.number): one.title for one in kelompok_list},
    }
    return old, new
