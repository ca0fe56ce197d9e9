"""A standard as a workbook of four sheets, for those who type tables; it says what the YAML says."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.materials.berkas.parts import first_hand, reason_of
from sahih.materials.berkas.reading import FileRefused, Path, Problem
from sahih.materials.berkas.workbook import Rows, read_workbook, write_workbook
from sahih.materials.standar.format import StandarSpec, StandarUnitSpec, contradictions_of

HEAD = {
    "kind": "Jenis", "number": "Nomor", "year": "Tahun", "title": "Judul", "status": "Keadaan", "status_on": "Sejak",
    "status_decree": "Dasar keadaan", "replaced_by": "Digantikan oleh",
}  # fmt: skip
UNIT = ("Kode unit", "Judul unit", "Judul Inggris", "Deskripsi unit")
KUK = ("Kode unit", "No. elemen", "Elemen kompetensi", "No. KUK", "Kriteria unjuk kerja")
URAIAN = ("Kode unit", "Bagian", "Nomor", "Isi")
SHEETS: Mapping[str, tuple[str, ...]] = {"Standar": ("Kunci", "Isi"), "Unit": UNIT, "KUK": KUK, "Uraian": URAIAN}
NUMBERED = {"Batasan variabel": "batasan_variabel", "Panduan penilaian": "panduan_penilaian"}
LISTED = {"Aspek kritis": "critical_aspects", "Sikap kerja": "attitudes"}

_BY_LABEL = {label.casefold(): key for label, key in (*NUMBERED.items(), *LISTED.items())}

Data = dict[str, object]


def dump_sheets(spec: StandarSpec) -> bytes:
    """The workbook that reads back as the same standard."""
    head = spec.model_dump()
    return write_workbook({
        "Standar": [SHEETS["Standar"], *((label, str(head[key] or "")) for key, label in HEAD.items())],
        "Unit": [UNIT, *((one.code, one.title, one.title_en or "", one.description or "") for one in spec.units)],
        "KUK": [KUK, *(row for one in spec.units for row in _kuk_rows(one))],
        "Uraian": [URAIAN, *(row for one in spec.units for row in _uraian_rows(one))],
    })  # fmt: skip


def _kuk_rows(unit: StandarUnitSpec) -> Iterator[tuple[str, ...]]:
    for elemen in unit.elements:
        first = (unit.code, str(elemen.number), elemen.title)
        yield from ((*first, kuk.number, kuk.text) for kuk in elemen.kuk)
        if not elemen.kuk:
            yield (*first, "", "")


def _uraian_rows(unit: StandarUnitSpec) -> Iterator[tuple[str, ...]]:
    for label, key in NUMBERED.items():
        yield from ((unit.code, label, one.number or "", one.text) for one in getattr(unit, key))
    for label, key in LISTED.items():
        yield from ((unit.code, label, "", text) for text in getattr(unit, key))


def load_sheets(content: bytes) -> StandarSpec:
    """Read a workbook whole or refuse it with every row that must be mended."""
    gathered = _Gathered(read_workbook(content))
    gathered.gather()
    if gathered.problems:
        raise FileRefused(*gathered.problems)
    try:
        spec = StandarSpec.model_validate(gathered.data())
    except ValidationError as error:
        details = first_hand(error)
        raise FileRefused(*(gathered.problem(one["loc"], reason_of(one)) for one in details)) from error
    contradictions = [gathered.problem(path, reason) for path, reason in contradictions_of(spec)]
    if contradictions:
        raise FileRefused(*contradictions)
    return spec


@dataclass
class _Gathered:
    """The rows of the four sheets folded into the shape of the YAML, with the row of each value."""

    sheets: dict[str, Rows]
    problems: list[Problem] = field(default_factory=list)
    places: dict[Path, tuple[str, int]] = field(default_factory=dict)
    head: Data = field(default_factory=dict)
    units: list[dict[str, list[Data]]] = field(default_factory=list)
    heads: list[Data] = field(default_factory=list)
    index: dict[str, int] = field(default_factory=dict)

    def gather(self) -> None:
        for name, columns in SHEETS.items():
            if name not in self.sheets:
                self._say(name, 1, _("lembar ini tidak ada dalam berkas"))
            elif not self.sheets[name] or _cut(self.sheets[name][0], len(columns)) != columns:
                self._say(name, 1, _("judul kolomnya harus: %s") % ", ".join(columns))
        if self.problems:
            return
        for line, row in self._rows("Standar"):
            self._standar(line, row)
        for line, row in self._rows("Unit"):
            self._unit(line, row)
        for line, row in _filled(self._rows("KUK"), columns=3):
            self._kuk(line, row)
        for line, row in _filled(self._rows("Uraian"), columns=2):
            self._uraian(line, row)

    def data(self) -> Data:
        units = tuple(head | {key: tuple(rows) for key, rows in parts.items()} for head, parts in zip(self.heads, self.units, strict=True))  # fmt: skip
        for unit in units:
            unit["elements"] = tuple(one | {"kuk": tuple(one["kuk"])} for one in unit["elements"])  # type: ignore[attr-defined]  # reason: lists made just above
        return self.head | {"units": units}

    def problem(self, path: Path, reason: str) -> Problem:
        """The sheet and row of a value, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        sheet, line = self.places.get(path, ("Standar", 1))
        return Problem(line, _("lembar %s") % sheet, reason, part=tuple(SHEETS).index(sheet))

    def _rows(self, sheet: str) -> Iterator[tuple[int, tuple[str, ...]]]:
        width = len(SHEETS[sheet])
        for line, row in enumerate(self.sheets[sheet][1:], 2):
            if any(row[width:]):
                self._say(sheet, line, _("ada isian di luar kolom yang dikenal"))
            elif any(row):
                yield line, _cut(row, width)

    def _standar(self, line: int, row: Sequence[str]) -> None:
        key = next((key for key, label in HEAD.items() if label == row[0]), None)
        if key is None or key in self.head:
            self._say("Standar", line, _("kunci “%s” tidak dikenal atau ditulis dua kali") % row[0])
        elif row[1]:
            self.head[key] = int(row[1]) if key == "year" and row[1].isascii() and row[1].isdecimal() else row[1]
            self.places[(key,)] = ("Standar", line)

    def _unit(self, line: int, row: Sequence[str]) -> None:
        self.places[("units", len(self.heads))] = ("Unit", line)
        self.index.setdefault(row[0], len(self.heads))
        names = ("code", "title", "title_en", "description")
        self.heads.append({name: value for name, value in zip(names, row, strict=True) if value})
        self.units.append({"elements": [], **{key: [] for key in (*NUMBERED.values(), *LISTED.values())}})

    def _kuk(self, line: int, row: Sequence[str]) -> None:
        place = self._place_of("KUK", line, row[0])
        if place is None or not (elemen := self._elemen(place, line, row)):
            return
        kuk = elemen["kuk"]
        assert isinstance(kuk, list)
        if row[3] or row[4]:
            path: Path = ("units", place, "elements", len(self.units[place]["elements"]) - 1, "kuk", len(kuk))
            self.places[path] = ("KUK", line)
            kuk.append({"number": row[3], "text": row[4]})

    def _elemen(self, place: int, line: int, row: Sequence[str]) -> Data | None:
        """The elemen of this row: the last one when number and title are its own, else a new one."""
        elements = self.units[place]["elements"]
        if not (row[1].isascii() and row[1].isdecimal() and len(row[1]) <= 2):
            self._say("KUK", line, _("nomor elemen “%s” bukan bilangan") % row[1])
            return None
        if not elements or elements[-1]["number"] != int(row[1]):
            self.places[("units", place, "elements", len(elements))] = ("KUK", line)
            elements.append({"number": int(row[1]), "title": row[2], "kuk": []})
        elif elements[-1]["title"] != row[2]:
            self._say("KUK", line, _("elemen %s di sini berjudul lain dari baris di atasnya") % row[1])
            return None
        return elements[-1]

    def _uraian(self, line: int, row: Sequence[str]) -> None:
        place = self._place_of("Uraian", line, row[0])
        key = _BY_LABEL.get(row[1].casefold())
        if key is None:
            self._say("Uraian", line, _("bagian harus salah satu dari: %s") % ", ".join((*NUMBERED, *LISTED)))
        elif key in LISTED.values() and row[2]:
            self._say("Uraian", line, _("%s tidak bernomor; kosongkan kolom Nomor") % row[1])
        elif place is not None:
            rows: list[object] = self.units[place][key]  # type: ignore[assignment]  # reason: aspects are texts
            self.places[("units", place, key, len(rows))] = ("Uraian", line)
            numbered = ({"number": row[2]} if row[2] else {}) | {"text": row[3]}
            rows.append(numbered if key in NUMBERED.values() else row[3])

    def _place_of(self, sheet: str, line: int, code: str) -> int | None:
        if code not in self.index:
            self._say(sheet, line, _("unit “%s” tidak ada pada lembar Unit") % code)
        return self.index.get(code)

    def _say(self, sheet: str, line: int, reason: str) -> None:
        self.problems.append(Problem(line, _("lembar %s") % sheet, reason, part=tuple(SHEETS).index(sheet)))


def _filled(rows: Iterator[tuple[int, tuple[str, ...]]], *, columns: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """A blank cell says what the one above it says, as a merged one does; never over a cell before it that says otherwise."""
    above: tuple[str, ...] = ("",) * columns
    for line, row in rows:
        cells, holds = list(row), True
        for place in range(columns):
            if not cells[place] and holds:
                cells[place] = above[place]
            holds = holds and cells[place] == above[place]
        above = tuple(cells[:columns])
        yield line, tuple(cells)


def _cut(row: Sequence[str], width: int) -> tuple[str, ...]:
    return (*row, *[""] * width)[:width]
