"""Counts what measures what: pure functions over plain rows, without a database.

A cell is a subject (a KUK or an aspek) against any of four axes: method, dimension, instrument and kind of evidence.
One item that measures two KUK is counted at each of them, so the cells of a row add up to its total, on every axis.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple

from sahih.materials.perangkat.enums import Instrumen

# Per kelompok the instruments that a plan opens (FX3); None where there is no plan to ask.
Planned = Mapping[int, frozenset[str]]

# Instruments that put questions; there more of the same on one KUK tires the asesi and shows nothing new.
ASKING = frozenset({Instrumen.IA03, Instrumen.IA04B, Instrumen.IA05, Instrumen.IA06, Instrumen.IA07, Instrumen.IA09})
MOST = 3


class Sumbu(StrEnum):
    """The axes of the map."""

    METODE = "metode"
    DIMENSI = "dimensi"
    INSTRUMEN = "instrumen"
    JENIS = "jenis"


class Keadaan(StrEnum):
    """What a cell says, beside its number."""

    KOSONG = "kosong"
    CUKUP = "cukup"
    LEBIH = "lebih"


class KukRow(NamedTuple):
    """A KUK with the names of all that it stands in."""

    key: int
    ref: str
    kelompok: int
    kelompok_title: str
    unit: str
    unit_title: str
    elemen: int
    elemen_title: str
    number: int
    text: str

    @property
    def nomor(self) -> str:
        return f"{self.elemen}.{self.number}"


class AspekRow(NamedTuple):
    """An aspek kritis or sikap kerja of a unit."""

    key: int
    ref: str
    kelompok: int
    unit: str
    kind: str
    number: int
    text: str


class ButirRow(NamedTuple):
    """What the map needs to know of an item: never its words, never its key (FX14)."""

    key: int
    ref: str
    bagian: str
    kelompok: int
    instrumen: str
    number: int
    metode: str
    dimensi: str
    jenis: str
    saat: str
    options: int
    has_kunci: bool


class BagianRow(NamedTuple):
    """An instrument for a kelompok; it may be told in words alone, as a task is."""

    ref: str
    kelompok: int
    instrumen: str
    has_words: bool


@dataclass(frozen=True)
class Peta:
    """The map of one MUK: its rows in the order of the skema, its items by what they measure."""

    kuk: tuple[KukRow, ...]
    aspek: tuple[AspekRow, ...]
    bagian: tuple[BagianRow, ...]
    butir: tuple[ButirRow, ...]
    by_kuk: Mapping[int, tuple[ButirRow, ...]]
    by_aspek: Mapping[int, tuple[ButirRow, ...]]
    planned: Planned | None = field(default=None)
    # Before a plan was laid on it: what the MUK has beyond what the plan opens.
    whole: "Peta | None" = field(default=None)

    def at_kuk(self, key: int) -> tuple[ButirRow, ...]:
        return self.by_kuk.get(key, ())

    def at_aspek(self, key: int) -> tuple[ButirRow, ...]:
        return self.by_aspek.get(key, ())


def draw(
    kuk: Iterable[KukRow],
    aspek: Iterable[AspekRow],
    bagian: Iterable[BagianRow],
    butir: Iterable[ButirRow],
    *,
    kuk_links: Iterable[tuple[int, int]],
    aspek_links: Iterable[tuple[int, int]],
) -> Peta:
    """Lay the items on what they measure; a link is (item, subject)."""
    items = {one.key: one for one in butir}
    return Peta(
        kuk=tuple(kuk), aspek=tuple(aspek), bagian=tuple(bagian), butir=tuple(items.values()),
        by_kuk=_laid(items, kuk_links), by_aspek=_laid(items, aspek_links),
    )  # fmt: skip


def _laid(items: Mapping[int, ButirRow], links: Iterable[tuple[int, int]]) -> dict[int, tuple[ButirRow, ...]]:
    found: dict[int, list[ButirRow]] = defaultdict(list)
    for item, subject in links:
        if item in items:
            found[subject].append(items[item])
    return {subject: tuple(sorted(own, key=_order)) for subject, own in found.items()}


def _order(one: ButirRow) -> tuple[str, int, int, int]:
    return one.instrumen, one.kelompok, one.number, one.key


def under_plan(peta: Peta, planned: Planned) -> Peta:
    """The same map with only what this plan would open (PL6, FX3)."""

    def kept(one: ButirRow | BagianRow) -> bool:
        return one.instrumen in planned.get(one.kelompok, ())

    return replace(
        peta,
        bagian=tuple(filter(kept, peta.bagian)),
        butir=tuple(filter(kept, peta.butir)),
        by_kuk={key: left for key, own in peta.by_kuk.items() if (left := tuple(filter(kept, own)))},
        by_aspek={key: left for key, own in peta.by_aspek.items() if (left := tuple(filter(kept, own)))},
        planned=planned, whole=peta,
    )  # fmt: skip


def instruments_in(peta: Peta, kelompok: int) -> frozenset[str]:
    """What the plan opens for a kelompok; without a plan, what the MUK has for it."""
    if peta.planned is not None:
        return frozenset(peta.planned.get(kelompok, ()))
    return frozenset(one.instrumen for one in peta.bagian if one.kelompok == kelompok)


def kelompok_of(peta: Peta) -> list[int]:
    return list(dict.fromkeys(one.kelompok for one in peta.kuk))


def matching(items: Iterable[ButirRow], **axes: str) -> list[ButirRow]:
    """The items of a cell; an axis that is not named holds them all, `dimensi=""` those that name none."""
    wanted = tuple(axes.items())
    return [one for one in items if all(getattr(one, axis) == value for axis, value in wanted)]


def count_by(items: Iterable[ButirRow], *axes: Sumbu) -> dict[tuple[str, ...], int]:
    """Count along these axes; without an axis, the one total at ()."""
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for one in items:
        found[tuple(getattr(one, axis) for axis in axes)] += 1
    return dict(found)


def total(rows: Iterable[Sequence[ButirRow]], *axes: Sumbu) -> dict[tuple[str, ...], int]:
    """Add up the cells of several subjects: those of an elemen, a unit, a kelompok."""
    found: dict[tuple[str, ...], int] = defaultdict(int)
    for items in rows:
        for cell, number in count_by(items, *axes).items():
            found[cell] += number
    return dict(found)


def measured(rows: Iterable[Sequence[ButirRow]], **axes: str) -> int:
    """How many of these subjects have an item in the cell."""
    return sum(1 for items in rows if matching(items, **axes))


def state_of(items: Sequence[ButirRow], *, most: int = MOST) -> Keadaan:
    """Empty, enough, or one instrument asks about the same KUK more often than is of use."""
    if not items:
        return Keadaan.KOSONG
    return Keadaan.LEBIH if repeated(items, most=most) else Keadaan.CUKUP


def repeated(items: Iterable[ButirRow], *, most: int = MOST) -> dict[tuple[str, str], int]:
    """Instrument and method that ask about one subject more than `most` times."""
    asked = count_by((one for one in items if one.instrumen in ASKING), Sumbu.INSTRUMEN, Sumbu.METODE)
    return {(cell[0], cell[1]): number for cell, number in asked.items() if number > most}
