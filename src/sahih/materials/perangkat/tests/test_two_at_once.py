"""Two tabs in the same moment: the second reads a sentence, and the numbers of the items have no hole (PL10)."""

import datetime as dt
from collections.abc import Callable

import pytest

from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.format import ButirSpec, RefSpec
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.materials.tests.builders import make_muk
from sahih.process.contoh.rumah import Rumah, build_house
from sahih.process.tests.jalan import behind

Work = Callable[[], object]


class Tab:
    """What one tab of the penyusun saw, and does with it."""

    def __init__(self, house: Rumah, muk: Muk, at: dt.datetime) -> None:
        self.house, self.at = house, at
        with tenant(house.lsp.pk):
            rows = Bagian.objects.select_related("muk__versi__skema", "muk__key", "muk__penyusun", "kelompok", "versi")
            self.bagian = rows.get(muk=muk, instrumen="FR.IA.01", kelompok__number=1)
            items = Butir.objects.filter(bagian=self.bagian).order_by("number")
            self.butir = items.select_related("muk__versi__skema", "muk__key", "bagian__kelompok", "picture")[1]
            self.seen = act.stored_spec(self.butir.muk, self.butir).digest

    def _does(self, action: Callable[..., object], *args: object, **how: object) -> Work:
        return lambda: self.house["asesor"].does(action, *args, at=self.at, **how)

    @property
    def works(self) -> dict[str, Work]:
        said = ButirSpec(text="Dari tab lain")
        return {
            "save": self._does(act.save_butir, self.butir, said, seen=self.seen),
            "move": self._does(act.move_butir, self.butir, to=1),
            "drop": self._does(act.drop_butir, self.butir),
            "add": self._does(act.add_butir, self.bagian, said),
            "lines": self._does(
                act.write_lines, self.bagian, {RefSpec(unit=self.unit, kuk="1.1"): ["Satu baris"]}, seen={}
            ),
            "clear": self._does(act.drop_bagian, self.bagian),
        }

    @property
    def unit(self) -> str:
        with tenant(self.house.lsp.pk):
            code: str = self.bagian.kelompok.unit_set.order_by("number").values_list("code", flat=True)[0]
            return code


GONE, OUT, CHANGED = "sudah dihapus dari tab lain", "sudah dikeluarkan dari MUK ini", "diubah dari tab lain"
RACES = [
    ("save", "save", CHANGED), ("drop", "save", GONE), ("drop", "move", GONE), ("drop", "drop", GONE), ("move", "drop", "ok"),
    ("clear", "add", OUT), ("clear", "lines", OUT), ("clear", "clear", OUT), ("clear", "save", GONE), ("add", "add", "sudah tersimpan"),
]  # fmt: skip


@pytest.mark.django_db(transaction=True)
def test_second_of_two_tabs_reads_why_and_breaks_nothing() -> None:
    """On one house, a MUK for each pair."""
    at = dt.datetime.now(dt.UTC)
    house = build_house(at=at)
    astray = []

    for first, second, expected in RACES:
        with tenant(house.lsp.pk):
            muk = make_muk(house.versi, penyusun=house["asesor"].user.person, at=at)
        one, other = Tab(house, muk, at), Tab(house, muk, at)
        said = behind(one.works[first], other.works[second])
        astray += [] if expected in said else [(first, second, said)]
        with tenant(house.lsp.pk):
            numbers = list(Butir.objects.filter(bagian=one.bagian).order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))

    assert astray == []
