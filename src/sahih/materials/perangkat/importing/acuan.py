"""What a file's items may point at: the kelompok, units, KUK and aspek of one skema version, by their printed names."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from sahih.documents.susunan import Kelompok
from sahih.materials.perangkat.format import RefSpec
from sahih.materials.skema.content import Content, susunan_of
from sahih.materials.skema.enums import AspekKind


@dataclass(frozen=True)
class Isi:
    """One thing that can be pointed at, with its words."""

    ref: RefSpec
    kelompok: int
    text: str


@dataclass(frozen=True)
class Acuan:
    """One skema version; `aspek` holds the aspek kritis and sikap kerja of each unit by kind and number."""

    skema: str
    title: str
    susunan: tuple[Kelompok, ...]
    aspek: Mapping[tuple[str, str], Sequence[str]]

    @cached_property
    def unit_kelompok(self) -> Mapping[str, int]:
        return {unit.kode: kelompok.nomor for kelompok in self.susunan for unit in kelompok.unit}

    @cached_property
    def units(self) -> Mapping[int, tuple[str, ...]]:
        """The codes of each kelompok in the order of the paper."""
        return {kelompok.nomor: tuple(unit.kode for unit in kelompok.unit) for kelompok in self.susunan}

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {unit.kode: unit.judul for kelompok in self.susunan for unit in kelompok.unit}

    @cached_property
    def kuk(self) -> Mapping[tuple[str, str], str]:
        """The words of each KUK by unit and number."""
        return {
            (unit.kode, kuk.nomor): kuk.teks
            for kelompok in self.susunan
            for unit in kelompok.unit
            for elemen in unit.elemen
            for kuk in elemen.kuk
        }

    @cached_property
    def isi(self) -> tuple[Isi, ...]:
        """All that can be pointed at, KUK before aspek, in the order of the skema."""
        return (*self._kuk_isi(), *self._aspek_isi())

    def _kuk_isi(self) -> Iterator[Isi]:
        for (unit, number), text in self.kuk.items():
            yield Isi(RefSpec(unit=unit, kuk=number), self.unit_kelompok[unit], text)

    def _aspek_isi(self) -> Iterator[Isi]:
        for unit, kelompok in self.unit_kelompok.items():
            for number, text in enumerate(self.aspek.get((unit, AspekKind.KRITIS), ()), 1):
                yield Isi(RefSpec(unit=unit, kritis=number), kelompok, text)
            for number, text in enumerate(self.aspek.get((unit, AspekKind.SIKAP), ()), 1):
                yield Isi(RefSpec(unit=unit, sikap=number), kelompok, text)

    @cached_property
    def place(self) -> Mapping[RefSpec, int]:
        """Where each thing stands in the order of the skema; what is missing here does not exist."""
        return {one.ref: place for place, one in enumerate(self.isi)}

    def kelompok_of(self, ref: RefSpec) -> int | None:
        """The kelompok of a thing that exists."""
        return self.unit_kelompok[ref.unit] if ref in self.place else None


def acuan_of(content: Content) -> Acuan:
    """From the rows of a version; no query."""
    aspek = {
        (unit.code, kind): tuple(row.text for row in content.aspek_by_unit.of(unit.pk) if row.kind == kind)
        for unit in content.unit_list
        for kind in AspekKind.values
    }
    return Acuan(content.versi.skema.number, content.versi.title, susunan_of(content), aspek)


def said(ref: RefSpec) -> str:
    """How people and files write it: the code, then the number."""
    if ref.kuk is not None:
        return f"{ref.unit} KUK {ref.kuk}"
    if ref.kritis is not None:
        return f"{ref.unit} aspek kritis {ref.kritis}"
    return f"{ref.unit} sikap {ref.sikap}" if ref.sikap is not None else ref.unit
