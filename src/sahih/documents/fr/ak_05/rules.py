"""The rows of FR.AK.05 follow from AK.02 and from what was recorded instead of it (FX8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from sahih.documents.content import Content, Value
from sahih.documents.fr.ak_02.rules import bk_units
from sahih.documents.vocabulary import Problem, Row

Instead = Literal["", "menolak", "tidak_hadir", "mengundurkan_diri"]
KETERANGAN = {
    "menolak": "Menolak menandatangani hasil asesmen",
    "tidak_hadir": "Tidak hadir",
    "mengundurkan_diri": "Mengundurkan diri",
}


@dataclass(frozen=True)
class AsesiResult:
    """How the assessment of one asesi ended: a signed AK.02, or what stands in its place."""

    key: str
    nama: str
    ak_02: Content | None
    instead: Instead = ""
    corrections: tuple[str, ...] = ()


def rows(results: Sequence[AsesiResult]) -> tuple[Row, ...]:
    numbered = enumerate(results, 1)
    return tuple(
        Row(one.key, {"nomor": str(number), "nama": one.nama, "sebagai_ganti": one.instead}) for number, one in numbered
    )


def computed(results: Sequence[AsesiResult]) -> dict[str, Value]:
    """FX8: K or BK is AK.02's; the remark lists the BK units, says why there is no result, and what was corrected."""
    found: dict[str, Value] = {}
    for one in results:
        if one.ak_02:
            verdict = one.ak_02["fields"].get("rekomendasi")
            found[f"asesi/{one.key}/rekomendasi"] = "k" if verdict == "kompeten" else "bk"
        if remark := _remark(one):
            found[f"asesi/{one.key}/keterangan"] = remark
    return found


def check(content: Content) -> list[Problem]:
    """FX8: the report closes when each asesi has a result, or a recorded refusal or absence."""
    open_rows = [
        row
        for row in content["rows"]["asesi"]
        if not row["answers"].get("rekomendasi") and not row["cells"]["sebagai_ganti"]
    ]
    names = ", ".join(row["cells"]["nama"] for row in open_rows)
    return (
        [Problem("", _("FR.AK.02 belum ditandatangani: %s. Selesaikan sebelum laporan.") % names)] if open_rows else []
    )


def needed(content: Content, path: str) -> bool | None:
    """FX13: a refusal to sign is told in its box."""
    if path == "penolakan":
        return any(row["cells"]["sebagai_ganti"] == "menolak" for row in content["rows"]["asesi"])
    return None


def _remark(one: AsesiResult) -> str:
    units = bk_units(one.ak_02) if one.ak_02 else []
    return "; ".join(filter(None, [KETERANGAN.get(one.instead, ""), *units, *one.corrections]))
