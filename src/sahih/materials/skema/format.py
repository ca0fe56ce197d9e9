"""The file format of a skema sertifikasi: what may stand in it, reading, writing, its hash.

The keys are those of the collected schemes (`materials/data/*.yaml`). Everything an LSP adds
later on a page (fee, level, English titles …) has an optional key here, so that a version can
be written out and read back without loss.
"""

import hashlib
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import rfc8785
import yaml
from django.utils.translation import gettext as _
from pydantic import BeforeValidator, Field, StringConstraints, ValidationError

from sahih.materials.berkas.parts import (
    Code,
    ElemenSpec,
    Part,
    StandardKind,
    Text,
    Title,
    UnitCode,
    as_text,
    elemen_contradictions,
    first_hand,
    out_of_order,
    placed,
    problem_at,
)
from sahih.materials.berkas.reading import FileRefused, Path, read_yaml, require_own
from sahih.materials.skema.registry import TITLES, default_codes

DEFAULT_VALIDITY_YEARS = 3
# Stands in a draft begun on a page until its units, or a person, say it.
NO_STANDARD = "belum diisi"

Kind = Literal["KKNI", "Okupasi", "Klaster"]  # K1, and what FR.APL.01 can print
RemoteCategory = Literal["knowledge", "technical_hybrid", "psychomotor"]  # K2
RemotePart = Literal["none", "theory", "practice", "all"]  # K2
Rule = Literal["all", "any_one"]


def _unconfirmed_as_none(value: object) -> object:
    return None if value == "unconfirmed" else value


Short = Annotated[Text, Field(max_length=400)]
Kbli = Annotated[str, BeforeValidator(as_text), StringConstraints(pattern=r"^[0-9]{5}$")]  # CT3
Kbji = Annotated[str, BeforeValidator(as_text), StringConstraints(pattern=r"^[0-9]{4}$")]  # CT3


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


class TukSyaratSpec(Part):
    """One thing that a TUK must have: the rows of the SK persyaratan TUK."""

    item: Short
    specification: Short | None = None
    amount: Annotated[Code, Field(max_length=40)] | None = None


class ReleasedSpec(Part):
    """A record of the default set that is not asked for, and why."""

    code: Code
    reason: Text


class RecordsSpec(Part):
    """The records a decision waits for, in one way of assessment (D5)."""

    mode: Literal["tatap_muka", "jarak_jauh", "hibrida"]
    medium: Literal["nirkertas", "kertas"]
    codes: tuple[Code, ...]
    released: tuple[ReleasedSpec, ...] = ()


class KelompokSpec(Part):
    """One kelompok pekerjaan: units that are assessed together, in this order."""

    number: Annotated[int, Field(ge=1, le=99)]
    title: Title | None
    units: Annotated[tuple[UnitCode, ...], Field(min_length=1)]
    remote: RemotePart | None = None


class KelompokListSpec(Part):
    """The kelompok pekerjaan and whether the source is sure of them."""

    confirmed: bool = True
    note: Text | None = None
    groups: tuple[KelompokSpec, ...]


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
    units: tuple[UnitSpec, ...]
    tuk_requirements: tuple[TukSyaratSpec, ...] = ()
    records: tuple[RecordsSpec, ...] = ()  # empty: the default set


class SkemaFile(Part):
    """The file: one key, one skema."""

    scheme: SkemaSpec


def load_skema(content: bytes) -> SkemaSpec:
    """Read a file whole or refuse it with every line that must be mended."""
    document = read_yaml(content)
    require_own(document, "scheme")
    try:
        spec = SkemaFile.model_validate(document.data).scheme
    except ValidationError as error:
        raise FileRefused(*(problem_at(document, detail) for detail in first_hand(error))) from error
    contradictions = [placed(document, ("scheme", *path), reason) for path, reason in contradictions_of(spec)]
    if contradictions:
        raise FileRefused(*contradictions)
    return spec


def dump_skema(spec: SkemaSpec) -> bytes:
    """Write a file which reads back as the same skema."""
    content = {"scheme": _told(spec.model_dump(exclude_none=True) | {"work_groups": spec.work_groups.model_dump()})}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120).encode()


def _told(content: dict[str, Any]) -> dict[str, Any]:  # reason: a dumped model
    """Leave out what came later and says nothing, so that a skema from before reads and hashes as it did."""
    groups = content["work_groups"]["groups"]
    for kelompok in groups:
        if kelompok["remote"] is None:
            del kelompok["remote"]
    return {key: value for key, value in content.items() if value or key not in {"tuk_requirements", "records"}}


def content_sha256(spec: SkemaSpec) -> str:
    """Hash what the skema says; comments and layout of its file do not count."""
    return hashlib.sha256(rfc8785.dumps(_told(spec.model_dump(mode="json")))).hexdigest()


def contradictions_of(spec: SkemaSpec) -> Iterator[tuple[Path, str]]:
    """Yield what the parts of a file say against each other, with the place of each."""
    yield from _unit_contradictions(spec)
    yield from _kelompok_contradictions(spec)
    yield from _record_contradictions(spec)


def _unit_contradictions(spec: SkemaSpec) -> Iterator[tuple[Path, str]]:
    seen: set[str] = set()
    for index, unit in enumerate(spec.units):
        if unit.code.upper() in seen:
            yield ("units", index, "code"), _("kode unit %(code)s ditulis dua kali") % {"code": unit.code}
        seen.add(unit.code.upper())
        for row, elemen in enumerate(unit.elements):
            yield from elemen_contradictions(elemen, ("units", index, "elements", row), row + 1)


def _kelompok_contradictions(spec: SkemaSpec) -> Iterator[tuple[Path, str]]:
    known = {unit.code for unit in spec.units}
    grouped: set[str] = set()
    for index, kelompok in enumerate(spec.work_groups.groups):
        path: Path = ("work_groups", "groups", index)
        if kelompok.number != index + 1:
            yield (*path, "number"), out_of_order(kelompok.number, index + 1)
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


def _record_contradictions(spec: SkemaSpec) -> Iterator[tuple[Path, str]]:
    """A record is known and named once; one of the default set is asked for, or released with a reason."""
    ways = [(one.mode, one.medium) for one in spec.records]
    for index, one in enumerate(spec.records):
        path: Path = ("records", index)
        if ways.index((one.mode, one.medium)) != index:
            yield (*path, "mode"), _("cara asesmen ini ditulis dua kali")
        named = [*one.codes, *(released.code for released in one.released)]
        for code in dict.fromkeys(code for code in named if code not in TITLES):
            yield (*path, "codes"), _("rekaman %(code)s tidak dikenal") % {"code": code}
        for code in dict.fromkeys(code for code in named if named.count(code) > 1):
            yield (*path, "codes"), _("rekaman %(code)s ditulis dua kali") % {"code": code}
        for code in default_codes(one.mode, one.medium):
            if code not in named:
                yield (*path, "released"), _("rekaman %(code)s dilepas tanpa alasan") % {"code": code}
