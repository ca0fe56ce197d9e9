"""What FR.MAPA.01 asks beyond single answers, and what follows from its methods."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, Value, row_of
from sahih.documents.vocabulary import Problem

# forms 2: the usual kind of evidence of each tool.
JENIS_OF = {
    "CL": "L", "TPD": "L", "PMO": "L", "DIT": "L",
    "CVP": "TL", "CRP": "TL", "VPK": "TL",
    "DPL": "T", "DPT": "T", "PW": "T",
}  # fmt: skip
LEAST_EVIDENCE = 2


def needed(content: Content, path: str) -> bool | None:
    """What is ticked is explained: another purpose, an Ada, the name of somebody relevant."""
    fields, row = content["fields"], row_of(content, path)
    if row and path.startswith("konfirmasi/"):
        return row["key"] in _listed(fields.get("relevan"))
    if path == "tujuan_lainnya":
        return "lainnya" in _listed(fields.get("tujuan"))
    return fields.get(path.removesuffix("_uraian")) == "ada" if path.endswith("_uraian") else None


def check(content: Content) -> list[Problem]:
    """A plan measures against something, and each unit by two points of evidence or more (PL11)."""
    said = _("Tulis paling sedikit dua butir bukti, satu butir setiap baris.")
    thin = [row for row in content["rows"].get("unit", []) if 0 < _points(row) < LEAST_EVIDENCE]
    found = [Problem(f"unit/{row['key']}/bukti", said) for row in thin]
    if not any(_is_used(row) for row in content["rows"]["tolok_ukur"]):
        found.append(Problem("tolok_ukur/standar/uraian", _("Sebutkan paling sedikit satu standar yang dipakai.")))
    return found


def derive(content: Content) -> dict[str, Value]:
    """Tick what was written, and name the kinds of evidence that the tools of a unit give (forms 4.3)."""
    used = {f"tolok_ukur/{row['key']}/dipakai": _ticked(_is_used(row)) for row in content["rows"]["tolok_ukur"]}
    relevant = _listed(content["fields"].get("relevan"))
    chosen = {
        f"konfirmasi/{row['key']}/dipilih": _ticked(row["key"] in relevant) for row in content["rows"]["konfirmasi"]
    }
    kinds = {f"unit/{row['key']}/jenis": _kinds(row) for row in content["rows"].get("unit", [])}
    return {**used, **chosen, **kinds}


def tools_by_kelompok(content: Content) -> Mapping[str, set[str]]:
    """What FR.MAPA.02 is made from: the tools planned for each kelompok pekerjaan (PL6)."""
    found: dict[str, set[str]] = {}
    for row in content["rows"].get("unit", []):
        found.setdefault(row["cells"]["kelompok"], set()).update(_listed(row["answers"].get("perangkat")))
    return found


def _kinds(row: RowContent) -> list[str]:
    given = {JENIS_OF[tool] for tool in _listed(row["answers"].get("perangkat"))}
    return [kind for kind in ("L", "TL", "T") if kind in given]


def _points(row: RowContent) -> int:
    return len([line for line in str(row["answers"].get("bukti", "")).split("\n") if line.strip()])


def _is_used(row: RowContent) -> bool:
    return bool(row["answers"].get("uraian"))


def _ticked(on: bool) -> list[str]:  # noqa: FBT001 -- the one thing that it says
    return ["ya"] if on else []


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []
