"""A unit as a person types it: one text box a part, numbers first; read into its structure and written back."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.materials.berkas.parts import first_hand, reason_of
from sahih.materials.standar.actions import StandarRefused
from sahih.materials.standar.format import StandarUnitSpec, unit_contradictions

# Stands before words whose place a person must judge; nothing is saved with it.
DOUBT = "[?]"
# The blank behind a number is lost in many PDF: "1.2.Bahan"; without a dot only a capital tells it from "2.5mm".
KUK = re.compile(r"^\s*(\d{1,2})\s*\.\s*(\d{1,2})(?:\.?(?:\s+|$)|\.(?=[^\W\d_])|(?=[A-Z][a-z]))(.*)$")
ELEMEN = re.compile(r"^\s*(\d{1,2})(?:\.\s*|\s+|$)(?!\d)(.*)$")
NUMBERED = re.compile(r"^\s*(\d{1,2}(?:\.\d{1,2}){0,4})(?:\.\s+|\s+|\.?$|\.(?=[^\W\d_]))(.*)$")

NUMBERED_FIELDS = ("batasan_variabel", "panduan_penilaian")
LISTED_FIELDS = ("critical_aspects", "attitudes")
FIELDS = ("code", "title", "title_en", "description", "elements", *NUMBERED_FIELDS, *LISTED_FIELDS)


@dataclass
class ElemenText:
    """An elemen while it is read: its KUK by the number that is printed."""

    title: str = ""
    kuk: dict[int, str] = field(default_factory=dict)


def typed_of(spec: StandarUnitSpec) -> dict[str, str]:
    """The boxes of a unit that exists."""
    elements = {one.number: ElemenText(one.title, dict(enumerate((kuk.text for kuk in one.kuk), 1))) for one in spec.elements}  # fmt: skip
    numbered = {name: "\n".join(f"{one.number or ''} {one.text}".strip() for one in getattr(spec, name)) for name in NUMBERED_FIELDS}  # fmt: skip
    return {
        "code": spec.code, "title": spec.title, "title_en": spec.title_en or "", "description": spec.description or "",
        "elements": elements_text(elements), **numbered,
        **{name: "\n".join(getattr(spec, name)) for name in LISTED_FIELDS},
    }  # fmt: skip


def elements_text(elements: Mapping[int, ElemenText]) -> str:
    """Elemen and KUK, each on a line of its own."""
    lines = []
    for number, one in sorted(elements.items()):
        lines.append(f"{number}. {one.title}".strip())
        lines += [f"{number}.{place} {text}".strip() for place, text in sorted(one.kuk.items())]
    return "\n".join(lines)


def spec_from(typed: Mapping[str, str]) -> StandarUnitSpec:
    """Read the boxes whole; raises StandarRefused with the reason for each box."""
    doubtful = _("masih ada tanda [?]; pindahkan katanya ke tempat yang benar, lalu hapus tandanya")
    reasons, elements = {name: doubtful for name in FIELDS if DOUBT in typed.get(name, "")}, list[dict[str, object]]()
    try:
        elements = list(_elements(typed.get("elements", "")))
    except ValueError as error:
        reasons["elements"] = str(error)
    data: dict[str, object] = {name: typed[name] for name in ("code", "title", "title_en", "description") if typed.get(name)}  # fmt: skip
    data |= {name: tuple(_uraian(typed.get(name, ""))) for name in NUMBERED_FIELDS}
    data |= {name: tuple(_lines(typed.get(name, ""))) for name in LISTED_FIELDS}
    try:
        spec = StandarUnitSpec.model_validate(data | {"elements": tuple(elements)})
    except ValidationError as error:
        found = {str(one["loc"][0]): _placed(one["loc"], reason_of(one)) for one in first_hand(error)}
        raise StandarRefused(found | reasons) from error
    contradictions = [reason for _path, reason in unit_contradictions(spec)]
    if contradictions and not reasons:
        reasons["elements"] = "; ".join(contradictions)
    if reasons:
        raise StandarRefused(reasons)
    return spec


def _placed(loc: tuple[int | str, ...], reason: str) -> str:
    """Which line of a box is meant."""
    numbers = ".".join(str(one + 1) for one in loc if isinstance(one, int))
    return _("nomor %(number)s: %(reason)s") % {"number": numbers, "reason": reason} if numbers else reason


def _lines(text: str) -> Iterator[str]:
    return (line.strip() for line in text.splitlines() if line.strip())


def _elements(text: str) -> Iterator[dict[str, object]]:
    """Each line begins with its number; one without a number goes on with the line above."""
    found: list[tuple[str, str, list[list[str]]]] = []
    for line in _lines(text):
        if kuk := KUK.match(line):
            if not found:
                raise ValueError(_("baris “%s” berdiri sebelum elemen pertama") % line[:40])
            if kuk[1] != found[-1][0]:
                raise ValueError(_("KUK %(kuk)s.%(place)s berdiri di bawah elemen %(elemen)s") % {"kuk": kuk[1], "place": kuk[2], "elemen": found[-1][0]})  # fmt: skip
            found[-1][2].append([f"{kuk[1]}.{kuk[2]}", kuk[3]])
        elif elemen := ELEMEN.match(line):
            found.append((elemen[1], elemen[2], []))
        elif not found:
            raise ValueError(_("baris “%s” belum bernomor") % line[:40])
        elif found[-1][2]:
            found[-1][2][-1][1] += f" {line}"
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]} {line}", found[-1][2])
    for number, title, kuk_list in found:
        if not title:
            raise ValueError(_("elemen %s belum berjudul") % number)
        yield {"number": int(number), "title": title, "kuk": tuple({"number": one, "text": said} for one, said in kuk_list)}  # fmt: skip


def _uraian(text: str) -> Iterator[dict[str, str]]:
    """Each line by itself, with the number that it begins with."""
    for line in _lines(text):
        number = NUMBERED.match(line)
        yield {"number": number[1], "text": number[2]} if number and number[2] else {"text": line}


def joined(parts: Iterable[str]) -> str:
    """Lines of a paragraph as one; a word broken at the end of a line by a hyphen stays as printed."""
    return " ".join(part.strip() for part in parts if part.strip())
