"""A MUK from the workbook of `xlsx_form`: columns by their heads, texts as text, formulas never."""

import io
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from sahih.materials.berkas.packages import BROKEN, Unreadable, open_package
from sahih.materials.perangkat.enums import Dimensi, Jenis, Metode, Saat
from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan
from sahih.materials.perangkat.importing.bacaan import Bacaan
from sahih.materials.perangkat.importing.drafting import FIELDS, ButirDraf, Pengumpul, folded, tidy
from sahih.materials.perangkat.importing.photos import Album
from sahih.materials.perangkat.importing.references import Lingkup, Pencari
from sahih.materials.perangkat.importing.xlsx_form import (
    BAGIAN,
    BAGIAN_COLUMNS,
    BUTIR_COLUMNS,
    INSTRUMEN,
    KODE,
    KUK,
    KUNCI,
    MAX_COLUMNS,
    MAX_ROWS,
    MAX_SHEETS,
    MUK,
    MUK_ROWS,
    OPTIONS,
    OTHER_KUK,
    PETUNJUK,
    SCOPE,
    YES,
)

_LABEL = re.compile(
    r"^(\S+)\s+(?:KUK\s+(\d{1,2}\.\d{1,2})|aspek kritis\s+(\d{1,2})|sikap\s+(\d{1,2}))\b", re.IGNORECASE
)
LETTERS = "abcde"


@dataclass(frozen=True)
class Lembar:
    """One sheet as texts; what could not be text is told already."""

    name: str
    rows: Sequence[Sequence[str]]

    def body(self, heads: Sequence[str]) -> Iterator[tuple[int, Mapping[str, str]]]:
        """Each row that holds something, by the names of its columns."""
        places = {name: place for place, name in enumerate(self.rows[0]) if name in heads} if self.rows else {}
        for number, row in enumerate(self.rows[1:], 2):
            values = {name: row[place] for name, place in places.items() if place < len(row) and row[place]}
            if values:
                yield number, values


def read_xlsx(
    content: bytes, *, acuan: Acuan, files: Mapping[str, bytes] | None = None, known: AbstractSet[str] = frozenset()
) -> Bacaan:  # fmt: skip
    """The draft, what was not understood, suggestions; or Unreadable with a sentence."""
    gather = Pengumpul(acuan)
    sheets = {one.name: one for one in _sheets(content, gather)}
    if not sheets.keys() & {BAGIAN, *INSTRUMEN}:
        raise Unreadable(_("Buku kerja ini tidak memuat lembar “%(bagian)s” atau lembar instrumen seperti “FR.IA.03”. Pakai templat dari halaman impor.") % {"bagian": BAGIAN})  # fmt: skip
    _Isi(gather, Album(gather, files or {}, known)).run(sheets)
    return gather.finished()


def _sheets(content: bytes, gather: Pengumpul) -> list[Lembar]:
    package = open_package(content)
    if not package.has("xl/workbook.xml") or not package.has("[Content_Types].xml"):
        raise Unreadable(_("Berkas ini bukan Excel (.xlsx). Buka dengan Excel, lalu simpan sebagai .xlsx."))
    if any(name.startswith("xl/media/") for name in package.members):
        gather.miss(_("Buku kerja"), "", _("gambar yang ditempel pada lembar"), _("Tulis nama berkas gambar di kolom “Gambar”, lalu unggah ZIP berisi buku kerja dan folder “gambar”."))  # fmt: skip
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
            return _lembar_list(book, gather)
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable(_("Berkas Excel ini rusak dan tidak dapat dibaca. Simpan ulang dengan Excel, lalu unggah lagi.")) from error  # fmt: skip


def _lembar_list(book: Any, gather: Pengumpul) -> list[Lembar]:  # reason: as below
    """A book may name one part as a hundred sheets; each would be read anew."""
    if len(book.worksheets) > MAX_SHEETS:
        raise Unreadable(_("Buku kerja ini memuat lebih dari %d lembar. Hapus lembar yang bukan dari templat.") % MAX_SHEETS)  # fmt: skip
    return [Lembar(str(one.title), list(_rows(one, gather))) for one in book.worksheets]


def _rows(
    sheet: Any, gather: Pengumpul
) -> Iterator[list[str]]:  # reason: openpyxl types read-only sheets as normal ones
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS), 1):
        if number > MAX_ROWS:
            raise Unreadable(_("Lembar “%(sheet)s” lebih dari %(rows)d baris. Pecah berkasnya.") % {"sheet": sheet.title, "rows": MAX_ROWS})  # fmt: skip
        yield [
            _text(cell, f"{sheet.title}!{get_column_letter(place)}{number}", gather)
            for place, cell in enumerate(row, 1)
        ]


