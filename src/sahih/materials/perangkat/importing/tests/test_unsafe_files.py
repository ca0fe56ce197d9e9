"""What a stranger's file may not do: each is refused in one sentence that tells what to send instead."""

import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from sahih.materials.berkas.packages import Unreadable, open_package
from sahih.materials.perangkat.importing.exporting import Kepala, template
from sahih.materials.perangkat.importing.tests.spoiling import repacked
from sahih.materials.perangkat.importing.tests.word_files import as_bytes, ia03, small_acuan
from sahih.materials.perangkat.importing.uploads import read_upload

ACUAN = small_acuan()


def docx() -> bytes:
    return as_bytes(ia03)


def xlsx() -> bytes:
    return template(ACUAN, Kepala("Rina", dt.datetime(2026, 11, 28, tzinfo=dt.UTC), has_keys=False), title="A")


def with_member(content: bytes, name: str, part: bytes, kind: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO(content)
    with zipfile.ZipFile(out, "a", kind) as archive:
        archive.writestr(name, part)
    return out.getvalue()


def with_declaration(content: bytes, member: str, declaration: bytes) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        if name != member:
            return part
        head = part.index(b"?>") + 2 if part.startswith(b"<?xml") else 0
        return part[:head] + declaration + part[head:]

    return repacked(content, change)


def in_utf16(content: bytes, member: str) -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return part.decode().replace("?>", "?><!DOCTYPE a>", 1).encode("utf-16") if name == member else part

    return repacked(content, change)


def encrypted() -> bytes:
    """The flag that a password sets, in the list of parts and before the first of them."""
    content = bytearray(docx())
    content[content.index(b"PK\x01\x02") + 8] |= 1
    content[6] |= 1
    return bytes(content)


def liar() -> bytes:
    """A part that says 10 bytes of itself and holds ten million."""
    content = with_member(docx(), "word/media/bom.xml", b"\0" * 10_000_000)
    size = (10_000_000).to_bytes(4, "little")
    return content.replace(size, (10).to_bytes(4, "little"))


def repacked_many() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2500):
            archive.writestr(f"word/{number}", "")
    return out.getvalue()


def other_workbook() -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 -- only here

    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def many_sheets() -> bytes:
    from openpyxl import load_workbook  # noqa: PLC0415 -- only here

    book, out = load_workbook(io.BytesIO(xlsx())), io.BytesIO()
    for number in range(20):
        book.create_sheet(f"Lembar {number}")
    book.save(out)
    return out.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "kosong"),
    "zip bomb": (lambda: with_member(docx(), "word/media/bom.bin", b"\0" * 90_000_000), "mengembang"),
    "swollen": (lambda: with_member(docx(), "word/media/bom.bin", b"\0" * 30_000_000), "mengembang"),
    "huge markup": (lambda: with_member(docx(), "word/extra.xml", zlib.compress(b"") + bytes(range(256)) * 130_000), "mengembang"),
    "size that lies": (liar, "rusak"),
    "too many members": (repacked_many, "terlalu banyak bagian"),
    "same name twice": (lambda: with_member(docx(), "WORD/document.xml", b"<a/>"), "bernama sama"),
    "path upwards": (lambda: with_member(docx(), "word/../../etc/passwd", b"x"), "ke luar berkas"),
    "absolute path": (lambda: with_member(docx(), "/etc/passwd", b"x"), "ke luar berkas"),
    "drive letter": (lambda: with_member(docx(), "C:\\Windows\\x", b"x"), "ke luar berkas"),
    "macro": (lambda: with_member(docx(), "word/vbaProject.bin", b"x"), "makro"),
    "embedded workbook": (lambda: with_member(docx(), "word/embeddings/a.xlsx", b"x"), "makro"),
    "hidden OLE": (lambda: with_member(docx(), "word/media/a.png", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "berkas lain"),
    "old or locked Word": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "terkunci sandi"),
    "locked member": (encrypted, "terkunci sandi"),
    "entity bomb in Word": (lambda: with_declaration(docx(), "word/document.xml", BOMB), "DOCTYPE"),
    "outside entity in Word": (lambda: with_declaration(docx(), "word/styles.xml", OUTSIDE), "DOCTYPE"),
    "outside entity in Excel": (lambda: with_declaration(xlsx(), "xl/workbook.xml", OUTSIDE), "DOCTYPE"),
    "declaration in UTF-16": (lambda: in_utf16(docx(), "word/document.xml"), "pengodean"),
    "PDF": (lambda: b"%PDF-1.7 ...", "PDF"),
    "other zip": (lambda: with_member(b"", "catatan.txt", b"x"), "tepat satu"),
    "powerpoint": (lambda: with_member(with_member(b"", "[Content_Types].xml", b"<a/>"), "ppt/presentation.xml", b"<a/>"), "tepat satu"),
    "workbook of something else": (other_workbook, "templat"),
    "packed by LZMA": (lambda: with_member(docx(), "word/extra.xml", b"<a/>", zipfile.ZIP_LZMA), "dikemas dengan cara"),
    "too many sheets": (many_sheets, "lebih dari 20 lembar"),
    "torn": (lambda: docx()[:-600], "rusak"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_unsafe_or_wrong_file_is_refused_in_a_sentence(name: str) -> None:
    make, word = BAD[name]

    with pytest.raises(Unreadable) as refusal:
        read_upload(make(), acuan=ACUAN)

    sentence = str(refusal.value)
    assert word in sentence
    assert len(sentence) < 220


@pytest.mark.parametrize(
    ("name", "is_taken"),
    [("gambar/soal1.screenshot.png", True), ("gambar/tes.batang.jpg", True), ("alat.exe", False), ("alat.JS. ", False)],
)
def test_only_the_end_of_a_name_makes_a_program_of_it(name: str, *, is_taken: bool) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, b"x")

    if is_taken:
        assert open_package(out.getvalue()).has(name)
    else:
        with pytest.raises(Unreadable):
            open_package(out.getvalue())
