"""The numbers that Word writes before the paragraphs of a list; they stand nowhere in the text."""

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn

Element = Any  # reason: lxml has no types
Level = tuple[str, str, int]  # format, pattern such as "%1.%2", first number
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Numbering:
    """Counts as Word does: each list by itself, a deeper level anew under each higher one."""

    def __init__(self, document: Any) -> None:  # reason: python-docx has no type for its elements
        self._document = document
        self._counts: dict[str, list[int]] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        root = self._root()
        if root is not None:
            self._read(root)

    def _root(self) -> Element:
        try:
            return self._document.part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
        except (KeyError, AttributeError):
            return None

    def _read(self, root: Element) -> None:
        kinds = {one.get(qn("w:abstractNumId")): _levels(one) for one in root.findall(qn("w:abstractNum"))}
        for num in root.findall(qn("w:num")):
            link = num.find(qn("w:abstractNumId"))
            levels = dict(kinds.get(link.get(qn("w:val")), {})) if link is not None else {}
            self._levels[num.get(qn("w:numId"), "")] = levels

    def label(self, paragraph: Element) -> str:
        """Its number without the dot behind it; "•" for a bullet, nothing outside lists."""
        number, level = self._place(paragraph)
        levels = self._levels.get(number)
        if levels is None or level not in levels:
            return ""
        counts = self._counts.setdefault(number, [])
        while len(counts) <= level:
            counts.append(levels.get(len(counts), ("", "", 1))[2] - 1)
        del counts[level + 1 :]
        counts[level] += 1
        return _shown(levels, counts, level)

    def _place(self, paragraph: Element) -> tuple[str, int]:
        found = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if found is None:
            found = self._of_style(paragraph)
        if found is None:
            return "", 0
        number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
        depth = level.get(qn("w:val"), "0") if level is not None else "0"
        return (number.get(qn("w:val"), "") if number is not None else ""), int(
            depth
        ) if depth in "012345678" and depth else 0

    def _of_style(self, paragraph: Element) -> Element:
        link = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        if link is None:
            return None
        style = self._document.styles.element.find(
            f"{qn('w:style')}[@{qn('w:styleId')}='{_quotable(link.get(qn('w:val'), ''))}']"
        )
        return style.find(f"{qn('w:pPr')}/{qn('w:numPr')}") if style is not None else None


def _quotable(name: str) -> str:
    return name.replace("'", "")


def _levels(kind: Element) -> dict[int, Level]:
    return {
        _whole(one.get(qn("w:ilvl")), 0): (
            _value(one, "w:numFmt", "decimal"),
            _value(one, "w:lvlText", ""),
            _whole(_value(one, "w:start", "1"), 1),
        )
        for one in kind.findall(qn("w:lvl"))
    }


def _whole(text: str | None, default: int) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 6 else default


def _value(element: Element, name: str, default: str) -> str:
    child = element.find(qn(name))
    return str(child.get(qn("w:val"), default)) if child is not None else default


def _shown(levels: dict[int, Level], counts: list[int], level: int) -> str:
    kind, pattern, _start = levels[level]
    if kind == "bullet":
        return "•"
    for place, count in enumerate(counts):
        pattern = pattern.replace(f"%{place + 1}", _figure(levels.get(place, ("decimal", "", 1))[0], count))
    return pattern.strip().strip("().")


def _figure(kind: str, count: int) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = LETTERS[(count - 1) % 26]
        return letter.upper() if kind == "upperLetter" else letter
    return str(count)
