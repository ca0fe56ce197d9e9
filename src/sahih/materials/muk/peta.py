"""How FR.MAPA.02 follows FR.MAPA.01: the map offers what the plan's tools are, and may leave out one of two (PL6)."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from sahih.documents.content import Content, RowContent
from sahih.documents.fr.mapa_01.rules import tools_by_kelompok
from sahih.documents.fr.mapa_02.rules import codes_of, row_key
from sahih.documents.vocabulary import Problem

Tools = Mapping[str, set[str]]


def in_step(peta: Content, *, before: Tools, after: Tools, potensi: str) -> Content:
    """Tick what is newly planned, clear what no longer is, and leave what the penyusun chose between."""
    for row in peta["rows"]["instrumen"]:
        if not _is_planned(row, after):
            row["answers"].pop("potensi", None)
        elif not _is_planned(row, before):
            row["answers"]["potensi"] = [potensi]
    return peta


def disagreements(plan: Content, peta: Content, *, potensi: str) -> list[Problem]:
    """Where the two sheets of one plan say different things; neither is changed in silence (FX3)."""
    found = []
    if plan["fields"].get("potensi") != potensi:
        said = _("Rencana ini untuk potensi asesi %s. Pilih potensi itu pada FR.MAPA.01.")
        found.append(Problem("potensi", said % potensi))
    tools = tools_by_kelompok(plan)
    found += [one for row in peta["rows"]["instrumen"] for one in _row_problems(row, tools, potensi)]
    return found + _empty_tools(tools, peta)


def _row_problems(row: RowContent, tools: Tools, potensi: str) -> list[Problem]:
    ticks, where = _ticks(row), f"instrumen/{row['key']}/potensi"
    facts = {"kode": row["cells"]["kode"], "kelompok": row["cells"]["kelompok"], "potensi": potensi}
    if ticks and not _is_planned(row, tools):
        said = _("FR.MAPA.02: %(kode)s dipilih untuk kelompok %(kelompok)s, tetapi FR.MAPA.01 tidak merencanakannya.")
        return [Problem(where, said % facts)]
    if set(ticks) - {potensi}:
        said = _("FR.MAPA.02: rencana ini hanya untuk potensi %(potensi)s; kosongkan kolom lain pada %(kode)s.")
        return [Problem(where, said % facts)]
    return []


def _empty_tools(tools: Tools, peta: Content) -> list[Problem]:
    """A planned tool of which no instrument is left."""
    ticked = {row["key"] for row in peta["rows"]["instrumen"] if _ticks(row)}
    said = _("FR.MAPA.02: %(alat)s direncanakan untuk kelompok %(kelompok)s; pilih instrumennya.")
    found = []
    for kelompok, given in tools.items():
        for tool in sorted(given):
            keys = [row_key(kelompok, code) for code in codes_of({tool})]
            if not ticked & set(keys):
                found.append(Problem(f"instrumen/{keys[0]}/potensi", said % {"alat": tool, "kelompok": kelompok}))
    return found


def _is_planned(row: RowContent, tools: Tools) -> bool:
    return row["cells"]["kode"] in codes_of(tools.get(row["cells"]["kelompok"], set()))


def _ticks(row: RowContent) -> list[str]:
    value = row["answers"].get("potensi")
    return value if isinstance(value, list) else []
