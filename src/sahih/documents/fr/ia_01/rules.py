"""What FR.IA.01 asks beyond single answers, and what follows from its judgements."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, Value, row_of
from sahih.documents.vocabulary import Problem


def needed(content: Content, path: str) -> bool | None:
    """A KUK is judged, unless another method is named that will (forms 5.1)."""
    row = row_of(content, path)
    if row and path.endswith("/pencapaian"):
        return not row["answers"].get("lanjut")
    return None


def check(content: Content) -> list[Problem]:
    """Any KUK not achieved locks BELUM KOMPETEN (forms 5.1, E7)."""
    unmet, chosen = unmet_rows(content), content["fields"].get("rekomendasi")
    if chosen == "kompeten" and unmet:
        names = ", ".join(row["key"] for row in unmet[:3])
        said = _("%(n)d KUK belum tercapai (%(names)s). Rekomendasinya BELUM KOMPETEN.")
        return [Problem("rekomendasi", said % {"n": len(unmet), "names": names})]
    if chosen == "belum_kompeten" and not unmet:
        return [Problem("rekomendasi", _("Semua KUK tercapai. Tandai dulu KUK yang belum, atau pilih KOMPETEN."))]
    return []


def unmet_rows(content: Content) -> list[RowContent]:
    return [row for row in content["rows"]["kuk"] if row["answers"].get("pencapaian") != "ya"]


def derive(content: Content) -> dict[str, Value]:
    """Name what was judged and not achieved; a KUK not yet judged is a gap, not a finding."""
    found = [row["cells"] for row in unmet_rows(content) if row["answers"]]
    return {
        "kelompok": _listed(cells["kelompok"] for cells in found),
        "unit": _listed(cells["unit"] for cells in found),
        "elemen": _listed(f"{cells['unit']} elemen {cells['elemen_nomor']}" for cells in found),
        "kuk": _listed(f"{cells['unit']} KUK {cells['nomor']}" for cells in found),
    }


def _listed(names: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(names))
