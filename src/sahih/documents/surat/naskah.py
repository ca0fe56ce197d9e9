"""A letter: what it knows is a form, its wording is data of the LSP's own with safe {places}."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Annotated, Any, Literal, TypeAlias, TypedDict

from django.utils.translation import gettext as _
from pydantic import ConfigDict, Discriminator, TypeAdapter, ValidationError

from sahih.documents.content import Content, PrintedSignature
from sahih.documents.filling import slots
from sahih.documents.kepala import standing_block
from sahih.documents.pdf import Rendered, render
from sahih.documents.qr import qr_svg
from sahih.documents.vocabulary import Field, Formulir, Grid, Problem
from sahih.documents.wording import PLACEHOLDER, PRINTABLE, long_date, say, shown, wrong_placeholders

Printed = dict[str, Any]  # Any: JSON that the template reads
LONGEST_TEXT, MOST_PARTS = 4000, 60
MOST_LINES, MOST_COLUMNS = 120, 12
# What stands in a head, a label or a block that a page must hold whole.
LONGEST_LABEL = 200
NUMBERINGS = ("1.", "1)", "a.", "a)", "A.", "I.", "•")
BULLET = "•"
CLOSED = ConfigDict(extra="forbid")
MENGGANTIKAN = Field("menggantikan", "Menggantikan surat nomor", "computed")
PENGGANTI = "Surat ini menggantikan surat nomor {menggantikan}, yang tetap tersimpan pada arsip."
KEPALA_SURAT = (
    Field("nomor", "Nomor surat", "computed"),
    Field("tanggal_surat", "Tanggal surat", "computed"),
    Field("kota", "Kota", "computed"),
    Field("lsp", "Nama LSP", "computed"),
)


@dataclass(frozen=True)
class Paragraph:
    """A text; with `when`, it stands only in a letter in which that place is filled."""

    __pydantic_config__ = CLOSED
    text: str
    when: str = ""
    kind: Literal["paragraph"] = "paragraph"


@dataclass(frozen=True)
class Centered:
    __pydantic_config__ = CLOSED
    text: str
    kind: Literal["centered"] = "centered"


@dataclass(frozen=True)
class Facts:
    """Rows of label : text."""

    __pydantic_config__ = CLOSED
    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True)
class Listed:
    __pydantic_config__ = CLOSED
    items: tuple[str, ...]
    numbering: str = "1."
    kind: Literal["list"] = "list"


@dataclass(frozen=True)
class Decree:
    """Menimbang, Mengingat, Menetapkan: a label and its clauses; without clauses the label is a heading."""

    __pydantic_config__ = CLOSED
    parts: tuple[tuple[str, tuple[str, ...]], ...]
    kind: Literal["decree"] = "decree"


@dataclass(frozen=True)
class Table:
    """One line per row of `source`; a column is its head, its text with {cells} of the row, its width."""

    __pydantic_config__ = CLOSED
    source: str
    columns: tuple[tuple[str, str, float], ...]
    kind: Literal["table"] = "table"


@dataclass(frozen=True)
class Annex:
    __pydantic_config__ = CLOSED
    title: str
    rows: tuple[tuple[str, str], ...] = ()
    kind: Literal["annex"] = "annex"


Bagian: TypeAlias = Paragraph | Centered | Facts | Listed | Decree | Table | Annex
AnyBagian: TypeAlias = Annotated[Bagian, Discriminator("kind")]


@dataclass(frozen=True)
class Naskah:
    """The wording of a letter; the LSP replaces it whole, and each change is a version.

    `signers` are words of the LSP's own for the roles that sign, as Direktur for Ketua.
    """

    __pydantic_config__ = CLOSED
    version: int
    title: tuple[str, ...]
    blocks: tuple[AnyBagian, ...]
    tembusan: tuple[str, ...] = ()
    signers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Surat:
    form: Formulir
    naskah: Naskah
    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    landscape: bool = False


class SuratContent(TypedDict):
    """A letter as locked: what it says and the wording it says it in."""

    isi: Content
    naskah: dict[str, Any]  # Any: the JSON of a Naskah


_ADAPTER = TypeAdapter(Naskah)


def read_naskah(surat: Surat, data: object) -> tuple[Naskah | None, list[Problem]]:
    """Read an LSP's own wording; every wrong part is named, and nothing half-read is returned."""
    naskah, problems = parse_naskah(data)
    if naskah is not None:
        problems = check_naskah(surat, naskah)
    return (None if problems else naskah), problems


