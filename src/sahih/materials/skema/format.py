"""The file format of a skema sertifikasi: what may stand in it, reading, writing, its hash.

The keys are those of the collected schemes (`materials/data/*.yaml`). Everything an LSP adds
later on a page (fee, level, English titles …) has an optional key here, so that a version can
be written out and read back without loss.
"""

import hashlib
import unicodedata
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import rfc8785
import yaml
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from sahih.materials.skema.reading import Document, FileRefused, Path, Problem, field_name, read_yaml

DEFAULT_VALIDITY_YEARS = 3

Kind = Literal["KKNI", "Okupasi", "Klaster"]  # K1, and what FR.APL.01 can print
StandardKind = Literal["SKKNI", "SKKI", "SKKK"]  # K3
RemoteCategory = Literal["knowledge", "technical_hybrid", "psychomotor"]  # K2
Rule = Literal["all", "any_one"]


def _clean(text: str) -> str:
    """Fold white space and refuse what prints as nothing: it would make two texts look alike."""
    for character in text:
        if unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co"} and not character.isspace():
            raise PydanticCustomError("invisible", "invisible", {"code": f"U+{ord(character):04X}"})
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    if not folded:
        raise PydanticCustomError("blank", "blank")
    return folded


def _as_text(value: object) -> object:
    """A code typed without quotes arrives as a whole number."""
    return str(value) if type(value) is int else value


def _unconfirmed_as_none(value: object) -> object:
    return None if value == "unconfirmed" else value


Text = Annotated[str, AfterValidator(_clean), StringConstraints(min_length=1, max_length=2000)]
Title = Annotated[str, AfterValidator(_clean), StringConstraints(min_length=1, max_length=300)]
Code = Annotated[str, BeforeValidator(_as_text), AfterValidator(_clean), StringConstraints(min_length=1, max_length=60)]
UnitCode = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9.\-/]{2,39}$")]
KukNumber = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]?\.[1-9][0-9]?$")]
Kbli = Annotated[str, BeforeValidator(_as_text), StringConstraints(pattern=r"^[0-9]{5}$")]  # CT3
Kbji = Annotated[str, BeforeValidator(_as_text), StringConstraints(pattern=r"^[0-9]{4}$")]  # CT3


