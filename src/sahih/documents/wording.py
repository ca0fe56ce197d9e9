"""Words in and words out: what a person may type, how a value reads, and texts with safe placeholders."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from django.utils.translation import gettext as _

from sahih.documents.content import Content, Value
from sahih.documents.vocabulary import Field, Option

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")
BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
# Latin letters, punctuation, currency and the few signs that the fonts of the prints carry.
PRINTABLE = re.compile(
    r"[\n\x20-\x7e\xa0-\u017f\u0218-\u021b\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u2030\u20ac\u2122\u2212\u2264\u2265]"
)


class Refused(ValueError):
    """An input that is not taken; the message tells the person what to do."""


class UnknownPlaceholder(ValueError):
    """A text names a placeholder that its document does not have."""


def clean(text: str, *, longest: int) -> str:
    """Return the text as it is kept: NFC, stripped, one kind of line end; refuse what cannot be read or printed."""
    tidy = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()
    strange = sorted({sign for sign in tidy if not PRINTABLE.fullmatch(sign)})
    if strange:
        raise Refused(_strange_message(strange[0]))
    if len(tidy) > longest:
        raise Refused(_("Tulisan ini %(n)d karakter, paling panjang %(most)d.") % {"n": len(tidy), "most": longest})
    return tidy


def _strange_message(sign: str) -> str:
    if sign.isprintable():
        return _("Tanda “%s” tidak dapat dicetak pada formulir. Hapus atau ganti dengan huruf biasa.") % sign
    return _("Ada karakter tersembunyi (U+%04X) yang tidak diterima. Hapus, lalu ketik ulang bagian itu.") % ord(sign)


def say(text: str, values: Mapping[str, str]) -> str:
    """Put values in the {places} of a text. No expression, no attribute, no nesting: what is put in is never read again."""
    pieces, is_whole = _pieces(text)
    if not is_whole or any(name not in values for name in pieces[1::2]):
        unknown = wrong_placeholders(text, values)
        raise UnknownPlaceholder(_("Isian %s tidak dikenal dalam teks ini.") % ", ".join(unknown))
    if len(pieces) == 1:
        return text
    return "".join([values[piece] if at % 2 else piece for at, piece in enumerate(pieces)])


def places(text: str) -> tuple[str, ...]:
    """Name what a text waits for."""
    return _pieces(text)[0][1::2]


@lru_cache(maxsize=1024)
def _pieces(text: str) -> tuple[tuple[str, ...], bool]:
    """Plain text and names in turn, and whether no brace is left over; forms say the same few texts on every row."""
    pieces = tuple(PLACEHOLDER.split(text))
    return pieces, not any(sign in piece for piece in pieces[::2] for sign in "{}")


def wrong_placeholders(text: str, known: Mapping[str, object]) -> list[str]:
    """Name the placeholders that nothing fills, and stray braces."""
    unknown = [f"{{{name}}}" for name in PLACEHOLDER.findall(text) if name not in known]
    stray = [_("{ atau } tanpa pasangan")] if re.search(r"[{}]", PLACEHOLDER.sub("", text)) else []
    return unknown + stray


def short_date(iso: str) -> str:
    return f"{date.fromisoformat(iso):%d-%m-%Y}" if iso else ""


def long_date(iso: str, *, with_day: bool = False) -> str:
    """Return the date as letters write it: 5 Mei 2025, or Senin, 5 Mei 2025."""
    if not iso:
        return ""
    day = date.fromisoformat(iso)
    written = f"{day.day} {BULAN[day.month - 1]} {day.year}"
    return f"{HARI[day.weekday()]}, {written}" if with_day else written


def shown(field: Field, value: Value | None, options: tuple[Option, ...], content: Content) -> str:
    """Return a value as a reader sees it."""
    if value is None:
        return ""
    if isinstance(value, list):
        labels = {one.value: one.label for one in options}
        named = {ref: facts["nama"] for ref, facts in content["berkas"].items()}
        return "; ".join(labels.get(one, named.get(one, one)) for one in value)
    if field.kind == "date":
        return short_date(str(value))
    return next((one.label for one in options if one.value == value), str(value))
