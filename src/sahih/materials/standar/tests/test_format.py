"""Standards as YAML and XLSX: both say the same, come back identical, and are refused whole."""

import random
from collections.abc import Callable

import pytest
from hypothesis import given, settings

from sahih.materials.berkas.packages import MAX_UNPACKED
from sahih.materials.berkas.reading import MAX_BYTES, FileRefused, Problem
from sahih.materials.berkas.workbook import read_workbook, write_workbook
from sahih.materials.standar.format import StandarSpec, dump_standar, load_standar
from sahih.materials.standar.sheets import dump_sheets, load_sheets
from sahih.materials.standar.tests.examples import YAML, standards, swapped

SMALL = load_standar(YAML.encode())
BOOK = dump_sheets(SMALL)


def refusal(content: bytes) -> list[str]:
    with pytest.raises(FileRefused) as refused:
        load_sheets(content)
    return str(refused.value).splitlines()


@given(standards)
@settings(max_examples=60, deadline=None)
def test_yaml_and_workbook_read_back_identical(spec: StandarSpec) -> None:
    assert load_standar(dump_standar(spec)) == spec
    assert load_sheets(dump_sheets(spec)) == spec


def test_cells_stay_text_whatever_they_look_like() -> None:
    rows = [("=1+1", "007", "2020-01-01", "@x", "-1")]

    assert read_workbook(write_workbook({"A": rows})) == {"A": rows}


def test_revoked_standard_says_by_what_and_since_when() -> None:
    with pytest.raises(FileRefused, match="perlu tanggal dan keputusan"):
        load_standar(YAML.replace("  units:", "  status: dicabut\n  units:", 1).encode())


def test_day_that_does_not_exist_is_refused_at_its_line() -> None:
    text = YAML.replace("  units:", "  status: dicabut\n  status_on: 2021-02-30\n  status_decree: K\n  units:", 1)

    with pytest.raises(FileRefused) as refused:
        load_standar(text.encode())

    assert str(refused.value).startswith("Baris 7, standard.status_on: bukan tanggal yang ada")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "kosong"),
        (b"PK\x03\x04" + b"x" * MAX_BYTES, "lebih besar dari 2 MB"),
        (b"PK\x03\x04bukan arsip", "rusak"),
        (swapped(BOOK, "xl/media/besar.bin", b"\0" * (MAX_UNPACKED + 1)), "mengembang terlalu besar"),
        (swapped(BOOK, "../../etc/passwd", b"x"), "menunjuk ke luar berkas"),
        (swapped(BOOK, "C:\\x", b"x"), "menunjuk ke luar berkas"),
        (swapped(BOOK, "xl/workbook.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "DOCTYPE"),
        (swapped(BOOK, "xl/workbook.xml", "<!DOCTYPE a><a/>".encode("utf-16")), "pengodean"),
        (swapped(BOOK, "xl/workbook.xml", b"<a"), "bukan berkas XLSX"),
        (write_workbook({str(number): [("a",)] for number in range(21)}), "lembar kerjanya lebih dari"),
        (write_workbook({"A": [("a",)] * 20_001}), "terlalu banyak"),
    ],
    ids=["kosong", "besar", "rusak", "bom zip", "jalur", "jalur windows", "entitas", "entitas utf-16", "xml rusak", "lembar", "baris"],
)  # fmt: skip
def test_harmful_workbook_is_refused_in_one_sentence(content: bytes, expected: str) -> None:
    lines = refusal(content)

    assert len(lines) == 1
    assert expected in lines[0]


def test_workbook_names_sheet_and_row_of_each_mistake() -> None:
    sheets = read_workbook(BOOK)
    sheets["KUK"][2] = ("A.01UJI00.001.1", "1", "Memeriksa ruang", "1.9", "Kebisingan dicatat.")
    sheets["Uraian"][1] = ("A.99", "Batasan variabel", "1", "Konteks")

    assert refusal(write_workbook(sheets)) == ["Baris 2, lembar Uraian: unit “A.99” tidak ada pada lembar Unit."]
    sheets["Uraian"][1] = ("A.01UJI00.001.1", "Batasan variabel", "1", "Konteks")
    assert refusal(write_workbook(sheets)) == ["Baris 3, lembar KUK: nomor 1.9 tidak urut, seharusnya 1.2."]


def test_thousand_mutated_yaml_files_load_whole_or_are_refused() -> None:
    chance, lines = random.Random(7), YAML.encode().splitlines(keepends=True)  # noqa: S311 -- a seeded test
    for _round in range(1000):
        mutated = list(lines)
        place = chance.randrange(len(mutated))
        match chance.randrange(5):
            case 0:
                del mutated[place]
            case 1:
                mutated[place] = bytes(chance.randrange(256) for _each in range(chance.randrange(20)))
            case 2:
                mutated.insert(place, mutated[chance.randrange(len(mutated))])
            case 3:
                mutated[place] = b"  " + mutated[place]
            case _:
                del mutated[place:]
        _whole_or_refused(b"".join(mutated), load_standar)


def test_thousand_mutated_workbooks_load_whole_or_are_refused() -> None:
    """Half with broken bytes, half with broken cells."""
    chance, sheets = random.Random(8), read_workbook(BOOK)  # noqa: S311 -- a seeded test
    for round_number in range(1000):
        if round_number % 2:
            broken = bytearray(BOOK)
            for _each in range(chance.randrange(1, 9)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            content = bytes(broken) if chance.random() < 0.8 else bytes(broken[: chance.randrange(len(broken))])
        else:
            mutated = {name: [list(row) for row in rows] for name, rows in sheets.items()}
            row = chance.choice(mutated[chance.choice(list(mutated))])
            row[chance.randrange(len(row))] = chance.choice(("", "0", "-", "99", "1.1", "Sikap kerja", "x" * 400, "🙂"))
            content = write_workbook({name: [tuple(row) for row in rows] for name, rows in mutated.items()})
        _whole_or_refused(content, load_sheets)


def _whole_or_refused(content: bytes, load: Callable[[bytes], StandarSpec]) -> None:
    spec: StandarSpec | None = None
    problems: tuple[Problem, ...] = ()
    try:
        spec = load(content)
    except FileRefused as refused:
        problems = refused.problems
    assert (spec is None) == bool(problems)
    assert all(one.reason for one in problems)
    assert spec is None or load_standar(dump_standar(spec)) == spec
