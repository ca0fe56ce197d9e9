"""From the judgements of closed instruments to results per unit, and what the asesor may conclude from them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent, Value
from sahih.documents.vocabulary import Problem

Hasil = Literal["k", "bk"]
# forms 2: the fixed map from instrument to column of the matrix.
COLUMN_OF = {
    "FR.IA.01": "observasi",
    "FR.IA.02": "observasi",
    "FR.IA.03": "observasi",
    "FR.IA.04B": "proyek",
    "FR.IA.05": "tertulis",
    "FR.IA.06": "tertulis",
    "FR.IA.07": "lisan",
    "FR.IA.08": "portofolio",
    "FR.IA.09": "pihak_ketiga_wawancara",
    "FR.IA.10": "pihak_ketiga_wawancara",
    "FR.IA.11": "lainnya",
}


# The caller's cell of a unit that names the columns planned for it; it has no place on the paper.
PLANNED = "direncanakan"
# Likewise the evidence of a unit that is not valid, authentic, current or sufficient, and was not mended (E4).
VATM = "vatm"
Plan = Mapping[str, Sequence[str]]


def columns_of(codes: Iterable[str]) -> list[str]:
    """The columns that these instruments would tick."""
    return list(dict.fromkeys(COLUMN_OF[code] for code in codes if code in COLUMN_OF))


def computed(records: Mapping[str, Content], planned: Plan | None = None, *, blocked: Collection[str] = ()) -> dict[str, Value]:  # fmt: skip
    """Return what AK.02 takes from the closed instruments, by form code: ticks (FX7) and results per unit (FX5)."""
    ticks = {f"unit/{unit}/bukti": columns for unit, columns in evidence(records).items()}
    results = {f"unit/{unit}/hasil": result for unit, result in unit_results(records, planned, blocked=blocked).items()}
    return {**ticks, **results}


def evidence(records: Mapping[str, Content]) -> dict[str, list[str]]:
    """FX7: a column is ticked for a unit when a closed record judged one of its KUK; there is no other tick."""
    found: dict[str, list[str]] = {}
    for code, record in records.items():
        for row in record["rows"].get("kuk", []):
            columns = found.setdefault(row["cells"]["unit"], [])
            if _judgement(row) and COLUMN_OF[code] not in columns:
                columns.append(COLUMN_OF[code])
    return found


def unit_results(records: Mapping[str, Content], planned: Plan | None = None, *, blocked: Collection[str] = ()) -> dict[str, Hasil]:  # fmt: skip
    """FX5: K when each KUK is achieved in a closed instrument and no planned one is open; a KUK that is blocked is not (E4)."""
    waiting = {unit for unit, codes in (planned or {}).items() if not set(codes) - {"FR.IA.04A"} <= set(records)}
    judged: dict[str, list[bool]] = {}
    for key, (unit, met) in kuk_results(records).items():
        judged.setdefault(unit, []).append(met and key not in blocked)
    return {unit: "k" if all(met) and unit not in waiting else "bk" for unit, met in judged.items()}


def kuk_results(records: Mapping[str, Content]) -> dict[str, tuple[str, bool]]:
    """Per KUK its unit and whether it is achieved; a Tidak stands unless the instrument it names says Ya."""
    found: dict[str, tuple[str, bool]] = {}
    for code, record in records.items():
        for row in record["rows"].get("kuk", []):
            unit, met = found.get(row["key"], (row["cells"]["unit"], True))
            found[row["key"]] = unit, met and _settled(code, row, records)
    return found


def overall(results: Mapping[str, str]) -> str:
    """FX6, E7: BK on any unit is Belum Kompeten, and so is an assessment without results."""
    return "kompeten" if results and set(results.values()) == {"k"} else "belum_kompeten"


def needed(content: Content, path: str) -> bool | None:
    said = content["fields"].get("rekomendasi")
    match path:
        case "tindak_lanjut":
            return said == "belum_kompeten"
        case "komentar":
            is_harsher = said == "belum_kompeten" and overall(results_in(content)) == "kompeten"
            return is_harsher or any(map(_lacks_a_planned_tick, content["rows"]["unit"]))
        case _:
            return None


def check(content: Content) -> list[Problem]:
    """FX6, E7: the asesor cannot say K against the calculation, and not for a unit without evidence."""
    if content["fields"].get("rekomendasi") != "kompeten":
        return []
    bare = [row["key"] for row in content["rows"]["unit"] if not row["answers"].get("bukti")]
    failed = [unit for unit, result in results_in(content).items() if result != "k"]
    if not bare and not failed:
        return []
    names = ", ".join(dict.fromkeys(failed + bare))
    said = [_("Belum semua unit kompeten: %s. Rekomendasinya Belum kompeten.") % names, *_unmended(content, failed)]
    return [Problem("rekomendasi", " ".join(said))]


def _unmended(content: Content, failed: Sequence[str]) -> list[str]:
    """E4: which evidence keeps a unit from being K, and the way out."""
    found = [row["cells"][VATM] for row in content["rows"]["unit"] if row["key"] in failed and row["cells"].get(VATM)]
    said = _("Bukti yang tidak memenuhi VATM: %s. Catat cara mengatasinya, atau nilai ulang buktinya.")
    return [said % "; ".join(dict.fromkeys(found))] if found else []


def results_in(content: Content) -> dict[str, str]:
    return {row["key"]: str(row["answers"].get("hasil", "bk")) for row in content["rows"]["unit"]}


def bk_units(content: Content) -> list[str]:
    """Return code and title of the units that are BK, as AK.05 remarks them."""
    results = results_in(content)
    cells = [row["cells"] for row in content["rows"]["unit"] if results[row["key"]] == "bk"]
    return [f"{one['unit']} {one['unit_judul']}" for one in cells]


def _lacks_a_planned_tick(row: RowContent) -> bool:
    """FX7: a method that was planned for the unit and left no closed record is explained in Komentar."""
    ticks = row["answers"].get("bukti")
    wanted = set(filter(None, row["cells"].get(PLANNED, "").split(",")))
    return not wanted <= set(ticks if isinstance(ticks, list) else [])


def _judgement(row: RowContent) -> Value | None:
    return row["answers"].get("pencapaian")


def _settled(code: str, row: RowContent, records: Mapping[str, Content]) -> bool:
    if _judgement(row) == "ya":
        return True
    named = str(row["answers"].get("lanjut", "")).upper().replace("FR.", "")
    others = (other for key, other in records.items() if key != code and key.replace("FR.", "") in named)
    rows = [one for other in others for one in other["rows"].get("kuk", []) if one["key"] == row["key"]]
    return bool(rows) and all(_judgement(one) == "ya" for one in rows)
