"""A draft from a file beside the content it would replace: counted part by part, item by item in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from sahih.materials.perangkat.format import BagianSpec, MukSpec

Name = tuple[str, int]


@dataclass(frozen=True)
class Banding:
    """One instrument of one kelompok in the file and in the MUK."""

    instrumen: str
    kelompok: int
    before: int
    after: int
    same: int
    fresh: int
    gone: tuple[str, ...]
    """The texts of the items that the MUK would lose."""
    keys_before: int
    keys_after: int

    @property
    def loses_keys(self) -> bool:
        return self.keys_after < self.keys_before

    @property
    def is_only_here(self) -> bool:
        """The MUK has it, the file has not."""
        return bool(self.before) and not self.after


def compared(now: MukSpec, coming: MukSpec) -> list[Banding]:
    """In the order of the file, then what only the MUK has."""
    here, there = _by_name(now), _by_name(coming)
    return [_pair(name, here.get(name), there.get(name)) for name in dict.fromkeys((*there, *here))]


def _by_name(spec: MukSpec) -> Mapping[Name, BagianSpec]:
    return {(one.instrumen, one.kelompok): one for one in spec.bagian}


def _pair(name: Name, here: BagianSpec | None, there: BagianSpec | None) -> Banding:
    before, after = here.butir if here else (), there.butir if there else ()
    old, new = {_text(one.text) for one in before}, {_text(one.text) for one in after}
    return Banding(
        *name, before=len(before), after=len(after), same=len(old & new), fresh=len(new - old),
        gone=tuple(one.text for one in before if _text(one.text) not in new),
        keys_before=sum(one.kunci is not None for one in before), keys_after=sum(one.kunci is not None for one in after),
    )  # fmt: skip


def _text(text: str) -> str:
    return " ".join(text.lower().split())
