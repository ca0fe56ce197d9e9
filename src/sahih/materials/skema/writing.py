"""Write a skema that was read whole as the rows of a new draft version."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence

from sahih.materials.skema.enums import AspekKind, Medium, Mode, SyaratKind
from sahih.materials.skema.format import PersyaratanSpec, SkemaSpec, UnitSpec, content_sha256
from sahih.materials.skema.models import (
    AspekUnit,
    Elemen,
    Kelompok,
    Kuk,
    RekamanDilepas,
    RekamanWajib,
    Skema,
    SkemaVersi,
    Syarat,
    SyaratTuk,
    Unit,
)
from sahih.materials.skema.registry import default_rows
from sahih.materials.standar.models import Standar
from sahih.materials.standar.queries import standar_named, standards_in


def sha256_of_file(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def versi_columns(spec: SkemaSpec) -> dict[str, object]:
    """The columns of a version which its file format fills."""
    return {
        "title": spec.title, "title_en": spec.title_en or "", "kind": spec.kind, "kind_confirmed": spec.kind_confirmed,
        "standard": spec.standard, "lsp_of_source": spec.lsp_of_source or "", "sector": spec.sector or "",
        "fee": spec.fee, "level": spec.level, "kbli": spec.kbli or "", "kbji": spec.kbji or "",
        "remote_category": spec.remote_category or "", "validity_years": spec.certificate_validity_years,
        "basic_rule": spec.requirements.basic_rule or "", "persyaratan_note": spec.requirements.note or "",
        "kelompok_confirmed": spec.work_groups.confirmed, "kelompok_note": spec.work_groups.note or "",
    }  # fmt: skip


def write_versi(skema: Skema, spec: SkemaSpec, *, version: int, source_sha256: str, at: dt.datetime) -> SkemaVersi:
    """Make the draft and all its rows; part of the caller's transaction."""
    versi = SkemaVersi.objects.create(
        skema=skema,
        version=version,
        source_sha256=source_sha256,
        imported_sha256=content_sha256(spec),
        imported_at=at,
        **versi_columns(spec),
    )
    places, known = write_kelompok(versi, spec), standar_of(spec)
    write_units([(unit_row(versi, number, unit, places, known), unit) for number, unit in enumerate(spec.units, 1)])
    write_lists(versi, spec)
    return versi


def write_lists(versi: SkemaVersi, spec: SkemaSpec) -> None:
    """The requirements, the TUK's, and the records a decision waits for."""
    Syarat.objects.bulk_create(_syarat_rows(versi, spec.requirements))
    SyaratTuk.objects.bulk_create(
        SyaratTuk(
            lsp_id=versi.lsp_id, versi=versi, number=number, perlengkapan=one.item, spesifikasi=one.specification or "",
            jumlah=one.amount or "",
        )
        for number, one in enumerate(spec.tuk_requirements, 1)
    )  # fmt: skip
    told = {(one.mode, one.medium): one for one in spec.records}
    kept = [(mode, medium, number, code) for mode, medium, number, code in default_rows() if (mode, medium) not in told]
    kept += [(Mode(one.mode), Medium(one.medium), number, code) for one in spec.records for number, code in enumerate(one.codes, 1)]  # fmt: skip
    RekamanWajib.objects.bulk_create(
        RekamanWajib(lsp_id=versi.lsp_id, versi=versi, mode=mode, medium=medium, number=number, code=code)
        for mode, medium, number, code in kept
    )
    RekamanDilepas.objects.bulk_create(
        RekamanDilepas(
            lsp_id=versi.lsp_id, versi=versi, mode=one.mode, medium=one.medium, number=number, code=each.code, reason=each.reason
        )
        for one in spec.records
        for number, each in enumerate(one.released, 1)
    )  # fmt: skip


def standar_of(spec: SkemaSpec) -> dict[str, Standar]:
    """The standard that each unit refers to by the words of its own, where the LSP keeps it; one query."""
    named = {unit.code: standards_in(unit.standard or "", kind=unit.standard_kind) for unit in spec.units}
    known = standar_named(key for keys in named.values() for key in keys)
    # Two standards in one text are a doubt, not a reference.
    return {code: known[key] for code, keys in named.items() if len(keys) == 1 for key in keys if key in known}


def write_units(units: Sequence[tuple[Unit, UnitSpec]]) -> None:
    """New units with their aspects, elemen and KUK."""
    Unit.objects.bulk_create(row for row, _unit in units)
    write_inside(units)


def write_inside(units: Sequence[tuple[Unit, UnitSpec]]) -> None:
    """Aspects, elemen and KUK of units that stand in the table."""
    AspekUnit.objects.bulk_create(aspek for row, unit in units for aspek in _aspek_rows(row, unit))
    elemen_list = [
        (_elemen_row(row, elemen.number, elemen.title), elemen) for row, unit in units for elemen in unit.elements
    ]
    Elemen.objects.bulk_create(row for row, _elemen in elemen_list)
    Kuk.objects.bulk_create(
        Kuk(lsp_id=row.lsp_id, versi=row.versi, elemen=row, number=number, text=kuk.text)
        for row, elemen in elemen_list
        for number, kuk in enumerate(elemen.kuk, 1)
    )


def write_kelompok(versi: SkemaVersi, spec: SkemaSpec) -> dict[str, tuple[Kelompok, int]]:
    """The kelompok of each unit code and its place in it."""
    rows = Kelompok.objects.bulk_create(
        Kelompok(lsp_id=versi.lsp_id, versi=versi, number=one.number, title=one.title or "", remote=one.remote or "")
        for one in spec.work_groups.groups
    )
    return {
        code: (row, place)
        for row, one in zip(rows, spec.work_groups.groups, strict=True)
        for place, code in enumerate(one.units, 1)
    }


def unit_row(
    versi: SkemaVersi, number: int, unit: UnitSpec, places: dict[str, tuple[Kelompok, int]], known: dict[str, Standar]
) -> Unit:
    """A unit in its kelompok, referring to its standard."""
    kelompok, place = places[unit.code]
    return Unit(
        lsp_id=versi.lsp_id, versi=versi, number=number, kelompok=kelompok, place=place, code=unit.code,
        title=unit.title, title_en=unit.title_en or "", standard_kind=unit.standard_kind,
        standard=unit.standard or "", completeness=unit.completeness or "", standar=known.get(unit.code),
    )  # fmt: skip


def _aspek_rows(unit: Unit, spec: UnitSpec) -> Iterator[AspekUnit]:
    for kind, texts in ((AspekKind.KRITIS, spec.critical_aspects), (AspekKind.SIKAP, spec.attitudes)):
        for number, text in enumerate(texts, 1):
            yield AspekUnit(lsp_id=unit.lsp_id, versi=unit.versi, unit=unit, kind=kind, number=number, text=text)


def _elemen_row(unit: Unit, number: int, title: str) -> Elemen:
    return Elemen(lsp_id=unit.lsp_id, versi=unit.versi, unit=unit, number=number, title=title)


def _syarat_rows(versi: SkemaVersi, requirements: PersyaratanSpec) -> Iterator[Syarat]:
    kinds = (
        (SyaratKind.DASAR, requirements.basic),
        (SyaratKind.BUKTI_DASAR, requirements.basic_evidence),
        (SyaratKind.ADMINISTRATIF, requirements.administrative),
    )
    for kind, texts in kinds:
        for number, text in enumerate(texts, 1):
            yield Syarat(lsp_id=versi.lsp_id, versi=versi, kind=kind, number=number, text=text)
