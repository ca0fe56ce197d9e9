"""Files as they should not be: bytes turned, markup made nonsense, and files that say something wrong in good order."""

import copy
import datetime as dt
import io
import random
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import yaml
from lxml import etree
from openpyxl import load_workbook

from sahih.materials.perangkat.importing.docx_reader import read_docx
from sahih.materials.perangkat.importing.exporting import Kepala, to_xlsx, to_yaml
from sahih.materials.perangkat.importing.tests import word_files

ACUAN = word_files.small_acuan()
BY = Kepala("Rina", dt.datetime(2026, 11, 28, tzinfo=dt.UTC), has_keys=True)


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


# Codes, numbers and words whose exchange leaves the file in good order and makes it say something else.
WORDS = (
    (word_files.A, word_files.C), (word_files.C, word_files.B), (word_files.B, word_files.A), (word_files.A, "X.00UJI00.009.9"),
    ("1.2", "2.1"), ("1.1", "9.9"), ("2.1", "1.1"), ("KUK 1", "KUK 2"), ("Pekerjaan 1", "Pekerjaan 2"), ("Pekerjaan 1", "Pekerjaan 7"),
    ("FR.IA.05", "FR.IA.06"), ("FR.IA.03", "FR.IA.01"), ("SKM/1/2026", "SKM/2/2026"), ("b.", "a."), ("Paket", "Paket panjang " * 22),
    ("MUK Petugas", "MUK panjang sekali " * 14),
)  # fmt: skip


def packed_astray(content: bytes, dice: random.Random) -> bytes:
    """Rows cut or doubled, and words exchanged, in any part that has text."""

    def change(name: str, part: bytes) -> bytes:
        if not name.endswith((".xml",)) or not name.startswith(("word/document", "xl/sharedStrings", "xl/worksheets")):
            return part
        for old, new in dice.sample(WORDS, 2):
            part = part.replace(old.encode(), new.encode(), dice.choice([1, -1]))
        return rows_astray(part, dice) if dice.random() < 0.7 else part

    return repacked(content, change)


def rows_astray(part: bytes, dice: random.Random) -> bytes:
    root = etree.fromstring(part)
    rows = [one for one in root.iter("{*}tr", "{*}row") if one.getparent() is not None]
    for one in dice.sample(rows, min(len(rows), dice.randint(1, 2))):
        parent = one.getparent()
        if dice.random() < 0.6:
            parent.remove(one)
        else:
            parent.insert(parent.index(one), copy.deepcopy(one))
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True))


Plain = Any  # reason: a YAML file before anybody has looked at it


def lines_astray(content: bytes, dice: random.Random) -> bytes:
    """A file of the right shape that points at the wrong things."""
    said = yaml.safe_load(content)
    for _turn in range(dice.randint(1, 2)):
        dice.choice([_items_astray, _item_astray, _part_astray])(said["muk"], dice)
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False).encode()


def _items_astray(muk: Plain, dice: random.Random) -> None:
    """KUK exchanged, items cut off or doubled."""
    items = dice.choice(muk["bagian"])["butir"]
    one, other = dice.choice(items), dice.choice(items)
    match dice.randrange(3):
        case 0:
            one["refs"], other["refs"] = other.get("refs", []), one.get("refs", [])
        case 1:
            items[dice.randrange(len(items)) :] = [{"text": "Sisa"}]
        case _:
            items.extend(copy.deepcopy(items))


def _item_astray(muk: Plain, dice: random.Random) -> None:
    """One item that points at nothing there is, or lacks what it needs."""
    one = dice.choice(dice.choice(muk["bagian"])["butir"])
    match dice.randrange(6):
        case 0:
            one.pop(dice.choice(list(one)))
        case 1:
            one["refs"] = [{"unit": word_files.A, "kuk": "9.9"}, {"unit": word_files.C, "kritis": 9}]
        case 2:
            one["kunci"] = {"option": dice.randint(0, 6)}
        case 3:
            one["picture"] = {"sha256": "ab" * 32, "alt": "Palu"}
        case 4:
            one["options"] = [f"Pilihan {number}" for number in range(dice.randint(0, 7))]
        case _:
            one["scope"] = "lingkup " * dice.randint(1, 50)


def _part_astray(muk: Plain, dice: random.Random) -> None:
    """The right items in the wrong place, under the wrong head."""
    part = dice.choice(muk["bagian"])
    match dice.randrange(5):
        case 0:
            part["kelompok"] = dice.choice([1, 2, 3, 99])
        case 1:
            muk["bagian"].append(copy.deepcopy(part))
        case 2:
            part["instrumen"] = dice.choice(["FR.IA.01", "FR.IA.11"])
        case 3:
            muk["title"] = "Judul " * dice.randint(1, 60)
        case _:
            muk["pass_mark"] = dice.randint(0, 101)


ASTRAY = {"docx": packed_astray, "xlsx": packed_astray, "yaml": lines_astray}


def spoiled_files(kind: str, *, times: int, seed: str) -> Iterator[bytes]:
    """Every other one broken, every other one only wrong; the same files each time."""
    make, spoil = KINDS[kind]
    content, dice = make(), random.Random(f"{seed}-{kind}")  # noqa: S311 -- the same files each time
    for turn in range(times):
        yield (spoil, ASTRAY[kind])[turn % 2](content, dice)
