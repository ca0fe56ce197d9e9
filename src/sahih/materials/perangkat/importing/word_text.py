"""The text of one paragraph of a Word file, and what in it is no plain text."""

from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import nsmap, qn

Element = Any  # reason: lxml has no types
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_V = "{urn:schemas-microsoft-com:vml}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_SIGNS = {qn("w:tab"): " ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-", qn("w:ptab"): " "}
_SILENT = {
    qn(name)
    for name in ("w:pPr", "w:rPr", "w:del", "w:moveFrom", "w:delText", "w:instrText", "w:softHyphen", "w:sdtPr", "w:sdtEndPr", "w:commentReference")
}  # fmt: skip
_TRACKED = {qn(name) for name in ("w:ins", "w:del", "w:moveTo", "w:moveFrom")}
_NOTES = {qn("w:footnoteReference"): "footnotes", qn("w:endnoteReference"): "endnotes"}
_MATH = {qn("m:oMath"), qn("m:oMathPara")}
_CHARTS = {f"{{{nsmap['c']}}}chart", "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"}
MAX_DEPTH = 60


@dataclass
class Mentah:
    """One paragraph taken apart."""

    parts: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    objects: int = 0
    is_tracked: bool = False

    @property
    def text(self) -> str:
        return "".join(self.parts)


def read_paragraph(paragraph: Element) -> Mentah:
    raw = Mentah()
    _walk(paragraph, raw, 0)
    return raw


def _walk(node: Element, raw: Mentah, depth: int) -> None:
    if depth > MAX_DEPTH:
        raise ValueError(depth)
    for one in node:
        raw.is_tracked |= one.tag in _TRACKED
        if one.tag in _SILENT:
            continue
        if one.tag == qn("w:t"):
            raw.parts.append(one.text or "")
        elif one.tag in _SIGNS:
            raw.parts.append(_SIGNS[one.tag])
        elif one.tag == qn("w:r") and _is_hidden(one):
            raw.hidden.append(_plain(one))
        elif not _took_special(one, raw):
            _walk(one, raw, depth + 1)


def _took_special(one: Element, raw: Mentah) -> bool:
    """What is more than text."""
    if one.tag in _NOTES:
        raw.notes.append(f"{_NOTES[one.tag]}{one.get(qn('w:id'))}")
    elif one.tag in _MATH:
        text = "".join(part.text or "" for part in one.iter(qn("m:t")))
        raw.formulas.append(text)
        raw.parts.append(text)
    elif one.tag in (qn("w:drawing"), qn("w:pict"), qn("w:object")):
        _take_drawing(one, raw)
    elif one.tag == f"{_MC}AlternateContent":
        # The fallback shows the same once more.
        for choice in one.findall(f"{_MC}Choice")[:1]:
            _walk(choice, raw, 0)
    else:
        return False
    return True


def _take_drawing(drawing: Element, raw: Mentah) -> None:
    boxes = [*drawing.iter(qn("w:txbxContent"))]
    raw.boxes += [text for text in (_plain(box) for box in boxes) if text.strip()]
    described = next(drawing.iter(qn("wp:docPr")), None)
    alt = (described.get("descr") or "") if described is not None else ""
    found = [blip.get(qn("r:embed")) or blip.get(qn("r:link")) or "" for blip in drawing.iter(qn("a:blip"))]
    found += [one.get(qn("r:id")) or "" for one in drawing.iter(f"{_V}imagedata")]
    raw.pictures += [(rel, alt) for rel in found]
    others = drawing.tag == qn("w:object") or any(True for tag in _CHARTS for _one in drawing.iter(tag))
    if not found and not boxes and others:
        raw.objects += 1


def _is_hidden(run: Element) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val"), "true") not in ("0", "false", "off")


def _plain(node: Element) -> str:
    return " ".join((part.text or "") for part in node.iter(qn("w:t")))
