"""What a scan of paper sheets says of itself: which page of which sheet, read from the code on each page."""

import io
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pikepdf
import typst
from django.utils.translation import gettext as _

from sahih.documents.qr import decode_png, qr_svg
from sahih.kernel.policy import Refused
from sahih.kernel.vault.inspection import Inspected

PREFIX: Final = "SAHIH-K"
CODE: Final = re.compile(rf"{PREFIX}/([0-9A-Z]{{16}})/(\d{{1,3}})")
PAGE_LIMIT: Final = 120
# One page is drawn at a time, fitted into A4: a page that calls itself a kilometre wide costs no more than another.
DRAWN: Final = b"""#set page(width: 210mm, height: float(sys.inputs.height) * 1mm, margin: 0pt)
#place(image(bytes(json(bytes(sys.inputs.file))), format: "pdf", width: 210mm, height: 297mm, fit: "contain"))"""
# The code stands in the upper corner; a page that lies upside down or askew is drawn whole.
STRIP_MM, WHOLE_MM = 60, 297
PPI: Final = 150.0


class Unreadable(Refused):
    """The scan cannot be opened page by page; the sentence says what to send instead."""


@dataclass(frozen=True)
class Page:
    """One scanned page; `ref` and `number` are empty where no code could be read."""

    ref: str = ""
    number: int = 0


def page_picture(scan: Inspected, number: int) -> bytes:
    """One page of a scan, drawn for a screen."""
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False))
    with pikepdf.open(io.BytesIO(scan.content)) as pdf:
        alone = json.dumps(list(_only(pdf, [number - 1])), separators=(",", ":"))
    return _drawn(compiler, alone, WHOLE_MM)


@dataclass(frozen=True)
class Expected:
    """A sheet that may come back: its form and how many pages its blank had."""

    code: str
    pages: int


class Misfiled(Refused):
    """A page that is foreign, missing or one too many; the sentence names it."""


def page_code(ref: str, number: int) -> str:
    """What stands in the corner of a blank: the sheet's own name and the page, nothing of a person (decision 23)."""
    return f"{PREFIX}/{ref.upper()}/{number}"


def page_codes(ref: str, pages: int) -> list[str]:
    return [qr_svg(page_code(ref, number)) for number in range(1, pages + 1)]


def pages_of(scan: Inspected) -> list[Page]:
    """Read the codes of every page; a page whose code is torn or missing is told as such."""
    if scan.mime != "application/pdf":
        return [_page(scan.content) or Page()]
    return list(_read(scan))


def _page(picture: bytes) -> Page | None:
    for text in decode_png(picture):
        if found := CODE.fullmatch(text):
            return Page(found[1].lower(), int(found[2]))
    return None


def _read(scan: Inspected) -> Iterator[Page]:
    compiler = typst.Compiler(font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False))
    with pikepdf.open(io.BytesIO(scan.content)) as pdf:
        if len(pdf.pages) > PAGE_LIMIT:
            raise Unreadable(_("PDF ini lebih dari %d halaman. Kirim per asesi.") % PAGE_LIMIT)
        for number in range(len(pdf.pages)):
            alone = json.dumps(list(_only(pdf, [number])), separators=(",", ":"))
            tried = (_page(_drawn(compiler, alone, height)) for height in (STRIP_MM, WHOLE_MM))
            yield next((page for page in tried if page), Page())


def _drawn(compiler: typst.Compiler, pdf: str, height: int) -> bytes:
    try:
        drawn = compiler.compile(input=DRAWN, format="png", ppi=PPI, sys_inputs={"file": pdf, "height": str(height)})
    except typst.TypstError as error:
        raise Unreadable(_("Ada halaman yang tidak dapat dibuka. Pindai ulang, lalu kirim lagi.")) from error
    if not isinstance(drawn, bytes):
        raise TypeError("typst draws one page as one picture")
    return drawn


def sort_pages(pages: Sequence[Page], expected: Mapping[str, Expected], *, chosen: str = "") -> dict[str, list[int]]:
    """Which places of the scan belong to which sheet, in the order of its pages."""
    found: dict[str, dict[int, int]] = {}
    for place, page in enumerate(pages):
        ref, number = (page.ref, page.number) if page.ref else _taken_as(chosen, place, pages, expected)
        if ref not in expected or (chosen and ref != chosen):
            raise Misfiled(_("Halaman %d dari pindaian ini bukan lembar yang ditunggu di sini.") % (place + 1))
        if found.setdefault(ref, {}).setdefault(number, place) != place:
            raise Misfiled(_("Halaman %(n)d dari %(form)s ada dua kali.") % {"n": number, "form": expected[ref].code})
    for ref, places in found.items():
        _check_whole(expected[ref], set(places))
    return {ref: [places[number] for number in sorted(places)] for ref, places in found.items()}


def _taken_as(chosen: str, place: int, pages: Sequence[Page], expected: Mapping[str, Expected]) -> tuple[str, int]:
    """A page without a readable code stands where it lies, when the person said which sheet this is."""
    if not chosen:
        raise Misfiled(
            _("Kode pada halaman %d tidak terbaca. Pindai ulang, atau unggah pada laman lembarnya sendiri.")
            % (place + 1)
        )
    if len(pages) != expected[chosen].pages:
        raise Misfiled(
            _("Lembar ini %(wanted)d halaman; pindaian ini %(given)d halaman.")
            % {"wanted": expected[chosen].pages, "given": len(pages)}
        )
    return chosen, place + 1


def _check_whole(sheet: Expected, numbers: set[int]) -> None:
    wanted = set(range(1, sheet.pages + 1))
    if numbers != wanted:
        strange = ", ".join(map(str, sorted(wanted ^ numbers)))
        raise Misfiled(
            _("%(form)s harus %(wanted)d halaman, masing-masing sekali. Periksa halaman %(strange)s.")
            % {"form": sheet.code, "wanted": sheet.pages, "strange": strange}
        )


def excerpt(scan: Inspected, wanted: Sequence[int]) -> bytes:
    """These pages alone, in this order; a whole file stays as it was received."""
    if scan.mime != "application/pdf":
        return scan.content
    with pikepdf.open(io.BytesIO(scan.content)) as pdf:
        if list(wanted) == list(range(len(pdf.pages))):
            return scan.content
        return _only(pdf, wanted)


def _only(pdf: pikepdf.Pdf, wanted: Sequence[int]) -> bytes:
    with pikepdf.new() as part:
        part.pages.extend([pdf.pages[number] for number in wanted])
        out = io.BytesIO()
        part.save(out, static_id=True)
    return out.getvalue()
