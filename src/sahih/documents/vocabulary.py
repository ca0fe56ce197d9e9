"""The closed vocabulary in which an official form is said once, top to bottom like the paper.

The forms still to come are said so. IA.02, IA.04A: Guide, a Grid of scenarios, `files`.
IA.03, IA.04B, IA.06, IA.07, IA.09: a Grid "pertanyaan" stacking texts of the row and a paragraph in one column beside a
spread `yesno`; a question added on the spot is one more row of the caller. IA.05: the same with a `choice`; pictures in
Custom. IA.08: a Grid "bukti" with four spread `yesno`. IA.10, IA.11: Sections and Grids.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from sahih.documents.content import Content, Value

FieldKind = Literal["text", "paragraph", "date", "time", "number", "choice", "many", "yesno", "files", "computed"]
HeaderRow = Literal["skema", "tuk", "asesor", "asesi", "tanggal", "tanggal_asesmen", "hari_asesmen"]
Level = Literal["kelompok", "unit", "elemen"]


@dataclass(frozen=True)
class Option:
    """One answer of a choice; `over` is the head that spans it in a spread column."""

    value: str
    label: str
    over: str = ""


YA_TIDAK = (Option("ya", "Ya"), Option("tidak", "Tidak"))


@dataclass(frozen=True)
class Field:
    """One thing to answer, by the role `by`.

    Neighbours with one `group` share its printed label, `bare` ones without their own. `strike` prints a choice as all options with the others struck out; `columns` is how many options print beside
    each other, 0 a list of which only the chosen prints; `source` names the files that may be chosen; `folded` hides it on screen
    until it is wanted, `tucked` does so whatever its row answers.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    by: str = "asesi"
    required: bool = True
    options: tuple[Option, ...] = ()
    group: str = ""
    bare: bool = False
    strike: bool = False
    after: str = ""
    hint: str = ""
    default: str = ""
    longest: int = 0
    columns: int = 1
    source: str = "berkas"
    folded: bool = False
    tucked: bool = False
    autocomplete: str = ""

    @property
    def answers(self) -> tuple[Option, ...]:
        return self.options or (YA_TIDAK if self.kind == "yesno" else ())


@dataclass(frozen=True)
class Row:
    """One line of a grid: what it says, lines beneath it, and the options it narrows by field key."""

    key: str
    cells: Mapping[str, str]
    lines: tuple[str, ...] = ()
    options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """A column of a grid: texts with {cells} of the row, and fields, stacked.

    `spread` gives each option a column of its own with a tick, `grouped` each `over` one that bears what is chosen
    under it, with the small print of `small`; `over` heads neighbours together, `merge` joins the cells of one elemen, `numbered` hangs
    the text on the row's number, `lines` prints the row's lines beneath.
    """

    label: str
    parts: tuple[str | Field, ...]
    width: float
    widths: tuple[float, ...] = ()
    spread: bool = False
    grouped: bool = False
    over: str = ""
    small: tuple[str, ...] = ()
    rotated: bool = False
    numbered: bool = False
    lines: bool = False
    merge: Level | None = None

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(part for part in self.parts if isinstance(part, Field))


@dataclass(frozen=True)
class Statement:
    """A printed text; with `by` that role must accept it."""

    text: str
    key: str = ""
    by: str = ""

    @property
    def fields(self) -> tuple[Field, ...]:
        return (Field(self.key, self.text, "choice", self.by, options=(Option("ya", "Saya menyatakan demikian"),)),)


@dataclass(frozen=True)
class Section:
    """A titled part of the form: fields, and loose sentences between them.

    `given` names rows of the caller without which the paper has no such part.
    """

    title: str
    items: tuple[Field | str, ...] = ()
    intro: str = ""
    level: int = 2
    given: str = ""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return tuple(item for item in self.items if isinstance(item, Field))


@dataclass(frozen=True)
class Grid:
    """A table with one line per row of `source`.

    Fixed `rows` stand here, others come from the caller. What has no place on the paper is `unprinted`; `given` is
    that of a Section.
    """

    source: str
    columns: tuple[Column, ...]
    title: str = ""
    intro: str = ""
    heads: tuple[Level, ...] = ()
    rows: tuple[Row, ...] = ()
    unprinted: tuple[Field, ...] = ()
    foot: str = ""
    level: int = 2
    given: str = ""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        return (*(one for column in self.columns for one in column.fields), *self.unprinted)


@dataclass(frozen=True)
class Guide:
    """Fixed instructions, printed in a bar and folded on screen."""

    title: str
    lines: tuple[str, ...]
    intro: str = ""
    numbered: bool = False


@dataclass(frozen=True)
class Custom:
    """A part that only one form has: its own screen template, and blocks made for the print by its rules."""

    template: str
    printed: Callable[[Content], list[Mapping[str, object]]]
    fields: tuple[Field, ...] = ()


Block: TypeAlias = Section | Grid | Statement | Guide | Custom


@dataclass(frozen=True)
class Signature:
    """A signer, in signing order; `place` orders the printed boxes."""

    role: str
    label: str
    place: int = 1
    name_label: str = "Nama"
    reg_label: str = ""
    sign_label: str = "Tanda tangan dan Tanggal"


@dataclass(frozen=True)
class Problem:
    path: str
    message: str


@dataclass(frozen=True)
class Formulir:
    """An official form. `signed_in` a table are those who make and validate instruments (forms 1.8). `check`, `derive` and `needed` are functions of its rules.py: conditions are never data."""

    code: str
    version: int
    title: str
    blocks: tuple[Block, ...]
    signatures: tuple[Signature, ...]
    header: tuple[HeaderRow, ...] = ()
    foot: Section | None = None
    footnotes: tuple[str, ...] = ()
    edition: str = "E23"
    signed_in: Literal["boxes", "table"] = "boxes"
    check: Callable[[Content], list[Problem]] = lambda _content: []
    derive: Callable[[Content], Mapping[str, Value]] = lambda _content: {}
    needed: Callable[[Content, str], bool | None] = lambda _content, _path: None

    @property
    def all_blocks(self) -> tuple[Block, ...]:
        return (*self.blocks, self.foot) if self.foot else self.blocks
