"""A form on the screen: the blocks as plain views, for templates that hold no rule."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sahih.documents.content import Choice, Content, Context, RowContent
from sahih.documents.filling import Slot, block_slots, gaps_of, row_slots, standing
from sahih.documents.vocabulary import (
    Block,
    Column,
    Custom,
    Formulir,
    Grid,
    Guide,
    Level,
    Option,
    Problem,
    Section,
    Statement,
)
from sahih.documents.wording import say, shown

TEMPLATES = {"paragraph": "paragraph", "many": "checks", "files": "checks", "choice": "radio", "yesno": "radio"}
HEADS = {
    "kelompok": ("Kelompok Pekerjaan {kelompok}", "{kelompok_judul}"),
    "unit": ("{unit}", "{unit_judul}"),
    "elemen": ("{elemen_nomor}", "{elemen}"),
}
FILES_IN_SIGHT, SHORT, NARROW = 4, 16, 32
BESIDE = {"choice", "yesno", "computed"}
NUMBER = ("{nomor}",)
View = dict[str, Any]  # Any: what a template reads


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
    blocks = [view for block in standing(formulir, content) for view in block_views(block, page)]
    loose = [one for one in problems if not one.path]
    return render_to_string("documents/lembar.html", {"blocks": blocks, "problems": loose})


def block_views(block: Block, page: Page) -> Iterator[View]:
    match block:
        case Guide():
            yield {"template": "documents/panduan.html", "guide": block}
        case Section():
            yield section_view(block, page)
        case Statement():
            slots = [field_view(slot, page) for slot in block_slots(block, page.content)]
            views = [slot | {"template": "documents/isian/setuju.html"} for slot in slots if slot["open"]]
            yield {"template": "documents/pernyataan.html", "text": block.text, "fields": views, "given": slots[:1]}
        case Custom():
            slots = [field_view(slot, page) for slot in block_slots(block, page.content)]
            yield {"template": block.template, "content": page.content, "fields": slots}
        case Grid():
            yield grid_view(block, page)


def section_view(block: Section, page: Page) -> View:
    slots = {slot.path: slot for slot in block_slots(block, page.content)}
    texts = {item: {"template": "documents/teks.html", "text": item} for item in block.items if isinstance(item, str)}
    views = [texts[item] if isinstance(item, str) else field_view(slots[item.key], page) for item in block.items]
    shown_items = [view for view in views if view.get("visible", True)]
    visible = bool(shown_items) or not block.items
    return {"template": "documents/bagian.html", "block": block, "items": shown_items, "visible": visible}


def grid_view(block: Grid, page: Page) -> View:
    """Lay the table out as one line per row; a head is said where its cell changes."""
    merged = dict.fromkeys(column.merge for column in block.columns if column.merge)
    levels: list[Level] = [*block.heads, *merged]
    first = block.level + 1 if block.title else block.level
    rows: list[View] = []
    said: dict[Level, list[str]] = {}
    for row in page.content["rows"].get(block.source, []):
        heads = []
        for depth, level in enumerate(levels):
            words = head_words(block, level, row)
            if said.get(level) != words:
                heads.append({"words": words[0], "title": words[1], "notes": words[2:], "tag": f"h{first + depth}"})
                said = {one: said[one] for one in levels[:depth]} | {level: words}
        rows.append(row_view(block, row, page) | {"heads": heads})
    return {"template": "documents/tabel.html", "block": block, "rows": rows}


def head_words(block: Grid, level: Level, row: RowContent) -> list[str]:
    """Return number and title of a level, then what else the paper merges over it."""
    words = [say(text, row["cells"]) for text in HEADS[level]] + row["cells"].get(f"{level}_unit", "").split("\n")
    merged = [text for column in block.columns if column.merge == level for text in column_texts(column, row)]
    return words[:2] + [text for text in dict.fromkeys(words[2:] + merged) if text and text not in words[:2]]


def row_view(block: Grid, row: RowContent, page: Page) -> View:
    texts = [column for column in block.columns if not column.merge and column.parts != NUMBER]
    number = row["cells"].get("nomor", "")
    fields = [view for slot in row_slots(block, row) if (view := field_view(slot, page, within=number))["visible"]]
    main, *others = [text for column in texts for text in column_texts(column, row)] or [""]
    return {
        "id": f"{block.source}/{row['key']}",
        "number": number,
        "text": main,
        "others": list(filter(None, others)),
        "lines": row["lines"] if any(column.lines for column in texts) else [],
        "answers": [view for view in fields if view["inline"]],
        "fields": [view for view in fields if not view["inline"]],
        "gap": any(view["gap"] for view in fields),
    }


def column_texts(column: Column, row: RowContent) -> list[str]:
    return [say(part, row["cells"]) for part in column.parts if isinstance(part, str)]


def field_view(slot: Slot, page: Page, *, within: str = "") -> View:
    """Say everything a template needs of one field, so that it decides nothing."""
    one, value, error = slot.field, slot.value, page.errors.get(slot.path, "")
    open_here = one.by == page.role and one.kind != "computed" and not page.readonly
    chosen = page.typed.get(slot.path) or (value if isinstance(value, list) else [] if value is None else [str(value)])
    readable = shown(one, value, slot.options, page.content)
    names = (f"{slot.path}-bantuan" if one.hint else "", f"{slot.path}-salah" if error else "")
    uploads = one.kind == "files" and one.source in page.context.uploads
    template = f"documents/isian/{('berkas' if uploads else _template(slot)) if open_here else 'fakta'}.html"
    many_files = one.kind == "files" and len(page.context.choices.get(one.source, ())) > FILES_IN_SIGHT
    tucked = one.tucked and slot.path not in page.gaps
    folded = open_here and not chosen and not error and not uploads and (one.folded or tucked or many_files)
    return {
        "template": "documents/isian/terlipat.html" if folded else template,
        "inner": template,
        "visible": open_here or bool(readable),
        "inline": one.kind in BESIDE and (open_here or len(readable) <= NARROW),
        "path": slot.path,
        "field": one,
        "label": f"{one.group.rstrip(' :')} – {one.label}" if one.group and not one.bare else one.label.rstrip(" :"),
        "within": within,
        "open": open_here,
        "optional": not (one.required or chosen or slot.path in page.gaps),
        # A date input would not show what was refused.
        "type": one.kind if one.kind in {"date", "time"} and slot.path not in page.typed else "text",
        "numeric": one.kind == "number",
        "value": chosen[-1] if chosen else "",
        "shown": readable,
        "options": [option_view(o, on=o.value in chosen) for o in _offered(slot, page)],
        "unchosen": uploads and any(o.value not in chosen for o in _offered(slot, page)),
        "error": error,
        "gap": slot.path in page.gaps,
        "describedby": " ".join(filter(None, names)),
        "short": 0 < len("".join(option.label for option in slot.options)) <= SHORT,
    }


def option_view(option: Option | Choice, *, on: bool) -> View:
    return {"value": option.value, "label": option.label, "note": getattr(option, "note", ""), "on": on}


def _template(slot: Slot) -> str:
    is_list = slot.field.kind == "choice" and not slot.field.columns
    return "daftar" if is_list else TEMPLATES.get(slot.field.kind, "teks")


def _offered(slot: Slot, page: Page) -> Sequence[Option | Choice]:
    return page.context.choices.get(slot.field.source, ()) if slot.field.kind == "files" else slot.options
