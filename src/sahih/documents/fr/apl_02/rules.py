"""What FR.APL.02 asks beyond single answers, and which files stand behind each KUK."""

from sahih.documents.content import Content, row_of
from sahih.documents.susunan import kuk_key


def needed(content: Content, path: str) -> bool | None:
    """PL3: who says K names uploaded evidence, so that every KUK of the elemen is linked to a file."""
    if path == "catatan":
        return content["fields"].get("rekomendasi") == "tidak_dapat"
    row = row_of(content, path)
    if row and path.endswith("/bukti"):
        return row["answers"].get("jawaban") == "k"
    return None


def evidence_by_kuk(content: Content) -> dict[str, list[str]]:
    """Return, per KUK, the files that its elemen names (PL3)."""
    found: dict[str, list[str]] = {}
    for row in content["rows"]["elemen"]:
        named = row["answers"].get("bukti", [])
        for line in row["lines"]:
            found[kuk_key(row["cells"]["unit"], line.split(" ", 1)[0])] = named if isinstance(named, list) else []
    return found