def parse_naskah(data: object) -> tuple[Naskah | None, list[Problem]]:
    """Read the parts of a wording, whatever its texts say: a draft may still be wrong."""
    try:
        return _ADAPTER.validate_python(data), []
    except ValidationError as error:
        places = (".".join(str(step) for step in one["loc"]) for one in error.errors())
        return None, [
            Problem(place, _("Bagian %s tidak terbaca. Periksa nama dan isinya.") % place) for place in places
        ]


def plain_naskah(naskah: Naskah) -> dict[str, Any]:  # Any: the JSON of a Naskah
    """A wording as it is kept."""
    told: dict[str, Any] = _ADAPTER.dump_python(naskah, mode="json")
    return told


def check_naskah(surat: Surat, naskah: Naskah) -> list[Problem]:
    """Name the placeholders that this letter does not have, and texts that are too long or cannot be printed."""
    if len(naskah.blocks) > MOST_PARTS:
        return [Problem("blocks", _("Naskah paling banyak %d bagian.") % MOST_PARTS)]
    known = dict.fromkeys(known_places(surat))
    problems = [_text_problem(path, text, known) for path, text in _texts(naskah)]
    problems += _shape_problems(surat, naskah)
    problems += [_condition_problem(path, block, known) for path, block in _paragraphs(naskah)]
    for path, block in _tables(naskah):
        cells = dict.fromkeys(surat.cells.get(block.source, ())) | known
        if block.source not in surat.cells:
            problems.append(Problem(path, _("Daftar %s tidak dikenal dalam surat ini.") % block.source))
        problems += [_text_problem(path, text, cells) for head, text, _width in block.columns for text in (head, text)]
    return [one for one in problems if one]


def _shape_problems(surat: Surat, naskah: Naskah) -> Iterator[Problem]:
    """What no printer could lay out: no title, numbers that are none, widths that are none, endless lists."""
    if not any(_has_words(line) for line in naskah.title):
        yield Problem("title", _("Judul belum ditulis. Tulis kata, bukan hanya isian."))
    signs = {box.role for box in surat.form.signatures}
    yield from (
        Problem(f"signers.{index}", _("Peran %s tidak menandatangani surat ini.") % role)
        for index, (role, _label) in enumerate(naskah.signers)
        if role not in signs
    )
    for name, lines in (("title", naskah.title), ("tembusan", naskah.tembusan)):
        if len(lines) > MOST_COLUMNS or any(len(line) > LONGEST_LABEL for line in lines):
            yield Problem(name, _("Paling banyak %d baris pendek.") % MOST_COLUMNS)
    for index, block in enumerate(naskah.blocks):
        is_nameless = isinstance(block, Annex) and not _has_words(block.title)
        said = _("Lampiran perlu judul. Tulis kata, bukan hanya isian.") if is_nameless else _shape_problem(block)
        if said:
            yield Problem(f"blocks.{index}", said)


def _has_words(line: str) -> bool:
    """A place may be filled with nothing; a heading of nothing cannot be printed (PDF/UA-1)."""
    return bool(PLACEHOLDER.sub("", line).strip())


def _shape_problem(block: Bagian) -> str:
    match block:
        case Listed() if block.numbering not in NUMBERINGS:
            return _("Penomoran %s tidak dikenal. Pilih salah satu.") % block.numbering
        case Table() if not 1 <= len(block.columns) <= MOST_COLUMNS:
            return _("Tabel paling sedikit satu dan paling banyak %d kolom.") % MOST_COLUMNS
        case Table() if not all(0 < width <= 1000 for _head, _text, width in block.columns):
            return _("Lebar kolom diisi angka 1 sampai 1000; yang dihitung perbandingannya.")
        case Listed() | Facts() | Annex() | Decree() if len(list(_leaves(asdict(block)))) > 2 * MOST_LINES:
            return _("Bagian ini terlalu panjang. Bagi menjadi beberapa bagian.")
        case _ if any(len(label) > LONGEST_LABEL for label in _labels(block)):
            return _("Judul atau label paling panjang %d karakter.") % LONGEST_LABEL
        case _:
            return ""


