"""Typst turns a template and data into PDF/A bytes that are the same every time."""

from __future__ import annotations

import atexit
import base64
import hashlib
import json
import os
import re
import shutil
import tempfile
import threading
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib import metadata, resources
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import typst

if TYPE_CHECKING:
    from typst import PDFStandard

Profile = Literal["form", "certificate"]

TEMPLATES: Final = Path(__file__).parent / "typst"
STANDARDS: Final[dict[Profile, list[PDFStandard]]] = {
    "form": ["a-2a", "ua-1"],
    "certificate": ["a-3a", "ua-1"],
}
DATA_LIMIT_BYTES: Final = 8_000_000
PAGE: Final = re.compile(rb"/Type\s*/Page\b")
FONT_FILES: Final = (
    (
        "font_source_sans_pro",
        tuple(f"SourceSansPro-{cut}.otf" for cut in ("Regular", "It", "Semibold", "Bold", "BoldIt")),
    ),
    ("font_roboto", ("Roboto-Regular.ttf", "Roboto-Bold.ttf")),
)

_local = threading.local()
_reading_fonts = threading.Lock()


class PdfError(Exception):
    """The data cannot be printed; the message is a sentence for the user."""


@dataclass(frozen=True)
class Attachment:
    name: str
    mime: str
    content: bytes
    description: str


@dataclass(frozen=True)
class Rendered:
    pdf: bytes
    pages: int
    template_sha256: str
    typst_version: str


def render(
    template: str,
    data: Mapping[str, Any],  # Any: JSON values, checked one by one below
    *,
    profile: Profile = "form",
    attachments: Sequence[Attachment] = (),
) -> Rendered:
    """Print `data` through `typst/<template>`; equal input gives equal bytes.

    `data["date"]` (ISO) is required: it becomes the date of the file, in place of today's.
    """
    day = _date_of(data)
    inputs = {"data": _json(clean(data)), "attachments": _json([_attached(a) for a in attachments])}
    pdf = _compile(TEMPLATES / template, inputs, standards=STANDARDS[profile], day=day)
    return Rendered(
        # Typst ends without a newline, which makes every later signature break PDF/A rule 6.1.9.
        pdf=pdf if pdf.endswith(b"\n") else pdf + b"\n",
        pages=len(PAGE.findall(pdf)),
        template_sha256=template_sha256(template),
        typst_version=metadata.version("typst"),
    )


def template_sha256(template: str) -> str:
    """Hash of the template and of base.typ, which every template includes."""
    sources = [(TEMPLATES / name).read_bytes() for name in ("base.typ", template)]
    return hashlib.sha256(b"\0".join(sources)).hexdigest()


def picture(content: bytes, *, mime: Literal["image/png", "image/jpeg"], width: int, height: int) -> str:
    """Wrap a raster image in SVG text, the only form in which templates take pictures."""
    encoded = base64.b64encode(content).decode("ascii")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">'
        f'<image href="data:{mime};base64,{encoded}" width="{width}" height="{height}"/></svg>'
    )


def clean(value: Any) -> Any:  # Any: walks JSON of any shape
    """NFC-normalise every string in `value`; refuse characters that are unseen or turn the reading order."""
    if isinstance(value, str):
        text = unicodedata.normalize("NFC", value.replace("\r\n", "\n"))
        for char in _unprintable(text):
            name = unicodedata.name(char, "karakter kendali")
            raise PdfError(f"Teks memuat karakter tak terlihat U+{ord(char):04X} ({name}). Hapus lalu simpan ulang.")
        return text
    if isinstance(value, Mapping):
        return {clean(key): clean(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [clean(item) for item in value]
    return value


def _unprintable(text: str) -> Iterator[str]:
    if text.isascii() and text.isprintable():
        return
    for char in text:
        if char not in "\n\t" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Co", "Cn"}:
            yield char


def _date_of(data: Mapping[str, Any]) -> date:
    try:
        return date.fromisoformat(str(data["date"])[:10])
    except (KeyError, ValueError):
        raise PdfError("Tanggal dokumen belum diisi.") from None


def _json(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if len(text) > DATA_LIMIT_BYTES:
        raise PdfError("Isi dokumen terlalu besar untuk dicetak. Kurangi lampiran atau gambar.")
    return text


def _attached(attachment: Attachment) -> dict[str, object]:
    try:
        content: object = attachment.content.decode("utf-8")
    except UnicodeDecodeError:
        content = list(attachment.content)
    return {
        "name": attachment.name,
        "mime": attachment.mime,
        "description": attachment.description,
        "content": content,
    }


def _compile(template: Path, inputs: dict[str, str], *, standards: list[PDFStandard], day: date) -> bytes:
    try:
        pdf = _compiler().compile(
            input=str(template),
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=standards,
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        raise PdfError(_sentence(error)) from error
    if not isinstance(pdf, bytes):
        raise TypeError("typst gives pages of a PDF as one file")
    return pdf


def _sentence(error: typst.TypstError) -> str:
    if glyph := re.search(r'the text `"(.+?)"` could not be displayed', error.message):
        return f"Huruf atau simbol {glyph[1]} tidak dapat dicetak. Ganti dengan huruf Latin."
    return f"Dokumen tidak dapat dicetak: {error.message}."


def _compiler() -> typst.Compiler:
    """One compiler per thread and process: a shared one raises `Already borrowed`."""
    if getattr(_local, "pid", None) != os.getpid():
        _local.compiler = typst.Compiler(root=str(TEMPLATES), font_paths=fonts(), ignore_system_fonts=True)
        _local.pid = os.getpid()
    compiler: typst.Compiler = _local.compiler
    return compiler


def fonts() -> typst.Fonts:
    """The packaged fonts, read once for the whole process."""
    with _reading_fonts:
        return _fonts_of(os.getpid())


@cache
def _fonts_of(pid: int) -> typst.Fonts:
    """Gather links to the wanted cuts, since typst takes folders only and reads the files late.

    The packages hold each face as OpenType and as TrueType; with both at hand the order of the disk would choose.
    """
    folder = Path(tempfile.mkdtemp(prefix="sahih-fonts-"))
    atexit.register(_discard, folder, pid)
    for package, names in FONT_FILES:
        for name in names:
            (folder / name).symlink_to(str(resources.files(package) / "files" / name))
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])


def _discard(folder: Path, pid: int) -> None:
    if os.getpid() == pid:  # a forked child inherits this exit handler, not the folder
        shutil.rmtree(folder, ignore_errors=True)