class Part(BaseModel):
    """A mapping of the file: unknown keys and silent conversions are refused."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class KukSpec(Part):
    """One kriteria unjuk kerja."""

    number: KukNumber
    text: Text


class ElemenSpec(Part):
    """One elemen kompetensi and its KUK."""

    number: Annotated[int, Field(ge=1, le=99)]
    title: Title
    kuk: tuple[KukSpec, ...]


class UnitSpec(Part):
    """One unit kompetensi of a standard."""

    code: UnitCode
    title: Title
    title_en: Title | None = None
    standard_kind: StandardKind
    standard: Title | None = None
    critical_aspects: tuple[Text, ...] = ()
    attitudes: tuple[Title, ...] = ()
    elements: tuple[ElemenSpec, ...]
    completeness: Title | None = None


class KelompokSpec(Part):
    """One kelompok pekerjaan: units that are assessed together, in this order."""

    number: Annotated[int, Field(ge=1, le=99)]
    title: Title | None
    units: Annotated[tuple[UnitCode, ...], Field(min_length=1)]


class KelompokListSpec(Part):
    """The kelompok pekerjaan and whether the source is sure of them."""

    confirmed: bool = True
    note: Text | None = None
    groups: Annotated[tuple[KelompokSpec, ...], Field(min_length=1)]


class PersyaratanSpec(Part):
    """Who may apply (basic) and which papers are asked of everybody (administrative)."""

    basic_rule: Annotated[Rule | None, BeforeValidator(_unconfirmed_as_none)] = None
    basic: tuple[Text, ...] = ()
    basic_evidence: tuple[Text, ...] = ()
    administrative: tuple[Text, ...] = ()
    note: Text | None = None


class SkemaSpec(Part):
    """A whole skema sertifikasi."""

    number: Code
    title: Title
    title_en: Title | None = None
    kind: Kind
    kind_confirmed: bool = True
    standard: Text
    lsp_of_source: Title | None = None
    sector: Title | None = None
    fee: Annotated[int, Field(ge=0, le=1_000_000_000)] | None = None
    level: Annotated[int, Field(ge=0, le=9)] | None = None  # CT3: 0 when the scheme has none
    kbli: Kbli | None = None
    kbji: Kbji | None = None
    remote_category: RemoteCategory | None = None
    certificate_validity_years: Annotated[int, Field(ge=1, le=10)] = DEFAULT_VALIDITY_YEARS
    requirements: PersyaratanSpec
    work_groups: KelompokListSpec
    units: Annotated[tuple[UnitSpec, ...], Field(min_length=1)]


class SkemaFile(Part):
    """The file: one key, one skema."""

    scheme: SkemaSpec


def load_skema(content: bytes) -> SkemaSpec:
    """Read a file whole or refuse it with every line that must be mended."""
    document = read_yaml(content)
    try:
        spec = SkemaFile.model_validate(document.data).scheme
    except ValidationError as error:
        raise FileRefused(*(_problem(document, detail) for detail in _first_hand(error))) from error
    contradictions = [_placed(document, ("scheme", *path), reason) for path, reason in contradictions_of(spec)]
    if contradictions:
        raise FileRefused(*contradictions)
    return spec


def dump_skema(spec: SkemaSpec) -> bytes:
    """Write a file which reads back as the same skema."""
    content = {"scheme": spec.model_dump(exclude_none=True) | {"work_groups": spec.work_groups.model_dump()}}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120).encode()


def content_sha256(spec: SkemaSpec) -> str:
    """Hash what the skema says; comments and layout of its file do not count."""
    return hashlib.sha256(rfc8785.dumps(spec.model_dump(mode="json"))).hexdigest()


def contradictions_of(spec: SkemaSpec) -> Iterator[tuple[Path, str]]:
    """Yield what the parts of a file say against each other, with the place of each."""
    yield from _unit_contradictions(spec)
    yield from _kelompok_contradictions(spec)


def _unit_contradictions(spec: SkemaSpec) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    for index, unit in enumerate(spec.units):
        if unit.code.upper() in seen:
            yield ("units", index, "code"), _("kode unit %(code)s ditulis dua kali") % {"code": unit.code}
        seen.add(unit.code.upper())
        for row, elemen in enumerate(unit.elements):
            yield from _elemen_contradictions(elemen, ("units", index, "elements", row), row + 1)


def _elemen_contradictions(elemen: ElemenSpec, path: Path, expected: int) -> Iterator[tuple[Path, str]]:
    if elemen.number != expected:
        yield (*path, "number"), _out_of_order(elemen.number, expected)
    for row, kuk in enumerate(elemen.kuk):
        number = f"{elemen.number}.{row + 1}"
        if kuk.number != number:
            yield (*path, "kuk", row, "number"), _out_of_order(kuk.number, number)


def _kelompok_contradictions(spec: SkemaSpec) -> Iterator[tuple[Path, str]]:
    known = {unit.code for unit in spec.units}
    grouped: set[str] = set()
    for index, kelompok in enumerate(spec.work_groups.groups):
        path: Path = ("work_groups", "groups", index)
        if kelompok.number != index + 1:
            yield (*path, "number"), _out_of_order(kelompok.number, index + 1)
        for row, code in enumerate(kelompok.units):
            if code not in known:
                yield (*path, "units", row), _("unit %(code)s tidak ada dalam skema ini") % {"code": code}
            if code in grouped:
                yield (*path, "units", row), _("unit %(code)s sudah masuk kelompok pekerjaan") % {"code": code}
            grouped.add(code)
    for index, unit in enumerate(spec.units):
        if unit.code not in grouped:
            yield (
                ("units", index, "code"),
                _("unit %(code)s tidak masuk kelompok pekerjaan mana pun") % {"code": unit.code},
            )


def _out_of_order(number: object, expected: object) -> str:
    return _("nomor %(number)s tidak urut, seharusnya %(expected)s") % {"number": number, "expected": expected}


def _first_hand(error: ValidationError) -> list[ErrorDetails]:
    """Leave out lists which are too short only because their items were refused."""
    details = error.errors(include_url=False)
    inner = {detail["loc"][:depth] for detail in details for depth in range(len(detail["loc"]))}
    return [detail for detail in details if detail["type"] != "too_short" or detail["loc"] not in inner]


def _problem(document: Document, detail: ErrorDetails) -> Problem:
    return _placed(document, detail["loc"], reason_of(detail))


def _placed(document: Document, path: Path, reason: str) -> Problem:
    return Problem(document.line(path), field_name(path), reason)


def reason_of(detail: ErrorDetails) -> str:
    """Say in Indonesian what pydantic found wrong with one value."""
    context: dict[str, Any] = detail.get("ctx", {})  # reason: pydantic types the context so
    if detail["type"] == "literal_error":
        context = {"expected": str(context["expected"]).replace(" or ", _(" atau "))}
    return _sentences().get(detail["type"], _("isinya tidak sah")) % context


def _sentences() -> dict[str, str]:
    return {
        "missing": _("wajib diisi"),
        "extra_forbidden": _("kunci tidak dikenal"),
        "string_type": _("harus berupa teks; beri tanda petik bila berupa angka"),
        "int_type": _("harus berupa bilangan bulat"),
        "bool_type": _("harus true atau false"),
        "tuple_type": _("harus berupa daftar"),
        "model_type": _("harus berupa kelompok kunci"),
        "literal_error": _("harus salah satu dari %(expected)s"),
        "string_pattern_mismatch": _("bentuknya tidak sesuai"),
        "string_too_long": _("lebih panjang dari %(max_length)d karakter"),
        "string_too_short": _("tidak boleh kosong"),
        "too_short": _("daftar tidak boleh kosong"),
        "greater_than_equal": _("paling kecil %(ge)s"),
        "less_than_equal": _("paling besar %(le)s"),
        "blank": _("tidak boleh kosong"),
        "invisible": _("memuat karakter tak tampak %(code)s"),
    }
