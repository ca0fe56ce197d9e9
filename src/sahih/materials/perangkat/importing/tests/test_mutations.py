"""1,000 spoiled files: each is read whole or refused in a sentence; nothing in between, nothing else (issue 4)."""

import copy
import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable

import pytest
from lxml import etree
from openpyxl import load_workbook

from sahih.materials.berkas.packages import Unreadable
from sahih.materials.berkas.reading import FileRefused
from sahih.materials.perangkat.format import MukSpec
from sahih.materials.perangkat.importing.docx_reader import read_docx
from sahih.materials.perangkat.importing.exporting import Kepala, to_xlsx, to_yaml
from sahih.materials.perangkat.importing.tests import word_files
from sahih.materials.perangkat.importing.uploads import read_upload

ACUAN = word_files.small_acuan()
BY = Kepala("Rina", dt.datetime(2026, 11, 28, tzinfo=dt.UTC), has_keys=True)
EACH = 334


def small_docx() -> bytes:
    content = word_files.as_bytes(two_instruments)
    return trimmed(content, ("docProps/", "word/theme/", "word/webSettings", "customXml/", "word/fontTable"))


def two_instruments(document: word_files.Doc) -> None:
    word_files.ia03(document)
    word_files.ia05(document)


def small_xlsx() -> bytes:
    spec = read_docx(word_files.as_bytes(word_files.ia05), acuan=ACUAN).spec
    book = load_workbook(io.BytesIO(to_xlsx(spec, ACUAN, BY)))
    for name in book.sheetnames:
        if name not in ("MUK", "Bagian", "FR.IA.05"):
            del book[name]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def small_yaml() -> bytes:
    return to_yaml(read_docx(word_files.as_bytes(word_files.ia05), acuan=ACUAN).spec, BY)


def trimmed(content: bytes, needless: tuple[str, ...]) -> bytes:
    """Empty the parts that no reader looks at, so that a spoiled byte falls where it matters."""
    return repacked(
        content, lambda name, part: b"<a/>" if name.startswith(needless) and not name.endswith(".rels") else part
    )


def repacked(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def bytes_spoiled(content: bytes, dice: random.Random) -> bytes:
    """Bits turned, pieces cut out, doubled, moved, or replaced by noise."""
    spoiled = bytearray(content)
    for _turn in range(dice.randint(1, 6)):
        at, length = dice.randrange(len(spoiled) or 1), dice.randint(1, 40)
        match dice.randrange(5):
            case 0:
                spoiled[at : at + 1] = bytes([dice.randrange(256)])
            case 1:
                del spoiled[at : at + length]
            case 2:
                spoiled[at:at] = spoiled[at : at + length]
            case 3:
                spoiled[at : at + length] = dice.randbytes(length)
            case _:
                spoiled = spoiled[: max(at, 1)] if dice.random() < 0.2 else spoiled
    return bytes(spoiled)


def markup_spoiled(part: bytes, dice: random.Random) -> bytes:
    """Elements dropped, doubled, moved, renamed; attributes and texts made nonsense; still well-formed."""
    root = etree.fromstring(part)
    for _turn in range(dice.randint(1, 8)):
        every = [one for one in root.iter("{*}*") if one.getparent() is not None]
        if not every:
            break
        one, other = dice.choice(every), dice.choice(every)
        match dice.randrange(6):
            case 0:
                one.getparent().remove(one)
            case 1:
                one.getparent().insert(0, copy.deepcopy(other))
            case 2:
                one.append(copy.deepcopy(other))
            case 3:
                one.tag = other.tag
            case 4:
                one.attrib.update(dict.fromkeys(one.attrib, dice.choice(["-1", "0", "99999999999", "x", ""])))
            case _:
                one.text = dice.choice(["9" * 5000, "1.1", "FR.IA.99", "\u202e\u200b", "Kelompok Pekerjaan 77", " "])
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


def packed_spoiled(content: bytes, dice: random.Random) -> bytes:
    if dice.random() < 0.3:
        return bytes_spoiled(content, dice)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [
            name
            for name in archive.namelist()
            if name.endswith(("document.xml", "sheet1.xml", "sheet3.xml", "numbering.xml")) or dice.random() < 0.05
        ]
    return repacked(
        content, lambda name, part: markup_spoiled(part, dice) if name in names and part.startswith(b"<") else part
    )


def lines_spoiled(content: bytes, dice: random.Random) -> bytes:
    if dice.random() < 0.4:
        return bytes_spoiled(content, dice)
    lines = content.split(b"\n")
    for _turn in range(dice.randint(1, 5)):
        at, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        match dice.randrange(4):
            case 0:
                del lines[at]
            case 1:
                lines[at], lines[other] = lines[other], lines[at]
            case 2:
                lines[at] = b"  " * dice.randint(0, 4) + lines[other].lstrip()
            case _:
                lines.insert(
                    at, dice.choice([b"&a", b"*a", b"!!python/object:os.system {}", b"{", b"- [", b"x: 1", b"\t"])
                )
    return b"\n".join(lines)


KINDS = {
    "docx": (small_docx, packed_spoiled),
    "xlsx": (small_xlsx, packed_spoiled),
    "yaml": (small_yaml, lines_spoiled),
}


@pytest.mark.parametrize("kind", KINDS)
def test_spoiled_files_are_read_whole_or_refused_in_a_sentence(kind: str) -> None:
    make, spoil = KINDS[kind]
    content, dice = make(), random.Random(f"impor-{kind}")  # noqa: S311 -- the same files each time
    outcomes = {"read": 0, "refused": 0}

    for _turn in range(EACH):
        try:
            found = read_upload(spoil(content, dice), acuan=ACUAN)
        except (Unreadable, FileRefused) as refusal:
            outcomes["refused"] += bool(str(refusal).strip())
        else:
            assert MukSpec.model_validate(found.spec.model_dump()) == found.spec
            assert all(one.why and one.todo for one in found.terlewat)
            outcomes["read"] += 1

    assert sum(outcomes.values()) == EACH
    assert min(outcomes.values()) > EACH // 20, outcomes
