"""The list to BNSP and its answer, as spreadsheets; NIK, numbers and phones stay text (CT2)."""

import io
import zipfile
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from sahih.kernel.policy import Refused
from sahih.process.sertifikat.numbers import NUMBER_COLUMNS, REF_COLUMN, NumberRow

REQUEST_HEAD = (REF_COLUMN, "Nama", "NIK", "No. HP", "Skema", "Nomor Skema", "Hasil")
ANSWER_HEAD = (REF_COLUMN, *NUMBER_COLUMNS)
LIMIT_BYTES = 5 * 1024 * 1024
UNPACKED_BYTES = 60 * 1024 * 1024
LIMIT_ROWS = 2000


class Unreadable(Refused):
    """The spreadsheet is not what was asked for."""


def write_rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """One sheet of text cells."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for values in (head, *rows):
        sheet.append(list(values))
    for cells in sheet.iter_rows():
        for cell in cells:
            cell.number_format = "@"
            cell.data_type = "s"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read_answer(content: bytes) -> list[NumberRow]:
    """The lines of an answer; unknown columns, empty lines in between and formulas are refused."""
    rows = _read_text(content)
    if not rows or tuple(rows[0]) != ANSWER_HEAD:
        raise Unreadable(_("Baris pertama harus: %s.") % " | ".join(ANSWER_HEAD))
    body = [(n, row) for n, row in enumerate(rows[1:], 2) if any(row)]
    if not body:
        raise Unreadable(_("Berkas ini tidak memuat nomor."))
    return [_number_row(n, *row) for n, row in body]


def _number_row(line: int, ref: str, number: str, registration: str, blanko: str) -> NumberRow:
    # A registration is printed with spaces or with dots; kept one way, the same number is never taken twice.
    return NumberRow(line, ref, number, registration.replace(".", " "), blanko)


def _read_text(content: bytes) -> list[list[str]]:
    _check_size(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        width = len(ANSWER_HEAD)
        rows = [
            ["" if value is None else str(value).strip() for value in row[:width]] + [""] * (width - len(row))
            for row in sheet.iter_rows(values_only=True, max_row=LIMIT_ROWS + 1)
        ]
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError, SyntaxError) as error:
        raise Unreadable(_("Berkas ini bukan lembar kerja XLSX yang dapat dibaca.")) from error
    if len(rows) > LIMIT_ROWS:
        raise Unreadable(_("Paling banyak %d baris sekali impor.") % LIMIT_ROWS)
    return rows


def _check_size(content: bytes) -> None:
    if not content or len(content) > LIMIT_BYTES:
        raise Unreadable(_("Berkas kosong atau lebih besar dari 5 MB."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            total = sum(one.file_size for one in archive.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable(_("Berkas ini bukan lembar kerja XLSX.")) from error
    if total > UNPACKED_BYTES:
        raise Unreadable(_("Isi berkas ini tidak wajar besarnya; ditolak."))
