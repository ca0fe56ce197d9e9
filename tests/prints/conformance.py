"""What a file must show of PDF/A and PDF/UA that can be seen without a validator."""

from collections.abc import Iterator
from io import BytesIO

import pikepdf

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def faults(pdf: bytes) -> list[str]:
    """Each sentence names one thing that is missing; an empty list says nothing about the rest of ISO 19005."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return [*_tags(document), *_metadata(document), *_look(document)]


def _tags(document: pikepdf.Pdf) -> Iterator[str]:
    root = document.Root
    if not root.get("/MarkInfo", {}).get("/Marked", False):
        yield "not marked as tagged"
    if not root.get("/StructTreeRoot", {}).get("/K"):
        yield "no structure tree"
    if not str(root.get("/Lang", "")):
        yield "no language"


def _metadata(document: pikepdf.Pdf) -> Iterator[str]:
    with document.open_metadata() as xmp:
        told = {key: str(xmp.get(key, "")) for key in ("pdfaid:part", "pdfaid:conformance", "pdfuaid:part", "dc:title")}
    wanted_part = "3" if "/AF" in document.Root else "2"
    if (told["pdfaid:part"], told["pdfaid:conformance"]) != (wanted_part, "A"):
        yield f"XMP claims PDF/A-{told['pdfaid:part']}{told['pdfaid:conformance'].lower()}, not {wanted_part}a"
    if told["pdfuaid:part"] != "1":
        yield "XMP does not claim PDF/UA-1"
    if not told["dc:title"]:
        yield "no title"
    if not document.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "the title is not shown"


def _look(document: pikepdf.Pdf) -> Iterator[str]:
    intents = document.Root.get("/OutputIntents", [])
    if not any("/DestOutputProfile" in one for one in intents):
        yield "no output intent with a profile"
    for number, page in enumerate(document.pages, 1):
        for font in page.resources.get("/Font", {}).values():
            if not _is_embedded(font):
                yield f"page {number}: font {font.get('/BaseFont', '?')} is not embedded"


def _is_embedded(font: pikepdf.Object) -> bool:
    faces = list(font.get("/DescendantFonts", [font]))
    descriptors = [face.get("/FontDescriptor", {}) for face in faces]
    return all(any(name in one for name in FONT_FILES) for one in descriptors)
