"""What FR.AK.07 asks beyond single answers, and which instruments its adjustments name."""

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, row_of
from sahih.documents.vocabulary import Problem

# FX3: the means that are an instrument, after the names of forms 2. Pertanyaan tertulis may be either of two.
INSTRUMEN_OF = {
    "verbal": ("FR.IA.07", "FR.IA.09"),
    "hasil_produksi": ("FR.IA.11",),
    "observasi": ("FR.IA.01",),
    "instruksi": ("FR.IA.04A",),
    "lisan": ("FR.IA.07",),
    "wawancara": ("FR.IA.09",),
    "tertulis": ("FR.IA.05", "FR.IA.06"),
    "portofolio": ("FR.IA.08",),
    "reviu_produk": ("FR.IA.11",),
}


def needed(content: Content, path: str) -> bool | None:
    """Ya asks for its means, a plan that does not fit for its correction, and either for what is used instead."""
    row = row_of(content, path)
    if row and path.endswith("/sarana"):
        return _is_adjusted(row)
    if row and path.endswith("/keputusan"):
        return row["answers"].get("sesuai") == "tidak"
    for part in ("karakteristik", "rencana"):
        if path.startswith(f"{part}_"):
            return any(map(_is_adjusted, content["rows"].get(part, [])))
    return None


def check(content: Content) -> list[Problem]:
    """Means without a Ya contradict themselves."""
    said = _("Ada sarana yang dipilih. Jawab Ya, atau hapus pilihan pada Keterangan.")
    rows = [row for row in content["rows"]["karakteristik"] if row["answers"].get("diperlukan") == "tidak"]
    return [Problem(f"karakteristik/{row['key']}/diperlukan", said) for row in rows if row["answers"].get("sarana")]


def instruments(content: Content) -> set[str]:
    """FX3: the instruments that the agreed means name; they come before those of MAPA.02, with a warning."""
    return {code for either in alternatives(content) for code in either}


def alternatives(content: Content) -> list[tuple[str, ...]]:
    """The same means by means: any one of the instruments of a means will do for it."""
    adjusted = filter(_is_adjusted, content["rows"]["karakteristik"])
    chosen = [str(one) for row in adjusted for one in _listed(row["answers"].get("sarana"))]
    return list(dict.fromkeys(INSTRUMEN_OF[means] for means in chosen if means in INSTRUMEN_OF))


def _is_adjusted(row: RowContent) -> bool:
    return row["answers"].get("diperlukan") == "ya" or row["answers"].get("sesuai") == "tidak"


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []
