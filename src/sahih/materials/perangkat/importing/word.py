"""A Word file (.docx) as paragraphs and tables: merged cells, lists, nested tables, pictures, tracked changes."""

import io
import warnings
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from sahih.materials.berkas.packages import BROKEN, Unreadable, open_package
from sahih.materials.perangkat.importing.bacaan import Terlewat, quoted
from sahih.materials.perangkat.importing.blocks import Baris, Blok, Foto, Paragraf, Sel, Tabel
from sahih.materials.perangkat.importing.word_lists import Numbering
from sahih.materials.perangkat.importing.word_text import Mentah, read_paragraph

Element = Any  # reason: lxml has no types
MAX_DEPTH, MAX_CELLS, MAX_COLUMNS = 4, 40_000, 63
_GROUPS = {qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag")}
_GONE = {qn(name) for name in ("w:del", "w:moveFrom")}


class Naskah:
    """The blocks of a file, and what of it cannot be shown as blocks."""

    def __init__(self, content: bytes) -> None:
        self.terlewat: list[Terlewat] = []
        self.catatan: list[str] = []
        self._tables = self._paragraphs = self._cells = 0
        self._is_tracked = False
        self._document = _opened(content)
        try:
            self._numbering = Numbering(self._document)
            self._footnotes = _footnotes(self._document)
            self.blocks: list[Blok] = list(self._blocks(self._document.element.body, depth=0, over=""))
        except BROKEN as error:
            raise _broken() from error
        if self._is_tracked:
            self.catatan.append(_("Berkas memuat perubahan terlacak (track changes). Yang diambil ialah teks sesudah semua perubahan diterima."))  # fmt: skip

    def _blocks(self, body: Element, *, depth: int, over: str) -> Iterator[Blok]:
        for one in body:
            if one.tag == qn("w:p"):
                yield self._paragraph(one, over=over)
            elif one.tag == qn("w:tbl"):
                yield self._table(one, depth=depth)
            elif one.tag in _GROUPS:
                self._is_tracked |= one.tag in (qn("w:ins"), qn("w:moveTo"))
                yield from self._blocks(one, depth=depth, over=over)
            elif one.tag in _GONE:
                self._is_tracked = True

    def _paragraph(self, one: Element, *, over: str) -> Paragraf:
        if not over:
            self._paragraphs += 1
        where = over or _("Paragraf %d") % self._paragraphs
        raw = read_paragraph(one)
        self._is_tracked |= raw.is_tracked
        self._note(raw, where)
        texts = [" ".join(text.split()) for text in raw.text.split("\n")]
        label = self._numbering.label(one)
        # An empty line with a number is how Word numbers the rows of a table.
        kept = [text for text in texts if text] or ([""] if label else [])
        lines = [Baris(text, label if not place else "") for place, text in enumerate(kept)]
        return Paragraf(where, tuple(lines), tuple(self._pictures(raw, where)))

    def _note(self, raw: Mentah, where: str) -> None:
        say = self.terlewat.append
        for text in raw.boxes:
            say(Terlewat(where, quoted(text), _("tulisan di dalam kotak teks (text box)"), _("Pindahkan tulisan itu ke sel tabel, atau ketik pada halaman MUK."), is_secret=True))  # fmt: skip
        for text in raw.hidden:
            say(Terlewat(where, quoted(text), _("tulisan tersembunyi (hidden text)"), _("Tampilkan tulisannya di Word bila memang bagian dari MUK, lalu unggah lagi."), is_secret=True))  # fmt: skip
        for text in raw.formulas:
            say(Terlewat(where, quoted(text), _("rumus matematika; yang diambil hanya huruf dan angkanya, tanpa susunannya"), _("Periksa butir ini; bila susunannya penting, jadikan gambar.")))  # fmt: skip
        for number in raw.notes:
            text = self._footnotes.get(number, "")
            say(Terlewat(where, quoted(text), _("catatan kaki atau catatan akhir"), _("Bila isinya bagian dari butir, tulis di dalam teks butirnya."), is_secret=True))  # fmt: skip
        if raw.objects:
            say(Terlewat(where, "", _("objek sisipan (bagan, SmartArt, atau lembar kerja)"), _("Simpan objek itu sebagai gambar, lalu unggah lagi.")))  # fmt: skip

    def _pictures(self, raw: Mentah, where: str) -> Iterator[Foto]:
        for rel, alt in raw.pictures:
            part = self._document.part.related_parts.get(rel)
            if part is not None and hasattr(part, "blob"):
                yield Foto(part.blob, " ".join(alt.split())[:300])
            else:
                self.terlewat.append(Terlewat(where, quoted(alt), _("gambar yang tidak tersimpan di dalam berkas"), _("Sisipkan gambarnya ke dalam Word, bukan sebagai tautan.")))  # fmt: skip

    def _table(self, tbl: Element, *, depth: int) -> Tabel:
        if depth > MAX_DEPTH:
            raise Unreadable(_("Tabel di dalam berkas ini bersarang terlalu dalam. Sederhanakan tabelnya, lalu unggah lagi."))  # fmt: skip
        if not depth:
            self._tables += 1
        where = _("Tabel %d") % self._tables
        grid: list[list[Sel]] = []
        for tr in _rows(tbl):
            if tr.find(f"{qn('w:trPr')}/{qn('w:del')}") is not None:
                self._is_tracked = True
                continue
            grid.append(self._row(tr, grid[-1] if grid else [], where=where, number=len(grid) + 1, depth=depth))
        width = max((len(row) for row in grid), default=0)
        return Tabel(where, tuple(tuple(row + [Sel(where)] * (width - len(row))) for row in grid))

    def _row(self, tr: Element, above: list[Sel], *, where: str, number: int, depth: int) -> list[Sel]:
        row = [Sel(where)] * _skipped(tr)
        for tc in _cells(tr):
            place = _("%(table)s, baris %(row)d, kolom %(column)d") % {"table": where, "row": number, "column": len(row) + 1}  # fmt: skip
            span = min(_number(tc.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}"), 1), MAX_COLUMNS)
            is_more = _continues(tc) and len(row) < len(above)
            cell = above[len(row)] if is_more else self._cell(tc, place, depth=depth)
            row += [cell] * max(span, 1)
        return row[:MAX_COLUMNS]

    def _cell(self, tc: Element, where: str, *, depth: int) -> Sel:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unreadable(_("Tabel di dalam berkas ini terlalu banyak. Pecah per instrumen, lalu unggah satu per satu."))  # fmt: skip
        inside = list(self._blocks(tc, depth=depth + 1, over=where))
        words = [one for one in inside if isinstance(one, Paragraf)]
        return Sel(
            where,
            tuple(line for one in words for line in one.lines),
            tuple(picture for one in words for picture in one.pictures),
            tuple(one for one in inside if isinstance(one, Tabel)),
        )


def _opened(content: bytes) -> Any:  # reason: python-docx types the body's elements as untyped lxml
    package = open_package(content)
    if not package.has("word/document.xml") or not package.has("[Content_Types].xml"):
        raise Unreadable(_("Berkas ini bukan Word (.docx). Buka dengan Word, lalu simpan sebagai .docx."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            document = Document(io.BytesIO(content))
            assert document.element.body is not None
            return document
    except BROKEN as error:
        raise _broken() from error


def _broken() -> Unreadable:
    return Unreadable(
        _("Berkas Word ini rusak dan tidak dapat dibaca. Buka dengan Word, simpan ulang, lalu unggah lagi.")
    )


def _footnotes(document: Any) -> dict[str, str]:  # reason: see _opened
    """The words of footnotes and endnotes, by kind and number."""
    found: dict[str, str] = {}
    for part in document.part.related_parts.values():
        kind = str(part.partname).rsplit("/", 1)[-1].removesuffix(".xml")
        if kind not in ("footnotes", "endnotes"):
            continue
        try:
            root = parse_xml(part.blob)
        except SyntaxError:
            continue
        for note in root:
            found[f"{kind}{note.get(qn('w:id'))}"] = "".join(note.itertext())
    return found


def _rows(tbl: Element) -> Iterator[Element]:
    """Rows, also inside content controls."""
    for one in tbl:
        if one.tag == qn("w:tr"):
            yield one
        elif one.tag in _GROUPS:
            yield from _rows(one)


def _cells(tr: Element) -> Iterator[Element]:
    for one in tr:
        if one.tag == qn("w:tc"):
            yield one
        elif one.tag in _GROUPS:
            yield from _cells(one)


def _continues(tc: Element) -> bool:
    merge = tc.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}")
    return merge is not None and merge.get(qn("w:val"), "continue") == "continue"


def _skipped(tr: Element) -> int:
    return min(max(_number(tr.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}"), 0), 0), MAX_COLUMNS)


def _number(element: Element, default: int) -> int:
    text = element.get(qn("w:val"), "") if element is not None else ""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else default
