"""A form on the screen: what each reader meets of every block; how it looks stands in markup.py and drawing.py."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sahih.documents import drawing, markup
from sahih.documents.content import Content, Context, RowContent
from sahih.documents.filling import Slot, block_slots, gaps_of, row_slots, standing
from sahih.documents.markup import safe, together
from sahih.documents.vocabulary import (
    Block,
    Column,
    Custom,
    Field,
    Formulir,
    Grid,
    Guide,
    Level,
    Problem,
    Section,
    Statement,
)
from sahih.documents.wording import places, say, shown

HEADS = {
    "kelompok": ("Kelompok Pekerjaan {kelompok}", "{kelompok_judul}"),
    "unit": ("{unit}", "{unit_judul}"),
    "elemen": ("{elemen_nomor}", "{elemen}"),
}
FILES_IN_SIGHT, BARE, SHORT, NARROW = 4, 12, 16, 32
BESIDE = {"choice", "yesno", "computed"}
NUMBER = ("{nomor}",)
FILES = Field("", "").source
Faces = Mapping[str, drawing.Face]


@dataclass(frozen=True)
class Page:
    """All that decides how one field shows to one reader."""

    content: Content
    context: Context
    role: str
    readonly: bool = False
    errors: Mapping[str, str] = field(default_factory=dict)
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    gaps: frozenset[str] = frozenset()


def render_screen(
    formulir: Formulir,
    content: Content,
    context: Context,
    *,
    role: str,
    problems: Sequence[Problem] = (),
    typed: Mapping[str, Sequence[str]] | None = None,
    readonly: bool = False,
) -> SafeString:
    """Return the inside of the page's <form>: what this role answers as inputs, all else as text."""
    errors = {one.path: one.message for one in reversed(problems)}
    gaps = frozenset() if readonly else frozenset(slot.path for slot in gaps_of(formulir, content, role))
    page = Page(content, context, role, readonly, errors, typed or {}, gaps)
    loose = [markup.loose(one.message) for one in problems if not one.path]
    return together([*loose, *(block_html(block, page) for block in standing(formulir, content))])


def block_html(block: Block, page: Page) -> SafeString:
    match block:
        case Guide():
            return markup.guide(block)
        case Section():
            return section_html(block, page)
        case Statement():
            return statement_html(block, page)
        case Custom():
            faces = faces_of(block, page)
            fields = [drawing.drawn(field_view(slot, page, faces)) for slot in block_slots(block, page.content)]
            return render_to_string(block.template, {"view": {"content": page.content, "fields": fields}})
        case Grid():
            return markup.grid(block, list(grid_rows(block, page)))


def section_html(block: Section, page: Page) -> SafeString:
    faces, slots = faces_of(block, page), {slot.path: slot for slot in block_slots(block, page.content)}
    items = [
        markup.sentence(item) if isinstance(item, str) else drawing.drawn(field_view(slots[item.key], page, faces))
        for item in block.items
    ]
    seen = list(filter(None, items))
    return markup.section(block, seen) if seen or not block.items else markup.NONE


def statement_html(block: Statement, page: Page) -> SafeString:
    faces, slots = faces_of(block, page), list(block_slots(block, page.content))
    asked = [drawing.agreement(field_view(slot, page, faces)) for slot in slots if faces[slot.field.key].is_open]
    return markup.statement(block.text, asked, given=any(slot.value for slot in slots[:1]))


def grid_rows(block: Grid, page: Page) -> Iterator[SafeString]:
    """Lay the table out as one line per row; a head is said where its cell changes."""
    merged = dict.fromkeys(column.merge for column in block.columns if column.merge)
    levels: list[Level] = [*block.heads, *merged]
    told_by = {level: head_cells(block, level) for level in levels}
    first = block.level + 1 if block.title else block.level
    faces, texts = faces_of(block, page), [one for one in block.columns if not one.merge and one.parts != NUMBER]
    said: dict[Level, list[str | None]] = {}
    for row in page.content["rows"].get(block.source, []):
        for depth, level in enumerate(levels):
            cells = [row["cells"].get(name) for name in told_by[level]]
            if said.get(level) != cells:
                yield markup.head(head_words(block, level, row), first + depth)
                said = {one: said[one] for one in levels[:depth]} | {level: cells}
        yield row_html(block, row, page, faces, texts)


def head_cells(block: Grid, level: Level) -> list[str]:
    """Name the cells that a head is made of."""
    merged = [part for one in block.columns if one.merge == level for part in one.parts if isinstance(part, str)]
    return [f"{level}_unit", *(name for text in (*HEADS[level], *merged) for name in places(text))]


