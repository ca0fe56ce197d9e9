"""The file format of a standard and its units, as YAML; the workbook of `sheets` says the same."""

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Annotated, Literal

import rfc8785
import yaml
from django.utils.translation import gettext as _
from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, ValidationError
from pydantic_core import PydanticCustomError

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
    placed,
    problem_at,
)
from sahih.materials.berkas.reading import FileRefused, Path, read_yaml, require_own

Status = Literal["berlaku", "dicabut", "digantikan"]


def _is_day(text: str) -> str:
    try:
        return dt.date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise PydanticCustomError("day", "day") from error


Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_is_day)]
UraianNumber = Annotated[str, BeforeValidator(as_text), StringConstraints(pattern=r"^[0-9]{1,2}(\.[0-9]{1,2}){0,4}$")]


class UraianSpec(Part):
    """One line of batasan variabel or panduan penilaian under its printed number."""

    number: UraianNumber | None = None
    text: Text


class StandarUnitSpec(Part):
    """One unit kompetensi, whole: what a skema takes of it and what its MUK is written from."""

    code: UnitCode
    title: Title
    title_en: Title | None = None
    description: Text | None = None
    elements: tuple[ElemenSpec, ...] = ()
    batasan_variabel: tuple[UraianSpec, ...] = ()
    panduan_penilaian: tuple[UraianSpec, ...] = ()
    critical_aspects: tuple[Text, ...] = ()
    attitudes: tuple[Title, ...] = ()


class StandarSpec(Part):
    """A whole standard; the state is what the file knows of it."""

    kind: StandardKind
    number: Code
    year: Annotated[int, Field(ge=1990, le=2100)]
    title: Text
    status: Status = "berlaku"
    status_on: Day | None = None
    status_decree: Title | None = None
    replaced_by: Title | None = None
    """The standard that took its place, by kind, number and year."""
    units: tuple[StandarUnitSpec, ...] = ()


class StandarFile(Part):
    """The file: one key, one standard."""

    standard: StandarSpec


def load_standar(content: bytes) -> StandarSpec:
    """Read a YAML file whole or refuse it with every line that must be mended."""
    document = read_yaml(content)
    require_own(document, "standard")
    try:
        spec = StandarFile.model_validate(document.data).standard
    except ValidationError as error:
        raise FileRefused(*(problem_at(document, detail) for detail in first_hand(error))) from error
    contradictions = [placed(document, ("standard", *path), reason) for path, reason in contradictions_of(spec)]
    if contradictions:
        raise FileRefused(*contradictions)
    return spec


def dump_standar(spec: StandarSpec) -> bytes:
    """Write a file which reads back as the same standard."""
    content = {"standard": spec.model_dump(exclude_defaults=True)}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120).encode()


def canonical(spec: StandarUnitSpec) -> bytes:
    """What a unit says, byte for byte: equal when nothing changed."""
    return rfc8785.dumps(spec.model_dump(mode="json"))


def digest_of(spec: StandarUnitSpec) -> str:
    """What a page that shows the unit remembers, to notice a change made elsewhere."""
    return hashlib.sha256(canonical(spec)).hexdigest()


def contradictions_of(spec: StandarSpec) -> Iterator[tuple[Path, str]]:
    """Yield what the parts say against each other, with the place of each."""
    if spec.status != "berlaku" and not (spec.status_on and spec.status_decree):
        yield (
            ("status",),
            _("keadaan %(status)s perlu tanggal dan keputusan yang menyebutnya") % {"status": spec.status},
        )
    seen: set[str] = set()
    for index, unit in enumerate(spec.units):
        if unit.code.upper() in seen:
            yield ("units", index, "code"), _("kode unit %(code)s ditulis dua kali") % {"code": unit.code}
        seen.add(unit.code.upper())
        for path, reason in unit_contradictions(unit):
            yield ("units", index, *path), reason


def unit_contradictions(unit: StandarUnitSpec) -> Iterator[tuple[Path, str]]:
    """Elemen and KUK count from one, without gap."""
    for row, elemen in enumerate(unit.elements):
        yield from elemen_contradictions(elemen, ("elements", row), row + 1)
