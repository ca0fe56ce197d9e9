"""A draft from a file beside the content it would replace: counted part by part, item by item in words."""

from dataclasses import dataclass

from sahih.materials.perangkat.format import BagianSpec, MukSpec
from sahih.materials.perangkat.importing.pairing import Name, by_name, kept_of, paired


@dataclass(frozen=True)
class Banding:
    """One instrument of one kelompok in the file and in the MUK; same + changed + fresh are the items of the file."""

    instrumen: str
    kelompok: int
    before: int
    after: int
    same: int
    changed: int
    """The words are the same; the file says something else beside them: KUK, choices, key, picture."""
    fresh: int
    gone: tuple[str, ...]
    """The texts of the items that the MUK would lose."""
    keys_gone: int
    is_silent: bool
    """The file says less of some items than the MUK, which keeps that."""

    @property
    def is_only_here(self) -> bool:
        """The MUK has it, the file has not."""
        return bool(self.before) and not self.after


def compared(now: MukSpec, coming: MukSpec) -> list[Banding]:
    """In the order of the file, then what only the MUK has."""
    here, there = by_name(now), by_name(coming)
    return [_pair(name, here.get(name), there.get(name)) for name in dict.fromkeys((*there, *here))]


def _pair(name: Name, here: BagianSpec | None, there: BagianSpec | None) -> Banding:
    before, after = here.butir if here else (), there.butir if there else ()
    found = paired(before, after)
    met = [(own, one) for own, one in found.pairs if own is not None]
    same = sum(kept_of(own, one) == own.model_copy(update={"text": one.text}) for own, one in met)
    unkept = sum(own.kunci is not None and kept_of(own, one).kunci is None for own, one in met)
    return Banding(
        *name, before=len(before), after=len(after), same=same, changed=len(met) - same, fresh=len(after) - len(met),
        gone=tuple(one.text for one in found.gone), keys_gone=sum(one.kunci is not None for one in found.gone) + unkept,
        is_silent=any(kept_of(own, one) != one for own, one in met),
    )  # fmt: skip
