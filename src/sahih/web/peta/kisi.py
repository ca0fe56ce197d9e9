"""The map as a table: columns along the chosen axes, a row for each KUK and aspek, each cell in words as well."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sahih.materials.perangkat.enums import JENIS, METODE, PERANGKAT, Dimensi, Instrumen, Jenis, Metode
from sahih.materials.peta.counting import (
    AspekRow,
    ButirRow,
    Keadaan,
    KukRow,
    Peta,
    Sumbu,
    count_by,
    instruments_in,
    matching,
    measured,
    state_of,
)
from sahih.materials.skema.enums import AspekKind
from sahih.web.ui.parts import Badge, Link, Tone

Items = Sequence[ButirRow]


class Sudut(StrEnum):
    """The ways to look at one map."""

    METODE = "metode"
    SILANG = "silang"
    DIMENSI = "dimensi"
    INSTRUMEN = "instrumen"
    JENIS = "jenis"


WORDS = {
    Sudut.METODE: gettext_lazy("Metode"),
    Sudut.SILANG: gettext_lazy("Metode dan dimensi"),
    Sudut.DIMENSI: gettext_lazy("Dimensi"),
    Sudut.INSTRUMEN: gettext_lazy("Instrumen"),
    Sudut.JENIS: gettext_lazy("Jenis bukti"),
}
AXES: dict[Sudut, tuple[Sumbu, ...]] = {
    Sudut.METODE: (Sumbu.METODE,),
    Sudut.SILANG: (Sumbu.METODE, Sumbu.DIMENSI),
    Sudut.DIMENSI: (Sumbu.DIMENSI,),
    Sudut.INSTRUMEN: (Sumbu.INSTRUMEN,),
    Sudut.JENIS: (Sumbu.JENIS,),
}
# Never colour alone: what is too much bears a sign, what is empty a dot and a word.
MARKS = {Keadaan.KOSONG: "", Keadaan.CUKUP: "", Keadaan.LEBIH: "▲"}


@dataclass(frozen=True)
class Kolom:
    """One column: its cell on the axes, what its head says, and the whole of it where there is no head."""

    cell: tuple[str, ...]
    label: str
    words: str
    group: str = ""


@dataclass(frozen=True)
class Sel:
    """A number and its mark; `words` follow the number for who hears the page."""

    text: str
    words: str
    kind: str
    label: str
    mark: str = ""
    href: str = ""


@dataclass(frozen=True)
class Baris:
    """A KUK or an aspek with its cells."""

    number: str
    words: str
    href: str
    cells: Sequence[Sel]
    badge: Badge
    note: str = ""


@dataclass(frozen=True)
class Rumpun:
    """An elemen with its KUK, or the aspek of a unit; `items` are the pieces of evidence that are named for it."""

    title: str
    cells: Sequence[Sel]
    rows: Sequence[Baris]
    badge: Badge
    note: str = ""
    items: Sequence[tuple[Link, Badge, str]] = ()


@dataclass(frozen=True)
class Tabel:
    """One unit."""

    code: str
    title: str
    columns: Sequence[Kolom]
    groups: Sequence[tuple[str, int]]
    parts: Sequence[Rumpun]


@dataclass(frozen=True)
class Kisi:
    """How a map is drawn: the axis, only what is empty, and where a row leads."""

    peta: Peta
    sudut: Sudut
    bare_only: bool
    href: Callable[[KukRow | AspekRow], str]

    def tables(self, rows: Sequence[KukRow]) -> list[Tabel]:
        """The units of these rows, in the order of the skema."""
        columns = columns_of(self.peta, rows, self.sudut)
        drawn = [self._table(unit, list(own), columns) for unit, own in groupby(rows, key=lambda one: one.unit)]
        return [one for one in drawn if one.parts]

    def _table(self, unit: str, rows: Sequence[KukRow], columns: Sequence[Kolom]) -> Tabel:
        parts = [self._elemen(list(own), columns) for _n, own in groupby(rows, key=lambda one: one.elemen)]
        aspek = [one for one in self.peta.aspek if one.unit == unit]
        for kind in AspekKind:
            own = [one for one in aspek if one.kind == kind]
            parts.append(self._aspek(kind, own, columns))
        return Tabel(unit, rows[0].unit_title, columns, _groups(columns), [one for one in parts if one.rows])

    def _elemen(self, rows: Sequence[KukRow], columns: Sequence[Kolom]) -> Rumpun:
        found = [(row, self.peta.at_kuk(row.key)) for row in rows]
        lines = [self._line(row, row.nomor, row.text, items, columns) for row, items in found if self._shown(items)]
        title = _("Elemen %(n)d %(title)s") % {"n": rows[0].elemen, "title": rows[0].elemen_title}
        return _part(title, [items for _row, items in found], lines, columns, sudut=self.sudut, noun=_("KUK"))

    def _aspek(self, kind: AspekKind, rows: Sequence[AspekRow], columns: Sequence[Kolom]) -> Rumpun:
        found = [(row, self.peta.at_aspek(row.key)) for row in rows]
        # PL11 asks an item of an aspek kritis; a sikap kerja is seen in the whole of the work.
        lines = [
            self._line(row, str(row.number), row.text, items, columns, may_be_bare=kind == AspekKind.SIKAP)
            for row, items in found
            if self._shown(items) and not (self.bare_only and kind == AspekKind.SIKAP)
        ]
        return _part(
            str(kind.label),
            [items for _row, items in found],
            lines,
            columns,
            sudut=self.sudut,
            noun=str(kind.label).lower(),
            may_be_bare=kind == AspekKind.SIKAP,
        )

    def _shown(self, items: Items) -> bool:
        return not (self.bare_only and items)

    def _line(
        self, row: KukRow | AspekRow, number: str, words: str, items: Items, columns: Sequence[Kolom], *, may_be_bare: bool = False
    ) -> Baris:  # fmt: skip
        state = state_of(items)
        badge = Badge("") if may_be_bare and not items else _badge(state, len(items))
        counts = count_by(items, *AXES[self.sudut])
        href = self.href(row) if items else ""
        cells = [self._cell(one, counts.get(one.cell, 0), items, href) for one in columns]
        return Baris(number, words, href, cells, badge)

    def _cell(self, column: Kolom, number: int, items: Items, href: str) -> Sel:
        if not number:
            return Sel("·", _("tidak ada"), "nol", column.words)
        axes = {axis.value: value for axis, value in zip(AXES[self.sudut], column.cell, strict=True)}
        state = state_of(matching(items, **axes))
        words = _("butir, terlalu banyak") if state == Keadaan.LEBIH else _("butir")
        return Sel(str(number), words, state.value, column.words, MARKS[state], f"{href}?{urlencode(axes)}")


def columns_of(peta: Peta, rows: Sequence[KukRow], sudut: Sudut) -> list[Kolom]:
    """The columns that say something for these rows: what is planned for their kelompok, and what has an item."""
    groups = {one.kelompok for one in rows}
    units = {one.unit for one in rows}
    opened = frozenset[str]().union(*(instruments_in(peta, one) for one in groups))
    items = [item for row in rows for item in peta.at_kuk(row.key)]
    items += [item for one in peta.aspek if one.unit in units for item in peta.at_aspek(one.key)]
    codes = [code for code in Instrumen if code in opened or matching(items, instrumen=code)]
    methods = [one for one in Metode if any(METODE[code] == one for code in codes) or matching(items, metode=one)]
    dimensions = [Kolom((one.value,), one.value, one.label) for one in Dimensi]
    if matching(items, dimensi=""):
        dimensions.append(Kolom(("",), "–", _("tanpa dimensi")))
    match sudut:
        case Sudut.METODE:
            return [Kolom((one.value,), str(one.label), str(one.label)) for one in methods]
        case Sudut.DIMENSI:
            return dimensions
        case Sudut.INSTRUMEN:
            return [Kolom((code.value,), f"{code.value[3:]} {PERANGKAT[code]}", str(code.label)) for code in codes]
        case Sudut.JENIS:
            used = [one for one in Jenis if any(JENIS[code] == one for code in codes) or matching(items, jenis=one)]
            return [Kolom((one.value,), f"{one.value} {one.label}", str(one.label)) for one in used]
    return [_crossed(one, other) for one in methods for other in dimensions if other.cell[0] or matching(items, metode=one, dimensi="")]  # fmt: skip


def _crossed(metode: Metode, dimensi: Kolom) -> Kolom:
    words = f"{metode.label}, {dimensi.label if dimensi.cell[0] else dimensi.words}"
    return Kolom((metode.value, *dimensi.cell), dimensi.label, words, group=str(metode.label))


def _groups(columns: Sequence[Kolom]) -> list[tuple[str, int]]:
    """The heads above the heads, with how many columns each spans."""
    spans = [(name, len(list(own))) for name, own in groupby(columns, key=lambda one: one.group)]
    return [one for one in spans if one[0]]


def _badge(state: Keadaan, number: int) -> Badge:
    if state == Keadaan.KOSONG:
        return Badge(_("belum terukur"), Tone.NO)
    if state == Keadaan.LEBIH:
        return Badge(_("%d butir, berlebih") % number, Tone.WAIT)
    return Badge(_("%d butir") % number, Tone.OK)


def _part(title: str, found: Sequence[Items], lines: Sequence[Baris], columns: Sequence[Kolom], *, sudut: Sudut, noun: str, may_be_bare: bool = False) -> Rumpun:  # fmt: skip
    """How many of its rows have an item, column by column and in all."""
    cells = []
    for column in columns:
        number = measured(found, **dict(zip(AXES[sudut], column.cell, strict=True)))
        words = _("%(n)d dari %(all)d %(noun)s") % {"n": number, "all": len(found), "noun": noun}
        cells.append(Sel(f"{number}/{len(found)}", words, "jumlah", column.words))
    has = measured(found)
    tone = Tone.OK if has == len(found) else Tone.NEUTRAL if may_be_bare else Tone.NO
    return Rumpun(title, cells, lines, Badge(_("%(n)d dari %(all)d terukur") % {"n": has, "all": len(found)}, tone))
