"""The acts on a MUK that the story does not take, for whoever comes to try them."""

import copy
import datetime as dt
from collections.abc import Callable

from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.content import spec_of
from sahih.materials.tests.builders import make_muk
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rumah import Rumah

Attempts = dict[str, Callable[[Pemeran], object]]


def over_muk(house: Rumah, *, at: dt.datetime) -> Attempts:
    """A complete draft of the first asesor; call it with the LSP entered."""
    muk = make_muk(house.versi, penyusun=house["asesor"].user.person, at=at)
    spec = spec_of(muk, keys=True)

    def on(action: Callable[..., object], *args: object, **how: object) -> Callable[[Pemeran], object]:
        return lambda who: who.does(action, *(copy.deepcopy(one) for one in args), at=at, **how)

    return {
        "muk.open": on(act.open_muk, house.versi, title="Paket B", like=muk),
        "muk.replace_content": on(act.replace_content, muk, spec, source="uji"),
    }
