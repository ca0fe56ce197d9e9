"""A Word document as this package sees it: paragraphs and tables, each thing with its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

_NUMBER = re.compile(r"\s*(\d{1,3})[.)]?\s*$")


@dataclass(frozen=True)
class Baris:
    """One line, with the number or letter that Word put before it."""

    text: str
    label: str = ""

    @property
    def whole(self) -> str:
        return f"{self.label}. {self.text}" if self.label and self.label != "•" else self.text


def text_of(lines: Sequence[Baris]) -> str:
    return "\n".join(line.text for line in lines if line.text)


def whole_of(lines: Sequence[Baris]) -> str:
    return "\n".join(line.whole for line in lines if line.text)


@dataclass(frozen=True)
class Foto:
    """A picture as it lies in the file."""

    content: bytes
    alt: str


@dataclass(frozen=True)
class Sel:
    """One cell; a merged one stands in each place it covers, as the same object."""

    where: str
    lines: tuple[Baris, ...] = ()
    pictures: tuple[Foto, ...] = ()
    tables: tuple["Tabel", ...] = ()

    @property
    def text(self) -> str:
        return text_of(self.lines)

    @property
    def whole(self) -> str:
        return whole_of(self.lines)

    @property
    def number(self) -> str:
        """The number that stands in it, typed or set by Word."""
        first = next(iter(self.lines), Baris(""))
        found = _NUMBER.match(first.text or first.label)
        return found[1].lstrip("0") if found else ""


@dataclass(frozen=True)
class Tabel:
    """A grid; `rows` are all equally wide."""

    where: str
    rows: tuple[tuple[Sel, ...], ...]


@dataclass(frozen=True)
class Paragraf:
    """Lines between tables."""

    where: str
    lines: tuple[Baris, ...]
    pictures: tuple[Foto, ...] = ()

    @property
    def text(self) -> str:
        return text_of(self.lines)

    @property
    def whole(self) -> str:
        return whole_of(self.lines)


Blok = Paragraf | Tabel


def distinct(row: tuple[Sel, ...]) -> Iterator[Sel]:
    """The cells of a row, a merged one once."""
    before: Sel | None = None
    for cell in row:
        if cell is not before:
            yield cell
        before = cell


def row_name(table: Tabel, row: int) -> str:
    return _("%(table)s, baris %(row)d") % {"table": table.where, "row": row + 1}
