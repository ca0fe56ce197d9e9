"""A MUK as files: YAML, a workbook, and a ZIP with its pictures; each says who made it, when, and whether keys are in it."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import yaml
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from sahih.materials.perangkat.enums import Dimensi, Saat
from sahih.materials.perangkat.format import BagianSpec, ButirSpec, MukSpec, RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan, said
from sahih.materials.perangkat.importing.photos import named
from sahih.materials.perangkat.importing.xlsx_form import (
    BAGIAN,
    BAGIAN_COLUMNS,
    BUTIR_COLUMNS,
    CHOICES,
    INSTRUMEN,
    KODE,
    KUK,
    MUK,
    MUK_ROWS,
    OPTIONS,
    PETUNJUK,
    WIDTHS,
    YES,
    is_usual,
    label_of,
)

LETTERS = "abcde"
LAST_ROW = 1000
# A spreadsheet takes a text that begins so for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Kepala:
    """Who made the file, when, and whether the keys are in it."""

    name: str
    at: dt.datetime
    has_keys: bool

    @property
    def sentence(self) -> str:
        keys = _("berisi kunci jawaban: rahasia, jangan diteruskan") if self.has_keys else _("tanpa kunci jawaban")
        return _("Diekspor oleh %(name)s pada %(at)s; %(keys)s.") % {
            "name": self.name, "at": f"{self.at:%d-%m-%Y %H:%M %Z}", "keys": keys,
        }  # fmt: skip


def to_yaml(spec: MukSpec, kepala: Kepala, *, salt: bytes | None = None) -> bytes:
    """Reads back as the same MUK; the first lines are comments. With its salt, `sahih muk sidik` tells the signed hash."""
    content: dict[str, object] = {"salt": salt.hex()} if salt else {}
    content |= {"muk": spec.model_dump(exclude_defaults=True) | {"skema": spec.skema, "title": spec.title}}
    text = yaml.safe_dump(_plain(content), allow_unicode=True, sort_keys=False, width=120)
    return f"# {' '.join(kepala.sentence.split())}\n{text}".encode()


def _plain(value: object) -> object:
    """Lists for tuples, which YAML would tag."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def to_zip(spec: MukSpec, acuan: Acuan, kepala: Kepala, *, pictures: Mapping[str, tuple[bytes, str]]) -> bytes:
    """The workbook and a folder of pictures, each under its hash; `pictures` holds bytes and ending by hash."""
    out = io.BytesIO()
    names = {sha: named(sha, content, ending) for sha, (content, ending) in pictures.items()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("BACA.txt", kepala.sentence + "\n")
        archive.writestr("muk.xlsx", to_xlsx(spec, acuan, kepala, names=names))
        for sha, (content, _ending) in sorted(pictures.items()):
            archive.writestr(f"gambar/{names[sha]}", content)
    return out.getvalue()


def template(acuan: Acuan, kepala: Kepala, *, title: str) -> bytes:
    """An empty workbook for one skema version."""
    return to_xlsx(MukSpec(skema=acuan.skema, title=title), acuan, kepala)


def to_xlsx(spec: MukSpec, acuan: Acuan, kepala: Kepala, *, names: Mapping[str, str] | None = None) -> bytes:
    """The form of `xlsx_form`, filled."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _write_help(first, kepala)
    _write_muk(book.create_sheet(MUK), spec)
    heads = book.create_sheet(BAGIAN)
    _write_heads(heads, tuple(BAGIAN_COLUMNS))
    for part in spec.bagian:
        _append(heads, [_said(getattr(part, key)) for key in BAGIAN_COLUMNS.values()])
    _choose(heads, BAGIAN_COLUMNS, "Instrumen", ",".join(INSTRUMEN))
    _choose(heads, BAGIAN_COLUMNS, "Kelompok", ",".join(map(str, acuan.units)))
    labels = [label_of(one) for one in acuan.isi]
    label_by_ref = dict(zip((one.ref for one in acuan.isi), labels, strict=True))
    for code in INSTRUMEN:
        parts = [part for part in spec.bagian if part.instrumen == code]
        rows = [_row(one, part, label_by_ref, names or {}) for part in parts for one in part.butir]
        _write_butir(book.create_sheet(code), code, rows, acuan)
    codes = book.create_sheet(KODE)
    _write_heads(codes, (KODE, "Kelompok", "Teks"))
    for one, label in zip(acuan.isi, labels, strict=True):
        _append(codes, [label, str(one.kelompok), one.text])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _row(one: ButirSpec, part: BagianSpec, labels: Mapping[RefSpec, str], names: Mapping[str, str]) -> list[str]:
    refs = [labels.get(ref, said(ref)) for ref in one.refs]
    kunci, options = one.kunci, list(one.options)
    # Where several stand in one cell, only the codes do: a semicolon may stand in the words.
    others = "; ".join(said(ref) for ref in one.refs[len(KUK) :])
    return [
        str(part.kelompok), one.text, one.scope or "", *_padded(refs[: len(KUK)], len(KUK)), others, one.dimensi or "", one.saat or "",
        YES if one.kritis else "", one.jenis or "", one.metode or "", *_padded(options[: len(OPTIONS)], len(OPTIONS)),
        LETTERS[kunci.option] if kunci and kunci.option is not None else "", (kunci.answer or "") if kunci else "",
        (kunci.rubric or "") if kunci else "",
        names.get(one.picture.sha256, one.picture.sha256) if one.picture else "", one.picture.alt if one.picture else "",
    ]  # fmt: skip


def _padded(values: Sequence[str], width: int) -> list[str]:
    return [*values, *[""] * (width - len(values))]


def _said(value: object) -> str:
    return "" if value is None else str(value)


def _write_butir(sheet: Worksheet, code: str, rows: Sequence[Sequence[str]], acuan: Acuan) -> None:
    _write_heads(sheet, BUTIR_COLUMNS)
    for row in rows:
        _append(sheet, row)
    for place, name in enumerate(BUTIR_COLUMNS):
        sheet.column_dimensions[get_column_letter(place + 1)].hidden = not is_usual(name, code) and not any(row[place] for row in rows)  # fmt: skip
    columns = dict.fromkeys(BUTIR_COLUMNS, "")
    for name in KUK:
        _choose(sheet, columns, name, f"='{KODE}'!$A$2:$A${max(len(acuan.isi), 1) + 1}")
    for name, allowed in CHOICES.items():
        _choose(sheet, columns, name, ",".join(allowed))
    _choose(sheet, columns, "Kelompok", ",".join(map(str, acuan.units)))


def _choose(sheet: Worksheet, columns: Mapping[str, str], name: str, allowed: str) -> None:
    """A drop-down over a column; another text is warned of and stays possible, the import tells of it."""
    source = allowed if allowed.startswith("=") else f'"{allowed}"'
    rule = DataValidation(type="list", formula1=source.removeprefix("="), allow_blank=True, errorStyle="warning")
    letter = get_column_letter(tuple(columns).index(name) + 1)
    rule.add(f"{letter}2:{letter}{LAST_ROW}")
    sheet.add_data_validation(rule)


def _write_heads(sheet: Worksheet, heads: Sequence[str]) -> None:
    _append(sheet, heads)
    for place, name in enumerate(heads, 1):
        cell = sheet.cell(1, place)
        cell.font, cell.fill = Font(bold=True), PatternFill("solid", fgColor="E7ECF3")
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(name, 14 if name != KODE else 70)
    sheet.freeze_panes = "A2"


def _append(sheet: Worksheet, values: Sequence[str]) -> None:
    """Text cells only: what begins like a formula is written, and edited later, as text."""
    row = sheet.max_row + 1 if sheet.cell(1, 1).value is not None else 1
    for place, value in enumerate(values, 1):
        if not value:
            continue
        cell = sheet.cell(row, place)
        cell.value, cell.data_type, cell.number_format = value, "s", "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if value.startswith(FORMULA):
            cell.quotePrefix = True


def _write_muk(sheet: Worksheet, spec: MukSpec) -> None:
    for name, key in MUK_ROWS.items():
        _append(sheet, [name, str(getattr(spec, key))])
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 22, 60


def _write_help(sheet: Worksheet, kepala: Kepala) -> None:
    sheet.title = PETUNJUK
    sheet.column_dimensions["A"].width = 110
    for line in (
        kepala.sentence,
        _("Satu lembar untuk tiap instrumen; satu baris untuk tiap butir (pertanyaan, langkah, standar, atau bukti)."),
        _("Lembar “MUK”: judul dan batas lulus soal tertulis. Lembar “Bagian”: petunjuk, skenario, perlengkapan, dan waktu tiap instrumen dan kelompok pekerjaan."),
        _("Kolom “Kelompok”: nomor kelompok pekerjaan. Kolom “KUK 1” sampai “KUK 3”: pilih dari daftar; bila lebih, tulis kodenya di “KUK lain”, dipisahkan titik koma."),
        _("Kolom “Lingkup”: pada FR.IA.04B lingkup penyajian, pada FR.IA.09 bukti yang ditanyakan, pada FR.IA.11 kelompok pemeriksaan."),
        _("Kolom “Dimensi”: kemampuan yang diukur pertanyaan. %s.") % "; ".join(f"{one.value} = {one.label}" for one in Dimensi),
        _("Kolom “Saat”, hanya pada FR.IA.03: kapan pertanyaan diajukan. %s. Kosong berarti belum ditentukan.") % "; ".join(f"{one.value} = {one.label}" for one in Saat),
        _("Kolom “Kritis”: tulis “ya” bila butir mengukur aspek kritis. “Jenis bukti” dan “Metode” boleh kosong; yang dipakai kemudian milik instrumennya."),
        _("FR.IA.05: isi pilihan a sampai e dan hurufnya di “Kunci”. Instrumen lain yang bertanya: tulis “Jawaban model” dan “Rubrik”."),
        _("Gambar: tulis nama berkasnya (misalnya soal3.png) dan keterangannya; lalu unggah ZIP berisi buku kerja ini dan folder “gambar”."),
        _("Jangan memakai rumus; hanya teks yang diambil. Kolom yang tidak dipakai instrumen disembunyikan."),
        _("Sesudah diunggah Anda melihat pratinjau dahulu; MUK baru berubah bila Anda menyetujuinya."),
    ):  # fmt: skip
        _append(sheet, [line])