def _labels(block: Bagian) -> tuple[str, ...]:
    """The texts that stand beside, above or in the head of others."""
    match block:
        case Facts():
            return tuple(label for label, _text in block.rows)
        case Annex():
            return (block.title, *(label for label, _text in block.rows))
        case Decree():
            return tuple(label for label, _clauses in block.parts)
        case Table():
            return tuple(head for head, _text, _width in block.columns)
        case _:
            return ()


def known_places(surat: Surat) -> list[str]:
    header = ("skema_judul", "skema_nomor", "tuk_nama", "tanggal", "mulai", "selesai")
    asked = [
        one.key
        for block in surat.form.all_blocks
        if not isinstance(block, Grid)
        for one in getattr(block, "fields", ())
    ]
    return [*header, *asked, *(f"jumlah_{source}" for source in surat.cells)]


def compose(surat: Surat, content: Content, naskah: Naskah | None = None) -> SuratContent:
    """Join what the letter says with the wording it is said in."""
    return {"isi": content, "naskah": plain_naskah(naskah or surat.naskah)}


def print_surat(
    surat: Surat,
    letter: SuratContent,
    signatures: Sequence[PrintedSignature],
    *,
    kop: Mapping[str, Any] | None = None,
    document_block: Mapping[str, Any] | None = None,
    watermark: str = "",
    trace: str = "",
) -> Rendered:
    """Print a letter from its content alone; a signer without an instant is an open box."""
    naskah, content = _ADAPTER.validate_python(letter["naskah"]), letter["isi"]
    values = values_of(surat, content)
    data = {
        "date": str(content["fields"]["tanggal_surat"]),
        "title": [say(line, values) for line in naskah.title],
        "number": values["nomor"],
        "footer": " · ".join(
            filter(None, [(document_block or {}).get("alias") or surat.form.code, values["nomor"], trace])
        ),
        "place": values["kota"],
        "day": values["tanggal_surat"],
        "blocks": _printed_blocks(surat, naskah, values, content),
        "signatures": [_signature(one, surat, naskah, values) for one in signatures],
        "tembusan": [say(one, values) for one in naskah.tembusan],
        "kop": kop,
        "document_block": standing_block(document_block),
        "watermark": watermark,
        "landscape": surat.landscape,
    }
    return render("surat.typ", data)


def values_of(surat: Surat, content: Content) -> dict[str, str]:
    """Return every placeholder as it reads in a letter: dates in words, counts of the lists."""
    header = {
        name: str(content["header"].get(name, ""))
        for name in ("skema_judul", "skema_nomor", "tuk_nama", "mulai", "selesai")
    }
    asked = {
        slot.path: long_date(str(slot.value or ""), with_day=True)
        if slot.field.kind == "date"
        else shown(slot.field, slot.value, slot.options, content)
        for slot in slots(surat.form, content)
        if slot.row is None
    }
    dates = {
        "tanggal": long_date(str(content["header"].get("tanggal", "")), with_day=True),
        "tanggal_surat": long_date(str(content["fields"].get("tanggal_surat", ""))),
    }
    counts = {f"jumlah_{source}": str(len(said_rows(surat, content, source))) for source in surat.cells}
    return dict.fromkeys(known_places(surat), "") | header | asked | counts | dates


def _printed_blocks(surat: Surat, naskah: Naskah, values: Mapping[str, str], content: Content) -> list[Printed]:
    return [_printed(surat, block, values, content) for block in naskah.blocks if _stands(block, values)]


def said_rows(surat: Surat, content: Content, source: str) -> list[dict[str, str]]:
    """The lines of a list as they print: of lines that somebody fills, those that say something, numbered anew."""
    lines = content["rows"].get(source, [])
    asked = [one for one in surat.form.all_blocks if isinstance(one, Grid) and one.source == source and one.fields]
    if not asked:
        return [row["cells"] for row in lines]
    blank = dict.fromkeys(surat.cells[source], "")
    filled = [row for row in lines if row["answers"]]
    return [
        blank | row["cells"] | {key: str(value) for key, value in row["answers"].items()} | {"nomor": str(number)}
        for number, row in enumerate(filled, 1)
    ]


def _stands(block: Bagian, values: Mapping[str, str]) -> bool:
    return not isinstance(block, Paragraph) or not block.when or bool(values.get(block.when))


