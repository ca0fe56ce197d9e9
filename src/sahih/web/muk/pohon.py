"""The KUK and aspek of one kelompok as a tree of boxes: to tick, to search, to write lines for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.models import Muk
from sahih.materials.skema.enums import AspekKind
from sahih.materials.skema.models import AspekUnit, Kuk


@dataclass(frozen=True)
class Pilihan:
    """One box: the value that names it, its number and words."""

    value: str
    number: str
    text: str
    ref: RefSpec


@dataclass(frozen=True)
class Cabang:
    """An elemen with its KUK; ticking it ticks them all."""

    value: str
    number: str
    title: str
    kuk: Sequence[Pilihan]


@dataclass(frozen=True)
class Pohon:
    """A unit with its elemen, and its aspek kritis and sikap kerja."""

    code: str
    title: str
    elemen: Sequence[Cabang]
    aspek: Sequence[Pilihan]

    @property
    def kuk(self) -> list[Pilihan]:
        return [one for cabang in self.elemen for one in cabang.kuk]


def pohon_of(muk: Muk, kelompok: int) -> list[Pohon]:
    """Two queries, whatever the size of the kelompok."""
    rows = Kuk.objects.filter(versi=muk.versi_id, elemen__unit__kelompok__number=kelompok)
    rows = rows.order_by("elemen__unit__place", "elemen__number", "number")
    aspek = AspekUnit.objects.filter(versi=muk.versi_id, unit__kelompok__number=kelompok).order_by("kind", "number")
    tree: dict[tuple[str, str], dict[tuple[int, str], list[Pilihan]]] = {}
    for code, title, elemen, elemen_title, number, text in rows.values_list(
        "elemen__unit__code", "elemen__unit__title", "elemen__number", "elemen__title", "number", "text"
    ):
        ref = RefSpec(unit=code, kuk=f"{elemen}.{number}")
        one = Pilihan(value_of(ref), f"{elemen}.{number}", text, ref)
        tree.setdefault((code, title), {}).setdefault((elemen, elemen_title), []).append(one)
    beside: dict[str, list[Pilihan]] = {}
    for code, kind, number, text in aspek.values_list("unit__code", "kind", "number", "text"):
        critical = kind == AspekKind.KRITIS
        ref = RefSpec(unit=code, kritis=number) if critical else RefSpec(unit=code, sikap=number)
        words = f"{'Aspek kritis' if critical else 'Sikap kerja'} {number}"
        beside.setdefault(code, []).append(Pilihan(value_of(ref), words, text, ref))
    return [
        Pohon(
            code,
            title,
            [Cabang(f"{code}|{number}", str(number), words, kuk) for (number, words), kuk in elemen.items()],
            beside.get(code, []),
        )
        for (code, title), elemen in tree.items()
    ]


def value_of(ref: RefSpec) -> str:
    """KUK 2.1 of a unit is `unit|2.1`; its first aspek kritis is `unit|kritis|1`."""
    if ref.kuk:
        return f"{ref.unit}|{ref.kuk}"
    return f"{ref.unit}|kritis|{ref.kritis}" if ref.kritis is not None else f"{ref.unit}|sikap|{ref.sikap}"


def refs_in(pohon: Iterable[Pohon], values: Iterable[str], elemen: Iterable[str]) -> tuple[RefSpec, ...]:
    """What was ticked, in the order of the tree; what the tree does not have was never offered."""
    ticked, whole = set(values), set(elemen)
    return tuple(
        one.ref
        for unit in pohon
        for one in (
            *(kuk for cabang in unit.elemen for kuk in cabang.kuk if kuk.value in ticked or cabang.value in whole),
            *(one for one in unit.aspek if one.value in ticked),
        )
    )
