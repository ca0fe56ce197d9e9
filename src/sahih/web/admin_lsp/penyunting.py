"""A wording as fields that somebody can type into, and back: every part is a text area, one line a line."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from django.utils.translation import gettext as _

from sahih.documents.surat.naskah import (
    NUMBERINGS,
    Annex,
    Bagian,
    Centered,
    Decree,
    Facts,
    Listed,
    Naskah,
    Paragraph,
    Surat,
    Table,
    known_places,
)
from sahih.documents.vocabulary import Problem

Posted = Mapping[str, str]
Choices = Sequence[tuple[str, str]]

KINDS: dict[str, str] = {
    "paragraph": "Paragraf", "centered": "Baris di tengah", "facts": "Rincian", "list": "Daftar",
    "decree": "Menimbang, mengingat, menetapkan", "table": "Tabel", "annex": "Lampiran",
}  # fmt: skip
WIDTH = 30.0
# The field of a part into which a placeholder is put.
MAIN = {
    "paragraph": "text", "centered": "text", "facts": "rows", "list": "items", "decree": "parts", "table": "columns",
    "annex": "rows",
}  # fmt: skip


@dataclass(frozen=True)
class Isian:
    """One field of a part."""

    name: str
    label: str
    value: str
    help: str = ""
    rows: int = 0
    options: Choices = ()


@dataclass(frozen=True)
class BagianLihat:
    """One part as the page shows it."""

    number: int
    kind: str
    label: str
    fields: list[Isian]
    errors: list[str]

    @property
    def index(self) -> int:
        return self.number - 1


def parts_of(surat: Surat, naskah: Naskah, problems: Sequence[Problem]) -> list[BagianLihat]:
    """Every part with its fields, and beside it what is wrong in it."""
    return [
        BagianLihat(
            index + 1, block.kind, KINDS[block.kind], list(_fields(surat, block, f"b{index}")), errors_at(problems, f"blocks.{index}")
        )
        for index, block in enumerate(naskah.blocks)
    ]  # fmt: skip


def errors_at(problems: Sequence[Problem], place: str) -> list[str]:
    found = [one.message for one in problems if one.path == place or one.path.startswith(f"{place}.")]
    return list(dict.fromkeys(found))


def _fields(surat: Surat, block: Bagian, at: str) -> Iterator[Isian]:
    pairs = _("Satu baris satu rincian: label, titik dua, lalu isinya.")
    match block:
        case Paragraph():
            yield Isian(f"{at}.text", _("Teks"), block.text, rows=4)
            yield Isian(f"{at}.when", _("Tercetak"), block.when, options=_conditions(surat))
        case Centered():
            yield Isian(f"{at}.text", _("Teks"), block.text)
        case Facts():
            yield Isian(f"{at}.rows", _("Rincian"), _written_pairs(block.rows), pairs, rows=4)
        case Listed():
            yield Isian(f"{at}.items", _("Butir"), "\n".join(block.items), _("Satu baris satu butir."), rows=5)
            yield Isian(f"{at}.numbering", _("Penomoran"), block.numbering, options=[(one, one) for one in NUMBERINGS])
        case Decree():
            told = _("Judul bagian pada baris sendiri; di bawahnya tiap butir diawali tanda hubung.")
            yield Isian(f"{at}.parts", _("Bagian dan butir"), _written_parts(block.parts), told, rows=8)
        case Annex():
            yield Isian(f"{at}.title", _("Judul lampiran"), block.title)
            yield Isian(f"{at}.rows", _("Rincian"), _written_pairs(block.rows), pairs, rows=3)
        case Table():
            yield from _table_fields(surat, block, at)
        case _ as never:
            assert_never(never)


def _table_fields(surat: Surat, block: Table, at: str) -> Iterator[Isian]:
    cells = ", ".join(f"{{{name}}}" for name in surat.cells.get(block.source, ()))
    told = _("Satu baris satu kolom: kepala | isi | lebar. Isi barisnya boleh memuat %s.") % cells
    columns = "\n".join(f"{head} | {text} | {width:g}" for head, text, width in block.columns)
    yield Isian(f"{at}.source", _("Baris dari"), block.source, options=[(one, one) for one in surat.cells])
    yield Isian(f"{at}.columns", _("Kolom"), columns, told, rows=5)


def _conditions(surat: Surat) -> Choices:
    return [("", _("selalu")), *((name, _("bila {%s} terisi") % name) for name in known_places(surat))]


def _written_pairs(rows: Sequence[tuple[str, str]]) -> str:
    return "\n".join(f"{label} : {text}".strip() for label, text in rows)


def _written_parts(parts: Sequence[tuple[str, Sequence[str]]]) -> str:
    return "\n".join("\n".join([label, *(f"- {clause}" for clause in clauses)]) for label, clauses in parts)


def read_posted(surat: Surat, posted: Posted, *, version: int) -> Naskah:
    """The wording as typed; whatever stands there is taken, and what is wrong in it is said by `check_naskah`."""
    count = len([name for name in posted if name.startswith("b") and name.endswith(".kind")])
    blocks = [_read(surat, posted, f"b{index}") for index in range(count)]
    signers = [(box.role, _line(posted.get(f"signer.{box.role}", ""))) for box in surat.form.signatures]
    ours = {box.role: box.label for box in surat.form.signatures}
    return Naskah(
        version=version, title=tuple(_lines(posted.get("title", ""))), blocks=tuple(one for one in blocks if one),
        tembusan=tuple(_lines(posted.get("tembusan", ""))),
        signers=tuple((role, label) for role, label in signers if label and label != ours[role]),
    )  # fmt: skip


def _read(surat: Surat, posted: Posted, at: str) -> Bagian | None:
    def said(name: str) -> str:
        return posted.get(f"{at}.{name}", "").replace("\r\n", "\n").replace("\t", " ")

    kind = said("kind")
    make: dict[str, Callable[[], Bagian]] = {
        "paragraph": lambda: Paragraph(said("text").strip(), said("when")),
        "centered": lambda: Centered(_line(said("text"))),
        "facts": lambda: Facts(tuple(_pairs(said("rows")))),
        "list": lambda: Listed(tuple(_lines(said("items"))), said("numbering") or NUMBERINGS[0]),
        "decree": lambda: Decree(tuple(_parts(said("parts")))),
        "annex": lambda: Annex(_line(said("title")), tuple(_pairs(said("rows")))),
        "table": lambda: Table(said("source") or next(iter(surat.cells), ""), tuple(_columns(said("columns")))),
    }
    return make[kind]() if kind in make else None


def _line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return [_line(line) for line in text.splitlines() if line.strip()]


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for line in _lines(text):
        label, _colon, rest = line.partition(":")
        yield label.strip(), rest.strip()


def _parts(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    label, clauses, begun = "", list[str](), False
    for line in _lines(text):
        if line.startswith("-"):
            clauses.append(line[1:].strip())
            begun = True
            continue
        if begun:
            yield label, tuple(clauses)
        label, clauses, begun = line.rstrip(" :"), [], True
    if begun:
        yield label, tuple(clauses)


def _columns(text: str) -> Iterator[tuple[str, str, float]]:
    for line in _lines(text):
        cells = [one.strip() for one in line.split("|")]
        head, middle, last = cells[0], cells[1:-1] if len(cells) > 2 else cells[1:], cells[-1] if len(cells) > 2 else ""
        yield head, " | ".join(middle), _width(last)


def _width(text: str) -> float:
    try:
        width = float(text.replace(",", "."))
    except ValueError:
        return WIDTH
    return width if 0 < width <= 1000 else WIDTH


def changed(surat: Surat, naskah: Naskah, posted: Posted, act: str) -> Naskah:
    """The wording after one of the page's buttons: a part moved, taken out, added, a placeholder put in."""
    name, _colon, which = act.partition(":")
    blocks, index = list(naskah.blocks), int(which) if which.isdigit() else -1
    match name:
        case "naik" if 0 < index < len(blocks):
            blocks[index - 1], blocks[index] = blocks[index], blocks[index - 1]
        case "turun" if 0 <= index < len(blocks) - 1:
            blocks[index + 1], blocks[index] = blocks[index], blocks[index + 1]
        case "hapus" if 0 <= index < len(blocks):
            del blocks[index]
        case "tambah":
            new = _read(surat, {"new.kind": posted.get("new_kind", "")}, "new")
            place = posted.get("new_before", "")
            if new is not None:
                blocks.insert(int(place) if place.isdigit() else len(blocks), new)
        case _:
            return naskah
    return replace(naskah, blocks=tuple(blocks))


def with_place(posted: Posted) -> dict[str, str]:
    """What was typed, with the chosen placeholder behind the text of the chosen part."""
    told, at, place = dict(posted), posted.get("place_at", ""), posted.get("place", "")
    main = MAIN.get(posted.get(f"{at}.kind", ""))
    if main and place:
        told[f"{at}.{main}"] = f"{told.get(f'{at}.{main}', '')} {{{place}}}".strip()
    return told


def landing(act: str) -> str:
    """Where the page stands after a button."""
    name, _colon, which = act.partition(":")
    if not which.isdigit():
        return "#tambah" if name == "tambah" else ""
    step = {"naik": -1, "turun": 1}.get(name, 0)
    return f"#bagian-{max(1, int(which) + 1 + step)}"
