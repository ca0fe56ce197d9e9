"""What a file is called that leaves the house: code, number, short title."""

import re
import unicodedata

LONGEST_PART, LONGEST = 60, 120
_UNSAFE = re.compile(r"[^A-Za-z0-9.]+")
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,5}$")


def file_name(*parts: object, ending: str) -> str:
    """Letters, digits, dots and dashes: safe in a header and on every disk. Nothing of the parts that are empty."""
    said = [safe for part in parts if (safe := _safe(str(part or "")))]
    whole = "-".join(said)[:LONGEST].strip("-.") or "berkas"
    return f"{whole}.{ending}"


def stem_of(name: str) -> str:
    """The name under which a file was kept, without its ending."""
    return _ENDING.sub("", name)


def attachment(name: str) -> str:
    return f'attachment; filename="{name}"'


def _safe(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = _UNSAFE.sub("-", plain).strip("-.")
    cut = words[:LONGEST_PART]
    # Not in the middle of a word, where there is one before it.
    return cut if len(words) <= LONGEST_PART or "-" not in cut else cut.rpartition("-")[0].strip("-.")
