"""Opening packed files (DOCX, XLSX, ZIP) that strangers send: measured before anything of them is unpacked."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from django.utils.translation import gettext as _

from sahih.kernel.policy import Refused


class Unreadable(Refused):
    """The file is not taken at all; the sentence says why and what to send instead."""


MAX_PACKED = 20 * 1024 * 1024
MAX_UNPACKED = 80 * 1024 * 1024
MAX_XML = 30 * 1024 * 1024
MAX_MEMBERS = 2000
MAX_RATIO = 250
# Below this nobody is harmed, and plain XML packs very well.
RATIO_FROM = 1024 * 1024

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ACTIVE = ("vbaproject.bin", "activex/", "/embeddings/", "macrosheets/", "/externallinks/")
# Only as the end of a name: a picture may be called soal1.screenshot.png.
_PROGRAMS = (".exe", ".dll", ".js", ".vbs", ".ps1", ".bat", ".scr")
_DOCTYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")

# What zipfile, lxml, openpyxl and python-docx are known to throw at a file that is not what it says.
BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, TypeError, LookupError, AttributeError, ArithmeticError,
    NotImplementedError, RecursionError, SyntaxError, AssertionError, struct.error, MemoryError,
)  # fmt: skip


@dataclass(frozen=True)
class Package:
    """The members of a packed file, unpacked within limits."""

    members: Mapping[str, bytes]

    def has(self, name: str) -> bool:
        return name in self.members


def open_package(content: bytes) -> Package:
    """Unpack, or say in one sentence why not: bombs, path tricks, macros, passwords, foreign entities."""
    _check_outside(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            _check_list(infos)
            members = {one.filename: _unpacked(archive, one) for one in infos if not one.is_dir()}
    except Unreadable:
        raise
    except BROKEN as error:
        raise Unreadable(_("Berkas ini rusak dan tidak dapat dibuka. Simpan ulang, lalu unggah lagi.")) from error
    for name, part in members.items():
        _check_part(name, part)
    return Package(members)


def _check_outside(content: bytes) -> None:
    if not content:
        raise Unreadable(_("Berkas ini kosong (0 byte). Pilih berkas yang ada isinya."))
    if len(content) > MAX_PACKED:
        raise Unreadable(_("Berkas ini lebih besar dari %d MB. Kecilkan gambarnya atau pecah per instrumen.") % (MAX_PACKED // 1024 // 1024))  # fmt: skip
    if content.startswith(_OLE):
        raise Unreadable(_("Berkas ini terkunci sandi atau berformat lama (.doc/.xls). Buka, lepas sandinya, lalu simpan sebagai .docx atau .xlsx."))  # fmt: skip
    if not content.startswith(b"PK\x03\x04"):
        raise Unreadable(_("Jenis berkas ini tidak dikenal. Unggah Word (.docx), Excel (.xlsx), YAML (.yaml), atau ZIP hasil ekspor."))  # fmt: skip


def _check_list(infos: Sequence[zipfile.ZipInfo]) -> None:
    names = [one.filename for one in infos]
    if len(infos) > MAX_MEMBERS:
        raise Unreadable(_("Berkas ini berisi terlalu banyak bagian. Simpan ulang sebagai berkas baru."))
    if len({name.lower() for name in names}) != len(names):
        raise Unreadable(_("Berkas ini memuat dua bagian bernama sama. Simpan ulang dengan Word atau Excel."))
    if any(_leaves(name) for name in names):
        raise Unreadable(_("Berkas ini memuat nama bagian yang menunjuk ke luar berkas. Berkas tidak dibuka."))
    # Others may ask for gigabytes before they give a byte, and no Office writes them.
    if any(one.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for one in infos):
        raise Unreadable(_("Berkas ini dikemas dengan cara yang tidak dikenal. Simpan ulang dengan Word atau Excel."))
    if any(one.flag_bits & 0x1 for one in infos):
        raise Unreadable(_("Berkas ini terkunci sandi. Simpan ulang tanpa sandi."))
    if any(_is_active(name.lower()) for name in names):
        raise Unreadable(_("Berkas ini memuat makro, tautan ke berkas lain, atau berkas lain di dalamnya. Simpan ulang sebagai .docx atau .xlsx biasa."))  # fmt: skip
    _check_sizes(infos)


def _is_active(name: str) -> bool:
    # Windows runs a program also where blanks and points follow its ending.
    return any(mark in f"/{name}" for mark in _ACTIVE) or name.rstrip(" .").endswith(_PROGRAMS)


def _check_sizes(infos: Sequence[zipfile.ZipInfo]) -> None:
    """The sizes are the file's own word; `_unpacked` reads no more than they say."""
    packed, unpacked = sum(one.compress_size for one in infos), sum(one.file_size for one in infos)
    markup = sum(one.file_size for one in infos if _is_xml(one.filename))
    swollen = unpacked > RATIO_FROM and unpacked > MAX_RATIO * max(packed, 1)
    if unpacked > MAX_UNPACKED or markup > MAX_XML or swollen:
        raise Unreadable(_("Isi berkas ini mengembang terlalu besar saat dibuka. Kecilkan gambarnya atau pecah per instrumen."))  # fmt: skip


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name or "\x00" in name


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels", ".vml"))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as part:
        return part.read(info.file_size + 1)


def _check_part(name: str, part: bytes) -> None:
    if part.startswith(_OLE):
        raise Unreadable(_("Berkas ini memuat berkas lain di dalamnya. Simpan ulang tanpa objek sisipan."))
    if not (_is_xml(name) or part.lstrip()[:5] == b"<?xml"):
        return
    encoding = _ENCODING.search(part[:400])
    # In another encoding a declaration could hide from the search below.
    if (
        part[:2] in (b"\xff\xfe", b"\xfe\xff")
        or b"\x00" in part
        or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"))
    ):
        raise Unreadable(_("Berkas ini ditulis dalam pengodean yang tidak biasa. Simpan ulang dengan Word atau Excel."))
    if _DOCTYPE.search(part):
        raise Unreadable(_("Berkas ini memuat definisi entitas (DOCTYPE), yang tidak dipakai Word atau Excel. Berkas tidak dibuka."))  # fmt: skip


def plain_name(name: str) -> str:
    """The name of a file as it is kept: without folders and without what does not print."""
    kept = "".join(sign for sign in PurePath(name.replace("\\", "/")).name if sign.isprintable())
    return kept[-120:] or "berkas"