def head_words(block: Grid, level: Level, row: RowContent) -> list[str]:
    """Return number and title of a level, then what else the paper merges over it."""
    words = [say(text, row["cells"]) for text in HEADS[level]] + row["cells"].get(f"{level}_unit", "").split("\n")
    merged = [text for column in block.columns if column.merge == level for text in column_texts(column, row)]
    return words[:2] + [text for text in dict.fromkeys(words[2:] + merged) if text and text not in words[:2]]


def row_html(block: Grid, row: RowContent, page: Page, faces: Faces, texts: Sequence[Column]) -> SafeString:
    number = row["cells"].get("nomor", "")
    views = [field_view(slot, page, faces, within=number) for slot in row_slots(block, row)]
    seen = [view for view in views if view.face.is_open or view.shown]
    return markup.row(
        markup.Line(
            path=f"{block.source}/{row['key']}",
            number=number,
            texts=[text for place, column in enumerate(texts) for text in named_texts(column, row, is_first=place == 0)]
            or [""],
            lines=row["lines"] if any(column.lines for column in texts) else [],
            answers=[drawing.drawn(view) for view in seen if is_beside(view)],
            fields=[drawing.drawn(view) for view in seen if not is_beside(view)],
            has_gap=any(view.gap for view in seen),
        )
    )


def is_beside(view: drawing.View) -> bool:
    return view.face.field.kind in BESIDE and (view.face.is_open or len(view.shown) <= NARROW)


def column_texts(column: Column, row: RowContent) -> list[str]:
    return [say(part, row["cells"]) for part in column.parts if isinstance(part, str)]


def named_texts(column: Column, row: RowContent, *, is_first: bool) -> list[str]:
    """A bare number or word says nothing away from the head of its column; what opens the row needs no name."""
    found = column_texts(column, row)
    if is_first or not column.label:
        return found
    return [f"{column.label}: {text}" if 0 < len(text) <= BARE else text for text in found]


def faces_of(block: Section | Statement | Custom | Grid, page: Page) -> Faces:
    return {one.key: face_of(one, page) for one in block.fields}


def face_of(one: Field, page: Page) -> drawing.Face:
    """Say what is the same of a field on every row, so that hundreds of rows decide it once."""
    is_open = one.by == page.role and one.kind != "computed" and not page.readonly
    is_picked = one.kind == "files" or one.source != FILES
    offered = page.context.choices.get(one.source, ()) if is_picked else one.answers
    uploads = one.kind == "files" and one.source in page.context.uploads
    is_list = one.kind == "choice" and not one.columns
    draw = drawing.papers if uploads else drawing.select if is_list else drawing.DRAW.get(one.kind, drawing.text_input)
    label = f"{one.group.rstrip(' :')} – {one.label}" if one.group and not one.bare else one.label.rstrip(" :")
    return drawing.Face(
        field=one,
        label=safe(label),
        is_open=is_open,
        draw=draw if is_open else drawing.fact,
        picks=drawing.picks_of(offered),
        optional=drawing.optional_mark() if is_open and not one.required else markup.NONE,
        short=0 < len("".join(option.label for option in one.answers)) <= SHORT,
        folds=not uploads and (one.folded or (one.kind == "files" and len(offered) > FILES_IN_SIGHT)),
        tucks=not uploads and one.tucked,
    )


def field_view(slot: Slot, page: Page, faces: Faces, *, within: str = "") -> drawing.View:
    """Say all that is drawn of one field, so that the drawing decides nothing."""
    one, value, path = slot.field, slot.value, slot.path
    face, error, gap = faces[one.key], page.errors.get(path, ""), path in page.gaps
    typed = page.typed.get(path)
    chosen = typed or (value if isinstance(value, list) else [] if value is None else [str(value)])
    narrowed = slot.row and slot.row["options"].get(one.key) is not None
    return drawing.View(
        face=face,
        path=safe(path),
        within=within,
        chosen=chosen,
        picks=drawing.picks_of(slot.options) if narrowed and one.kind != "files" else face.picks,
        shown="" if face.is_open else shown(one, value, slot.options, page.content),
        error=error,
        gap=gap,
        short=0 < len("".join(option.label for option in slot.options)) <= SHORT if narrowed else face.short,
        optional=not (one.required or chosen or gap),
        is_folded=face.is_open and not chosen and not error and (face.folds or (face.tucks and not gap)),
        # A date input would not show what was refused.
        type=one.kind if one.kind in {"date", "time"} and typed is None else "text",
    )