def _text(cell: Any, where: str, gather: Pengumpul) -> str:  # reason: as above
    value = cell.value
    if value is None:
        return ""
    if cell.data_type in ("f", "e"):
        why = (
            _("sel ini berisi rumus; hanya teks yang diambil")
            if cell.data_type == "f"
            else _("sel ini berisi pesan galat")
        )
        gather.miss(where, str(getattr(value, "text", value)), why, _("Ketik isinya sebagai teks, lalu unggah lagi."), is_secret=True)  # fmt: skip
        return ""
    if isinstance(value, bool):
        return YES if value else ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return tidy(str(value))


class _Isi:
    """Takes sheet after sheet."""

    def __init__(self, gather: Pengumpul, album: Album) -> None:
        self._gather, self._album = gather, album
        self._pencari = Pencari(gather.acuan)
        self._only = next(iter(gather.acuan.units)) if len(gather.acuan.units) == 1 else None

    def run(self, sheets: Mapping[str, Lembar]) -> None:
        self._head(sheets.get(MUK))
        if BAGIAN in sheets:
            self._columns(sheets[BAGIAN], tuple(BAGIAN_COLUMNS))
            for number, values in sheets[BAGIAN].body(tuple(BAGIAN_COLUMNS)):
                self._bagian(f"{BAGIAN}, baris {number}", values)
        for code in INSTRUMEN:
            if code in sheets:
                self._columns(sheets[code], BUTIR_COLUMNS)
                for number, values in sheets[code].body(BUTIR_COLUMNS):
                    self._butir(code, f"{code}, baris {number}", values)
        for name, sheet in sheets.items():
            if name not in (PETUNJUK, MUK, BAGIAN, KODE, *INSTRUMEN) and any(any(row) for row in sheet.rows):
                self._gather.miss(name, " ".join(next(row for row in sheet.rows if any(row))), _("lembar ini bukan bagian templat"), _("Pindahkan isinya ke lembar instrumennya."), is_secret=True)  # fmt: skip

    def _head(self, sheet: Lembar | None) -> None:
        values = {row[0]: row[1] for row in (sheet.rows if sheet else ()) if len(row) > 1 and row[0] in MUK_ROWS}
        said = {MUK_ROWS[name]: text for name, text in values.items()}
        acuan = self._gather.acuan
        if said.get("skema") and said["skema"] != acuan.skema:
            self._gather.note(_("Nomor skema di dalam berkas “%(file)s”, sedangkan MUK ini untuk “%(own)s”. Pastikan berkasnya benar.") % {"file": said["skema"][:60], "own": acuan.skema})  # fmt: skip
        self._gather.is_titled = bool(said.get("title"))
        self._gather.title = folded(said.get("title", "")) or self._gather.title
        mark = self._number(said.get("pass_mark", ""), f"{MUK}, Batas lulus", 1, 100)
        self._gather.pass_mark = mark or 100

    def _columns(self, sheet: Lembar, heads: Sequence[str]) -> None:
        """Columns that are none of the form's, where they hold something."""
        for place, name in enumerate(sheet.rows[0] if sheet.rows else ()):
            held = next((row[place] for row in sheet.rows[1:] if place < len(row) and row[place]), "")
            if name not in heads and held:
                self._gather.miss(f"{sheet.name}, {name or get_column_letter(place + 1)}", held, _("kolom ini bukan bagian templat"), _("Pakai nama kolom seperti pada templat."), is_secret=True)  # fmt: skip

    def _bagian(self, where: str, values: Mapping[str, str]) -> None:
        said = {BAGIAN_COLUMNS[name]: text for name, text in values.items()}
        code = said.get("instrumen", "").upper().replace(" ", "")
        kelompok = self._kelompok(said.get("kelompok", ""), where, " | ".join(values.values()))
        if code not in INSTRUMEN or kelompok is None:
            if kelompok is not None:
                self._gather.miss(where, " | ".join(values.values()), _("instrumen tidak dikenal"), _("Pilih instrumennya, misalnya FR.IA.02."))  # fmt: skip
            return
        part = self._gather.bagian(code, kelompok)
        part.fields |= {key: said[key] for key in FIELDS if key in said}
        part.minutes = self._number(said.get("minutes", ""), where, 1, 1440) or part.minutes
        part.present_minutes = self._number(said.get("present_minutes", ""), where, 1, 1440) or part.present_minutes

    def _butir(self, code: str, where: str, values: Mapping[str, str]) -> None:
        if not values.get("Butir"):
            if set(values) - {"Kelompok"}:
                self._gather.miss(where, " | ".join(values.values()), _("baris tanpa teks butir"), _("Isi kolom “Butir”."), is_secret=True)  # fmt: skip
            return
        kelompok = self._kelompok(values.get("Kelompok", ""), where, values["Butir"])
        if kelompok is None:
            return
        one = ButirDraf(
            where,
            text=values["Butir"],
            scope=values.get(SCOPE, ""),
            kritis=self._choice(values, "Kritis", (YES,), where) == YES,
        )
        one.refs = self._refs(values, kelompok, where)
        one.dimensi = self._choice(values, "Dimensi", Dimensi.values, where)
        one.saat = self._choice(values, "Saat", Saat.values, where)
        one.jenis = self._choice(values, "Jenis bukti", Jenis.values, where)
        one.metode = self._choice(values, "Metode", Metode.values, where)
        self._options(one, values)
        one.answer, one.rubric = values.get(KUNCI[1], ""), values.get(KUNCI[2], "")
        if values.get("Gambar"):
            one.picture = self._album.find(values["Gambar"], values.get("Keterangan gambar", ""), where)
        self._gather.bagian(code, kelompok).butir.append(one)

    def _options(self, one: ButirDraf, values: Mapping[str, str]) -> None:
        """An empty option between two others moves the letters after it; the key moves along."""
        filled = [letter for letter, name in zip(LETTERS, OPTIONS, strict=True) if values.get(name)]
        one.options = [values[OPTIONS[LETTERS.index(letter)]] for letter in filled]
        if "".join(filled) != LETTERS[: len(filled)]:
            self._gather.miss(one.where, " | ".join(one.options), _("ada pilihan kosong di antara yang terisi; huruf sesudahnya bergeser"), _("Periksa urutan pilihan dan kuncinya."))  # fmt: skip
        key = values.get(KUNCI[0], "").strip().lower().strip(".)( ")
        if key in filled:
            one.option = filled.index(key)
        elif key:
            self._gather.miss(one.where, key, _("kunci menunjuk pilihan yang tidak ada"), _("Isi huruf pilihan yang benar."), is_secret=True)  # fmt: skip

    def _refs(self, values: Mapping[str, str], kelompok: int, where: str) -> list[RefSpec]:
        texts = [values[name] for name in KUK if values.get(name)]
        texts += [part.strip() for part in values.get(OTHER_KUK, "").split(";") if part.strip()]
        return [ref for text in texts for ref in self._ref(text, kelompok, where)]

    def _ref(self, text: str, kelompok: int, where: str) -> list[RefSpec]:
        found = _LABEL.match(text)
        if found and found[1] in self._gather.acuan.unit_kelompok:
            made = RefSpec.model_validate(
                {"unit": found[1], "kuk": found[2], "kritis": _count(found[3]), "sikap": _count(found[4])}
            )
            return [made]
        named = self._pencari.find(text, Lingkup(kelompok), bare=True)
        for reason in named.unknown or ([] if named.refs else [_("bukan kode KUK dari skema ini")]):
            self._gather.miss(where, text, reason, _("Pilih dari daftar pada lembar “Kode KUK”, atau pada pratinjau."))
        return named.refs

    def _choice(self, values: Mapping[str, str], name: str, allowed: Sequence[str], where: str) -> str | None:
        text = values.get(name, "").strip()
        if not text:
            return None
        same = next((one for one in allowed if one.lower() == text.lower()), None)
        if same is None:
            self._gather.miss(f"{where}, {name}", text, _("isinya harus salah satu dari: %s") % ", ".join(allowed), _("Pilih dari daftar pada selnya."))  # fmt: skip
        return same

    def _kelompok(self, text: str, where: str, whole: str) -> int | None:
        if not text and self._only is not None:
            return self._only
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else None
        if number not in self._gather.acuan.units:
            self._gather.miss(where, whole, _("kelompok pekerjaan “%s” tidak ada dalam skema") % text[:40], _("Isi kolom “Kelompok” dengan nomor kelompok pekerjaan; baris ini tidak diambil."), is_secret=True)  # fmt: skip
            return None
        return number

    def _number(self, text: str, where: str, low: int, high: int) -> int | None:
        if not text:
            return None
        if text.isascii() and text.isdecimal() and len(text) < 6 and low <= int(text) <= high:
            return int(text)
        self._gather.miss(where, text, _("harus bilangan %(low)d sampai %(high)d") % {"low": low, "high": high}, _("Perbaiki angkanya, atau isi pada halaman MUK."))  # fmt: skip
        return None


def _count(text: str | None) -> int | None:
    return max(int(text), 1) if text else None
