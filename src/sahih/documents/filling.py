"""From what a role sends to the content of a sheet, and how far it is."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _

from sahih.documents.content import Answers, Content, Context, Header, Orang, RowContent, Value
from sahih.documents.parsing import parse
from sahih.documents.vocabulary import Block, Field, Formulir, Grid, Guide, Option, Problem, Row, Section, Statement
from sahih.documents.wording import Refused


@dataclass(frozen=True)
class Slot:
    """A place for one answer: the field, and the mapping of the content that holds its value."""

    path: str
    field: Field
    box: Answers
    row: RowContent | None = None

    @property
    def value(self) -> Value | None:
        return self.box.get(self.field.key)

    @property
    def options(self) -> tuple[Option, ...]:
        narrowed = self.row["options"].get(self.field.key) if self.row else None
        return self.field.answers if narrowed is None else tuple(Option(**one) for one in narrowed)

    def put(self, value: Value | None) -> None:
        if value is None:
            self.box.pop(self.field.key, None)
        else:
            self.box[self.field.key] = value


def slots(formulir: Formulir, content: Content) -> Iterator[Slot]:
    """Every place for an answer, in the order of the paper."""
    for block in standing(formulir, content):
        yield from block_slots(block, content)


def standing(formulir: Formulir, content: Content) -> list[Block]:
    """Return the blocks that this sheet has: one that waits for rows of the caller may lack them."""
    wanted = [(one, one.given if isinstance(one, Section | Grid) else "") for one in formulir.all_blocks]
    return [one for one, given in wanted if not given or content["rows"].get(given)]


def block_slots(block: Block, content: Content) -> Iterator[Slot]:
    match block:
        case Guide() | Statement(by=""):
            return
        case Grid():
            for row in content["rows"].get(block.source, []):
                yield from row_slots(block, row)
        case Statement():
            yield Slot(f"setuju/{block.key}", block.fields[0], content["accepted"])
        case _:
            yield from (Slot(one.key, one, content["fields"]) for one in block.fields)


def row_slots(grid: Grid, row: RowContent) -> Iterator[Slot]:
    return (Slot(f"{grid.source}/{row['key']}/{one.key}", one, row["answers"], row) for one in grid.fields)


@dataclass(frozen=True)
class Filled:
    """The content with all that was valid; `typed` keeps what was refused, so that the screen shows it again."""

    content: Content
    problems: list[Problem]
    typed: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Progress:
    done: int
    total: int
    first_gap: str | None


def begin(formulir: Formulir, context: Context, previous: Content | None = None) -> Content:
    """Return a sheet with the caller's facts: a new one bears what is offered, an older one keeps its answers."""
    content: Content = {
        "form": {"code": formulir.code, "version": formulir.version, "edition": formulir.edition},
        "header": {
            name: list(fact) if isinstance(fact, tuple) else fact for name, fact in asdict(context.header).items()
        },
        "fields": {},
        "rows": {
            one.source: [_row(row) for row in one.rows or context.rows.get(one.source, ())]
            for one in formulir.blocks
            if isinstance(one, Grid)
        },
        "accepted": {},
        "berkas": {},
    }
    old = {slot.path: slot.value for slot in slots(formulir, previous)} if previous else None
    # A caller who computes nothing, as for the second signer, leaves what was computed.
    imposed = context.computed or old or {}
    for slot in slots(formulir, content):
        offered = context.prefill.get(slot.path, slot.field.default or None) if old is None else old.get(slot.path)
        slot.put(imposed.get(slot.path) if slot.field.kind == "computed" else offered)
    return _settle(formulir, content, context, previous)


def as_signed(context: Context, content: Content) -> Context:
    """The caller's files to choose from, and the facts as the sheet bears them: a later signer adds answers only."""
    header: dict[str, Any] = dict(content["header"])  # reason: JSON of a `Header`
    header["asesor"] = tuple(Orang(**one) for one in header["asesor"])
    rows = {source: tuple(map(_row_again, lines)) for source, lines in content["rows"].items()}
    return Context(header=Header(**header), rows=rows, choices=context.choices)


