"""The plan of a rehearsal: observation of every unit, signed by two asesor and the manager (PL5)."""

import datetime as dt
from collections.abc import Sequence

from sahih.documents.content import Content
from sahih.documents.sheets import content_of
from sahih.kernel.tenancy import tenant
from sahih.materials.muk.actions import approve_rencana, open_rencana, save_mapa01, submit_rencana, validate_rencana
from sahih.materials.muk.models import Rencana
from sahih.process.contoh import jawaban
from sahih.process.contoh.rumah import Rumah


def fresh(house: Rumah, rencana: Rencana) -> Rencana:
    with tenant(house.lsp.pk):
        return Rencana.objects.select_related(
            "versi__skema", "mapa01__key", "mapa02__key", "penyusun", "validator"
        ).get(pk=rencana.pk)  # fmt: skip


def contents(house: Rumah, rencana: Rencana) -> tuple[Content, Content]:
    row = fresh(house, rencana)
    with tenant(house.lsp.pk):
        return content_of(row.mapa01), content_of(row.mapa02)


def drafted(
    house: Rumah, *, at: dt.datetime, potensi: str = "3", tools: Sequence[str] = ("CL",), by: str = "asesor"
) -> Rencana:  # fmt: skip
    """Opened and filled, not yet signed."""
    rencana: Rencana = house[by].does(open_rencana, house.versi, potensi=potensi, at=at)
    row = fresh(house, rencana)
    posted = jawaban.mapa01(contents(house, row)[0], tools=tools)
    house[by].does(save_mapa01, row, posted, at=at, partial=False)
    return fresh(house, rencana)


def submitted(house: Rumah, *, at: dt.datetime, potensi: str = "3", tools: Sequence[str] = ("CL",)) -> Rencana:
    row = drafted(house, at=at, potensi=potensi, tools=tools)
    house["asesor"].signs([row.mapa01, row.mapa02], submit_rencana, row, at=at)
    return fresh(house, row)


HOUR = dt.timedelta(hours=1)


def validated(house: Rumah, *, at: dt.datetime, potensi: str = "3", tools: Sequence[str] = ("CL",)) -> Rencana:
    row = submitted(house, at=at, potensi=potensi, tools=tools)
    house["asesor2"].signs([row.mapa01, row.mapa02], validate_rencana, row, at=at + HOUR)
    return fresh(house, row)


def in_force(house: Rumah, *, at: dt.datetime, potensi: str = "3", tools: Sequence[str] = ("CL",)) -> Rencana:
    row = validated(house, at=at, potensi=potensi, tools=tools)
    house["manajer"].signs([row.mapa01], approve_rencana, row, at=at + 2 * HOUR)
    return fresh(house, row)


def standing(house: Rumah, *, potensi: str = "3") -> Rencana:
    """The plan in force of this potensi, whoever made it and when."""
    with tenant(house.lsp.pk):
        found = Rencana.objects.get(versi=house.versi, potensi=potensi, status=Rencana.Status.BERLAKU)
    return fresh(house, found)
