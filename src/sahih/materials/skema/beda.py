"""What differs between two versions of a skema, in words a person reads."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.translation import gettext as _

from sahih.materials.skema.enums import BasicRule, Medium, Mode, RemoteCategory, RemotePart
from sahih.materials.skema.format import RecordsSpec, SkemaSpec, UnitSpec
from sahih.materials.skema.registry import default_codes
from sahih.materials.standar.format import StandarUnitSpec, UraianSpec

SAME, ADDED, REMOVED = "sama", "tambah", "hapus"


@dataclass(frozen=True)
class Kata:
    """Words that stayed, came or went."""

    mark: str
    text: str


@dataclass(frozen=True)
class Perubahan:
    """One thing that differs: what it is, and its words."""

    label: str
    words: tuple[Kata, ...]

    def __str__(self) -> str:
        """As the audit keeps it."""
        marks = {SAME: "{}", ADDED: "+[{}]", REMOVED: "-[{}]"}
        return f"{self.label}: " + " ".join(marks[one.mark].format(one.text) for one in self.words)


@dataclass(frozen=True)
class Bab:
    """The differences of one part of the skema."""

    title: str
    rows: tuple[Perubahan, ...]


def beda(before: SkemaSpec, after: SkemaSpec) -> tuple[Bab, ...]:
    """Part by part; empty when both say the same."""
    parts = [
        (_("Kepala skema"), _head(before, after)),
        (_("Persyaratan dan bukti"), _requirements(before, after)),
        (_("Unit kompetensi"), _units(before, after)),
        (_("Kelompok pekerjaan"), _fields(_groups(before), _groups(after))),
        (_("Persyaratan TUK"), _lines(_("Persyaratan TUK"), _tuk(before), _tuk(after))),
        (_("Rekaman wajib"), _fields(_records(before), _records(after))),
    ]
    babs = (Bab(title, tuple(rows)) for title, rows in parts)
    return tuple(one for one in babs if one.rows)


def unit_beda(before: UnitSpec, after: UnitSpec) -> tuple[Perubahan, ...]:
    """What another edition, or another unit in its place, changes: code, titles, standard, elemen, KUK, aspek."""
    heads = [{_("Kode unit"): one.code, _("Standar"): one.standard or one.standard_kind} for one in (before, after)]
    return (*_fields(*heads), *_inside(before, after))


def standar_unit_beda(before: StandarUnitSpec, after: StandarUnitSpec) -> tuple[Perubahan, ...]:
    """What a correction changes in a unit of a standard, the variables and the guide to assessment included."""
    described = [{_("Deskripsi unit"): one.description or ""} for one in (before, after)]
    return (
        *_fields(*described),
        *_inside(before, after),
        *_lines(_("Batasan variabel"), _uraian(before.batasan_variabel), _uraian(after.batasan_variabel)),
        *_lines(_("Panduan penilaian"), _uraian(before.panduan_penilaian), _uraian(after.panduan_penilaian)),
    )


def _uraian(rows: Sequence[UraianSpec]) -> list[str]:
    return [f"{one.number or ''} {one.text}".strip() for one in rows]


def _inside(before: UnitSpec | StandarUnitSpec, after: UnitSpec | StandarUnitSpec) -> Iterator[Perubahan]:
    yield from _fields(_inner_fields(before), _inner_fields(after))
    yield from _lines(_("Aspek kritis"), before.critical_aspects, after.critical_aspects)
    yield from _lines(_("Sikap kerja"), before.attitudes, after.attitudes)


def _inner_fields(unit: UnitSpec | StandarUnitSpec) -> dict[str, str]:
    found = {_("Judul"): unit.title, _("Judul Inggris"): unit.title_en or ""}
    for one in unit.elements:
        found[_("Elemen %d") % one.number] = one.title
        found |= {f"KUK {kuk.number}": kuk.text for kuk in one.kuk}
    return found


def words_between(before: str, after: str) -> tuple[Kata, ...]:
    """Word by word, in the order of reading."""
    old, new = before.split(), after.split()
    found = list[Kata]()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Kata(SAME, " ".join(old[i1:i2])))
            continue
        found += [Kata(mark, " ".join(text)) for mark, text in ((REMOVED, old[i1:i2]), (ADDED, new[j1:j2])) if text]
    return tuple(found)


def _fields(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Perubahan]:
    """Named values; one that is only on one side came or went whole."""
    for label in dict.fromkeys((*before, *after)):
        old, new = before.get(label, ""), after.get(label, "")
        if old != new:
            yield Perubahan(label, words_between(old, new))


def _lines(label: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Perubahan]:
    """A list of sentences: those that went and came; one replaced by another is compared word by word."""
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            pairs = zip(before[i1:i2], after[j1:j2], strict=True)
            yield from (Perubahan(label, words_between(old, new)) for old, new in pairs)
        elif tag != "equal":
            yield from (Perubahan(label, (Kata(REMOVED, old),)) for old in before[i1:i2])
            yield from (Perubahan(label, (Kata(ADDED, new),)) for new in after[j1:j2])


def _head(before: SkemaSpec, after: SkemaSpec) -> Iterator[Perubahan]:
    labels: dict[str, Callable[[SkemaSpec], object]] = {
        _("Nomor"): lambda spec: spec.number,
        _("Judul"): lambda spec: spec.title,
        _("Judul Inggris"): lambda spec: spec.title_en,
        _("Kemasan"): lambda spec: spec.kind,
        _("Standar"): lambda spec: spec.standard,
        _("Bidang"): lambda spec: spec.sector,
        _("Biaya"): lambda spec: None if spec.fee is None else f"Rp{spec.fee:,}".replace(",", "."),
        _("Jenjang"): lambda spec: spec.level,
        "KBLI": lambda spec: spec.kbli,
        "KBJI": lambda spec: spec.kbji,
        _("Jarak jauh"): lambda spec: RemoteCategory(spec.remote_category).label if spec.remote_category else None,
        _("Masa berlaku sertifikat"): lambda spec: _("%d tahun") % spec.certificate_validity_years,
    }
    told = [{label: _told(value(spec)) for label, value in labels.items()} for spec in (before, after)]
    return _fields(*told)


def _told(value: object) -> str:
    return "" if value is None else str(value)


def _requirements(before: SkemaSpec, after: SkemaSpec) -> Iterator[Perubahan]:
    old, new = before.requirements, after.requirements
    rules = [{_("Aturan persyaratan dasar"): str(BasicRule(one.basic_rule).label) if one.basic_rule else ""} for one in (old, new)]  # fmt: skip
    yield from _fields(*rules)
    yield from _lines(_("Persyaratan dasar"), old.basic, new.basic)
    yield from _lines(_("Bukti persyaratan dasar"), old.basic_evidence, new.basic_evidence)
    yield from _lines(_("Bukti administratif"), old.administrative, new.administrative)


def _units(before: SkemaSpec, after: SkemaSpec) -> Iterator[Perubahan]:
    old, new = ({unit.code: unit for unit in spec.units} for spec in (before, after))
    for code in dict.fromkeys((*old, *new)):
        if code not in new:
            yield Perubahan(_("Unit dikeluarkan"), (Kata(REMOVED, f"{code} {old[code].title}"),))
        elif code not in old:
            yield Perubahan(_("Unit ditambahkan"), (Kata(ADDED, f"{code} {new[code].title}"),))
        elif old[code] != new[code]:
            yield from _unit(old[code], new[code])


def _unit(old: UnitSpec, new: UnitSpec) -> Iterator[Perubahan]:
    yield from _fields(_unit_fields(old), _unit_fields(new))
    yield from _lines(_("%s, aspek kritis") % old.code, old.critical_aspects, new.critical_aspects)
    yield from _lines(_("%s, sikap kerja") % old.code, old.attitudes, new.attitudes)


def _unit_fields(unit: UnitSpec) -> dict[str, str]:
    code = unit.code
    head = {
        _("%s, judul") % code: unit.title,
        _("%s, judul Inggris") % code: unit.title_en or "",
        _("%s, standar") % code: unit.standard or unit.standard_kind,
    }
    elements = {_("%(code)s, elemen %(number)d") % {"code": code, "number": one.number}: one.title for one in unit.elements}  # fmt: skip
    return head | elements | {f"{code}, KUK {kuk.number}": kuk.text for one in unit.elements for kuk in one.kuk}


def _groups(spec: SkemaSpec) -> dict[str, str]:
    found = dict[str, str]()
    for one in spec.work_groups.groups:
        label = _("Kelompok %d") % one.number
        found[_("%s, judul") % label] = one.title or ""
        found[_("%s, unit") % label] = " ".join(one.units)
        found[_("%s, jarak jauh") % label] = str(RemotePart(one.remote).label) if one.remote else ""
    return found


def _tuk(spec: SkemaSpec) -> list[str]:
    return [" · ".join(filter(None, (one.item, one.specification, one.amount))) for one in spec.tuk_requirements]


def _records(spec: SkemaSpec) -> dict[str, str]:
    told: dict[tuple[str, str], RecordsSpec] = {(one.mode, one.medium): one for one in spec.records}
    found = dict[str, str]()
    for mode, medium in ((mode, medium) for mode in Mode for medium in Medium):
        one = told.get((mode.value, medium.value))
        label = f"{mode.label}, {str(medium.label).lower()}"
        found[label] = " ".join(one.codes if one else default_codes(mode, medium))
        found |= {f"{label}, {row.code} dilepas": row.reason for row in (one.released if one else ())}
    return found