def _row_again(row: RowContent) -> Row:
    options = {key: tuple(Option(**one) for one in narrowed) for key, narrowed in row["options"].items()}
    return Row(row["key"], row["cells"], tuple(row["lines"]), options)


def fill(
    formulir: Formulir,
    posted: Mapping[str, Sequence[str]],
    context: Context,
    *,
    previous: Content | None = None,
    partial: bool = False,
    as_role: str,
) -> Filled:
    """Take one role's answers; `partial` is autosave, which keeps what is valid and asks for nothing."""
    content = begin(formulir, context, previous)
    refused: dict[str, Problem] = {}
    for slot in slots(formulir, content):
        if not _takes(slot.field, as_role) or (partial and slot.path not in posted):
            continue
        try:
            slot.put(parse(slot.field, _offered(slot, context), posted.get(slot.path, ())))
        except Refused as refusal:
            refused[slot.path] = Problem(slot.path, str(refusal))
    content = _settle(formulir, content, context, previous)
    missing = [] if partial else open_problems(formulir, content, as_role)
    problems = [*refused.values(), *(one for one in missing if one.path not in refused)]
    return Filled(content, problems, {path: posted[path] for path in refused})


def open_problems(formulir: Formulir, content: Content, role: str) -> list[Problem]:
    """Return all that keeps this role's part from being signed."""
    gaps = [Problem(slot.path, _gap_message(slot.field)) for slot in gaps_of(formulir, content, role)]
    elsewhere = {slot.path for slot in slots(formulir, content) if slot.field.by != role} | {gap.path for gap in gaps}
    return gaps + [one for one in formulir.check(content) if one.path not in elsewhere]


def gaps_of(formulir: Formulir, content: Content, role: str) -> Iterator[Slot]:
    owed = (slot for slot in slots(formulir, content) if _takes(slot.field, role) and slot.value is None)
    return (slot for slot in owed if _needed(formulir, content, slot))


def progress(formulir: Formulir, content: Content, role: str) -> Progress:
    """Count the answers this role owes; one excused by the form's rules counts as given."""
    own = [slot for slot in slots(formulir, content) if _takes(slot.field, role)]
    total = sum(slot.field.required or _needed(formulir, content, slot) for slot in own)
    gaps = [slot.path for slot in gaps_of(formulir, content, role)]
    return Progress(total - len(gaps), total, gaps[0] if gaps else None)


def _gap_message(field: Field) -> str:
    match field.kind:
        case "choice" if len(field.answers) == 1:
            return _("Pernyataan ini belum disetujui. Baca, lalu beri tanda.")
        case "choice" | "yesno":
            return _("%s belum dipilih. Pilih salah satu.") % field.label.rstrip(" :")
        case "many" | "files":
            return _("%s belum dipilih. Pilih paling sedikit satu.") % field.label.rstrip(" :")
        case _:
            return _("%s belum diisi.") % field.label.rstrip(" :")


def _offered(slot: Slot, context: Context) -> Sequence[str]:
    offered = context.choices.get(slot.field.source, ()) if slot.field.kind == "files" else slot.options
    return [one.value for one in offered]


def _takes(field: Field, role: str) -> bool:
    return field.by == role and field.kind != "computed"


def _needed(formulir: Formulir, content: Content, slot: Slot) -> bool:
    ruled = formulir.needed(content, slot.path)
    return slot.field.required if ruled is None else ruled


def _row(row: Row) -> RowContent:
    options = {key: [asdict(one) for one in narrowed] for key, narrowed in row.options.items()}
    return {"key": row.key, "cells": dict(row.cells), "lines": list(row.lines), "options": options, "answers": {}}


def _settle(formulir: Formulir, content: Content, context: Context, previous: Content | None) -> Content:
    """Compute what follows from the answers, and copy the names of the files they point at."""
    derived = formulir.derive(content)
    known = {
        one.value: {"nama": one.label, "sha256": one.sha256} for group in context.choices.values() for one in group
    }
    known = (previous["berkas"] if previous else {}) | known
    for slot in slots(formulir, content):
        if slot.field.kind == "computed" and slot.path in derived:
            slot.put(derived[slot.path])
        if slot.field.kind == "files" and isinstance(slot.value, list):
            content["berkas"] |= {ref: known[ref] for ref in slot.value}
    return content
