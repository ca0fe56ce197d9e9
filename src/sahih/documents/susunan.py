"""The content of a scheme as the forms print it: kelompok pekerjaan, unit, elemen, KUK, and the row sources made of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sahih.documents.vocabulary import Row


@dataclass(frozen=True)
class Kuk:
    nomor: str
    teks: str


@dataclass(frozen=True)
class Elemen:
    nomor: str
    judul: str
    kuk: tuple[Kuk, ...]
    acuan: str = ""


@dataclass(frozen=True)
class Unit:
    """`standar` prints in APL.01 as Standar Kompetensi Kerja; `acuan` of an elemen falls back to it in IA.01."""

    kode: str
    judul: str
    elemen: tuple[Elemen, ...]
    standar: str = ""


@dataclass(frozen=True)
class Kelompok:
    nomor: int
    judul: str
    unit: tuple[Unit, ...]


def rows_of(susunan: Sequence[Kelompok]) -> dict[str, tuple[Row, ...]]:
    """Return the row sources "unit", "elemen" and "kuk" of one scheme version."""
    units = [(kelompok, unit) for kelompok in susunan for unit in kelompok.unit]
    numbered = [(str(number), kelompok, unit) for number, (kelompok, unit) in enumerate(units, 1)]
    return {
        "unit": tuple(_unit_row(number, kelompok, unit) for number, kelompok, unit in numbered),
        "elemen": tuple(
            _elemen_row(_unit_cells(number, kelompok, unit), unit, elemen)
            for number, kelompok, unit in numbered
            for elemen in unit.elemen
        ),
        "kuk": tuple(
            _kuk_row(_unit_cells(number, kelompok, unit), unit, elemen, kuk)
            for number, kelompok, unit in numbered
            for elemen in unit.elemen
            for kuk in elemen.kuk
        ),
    }


def elemen_key(unit: str, elemen: str) -> str:
    return f"{unit}-{elemen}"


def kuk_key(unit: str, kuk: str) -> str:
    return f"{unit}-{kuk}"


def _unit_cells(number: str, kelompok: Kelompok, unit: Unit) -> dict[str, str]:
    return {
        "kelompok": str(kelompok.nomor),
        "kelompok_judul": kelompok.judul,
        "unit_nomor": number,
        "unit": unit.kode,
        "unit_judul": unit.judul,
    }


def _unit_row(number: str, kelompok: Kelompok, unit: Unit) -> Row:
    return Row(unit.kode, {**_unit_cells(number, kelompok, unit), "nomor": number, "standar": unit.standar})


def _elemen_row(cells: dict[str, str], unit: Unit, elemen: Elemen) -> Row:
    own = {"nomor": elemen.nomor, "elemen": elemen.judul}
    lines = tuple(f"{kuk.nomor} {kuk.teks}" for kuk in elemen.kuk)
    return Row(elemen_key(unit.kode, elemen.nomor), cells | own, lines)


def _kuk_row(cells: dict[str, str], unit: Unit, elemen: Elemen, kuk: Kuk) -> Row:
    own = {"elemen_nomor": elemen.nomor, "elemen": elemen.judul, "acuan": elemen.acuan or unit.standar}
    return Row(kuk_key(unit.kode, kuk.nomor), cells | own | {"nomor": kuk.nomor, "kuk": kuk.teks})
