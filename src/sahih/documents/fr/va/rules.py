"""What FR.VA asks beyond single answers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, Value, row_of
from sahih.documents.vocabulary import Problem, Row

BLANK_ON_PAPER = 4
SPARE = 2
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
    """FX9: what is recommended is planned, with a date and somebody who answers for it; the team's word fits the plan."""
    recommended = any(row["answers"].get("rekomendasi") for row in content["rows"].get("temuan", []))
    rows, found = content["rows"].get("rencana", []), content["fields"].get("kesimpulan")
    planned = any(row["answers"].get("kegiatan") for row in rows)
    if problems := list(_strangers(content)):
        return problems
    if planned and found == "layak":
        said = _("Ada rencana perbaikan. Pilih layak dengan perbaikan atau tidak layak, atau kosongkan rencananya.")
        return [Problem("kesimpulan", said)]
    if planned or not rows or not (recommended or found in ("layak_perbaikan", "tidak_layak")):
        return []
    said = _("Ada rekomendasi. Rencanakan paling sedikit satu kegiatan perbaikan.") if recommended else _("Materi ini perlu perbaikan. Rencanakan paling sedikit satu kegiatan.")  # fmt: skip
    return [Problem(f"rencana/{rows[0]['key']}/kegiatan", said)]


def _strangers(content: Content) -> Iterator[Problem]:
    """Where the sheet bears the table of its team, the two lines on top name the same people."""
    for key, row in zip(("tim_1", "tim_2"), content["rows"].get("tim", []), strict=False):
        said = str(content["fields"].get(key, ""))
        if said and row["cells"]["nama"] not in said:
            yield Problem(key, _("Tulis nama seperti pada tabel anggota tim: %s.") % row["cells"]["nama"])


def rows_wanted(content: Content) -> int:
    """As many lines as the paper has, and two more than are filled: a plan is as long as it needs to be."""
    filled = [
        place
        for source in ("temuan", "rencana")
        for place, row in enumerate(content["rows"][source], 1)
        if row["answers"]
    ]
    return max(BLANK_ON_PAPER, max(filled, default=0) + SPARE)


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
