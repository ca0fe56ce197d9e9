"""A form on paper: the blocks as plain data for formulir.typ, every word already chosen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sahih.documents.content import Content, PrintedSignature, RowContent
from sahih.documents.filling import Slot, block_slots, row_slots, standing
from sahih.documents.kepala import header_rows, standing_block
from sahih.documents.pdf import Rendered, render
from sahih.documents.signature_boxes import copy_words, signature_boxes
from sahih.documents.vocabulary import (
    Block,
    Column,
    Custom,
    Field,
    Formulir,
    Grid,
    Guide,
    Section,
    Statement,
)
from sahih.documents.wording import say, shown

__all__ = ["PrintedSignature", "print_pdf"]
Printed = dict[str, Any]  # Any: JSON that the template reads


def print_pdf(
    formulir: Formulir,
    content: Content,
    signatures: Sequence[PrintedSignature],
    *,
    date: str,
    kop: Mapping[str, Any] | None = None,
    document_block: Mapping[str, Any] | None = None,
    watermark: str = "",
    trace: str = "",
    codes: Sequence[str] = (),
    sheet_code: str = "",
    keywords: Sequence[str] = (),
) -> Rendered:
    """Print a sheet from its content alone; unsigned boxes stay open. `trace` stands in the foot of each page.

    Where the LSP calls the form otherwise, `document_block` says so by `alias`; the foot keeps the official code.
    `codes` are drawings, one for the corner of each page of a blank; `keywords` stand in the file and not on the page.
    """
    alias = (document_block or {}).get("alias", "")
    code = f"{alias} ({formulir.code})" if alias else formulir.code
    body = [one for one in standing(formulir, content) if one is not formulir.foot]
    data = {
        "date": date,
        "code": alias or formulir.code,
        "title": formulir.title,
        "trace": " · ".join(filter(None, [code, formulir.edition, trace])),
        "kop": kop,
        "document_block": standing_block(document_block),
        "watermark": watermark,
        "header": [row for name in formulir.header for row in header_rows(name, content["header"])],
        "blocks": [one for block in body for one in block_data(block, content)],
        "foot": section_data(formulir.foot, content) if formulir.foot else None,
        "signatures": signature_boxes(formulir, content, signatures),
        "copy_of": copy_words(content),
        "codes": list(codes),
        "sheet_code": sheet_code,
        "signed_in": formulir.signed_in,
        "footnotes": list(formulir.footnotes),
        "keywords": list(keywords),
    }
    return render("formulir.typ", data)


def block_data(block: Block, content: Content) -> Iterator[Printed]:
    match block:
        case Guide():
            yield {"kind": "guide", **asdict(block)}
        case Section():
            yield section_data(block, content)
        case Statement():
            accepted = [bool(slot.value) for slot in block_slots(block, content)]
            yield {"kind": "statement", "text": block.text, "accepted": accepted}
        case Custom():
            yield from (dict(one) for one in block.printed(content))
        case Grid():
            yield grid_data(block, content)


def section_data(block: Section, content: Content) -> Printed:
    """Put neighbours of one group on one line."""
    slots = {slot.path: slot for slot in block_slots(block, content)}
    lines: list[Printed] = []
    for item in block.items:
        if isinstance(item, str):
            lines.append({"text": item})
        elif lines and item.group and item.group.rstrip(" :") == lines[-1].get("label"):
            lines[-1]["parts"].append(part_data(slots[item.key], content))
        else:
            lines.append(
                {"label": (item.group or item.label).rstrip(" :"), "parts": [part_data(slots[item.key], content)]}
            )
    return {"kind": "section", "title": block.title, "level": block.level, "intro": block.intro, "lines": lines}


def part_data(slot: Slot, content: Content) -> Printed:
    one = slot.field
    return {
        "label": "" if one.bare else one.label,
        "own": one.group in {"", one.label},
        "text": shown(one, slot.value, slot.options, content),
        "long": one.kind == "paragraph",
        "options": boxes(slot),
        "strike": one.strike,
        "columns": one.columns,
        "after": one.after,
    }


def boxes(slot: Slot) -> list[Printed]:
    """Return a box per option, ticked where it is chosen; none for a list of which only the chosen prints."""
    chosen = slot.value if isinstance(slot.value, list) else [slot.value]
    return [{"label": one.label, "on": one.value in chosen} for one in slot.options if slot.field.columns]


def grid_data(block: Grid, content: Content) -> Printed:
    rows = content["rows"].get(block.source, [])
    return {
        "kind": "grid",
        "title": block.title,
        "level": block.level,
        "intro": block.intro,
        "foot": block.foot,
        "heads": list(block.heads),
        "columns": [one for column in block.columns for one in column_data(column)],
        "rows": [row_data(block, row, content) for row in rows],
    }


def column_data(column: Column) -> list[Printed]:
    """Return the printed columns: one, or one per option of a spread field, or one per head of a grouped one."""
    traits = ("label", "over", "width", "rotated", "merge")
    plain = {trait: getattr(column, trait) for trait in traits} | {"small": ""}
    if column.grouped:
        heads = zip(overs(column), column.small, strict=True)
        width = column.width / len(column.small)
        return [plain | {"label": head, "over": column.label, "width": width, "small": small} for head, small in heads]
    if not column.spread:
        return [plain]
    options = column.fields[0].answers
    widths = column.widths or (column.width / len(options),) * len(options)
    return [
        plain | {"label": option.label, "over": option.over, "width": width}
        for option, width in zip(options, widths, strict=True)
    ]


def row_data(block: Grid, row: RowContent, content: Content) -> Printed:
    slots = {slot.field.key: slot for slot in row_slots(block, row)}
    cells = [cell for column in block.columns for cell in column_cells(column, row, slots, content)]
    return {"facts": row["cells"], "cells": cells}


def column_cells(column: Column, row: RowContent, slots: Mapping[str, Slot], content: Content) -> list[Printed]:
    if column.grouped:
        return [written(under(slots[column.fields[0].key], over)) for over in overs(column)]
    if column.spread:
        return [{"tick": state} for state in ticks(slots[column.fields[0].key])]
    ticked = [one for field in column.fields for one in boxes(slots[field.key])]
    said = [part_text(part, row, slots, content) for part in column.parts if isinstance(part, str) or not ticked]
    below = [part_text(field, row, slots, content) for field in column.fields if ticked]
    number = row["cells"]["nomor"] if column.numbered else ""
    group = row["cells"].get(column.merge or "", "") + row["cells"].get(f"{column.merge}_nomor", "")
    unit = row["cells"].get("unit", "")
    facts = {
        "boxes": ticked,
        "below": [one for one in below if one],
        "number": number,
        "lines": row["lines"] if column.lines else [],
        "group": unit + group,
    }
    return [written(*said) | facts]


def written(*texts: str) -> Printed:
    return {"texts": [one for one in texts if one], "boxes": [], "below": [], "number": "", "lines": [], "group": ""}


def part_text(part: str | Field, row: RowContent, slots: Mapping[str, Slot], content: Content) -> str:
    if isinstance(part, str):
        return say(part, row["cells"])
    slot = slots[part.key]
    return "" if boxes(slot) else shown(part, slot.value, slot.options, content)


def overs(column: Column) -> list[str]:
    return list(dict.fromkeys(option.over for option in column.fields[0].answers))


def under(slot: Slot, over: str) -> str:
    """Return the codes chosen beneath one head."""
    chosen = slot.value if isinstance(slot.value, list) else []
    return ", ".join(one.value for one in slot.options if one.over == over and one.value in chosen)


def ticks(slot: Slot) -> list[str]:
    """Return on, off or none per option; none where this row has no such box."""
    chosen = slot.value if isinstance(slot.value, list) else [slot.value]
    here = {option.value for option in slot.options}
    return ["none" if one.value not in here else "on" if one.value in chosen else "off" for one in slot.field.answers]
