"""The cover of a whole file: bound to its case, and true to what lies behind it (forms 6.6)."""

import io
import json
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Final

import pikepdf

MARK: Final = "sahih-sampul"
THERE: Final = "ada"
FORM: Final = "FR."


class CoverBroken(Exception):
    """The cover is another file's, or says what the file does not hold; the message is a sentence."""


def keyword_of(permohonan: str, content: bytes) -> str:
    """What the print says of itself: whose case it covers, and the hash of what it was drawn from."""
    return f"{MARK} {permohonan} {sha256(content).hexdigest()}"


def check_cover(pdf: bytes, content: bytes, *, permohonan: str, asesi: str, closed: Collection[str]) -> None:
    """Raise unless print and content are of this case, and every form that it calls present is there and closed."""
    if keyword_of(permohonan, content) != _keywords(pdf):
        raise CoverBroken("sampul ini bukan sampul berkas ini.")
    said = json.loads(content)
    if said["header"]["asesi"] != asesi:
        raise CoverBroken("sampul ini milik asesi lain.")
    for code in _called_present(said["rows"]):
        if code not in closed:
            raise CoverBroken(f"{code} dikatakan ada, tetapi tidak ada dalam berkas.")


def _keywords(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return str(document.docinfo.get("/Keywords", ""))


def _called_present(rows: dict[str, list[dict[str, object]]]) -> Iterator[str]:
    for row in (one for listed in rows.values() for one in listed):
        answers, code = row["answers"], str(row["key"])
        if code.startswith(FORM) and isinstance(answers, dict) and answers.get("status") == THERE:
            yield code
