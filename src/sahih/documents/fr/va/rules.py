"""What FR.VA asks beyond single answers."""

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, Value, row_of
from sahih.documents.vocabulary import Problem, Row

BLANK_ON_PAPER = 4
EACH = 4


def rows(count: int = BLANK_ON_PAPER) -> dict[str, tuple[Row, ...]]:
    """The findings and the plan have as many rows as the caller gives; the paper has four."""
    lines = tuple(Row(str(number), {"nomor": str(number)}) for number in range(1, count + 1))
    return {"temuan": lines, "rencana": lines}


def needed(content: Content, path: str) -> bool | None:
    """A row that is begun is finished, and an aspect that is not met is a finding (FX9)."""
    row, source = row_of(content, path), path.partition("/")[0]
    if path.endswith("_lainnya"):
        chosen = row["answers"] if row else content["fields"]
        return "lainnya" in _listed(chosen.get(path.rpartition("/")[2].removesuffix("_lainnya")))
    if row and path.endswith("/nama"):
        return row["key"] == "asesor_1" or bool(row["answers"].get("konfirmasi"))
    if row and source == "temuan":
        return bool(row["answers"]) or (row["key"] == "1" and any(map(_unmet, content["rows"]["aspek"])))
    return bool(row["answers"]) if row and source == "rencana" else None


def check(content: Content) -> list[Problem]:
    """FX9: what is recommended is planned, with a date and somebody who answers for it."""
    recommended = any(row["answers"].get("rekomendasi") for row in content["rows"].get("temuan", []))
    planned = content["rows"].get("rencana", [])
    if recommended and planned and not any(row["answers"].get("kegiatan") for row in planned):
        said = _("Ada rekomendasi. Rencanakan paling sedikit satu kegiatan perbaikan.")
        return [Problem(f"rencana/{planned[0]['key']}/kegiatan", said)]
    return []


def derive(content: Content) -> dict[str, Value]:
    """Take the scheme from the head, and tick whoever is named."""
    people = content["rows"]["relevan"]
    named = {f"relevan/{row['key']}/hadir": ["ya"] if row["answers"].get("nama") else [] for row in people}
    header = content["header"]
    return {**named, "nama_skema": str(header["skema_judul"]), "nomor_skema": str(header["skema_nomor"])}


def _unmet(row: RowContent) -> bool:
    return any(len(_listed(row["answers"].get(key))) < EACH for key in ("aturan_bukti", "prinsip"))


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []
