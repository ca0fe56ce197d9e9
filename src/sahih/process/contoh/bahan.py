"""The materials of the rehearsal's LSP beside the skema in use: drafts that say what they lack, and standards to pick from."""

import datetime as dt

from sahih.materials.data import KATIGA, skema_bytes
from sahih.materials.skema.actions import import_skema
from sahih.materials.skema.format import SkemaSpec, load_skema
from sahih.materials.standar.actions import import_standar
from sahih.materials.standar.format import StandarSpec, dump_standar
from sahih.materials.standar.queries import named_in
from sahih.process.contoh.rumah import Rumah

IN_USE = "petugas_k3"
WITH_STANDARD = ("ahli_k3_umum", "junior_associate_data_scientist")


def stock(rumah: Rumah, *, at: dt.datetime) -> None:
    """The other four of the LSP's five schemes as drafts, and the standards whose units we hold whole."""
    manajer = rumah["manajer"]
    for name in WITH_STANDARD:
        manajer.does(import_standar, dump_standar(standar_in(load_skema(skema_bytes(name)))), at=at)
    for name in KATIGA:
        if name != IN_USE:
            manajer.does(import_skema, skema_bytes(name), at=at)


def standar_in(skema: SkemaSpec) -> StandarSpec:
    """What a carried skema holds of its standard: the units of which every elemen has its KUK."""
    ((number, year),) = named_in(skema.standard)
    whole = [unit for unit in skema.units if unit.elements and all(one.kuk for one in unit.elements)]
    keys = {"code", "title", "title_en", "critical_aspects", "attitudes", "elements"}
    units = tuple(unit.model_dump(include=keys) for unit in whole)
    head = {"kind": "SKKNI", "number": number, "year": year, "title": skema.standard}
    return StandarSpec.model_validate(head | {"units": units})
