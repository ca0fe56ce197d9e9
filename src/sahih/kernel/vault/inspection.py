"""What may enter the vault: readable PDF, JPEG and PNG that are what they say and carry nothing active."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

import pikepdf
from django.conf import settings
from django.utils.translation import gettext as _
from PIL import Image, UnidentifiedImageError

from sahih.kernel.policy import Refused

ACTIVE = ("/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/RichMedia", "/EmbeddedFiles", "/XFA")
# What an action or an annotation calls itself, where its content stands under harmless names.
ACTIVE_KINDS = {"/JavaScript", "/Launch", "/RichMedia", "/SubmitForm", "/ImportData", "/GoToE", "/FileAttachment"}
PIXELS = 60_000_000
DOCX_BYTES = 200_000_000
MIME_OF = {"JPEG": "image/jpeg", "PNG": "image/png"}
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ENDINGS = {DOCX: {".docx"}, "application/pdf": {".pdf"}, "image/jpeg": {".jpg", ".jpeg"}, "image/png": {".png"}}


class Unacceptable(Refused):
    """The file is not taken; the sentence says why and what to send instead."""


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: its bytes, its true type, a clean name."""

    content: bytes
    mime: str
    name: str


def inspect(content: bytes, *, name: str) -> Inspected:
    """Look inside, not at the name: 0 bytes, too large, wrongly named, encrypted, active or broken is refused."""
    limit = settings.SAHIH_UPLOAD_LIMIT_MB
    if not content:
        raise Unacceptable(_("Berkas ini kosong (0 byte). Pilih berkas yang ada isinya."))
    if len(content) > limit * 1024 * 1024:
        raise Unacceptable(
            _("Berkas ini %(size)d MB; paling besar %(limit)d MB. Foto ulang dengan ukuran lebih kecil.")
            % {"size": len(content) // 1024 // 1024, "limit": limit}
        )
    mime = _inspect_pdf(content) if content[:1024].lstrip().startswith(b"%PDF-") else _inspect_image(content)
    return Inspected(content=content, mime=mime, name=_named(name, mime))


def inspect_form(content: bytes, *, name: str) -> Inspected:
    """An LSP's own master: a PDF, or a Word file without macros and embedded objects; nothing of it is ever run or shown."""
    if content[:4] != b"PK\x03\x04":
        found = inspect(content, name=name)
        if found.mime != "application/pdf":
            raise Unacceptable(_("Formulir dikirim sebagai PDF atau Word (.docx)."))
        return found
    if len(content) > settings.SAHIH_UPLOAD_LIMIT_MB * 1024 * 1024:
        raise Unacceptable(_("Berkas ini terlalu besar; paling besar %d MB.") % settings.SAHIH_UPLOAD_LIMIT_MB)
    _inspect_docx(content)
    return Inspected(content=content, mime=DOCX, name=_named(name, DOCX))


def _inspect_docx(content: bytes) -> None:
    """Only the list of parts is read: what is packed inside stays packed."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unacceptable(_("Berkas Word ini rusak. Simpan ulang, lalu kirim lagi.")) from error
    names = {part.filename.lower() for part in parts}
    if not {"[content_types].xml", "word/document.xml"} <= names:
        raise Unacceptable(_("Formulir dikirim sebagai PDF atau Word (.docx)."))
    active = ("vbaproject.bin", "word/activex/", "word/embeddings/", ".exe", ".dll")
    if any(mark in name for name in names for mark in active) or sum(part.file_size for part in parts) > DOCX_BYTES:
        raise Unacceptable(
            _("Berkas Word ini memuat makro atau berkas lain di dalamnya. Simpan ulang sebagai .docx biasa.")
        )


def _named(name: str, mime: str) -> str:
    clean = "".join(char for char in PurePath(name.replace("\\", "/")).name if char.isprintable())[-120:] or "berkas"
    if PurePath(clean).suffix.lower() not in ENDINGS[mime]:
        raise Unacceptable(
            _("Nama berkas “%(name)s” tidak sesuai isinya (%(mime)s). Simpan ulang dengan jenis yang benar.")
            % {"name": clean, "mime": mime}
        )
    return clean


def _inspect_pdf(content: bytes) -> str:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            active = _active_parts(pdf)
            pages = len(pdf.pages)
    except pikepdf.PasswordError as error:
        raise Unacceptable(_("PDF ini terkunci sandi. Kirim PDF tanpa sandi.")) from error
    except (pikepdf.PdfError, ValueError, RecursionError) as error:
        raise Unacceptable(_("PDF ini rusak dan tidak dapat dibuka. Simpan ulang, lalu kirim lagi.")) from error
    if active or not pages:
        raise Unacceptable(_("PDF ini memuat perintah atau lampiran tersembunyi. Cetak ulang menjadi PDF biasa."))
    return "application/pdf"


def _active_parts(pdf: pikepdf.Pdf) -> bool:
    """Whether any object of the file acts by itself or hides another file."""
    return any(_is_active(part) for thing in pdf.objects for part in _dictionaries_in(thing))


def _dictionaries_in(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The object's own dictionary and those written inside it; what it only refers to is an object of its own."""
    waiting = [thing]
    while waiting:
        one = waiting.pop()
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            yield one
            waiting += [value for _name, value in one.items() if _is_inside(value)]
        elif isinstance(one, pikepdf.Array):
            waiting += [value for value in one if _is_inside(value)]


def _is_inside(value: object) -> bool:
    return isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect


def _is_active(thing: pikepdf.Object) -> bool:
    kinds = {str(thing.get(name)) for name in ("/S", "/Subtype")}
    return bool(kinds & ACTIVE_KINDS) or any(name in thing and not _is_plain_opening(name, thing) for name in ACTIVE)


def _is_plain_opening(name: str, thing: pikepdf.Object) -> bool:
    """Opening at a page is an array of a page and a zoom: it does nothing."""
    return name == "/OpenAction" and isinstance(thing[name], pikepdf.Array)


def _inspect_image(content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=list(MIME_OF)) as image:
                if image.width * image.height > PIXELS:
                    raise Unacceptable(_("Gambar ini terlalu besar. Kirim paling besar 60 megapiksel."))
                image.load()
                return MIME_OF[str(image.format)]
    except (UnidentifiedImageError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise Unacceptable(_("Jenis berkas ini tidak diterima. Kirim PDF, JPEG, atau PNG.")) from error
    except (OSError, SyntaxError, ValueError, IndexError) as error:
        raise Unacceptable(_("Gambar ini rusak. Foto ulang, lalu kirim lagi.")) from error