def _printed(surat: Surat, block: Bagian, values: Mapping[str, str], content: Content) -> Printed:
    match block:
        case Paragraph() | Centered():
            return {"kind": block.kind, "text": say(block.text, values)}
        case Facts() | Annex():
            rows = [[say(label, values), say(text, values)] for label, text in block.rows]
            return {"kind": block.kind, "rows": rows, "title": say(getattr(block, "title", ""), values)}
        case Listed():
            return {
                "kind": "list",
                "numbering": None if block.numbering == BULLET else block.numbering,
                "items": [say(item, values) for item in block.items],
            }
        case Decree():
            return {"kind": "decree", "parts": [_clauses(label, texts, values) for label, texts in block.parts]}
        case Table():
            rows = [
                [say(text, dict(values) | cells) for _head, text, _width in block.columns]
                for cells in said_rows(surat, content, block.source)
            ]
            return {
                "kind": "table",
                "head": [head for head, _text, _width in block.columns],
                "widths": [width for _head, _text, width in block.columns],
                "rows": rows,
            }


def _clauses(label: str, texts: Sequence[str], values: Mapping[str, str]) -> Printed:
    said = [say(text, values) for text in texts]
    return {"label": say(label, values), "clauses": said} if said else {"heading": say(label, values)}


def _signature(one: PrintedSignature, surat: Surat, naskah: Naskah, values: Mapping[str, str]) -> Printed:
    told = {box.role: box.label for box in surat.form.signatures} | dict(naskah.signers)
    labels = {role: say(label, values) for role, label in told.items()}
    return asdict(one) | {"role": labels.get(one.role, one.role), "qr": qr_svg(one.qr_url) if one.qr_url else ""}


def _text_problem(path: str, text: str, known: Mapping[str, object]) -> Problem | None:
    wrong = wrong_placeholders(text, known)
    if wrong:
        return Problem(path, _("Isian %s tidak dikenal dalam surat ini.") % ", ".join(wrong))
    if len(text) > LONGEST_TEXT:
        return Problem(
            path, _("Teks ini %(n)d karakter, paling panjang %(most)d.") % {"n": len(text), "most": LONGEST_TEXT}
        )
    if not all(PRINTABLE.fullmatch(sign) for sign in text):
        return Problem(path, _("Teks ini memuat tanda yang tidak dapat dicetak."))
    return None


def _condition_problem(path: str, block: Paragraph, known: Mapping[str, object]) -> Problem | None:
    if block.when and block.when not in known:
        return Problem(path, _("Isian %s tidak dikenal dalam surat ini.") % block.when)
    return None


def _paragraphs(naskah: Naskah) -> Iterator[tuple[str, Paragraph]]:
    return ((f"blocks.{index}", block) for index, block in enumerate(naskah.blocks) if isinstance(block, Paragraph))


def _tables(naskah: Naskah) -> Iterator[tuple[str, Table]]:
    return ((f"blocks.{index}", block) for index, block in enumerate(naskah.blocks) if isinstance(block, Table))


def _texts(naskah: Naskah) -> Iterator[tuple[str, str]]:
    """Every text of the wording outside tables, with its place."""
    for name, lines in (("title", naskah.title), ("tembusan", naskah.tembusan)):
        yield from ((f"{name}.{index}", line) for index, line in enumerate(lines))
    yield from ((f"signers.{index}", label) for index, (_role, label) in enumerate(naskah.signers))
    for index, block in enumerate(naskah.blocks):
        if not isinstance(block, Table):
            yield from ((f"blocks.{index}", text) for text in _leaves(asdict(block)))


def _leaves(part: object) -> Iterator[str]:
    match part:
        case str():
            yield part
        case dict():
            for one in part.values():
                yield from _leaves(one)
        case list() | tuple():
            for one in part:
                yield from _leaves(one)


def say_blocks(surat: Surat, letter: SuratContent) -> dict[str, Any]:  # Any: what a template reads
    """The letter's words for the screen: title lines, and the blocks as they print."""
    naskah, content = _ADAPTER.validate_python(letter["naskah"]), letter["isi"]
    values = values_of(surat, content)
    return {
        "title": [say(line, values) for line in naskah.title],
        "number": values["nomor"],
        "place": values["kota"],
        "day": values["tanggal_surat"],
        "blocks": _printed_blocks(surat, naskah, values, content),
        "tembusan": [say(one, values) for one in naskah.tembusan],
    }
