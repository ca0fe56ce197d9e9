"""The next version of a house's skema, its very first KUK in other words, published."""

import datetime as dt

from sahih.kernel.tenancy import tenant
from sahih.materials.skema.actions import edit_versi, publish_versi, review_versi, revise_versi
from sahih.materials.skema.content import content_of, spec_of
from sahih.materials.skema.models import SkemaVersi
from sahih.process.contoh.rumah import Rumah

OTHER_WORDS = "Bunyi lain."


def next_version(house: Rumah, *, at: dt.datetime) -> SkemaVersi:
    versi: SkemaVersi = house["manajer"].does(revise_versi, house.versi, at=at)
    with tenant(house.lsp.pk):
        units = [unit.model_dump() for unit in spec_of(content_of(versi)).units]
        units[0]["elements"][0]["kuk"][0]["text"] = OTHER_WORDS
        edit_versi(versi, {"units": tuple(units)}, actor=house["manajer"].actor(at))
    house["mutu"].does(review_versi, versi, at=at)
    published: SkemaVersi = house["manajer"].does(publish_versi, versi, at=at)
    return published
