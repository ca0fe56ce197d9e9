"""Counts of items from a workbook: read as they would have been pasted, or refused in a sentence (FX9)."""

import io
import zipfile

import pytest
from openpyxl import Workbook

from sahih.kernel.policy import Refused
from sahih.materials.berkas.reading import MAX_BYTES
from sahih.web.muk.hasil import Baris, decoded, from_table

ROWS = [Baris("a", "FR.IA.05", 1, 1, "Apa?"), Baris("b", "FR.IA.07", 1, 2, "Siapa?")]
HEADS = ("Instrumen", "Kelompok", "Butir", "Benar", "Salah")


def workbook(*sheets: tuple[tuple[object, ...], ...]) -> bytes:
    book, out = Workbook(), io.BytesIO()
    book.remove(book.worksheets[0])
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def test_fx9_workbook_says_what_its_pasted_rows_say() -> None:
    content = workbook((HEADS, ("IA 05", 1, 1, 3.0, 9), (), ("FR.IA.07", "1", "2", 0, "12")), ())

    read = from_table(ROWS, decoded(content))

    assert read.rows == from_table(ROWS, "IA 05\t1\t1\t3\t9\nFR.IA.07,1,2,0,12").rows
    assert [(one.right, one.wrong) for one in read.rows] == [("3", "9"), ("0", "12")]
    assert (read.problems, read.left, read.count) == ([], "", 2)


def test_formula_and_unknown_row_are_told_at_the_row_of_the_sheet_and_stay() -> None:
    content = workbook((HEADS, ("IA.05", 1, 1, "=1+2", 9), ("IA.99", 1, 1, 3, 9), ("IA.07", 1, 2, 0, 12)))

    read = from_table(ROWS, decoded(content))

    assert [one[:8] for one in read.problems] == ["Baris 2:", "Baris 3:"]
    assert "rumus Excel tidak dibaca" in read.problems[0]
    assert read.left == "IA.05\t1\t1\t=1+2\t9\nIA.99\t1\t1\t3\t9"
    assert read.count == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (workbook((HEADS,), (("catatan",),)), "beberapa lembar yang berisi"),
        (workbook(()), "Tempel barisnya"),
        (packed("xl/workbook.xml", b"0" * 30_000_000), "mengembang terlalu besar"),
        (packed("../../etc/passwd", b"x"), "menunjuk ke luar berkas"),
        (packed("xl/vbaProject.bin", b"x"), "makro"),
        (packed("xl/workbook.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "DOCTYPE"),
        (packed("surat.txt", b"halo"), "bukan berkas XLSX"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "berformat lama"),
        (b"PK\x03\x04" + b"\0" * MAX_BYTES, "lebih besar dari 2 MB"),
    ],
)  # fmt: skip
def test_harmful_or_unclear_workbook_is_refused_in_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        from_table(ROWS, decoded(content))


def test_every_cut_of_a_workbook_is_read_or_refused() -> None:
    content = workbook((HEADS, ("IA.05", 1, 1, 3, 9)))

    for end in range(4, len(content), 53):
        with pytest.raises(Refused):
            decoded(content[:end])
