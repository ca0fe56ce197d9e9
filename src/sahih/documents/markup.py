"""How the parts of a sheet look: patterns of HTML that escape whatever is put in.

A sheet has hundreds of parts, and with Django's templates it costs more than four times as much (`make bench-forms`).
A pattern is the only way from text to markup here: what is not markup already is escaped, whoever wrote it.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from sahih.documents.vocabulary import Grid, Guide, Section

NONE = SafeString("")


class Pattern:
    """Markup with {places}; a line break in it only lays it out here."""

    def __init__(self, text: str) -> None:
        self.pieces = re.split(r"\{(\w+)\}", re.sub(r"\n\s*", "", text))
        self.places = list(enumerate(self.pieces))[1::2]

    def __call__(self, **parts: str) -> SafeString:
        written = self.pieces.copy()
        for at, name in self.places:
            part = parts[name]
            written[at] = part if type(part) is SafeString else escape(part)
        return SafeString("".join(written))


def together(parts: Iterable[SafeString]) -> SafeString:
    return SafeString("".join(parts))


def safe(text: str) -> SafeString:
    """Escape once what stands in many places."""
    return SafeString(escape(text))


@dataclass(slots=True)
class Line:
    """A row of a grid with what is drawn of its fields: `answers` beside the text, `fields` beneath."""

    path: str
    number: str
    texts: Sequence[str]
    lines: Sequence[str]
    answers: Sequence[SafeString]
    fields: Sequence[SafeString]
    has_gap: bool


LOOSE = Pattern('<p class="note no" role="alert">{text}</p>')
TITLE = Pattern("<{tag}>{title}</{tag}>")
GUIDE = Pattern("""
    <details class="card"><summary>{title}</summary>{intro}<{tag}>{lines}</{tag}></details>""")
LINE = Pattern("<li>{text}</li>")
QUIET = Pattern('<p class="quiet">{text}</p>')
TEXT = Pattern("<p>{text}</p>")
SECTION = Pattern('<section class="stack{card}">{title}{intro}{items}</section>')
STATEMENT = Pattern('<div class="card stack">{inside}</div>')
AGREED = Pattern('<p><span class="tag ok">{text}</span></p>')
GRID = Pattern('<section class="card stack">{title}{intro}<div>{rows}</div>{foot}</section>')
HEAD = Pattern('<{tag} class="kuk-head">{words} <span>{title}</span></{tag}>{notes}')
ROW = Pattern("""
    <div class="kuk{gap}" data-row="{id}"><span class="no">{number}</span>
    <div class="body"><p id="{id}">{text}</p>{others}{lines}</div>{answers}{fields}</div>\n""")
LINES = Pattern('<ul class="quiet">{lines}</ul>')
ANSWERS = Pattern('<div class="answer">{fields}</div>')
REST = Pattern('<div class="rest stack">{fields}</div>')
ROW_GAP = SafeString(" gap")


def loose(message: str) -> SafeString:
    return LOOSE(text=message)


def guide(block: Guide) -> SafeString:
    return GUIDE(
        title=block.title,
        intro=TEXT(text=block.intro) if block.intro else NONE,
        tag="ol" if block.numbered else "ul",
        lines=together(LINE(text=line) for line in block.lines),
    )


def sentence(text: str) -> SafeString:
    return TEXT(text=text)


def section(block: Section, items: Sequence[SafeString]) -> SafeString:
    card = SafeString(" card") if items else NONE
    return SECTION(card=card, title=_title(block), intro=_intro(block), items=together(items))


def statement(text: str, fields: Sequence[SafeString], *, given: bool) -> SafeString:
    agreed = AGREED(text=_("Disetujui")) if given else NONE
    return STATEMENT(inside=together(fields) if fields else together([TEXT(text=text), agreed]))


def grid(block: Grid, rows: Sequence[SafeString]) -> SafeString:
    foot = QUIET(text=block.foot) if block.foot else NONE
    return GRID(title=_title(block), intro=_intro(block), rows=together(rows), foot=foot)


def head(words: Sequence[str], level: int) -> SafeString:
    notes = together([QUIET(text=note) for note in words[2:]])
    return HEAD(tag=f"h{level}", words=words[0], title=words[1], notes=notes)


def row(line: Line) -> SafeString:
    return ROW(
        gap=ROW_GAP if line.has_gap else NONE,
        id=safe(line.path),
        number=line.number,
        text=line.texts[0],
        others=together([QUIET(text=one) for one in line.texts[1:] if one]),
        lines=LINES(lines=together([LINE(text=one) for one in line.lines])) if line.lines else NONE,
        answers=ANSWERS(fields=together(line.answers)) if line.answers else NONE,
        fields=REST(fields=together(line.fields)) if line.fields else NONE,
    )


def _title(block: Section | Grid) -> SafeString:
    return TITLE(tag=f"h{block.level}", title=block.title) if block.title else NONE


def _intro(block: Section | Grid) -> SafeString:
    return QUIET(text=block.intro) if block.intro else NONE
