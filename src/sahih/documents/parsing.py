"""From what somebody typed or chose to the value that is kept, or a sentence that says what does not fit."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, time

from django.utils.translation import gettext as _

from sahih.documents.content import Value
from sahih.documents.vocabulary import Field
from sahih.documents.wording import Refused, clean

LONGEST = {"text": 200, "paragraph": 4000}


def parse(field: Field, offered: Sequence[str], raw: Sequence[str]) -> Value | None:
    """Return the value of an input, None when it is empty; refuse in a sentence what does not fit."""
    given = [one for one in raw if one.strip()]
    if not given:
        return None
    match field.kind:
        case "many" | "files":
            return _among(offered, given)
        case "choice" | "yesno":
            return _among(offered, given[-1:])[0]
        case "date" | "time" | "number" as kind:
            return _PARSERS[kind](given[-1].strip())
        case _:
            return _text(given[-1], field)


def _among(allowed: Sequence[str], given: Sequence[str]) -> list[str]:
    if not set(given) <= set(allowed):
        raise Refused(_("Pilihan ini tidak ada lagi. Muat ulang halaman, lalu pilih kembali."))
    return [one for one in allowed if one in given]


def _text(raw: str, field: Field) -> str:
    text = clean(raw, longest=field.longest or LONGEST[field.kind])
    return text if field.kind == "paragraph" else " ".join(text.split())


def _date(raw: str) -> str:
    written = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", raw)
    try:
        day = date(int(written[3]), int(written[2]), int(written[1])) if written else date.fromisoformat(raw)
    except ValueError:
        raise Refused(_("Tanggal tidak terbaca. Tulis seperti 31-12-2026.")) from None
    return day.isoformat()


def _time(raw: str) -> str:
    try:
        return f"{time.fromisoformat(raw.replace('.', ':')):%H:%M}"
    except ValueError:
        raise Refused(_("Jam tidak terbaca. Tulis seperti 09:30.")) from None


def _number(raw: str) -> int:
    if not re.fullmatch(r"\d{1,9}", raw, re.ASCII):
        raise Refused(_("Tulis angka bulat tanpa titik, paling banyak sembilan angka."))
    return int(raw)


_PARSERS: Mapping[str, Callable[[str], Value]] = {"date": _date, "time": _time, "number": _number}
