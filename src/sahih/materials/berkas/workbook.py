"""XLSX as plain text cells, read within hard limits; one sentence says why a file is refused."""

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from sahih.materials.berkas.packages import BROKEN, Unreadable, open_package
from sahih.materials.berkas.reading import MAX_BYTES, FileRefused, Problem

MAX_SHEETS = 20
MAX_ROWS = 20_000
MAX_CELLS = 200_000

Rows = list[tuple[str, ...]]

# What openpyxl adds to what any broken package throws.
_UNREADABLE = (*BROKEN, InvalidFileException, ParseError, RuntimeError)


def read_workbook(content: bytes) -> dict[str, Rows]:
    """The text of every sheet by its name; raises FileRefused before anything is believed."""
    return _read(content, data_only=True)


def read_typed_workbook(content: bytes) -> dict[str, Rows]:
    """What was typed into every sheet: a formula stays the text of the formula, and is never what it came to."""
    return _read(content, data_only=False)


def _read(content: bytes, *, data_only: bool) -> dict[str, Rows]:
    _check_archive(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)
        if len(book.worksheets) > MAX_SHEETS:
            raise _refused(_("lembar kerjanya lebih dari %d") % MAX_SHEETS)
        return _sheets(book)
    except _UNREADABLE as error:
        # openpyxl meets a broken part with whatever its parser raises; all of it means the same to a person.
        raise _refused(_("bukan berkas XLSX yang dapat dibaca; simpan ulang dari Excel sebagai .xlsx")) from error


def _sheets(book: Workbook) -> dict[str, Rows]:
    found, cells = dict[str, Rows](), 0
    for sheet in book.worksheets:
        rows = Rows()
        # What a sheet says of its own size is not believed.
        for row in sheet.iter_rows(values_only=True, max_row=MAX_ROWS + 1):
            cells += len(row)
            if len(rows) >= MAX_ROWS or cells > MAX_CELLS:
                raise _refused(_("isinya terlalu banyak: paling banyak %d baris") % MAX_ROWS)
            rows.append(_trimmed([_text(value) for value in row]))
        found[str(sheet.title)] = rows
    return found


def _trimmed(row: list[str]) -> tuple[str, ...]:
    while row and not row[-1]:
        row.pop()
    return tuple(row)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(getattr(value, "text", value)).strip()  # a formula over several cells is an object with its text


def _check_archive(content: bytes) -> None:
    """What a stranger's package may not do is known in one place; here it is said as of a whole file."""
    if len(content) > MAX_BYTES:
        raise _refused(_("berkas lebih besar dari 2 MB"))
    try:
        open_package(content)
    except Unreadable as refusal:
        raise _refused(str(refusal.reason).rstrip(".")) from refusal


def write_workbook(sheets: Mapping[str, Iterable[Sequence[str]]]) -> bytes:
    """Sheets of text cells: nothing in them is ever a formula, a number or a date."""
    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: str) -> Any:  # reason: openpyxl's stubs type neither side
    cell = WriteOnlyCell(sheet, value=value)
    if value:
        cell.data_type = "s"
    return cell


def _refused(reason: str) -> FileRefused:
    return FileRefused(Problem(1, _("berkas"), reason))
