"""A workbook as people fill it: merged cells, other capitals; and a good file in the wrong place."""

import io
from collections.abc import Mapping
from itertools import pairwise

import pytest
from openpyxl import load_workbook

from sahih.materials.berkas.reading import FileRefused
from sahih.materials.standar.format import load_standar
from sahih.materials.standar.pratinjau import read_file
from sahih.materials.standar.sheets import dump_sheets, load_sheets
from sahih.materials.standar.tests.examples import YAML


def changed(sheet: str, changes: Mapping[str, str | None]) -> bytes:
    book = load_workbook(io.BytesIO(dump_sheets(load_standar(YAML.encode()))))
    for place, value in changes.items():
        book[sheet][place] = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def repeats(sheet: str, columns: int) -> dict[str, str | None]:
    """Blank wherever the row above says the same: what merged cells read as."""
    rows = list(load_workbook(io.BytesIO(dump_sheets(load_standar(YAML.encode()))))[sheet].iter_rows(values_only=True))
    found: dict[str, str | None] = {}
    for line, (above, row) in enumerate(pairwise(rows[1:]), 3):
        for place in range(columns):
            if row[: place + 1] != above[: place + 1]:
                break
            found[f"{'ABC'[place]}{line}"] = None
    return found


@pytest.mark.parametrize(("sheet", "columns"), [("KUK", 3), ("Uraian", 2)])
def test_blank_cell_says_what_the_one_above_says(sheet: str, columns: int) -> None:
    blank = repeats(sheet, columns)
    assert any(place.startswith("ABC"[columns - 1]) for place in blank)

    assert load_sheets(changed(sheet, blank)) == load_standar(YAML.encode())


def test_blank_elemen_of_another_number_takes_nothing_from_above() -> None:
    blank = {"B3": "9", "C3": None}

    with pytest.raises(FileRefused):
        load_sheets(changed("KUK", blank))


def test_part_is_known_in_any_capitals() -> None:
    book = load_workbook(io.BytesIO(dump_sheets(load_standar(YAML.encode()))))
    upper: dict[str, str | None] = {f"B{row}": str(cell.value).title() for row, (cell,) in enumerate(book["Uraian"].iter_rows(min_row=2, min_col=2, max_col=2), 2)}  # fmt: skip

    assert load_sheets(changed("Uraian", upper)) == load_standar(YAML.encode())


def test_problems_come_sheet_by_sheet_and_line_by_line() -> None:
    with pytest.raises(FileRefused) as refusal:
        load_sheets(changed("KUK", {"B2": "x", "B3": "y", "F2": "z"}))

    assert [one.line for one in refusal.value.problems] == sorted(one.line for one in refusal.value.problems)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"%PDF-1.7", "Tempel unit dari PDF"), (b"scheme:\n  title: x\n", "ini berkas skema"), (b"muk:\n  title: x\n", "ini berkas MUK"),
    ],
)  # fmt: skip
def test_file_in_the_wrong_place_is_told_where_it_belongs(content: bytes, told: str) -> None:
    with pytest.raises(FileRefused) as refusal:
        read_file(content)

    assert [told in one.reason for one in refusal.value.problems] == [True]
