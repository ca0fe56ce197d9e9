"""Which reader an uploaded file needs, by what it is and not by its name."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from sahih.materials.berkas.packages import Unreadable, open_package
from sahih.materials.perangkat.importing.acuan import Acuan
from sahih.materials.perangkat.importing.bacaan import Bacaan
from sahih.materials.perangkat.importing.docx_reader import read_docx
from sahih.materials.perangkat.importing.xlsx_reader import read_xlsx
from sahih.materials.perangkat.importing.yaml_reader import read_yaml_muk

PACKED = (b"PK", b"\xd0\xcf\x11\xe0")


MIME = {
    "word/document.xml": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xl/workbook.xml": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def kind_of(content: bytes) -> str:
    """The true type of a file that was read."""
    if not content.startswith(PACKED):
        return "application/yaml"
    package = open_package(content)
    return next((mime for part, mime in MIME.items() if package.has(part)), "application/zip")


def read_upload(content: bytes, *, acuan: Acuan, known: AbstractSet[str] = frozenset()) -> Bacaan:
    """Word, Excel, YAML, or a ZIP of one of the last two with its pictures; FileRefused or Unreadable otherwise."""
    if content.startswith(b"%PDF-"):
        raise Unreadable(_("PDF tidak dapat diimpor karena tabelnya hilang. Unggah berkas Word (.docx) asalnya."))
    if content and not content.startswith(PACKED):
        return read_yaml_muk(content, acuan=acuan, known=known)
    package = open_package(content)
    if package.has("word/document.xml"):
        return read_docx(content, acuan=acuan)
    if package.has("xl/workbook.xml"):
        return read_xlsx(content, acuan=acuan, known=known)
    return _read_zip(package.members, acuan=acuan, known=known)


def _read_zip(members: Mapping[str, bytes], *, acuan: Acuan, known: AbstractSet[str]) -> Bacaan:
    wanted = [name for name in members if PurePosixPath(name).suffix.lower() in (".xlsx", ".yaml", ".yml") and "__MACOSX" not in name]  # fmt: skip
    if len(wanted) != 1:
        raise Unreadable(_("ZIP harus memuat tepat satu berkas .xlsx atau .yaml, dan gambarnya dalam folder “gambar”."))
    content = members[wanted[0]]
    files = {name: part for name, part in members.items() if name != wanted[0]}
    if content.startswith(PACKED):
        return read_xlsx(content, acuan=acuan, files=files, known=known)
    return read_yaml_muk(content, acuan=acuan, files=files, known=known)
