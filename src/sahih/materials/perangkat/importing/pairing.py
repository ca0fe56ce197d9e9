"""Which item of a file is which item of the MUK, and what that one keeps where the file says nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sahih.materials.perangkat.format import BagianSpec, ButirSpec, MukSpec

Name = tuple[str, int]
SILENT = ("scope", "refs", "dimensi", "jenis", "metode", "saat", "kritis", "picture")
HEADS = ("petunjuk", "skenario", "perlengkapan", "keluaran", "minutes", "present_minutes")


@dataclass(frozen=True)
class Pasangan:
    """The items of one instrument: those of the file with the one they are here, and those here that the file lacks."""

    pairs: tuple[tuple[ButirSpec | None, ButirSpec], ...]
    gone: tuple[ButirSpec, ...]


@dataclass(frozen=True)
class Kehilangan:
    """What goes when the file takes the place of all: items, and of these those with KUK and those with a key."""

    before: int
    gone: int
    tied: int
    keyed: int

    @property
    def needs_consent(self) -> bool:
        return bool(self.tied or self.keyed)


def paired(here: Sequence[ButirSpec], there: Sequence[ButirSpec]) -> Pasangan:
    """Each item of the MUK once; of several with the same words the one with the same choices and picture."""
    left, pairs = list(here), []
    for one in there:
        alike = [own for own in left if folded(own.text) == folded(one.text)]
        own = max(alike, key=lambda own: (own.options == one.options, own.picture == one.picture), default=None)
        if own is not None:
            left.remove(own)
        pairs.append((own, one))
    return Pasangan(tuple(pairs), tuple(left))


def carried(now: MukSpec, coming: MukSpec) -> MukSpec:
    """The file, with what the same items and instruments have here and the file does not speak of."""
    here = by_name(now)
    parts = (_part(here.get((one.instrumen, one.kelompok)), one) for one in coming.bagian)
    return coming.model_copy(update={"bagian": tuple(parts)})


def lost(now: MukSpec, coming: MukSpec) -> Kehilangan:
    there = by_name(coming)
    gone = [one for part in now.bagian for one in paired(part.butir, _items(there.get((part.instrumen, part.kelompok)))).gone]  # fmt: skip
    return Kehilangan(
        before=sum(len(part.butir) for part in now.bagian), gone=len(gone), tied=sum(bool(one.refs) for one in gone),
        keyed=sum(one.kunci is not None for one in gone),
    )  # fmt: skip


def kept_of(own: ButirSpec | None, one: ButirSpec) -> ButirSpec:
    """A key belongs to its choices: where these are others it does not go along."""
    if own is None:
        return one
    kept = {name: getattr(own, name) for name in SILENT if not getattr(one, name)}
    if one.kunci is None and own.options == one.options:
        kept["kunci"] = own.kunci
    return one.model_copy(update=kept)


def by_name(spec: MukSpec) -> Mapping[Name, BagianSpec]:
    return {(one.instrumen, one.kelompok): one for one in spec.bagian}


def folded(text: str) -> str:
    return " ".join(text.lower().split())


def _items(part: BagianSpec | None) -> tuple[ButirSpec, ...]:
    return part.butir if part else ()


def _part(own: BagianSpec | None, one: BagianSpec) -> BagianSpec:
    if own is None:
        return one
    heads = {name: getattr(own, name) for name in HEADS if not getattr(one, name)}
    items = tuple(kept_of(mine, butir) for mine, butir in paired(own.butir, one.butir).pairs)
    return one.model_copy(update={**heads, "butir": items})
