"""Which part of a map one page shows: the whole of a small skema, else one kelompok or one unit at a time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.materials.peta.counting import KukRow, Peta, kelompok_of, measured
from sahih.materials.peta.gaps import Celah, Jenis, real_gaps
from sahih.web.peta.kisi import WORDS, Sudut
from sahih.web.ui.parts import Cell, Table, Tone

# A page stays under 60 kB compressed on a first visit: so many KUK by each way to look at them, where asked for.
AT_ONCE = 150
AT_ONCE_CROSSED = 60
# What a person reads without choosing first.
UNASKED = 40
LISTED = 30
ALL = "semua"


@dataclass(frozen=True)
class Lingkup:
    """What was asked for, made sure of: an unknown kelompok or unit is the first one there is."""

    sudut: Sudut
    kelompok: int | None
    unit: str
    bare_only: bool
    rows: Sequence[KukRow]

    @property
    def keeps(self) -> dict[str, str]:
        """What a link to the same view carries along."""
        asked = {"sudut": self.sudut.value, "kelompok": str(self.kelompok or ALL), "unit": self.unit}
        return {key: value for key, value in asked.items() if value}


def lingkup_of(peta: Peta, asked: Mapping[str, str]) -> Lingkup:
    sudut = Sudut(asked["sudut"]) if asked.get("sudut") in list(Sudut) else Sudut.METODE
    most = AT_ONCE_CROSSED if sudut == Sudut.SILANG else AT_ONCE
    kelompok = _kelompok(peta, asked.get("kelompok", ""), most)
    rows = [one for one in peta.kuk if kelompok in (None, one.kelompok)]
    unit = _unit(rows, asked.get("unit", ""), most)
    shown = [one for one in rows if unit in ("", one.unit)]
    return Lingkup(sudut, kelompok, unit, asked.get("kosong") == "1", shown)


def _kelompok(peta: Peta, asked: str, most: int) -> int | None:
    there = kelompok_of(peta)
    if asked.isdecimal() and int(asked) in there:
        return int(asked)
    is_small = len(peta.kuk) <= (most if asked == ALL else UNASKED)
    return None if is_small or not there else there[0]


def _unit(rows: Sequence[KukRow], asked: str, most: int) -> str:
    there = list(dict.fromkeys(one.unit for one in rows))
    if asked in there:
        return asked
    return "" if len(rows) <= most or not there else there[0]


@dataclass(frozen=True)
class Pilihan:
    """The values of the filter, each with whether it is chosen."""

    name: str
    label: str
    options: Sequence[tuple[str, str, bool]]


def choices_of(peta: Peta, here: Lingkup) -> list[Pilihan]:
    most = AT_ONCE_CROSSED if here.sudut == Sudut.SILANG else AT_ONCE
    groups = [(str(one), _("Kelompok %d") % one, here.kelompok == one) for one in kelompok_of(peta)]
    if len(peta.kuk) <= most:
        groups.insert(0, (ALL, _("Semua kelompok"), here.kelompok is None))
    within = [one for one in peta.kuk if here.kelompok in (None, one.kelompok)]
    units = [
        (code, _unit_label(peta, within, code), here.unit == code) for code in dict.fromkeys(one.unit for one in within)
    ]
    if len(within) <= most:
        units.insert(0, ("", _("Semua unit"), not here.unit))
    ways = [(one.value, str(words), here.sudut == one) for one, words in WORDS.items()]
    return [
        Pilihan("kelompok", _("Kelompok pekerjaan"), groups),
        Pilihan("unit", _("Unit"), units),
        Pilihan("sudut", _("Lihat menurut"), ways),
    ]


def _unit_label(peta: Peta, rows: Sequence[KukRow], code: str) -> str:
    own = [one for one in rows if one.unit == code]
    bare = len(own) - measured([peta.at_kuk(one.key) for one in own])
    said = _("%d belum terukur") % bare if bare else _("lengkap")
    return f"{code} {own[0].unit_title[:60]} ({said})"


def overview(peta: Peta, found: Sequence[Celah], *, base: str) -> Table:
    """Kelompok by kelompok: how much is measured, and how many gaps stand."""
    columns = (_("Kelompok"), _("KUK terukur"), _("Dimensi kosong"), _("Celah"))
    return Table(
        _("Ringkasan per kelompok pekerjaan"),
        columns,
        [_group_row(peta, found, one, base) for one in kelompok_of(peta)],
    )


def _group_row(peta: Peta, found: Sequence[Celah], kelompok: int, base: str) -> tuple[Cell, ...]:
    rows = [one for one in peta.kuk if one.kelompok == kelompok]
    gaps = [one for one in real_gaps(found) if one.kelompok == kelompok]
    empty = [one.subject for one in gaps if one.jenis == Jenis.DIMENSI]
    facts = {"n": measured([peta.at_kuk(one.key) for one in rows]), "all": len(rows)}
    return (
        Cell(f"{kelompok} {rows[0].kelompok_title}".strip(), f"{base}?kelompok={kelompok}"),
        Cell(_("%(n)d dari %(all)d") % facts),
        Cell(", ".join(empty) or _("tidak ada")),
        Cell(_("%d celah") % len(gaps) if gaps else _("tanpa celah"), tone=Tone.NO if gaps else Tone.OK),
    )


def nearby(found: Sequence[Celah], here: Lingkup) -> tuple[list[Celah], int]:
    """The gaps of what is shown, the first ones, and how many more there are."""
    near = [
        one for one in found if here.kelompok in (None, one.kelompok) and (not here.unit or one.unit in ("", here.unit))
    ]
    ordered = sorted(near, key=lambda one: one.is_note)
    return ordered[:LISTED], max(0, len(ordered) - LISTED)
