"""How often each question was answered rightly and wrongly: typed in rows, or read from a small table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from sahih.kernel.policy import Refused
from sahih.materials.berkas.reading import MAX_BYTES, FileRefused
from sahih.materials.berkas.workbook import Rows, read_typed_workbook
from sahih.materials.perangkat.enums import BERKUNCI
from sahih.materials.perangkat.models import Butir, Muk
from sahih.process.kaji_ulang.queries import Hasil, JumlahButir

MOST_LINES, MOST_TEXT, MOST_BYTES, MOST_ANSWERS = 5000, 200_000, MAX_BYTES, 1_000_000
# Packed as Excel packs, or as Excel did before 2007, which is refused in a sentence.
PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
CELLS = 5
NONE = Hasil()


@dataclass(frozen=True)
class Baris:
    """One question with what was typed for it; a number that cannot be read stays as it was typed."""

    ref: str
    code: str
    kelompok: int
    number: int
    text: str
    right: str = ""
    wrong: str = ""
    before: Hasil = NONE

    @property
    def place(self) -> tuple[str, int, int]:
        return self.code, self.kelompok, self.number

    @property
    def is_said(self) -> bool:
        return bool(self.right or self.wrong)

    @property
    def problem(self) -> str:
        if all(_is_count(one) for one in (self.right, self.wrong) if one):
            return ""
        return _("Tulis jumlah sebagai angka, tanpa tanda minus.")

    @property
    def hasil(self) -> Hasil:
        """What is left empty counts as none."""
        return Hasil(int(self.right or 0), int(self.wrong or 0))

    @property
    def opens(self) -> bool:
        return self.is_said and not self.problem and (self.before + self.hasil).is_one_sided


def _is_count(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text[:8]) <= MOST_ANSWERS and len(text) <= len(str(MOST_ANSWERS))


def questions_of(muk: Muk) -> list[Baris]:
    """The items that are answered rightly or wrongly, in the order of the paper; their words, never a key (FX14)."""
    rows: QuerySet[Butir] = Butir.objects.filter(muk=muk, bagian__instrumen__in=BERKUNCI)
    found = rows.select_related("bagian__kelompok").order_by("bagian__instrumen", "bagian__kelompok__number", "number")
    return [Baris(one.ref, one.bagian.instrumen, one.bagian.kelompok.number, one.number, one.text) for one in found]


def typed(rows: Sequence[Baris], posted: Mapping[str, str]) -> list[Baris]:
    return [
        replace(one, right=posted.get(f"benar-{one.ref}", "").strip(), wrong=posted.get(f"salah-{one.ref}", "").strip())
        for one in rows
    ]


def beside(rows: Sequence[Baris], others: Sequence[JumlahButir]) -> list[Baris]:
    """The rows with what the other batches counted: all together decide what is looked at again."""
    known = {one.butir.ref: one.hasil for one in others}
    return [replace(one, before=known.get(one.ref, Hasil())) for one in rows]


@dataclass(frozen=True)
class Terbaca:
    """The rows with what a table said, the lines that were not understood with the reason, and those lines themselves."""

    rows: Sequence[Baris]
    problems: Sequence[str]
    left: str
    count: int


def from_table(rows: Sequence[Baris], text: str) -> Terbaca:
    """Instrument, kelompok, number, right, wrong; the separator is a tab, a semicolon or a comma."""
    lines = [(number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
    if not lines:
        raise Refused(_("Tempel barisnya atau pilih berkasnya dulu."))
    if len(lines) > MOST_LINES:
        raise Refused(_("Tabelnya lebih dari %d baris. Bagi menjadi beberapa bagian.") % MOST_LINES)
    by_place, said = {one.place: one for one in rows}, dict[str, Baris]()
    problems, left = list[str](), list[str]()
    for number, line in lines:
        cells = _cells(line)
        if number == lines[0][0] and not any(cell.isdigit() for cell in cells):
            continue  # the heads of the columns
        found = _read(cells, by_place)
        if isinstance(found, Baris):
            said[found.ref] = found
        else:
            problems.append(_("Baris %(number)d: %(why)s") % {"number": number, "why": found})
            left.append(line)
    return Terbaca([said.get(one.ref, one) for one in rows], problems, "\n".join(left), len(said))


def _cells(line: str) -> list[str]:
    mark = next((one for one in ("\t", ";", ",") if one in line), "\t")
    return [cell.strip().strip('"') for cell in line.split(mark)]


def _read(cells: Sequence[str], by_place: Mapping[tuple[str, int, int], Baris]) -> Baris | str:
    if len(cells) < CELLS:
        return _("perlu lima kolom: instrumen, kelompok, butir, benar, salah.")
    code, numbers = _code(cells[0]), cells[1:CELLS]
    if any(one.startswith("=") for one in cells[:CELLS]):
        return _("rumus Excel tidak dibaca; ketik angkanya.")
    if not all(_is_count(one) for one in numbers):
        return _("kelompok, butir, benar dan salah berupa angka.")
    kelompok, number, right, wrong = map(int, numbers)
    row = by_place.get((code, kelompok, number))
    if row is None:
        return _("tidak ada %(code)s kelompok %(kelompok)d butir %(number)d pada MUK ini.") % {"code": code, "kelompok": kelompok, "number": number}  # fmt: skip
    return replace(row, right=str(right), wrong=str(wrong))


def _code(text: str) -> str:
    """“IA 05”, “fr.ia.05” and “FR.IA.05” are one instrument."""
    match = re.search(r"IA\W*(\d\d?)\s*([AB]?)", text.upper())
    return f"FR.IA.{int(match[1]):02d}{match[2]}" if match else text


def decoded(raw: bytes) -> str:
    """The lines of a file, as they would have been pasted."""
    if raw.startswith(PACKED):
        return _from_workbook(raw)
    if len(raw) > MOST_TEXT:
        raise Refused(_("Berkasnya terlalu besar. Simpan hanya lima kolom itu."))
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            _("Berkasnya bukan Excel (.xlsx), CSV atau teks. Simpan ulang dari Excel, atau tempel barisnya.")
        ) from error


def _from_workbook(raw: bytes) -> str:
    """The one sheet that holds something, row by row, so that a line has the number it has in Excel."""
    try:
        sheets = {name: rows for name, rows in read_typed_workbook(raw).items() if any(rows)}
    except FileRefused as refused:
        why = "; ".join(one.reason for one in refused.problems)
        raise Refused(_("Berkas Excel ini tidak dibaca: %s.") % why) from refused
    if len(sheets) > 1:
        raise Refused(_("Berkas ini memuat beberapa lembar yang berisi (%s). Simpan satu lembar saja, atau tempel barisnya.") % ", ".join(sheets))  # fmt: skip
    return "\n".join(_lines(next(iter(sheets.values()), [])))


def _lines(rows: Rows) -> Iterator[str]:
    for row in rows:
        yield "\t".join(" ".join(cell.split()) for cell in row)


def chapters_of(rows: Sequence[Baris]) -> Iterator[tuple[str, list[Baris]]]:
    """By instrument and kelompok, as headings."""
    for place in dict.fromkeys((one.code, one.kelompok) for one in rows):
        title = _("%(code)s · kelompok %(kelompok)d") % {"code": place[0], "kelompok": place[1]}
        yield title, [one for one in rows if (one.code, one.kelompok) == place]
