"""Random skema, plans and banks of items as the plain rows that the map is counted from."""

from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st

from sahih.materials.perangkat.enums import Dimensi, Instrumen, Jenis, Metode, Saat
from sahih.materials.peta.counting import AspekRow, BagianRow, ButirRow, KukRow, Peta, Planned, draw


@dataclass(frozen=True)
class Dunia:
    """The rows in no particular shape, so that a test counts them its own way."""

    kuk: list[KukRow]
    aspek: list[AspekRow]
    bagian: list[BagianRow]
    butir: list[ButirRow]
    kuk_links: list[tuple[int, int]]
    aspek_links: list[tuple[int, int]]
    planned: Planned

    def peta(self, *, turn: int = 0) -> Peta:
        """The map, its items and links read from another beginning each turn."""
        butir, links, others = self.butir, self.kuk_links, self.aspek_links
        return draw(
            self.kuk, self.aspek, self.bagian, butir[turn:] + butir[:turn],
            kuk_links=links[turn:] + links[:turn], aspek_links=others[turn:] + others[:turn],
        )  # fmt: skip

    def items_at(self, kuk: int) -> list[ButirRow]:
        return [one for one in self.butir if (one.key, kuk) in self.kuk_links]

    def items_at_aspek(self, aspek: int) -> list[ButirRow]:
        return [one for one in self.butir if (one.key, aspek) in self.aspek_links]


@st.composite
def dunia(draw_: st.DrawFn) -> Dunia:
    kelompok = draw_(st.integers(1, 3))
    kuk, aspek = _skema(draw_, kelompok)
    bagian = [
        BagianRow(f"b{group}{code}", group, code, has_words=draw_(st.booleans()))
        for group in range(1, kelompok + 1)
        for code in draw_(st.lists(st.sampled_from(Instrumen.values), unique=True, max_size=6))
    ]
    butir = _bank(draw_, bagian)
    return Dunia(
        kuk, aspek, bagian, butir, _links(draw_, butir, kuk), _links(draw_, butir, aspek),
        planned={
            group: frozenset(draw_(st.lists(st.sampled_from(Instrumen.values), unique=True, max_size=6)))
            for group in range(1, kelompok + 1)
        },
    )  # fmt: skip


def _skema(draw_: st.DrawFn, kelompok: int) -> tuple[list[KukRow], list[AspekRow]]:
    kuk: list[KukRow] = []
    aspek: list[AspekRow] = []
    for group in range(1, kelompok + 1):
        for place in range(draw_(st.integers(1, 2))):
            unit = f"M.{group}{place}"
            for elemen in range(1, draw_(st.integers(1, 2)) + 1):
                for number in range(1, draw_(st.integers(1, 3)) + 1):
                    key = len(kuk)
                    kuk.append(KukRow(key, f"k{key}", group, "", unit, "Unit", elemen, "Elemen", number, "KUK"))
            for number in range(1, draw_(st.integers(0, 2)) + 1):
                kind = draw_(st.sampled_from(["kritis", "sikap"]))
                aspek.append(AspekRow(len(aspek), f"a{len(aspek)}", group, unit, kind, number, "Aspek"))
    return kuk, aspek


def _bank(draw_: st.DrawFn, bagian: list[BagianRow]) -> list[ButirRow]:
    found: list[ButirRow] = []
    for one in bagian:
        for number in range(1, draw_(st.integers(0, 5)) + 1):
            found.append(
                ButirRow(
                    len(found),
                    f"i{len(found)}",
                    one.ref,
                    one.kelompok,
                    one.instrumen,
                    number,
                    draw_(st.sampled_from(Metode.values)),
                    draw_(st.sampled_from(["", *Dimensi.values])),
                    draw_(st.sampled_from(Jenis.values)),
                    draw_(st.sampled_from(["", *Saat.values])),
                    draw_(st.integers(0, 5)),
                    draw_(st.booleans()),
                )
            )
    return found


def _links(draw_: st.DrawFn, butir: list[ButirRow], subjects: list[Any]) -> list[tuple[int, int]]:
    if not butir or not subjects:
        return []
    pair = st.tuples(st.sampled_from([one.key for one in butir]), st.sampled_from([one.key for one in subjects]))
    return draw_(st.lists(pair, unique=True, max_size=30))
