"""The rows of FR.MAPA.02 and what its ticks mean for an asesi (FX3, PL6)."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from sahih.documents.content import Content, Value, row_of
from sahih.documents.fr.terms import INSTRUMEN
from sahih.documents.susunan import Kelompok
from sahih.documents.vocabulary import Problem, Row


def rows(susunan: Sequence[Kelompok]) -> tuple[Row, ...]:
    """Twelve rows per kelompok pekerjaan, each knowing its units for the table above them."""
    return tuple(
        Row(row_key(str(one.nomor), code), _cells(one) | {"nomor": str(number), "instrumen": name, "kode": code})
        for one in susunan
        for number, (code, name) in enumerate(INSTRUMEN.items(), 1)
    )


def row_key(kelompok: str, code: str) -> str:
    return f"{kelompok}-{code}"


def offered(tools: Mapping[str, set[str]], potensi: str) -> dict[str, Value]:
    """Offer what FR.MAPA.01 planned: per kelompok the instruments of its tools, for the potensi of that plan."""
    planned = {row_key(kelompok, code) for kelompok, given in tools.items() for code in codes_of(given)}
    return {f"instrumen/{key}/potensi": [potensi] for key in sorted(planned)}


def codes_of(tools: set[str]) -> list[str]:
    """A tool's instruments are those whose name bears its letters: DIT is two forms, and so is DPT."""
    return [code for code, name in INSTRUMEN.items() if name.split()[1] in tools]


def instruments(content: Content, potensi: str, kelompok: str) -> list[str]:
    """FX3, PL6: what is opened for an asesi of this potensi, and nothing beside it."""
    found = (row for row in content["rows"]["instrumen"] if row["cells"]["kelompok"] == kelompok)
    return [row["cells"]["kode"] for row in found if potensi in _listed(row["answers"].get("potensi"))]


def needed(content: Content, path: str) -> bool | None:
    """A kelompok without any tick is asked for one, at its first row."""
    row = row_of(content, path)
    if row is None:
        return None
    own = [one for one in content["rows"]["instrumen"] if one["cells"]["kelompok"] == row["cells"]["kelompok"]]
    return row is own[0] and not any(one["answers"] for one in own)


def check(content: Content) -> list[Problem]:
    """Each kelompok is assessed by something, for every potensi that the map serves at all."""
    lines = content["rows"].get("instrumen", [])
    groups = dict.fromkeys(row["cells"]["kelompok"] for row in lines)
    served = {one for row in lines for one in _listed(row["answers"].get("potensi"))}
    said = _("Kelompok pekerjaan %(kelompok)s belum punya instrumen untuk potensi asesi %(potensi)s.")
    return [
        Problem(f"instrumen/{row_key(group, 'FR.IA.01')}/potensi", said % {"kelompok": group, "potensi": one})
        for group in groups
        for one in sorted(served)
        if not instruments(content, one, group)
    ]


def _cells(kelompok: Kelompok) -> dict[str, str]:
    units = "\n".join(f"{unit.kode} {unit.judul}" for unit in kelompok.unit)
    return {"kelompok": str(kelompok.nomor), "kelompok_judul": kelompok.judul, "kelompok_unit": units}


def _listed(value: object) -> list[str]:
    return value if isinstance(value, list) else []
