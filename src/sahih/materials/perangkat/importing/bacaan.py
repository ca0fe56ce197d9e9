"""What a reader gives: the draft of a MUK, what it did not understand and why, and the KUK it would suggest."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sahih.materials.perangkat.format import MukSpec, RefSpec

SHOWN = 400


@dataclass(frozen=True)
class Terlewat:
    """Something of the file that is not in the draft, or not as it stood there."""

    where: str
    text: str
    why: str
    todo: str
    is_secret: bool = False
    """It may quote a key: shown only to whom keys are shown (FX14)."""


@dataclass(frozen=True)
class Alamat:
    """Which item of the draft: its instrument, kelompok and place, counted from one."""

    instrumen: str
    kelompok: int
    number: int

    def __str__(self) -> str:
        return f"{self.instrumen}/{self.kelompok}/{self.number}"


@dataclass(frozen=True)
class Saran:
    """A KUK whose words an item shares; a person confirms it, it is never taken by itself."""

    ref: RefSpec
    percent: int
    is_named: bool = False
    """Its number stands in the file, which does not say of which unit."""


@dataclass(frozen=True)
class Gambar:
    """A picture as it will be kept: decoded, bounded and encoded again."""

    content: bytes
    mime: str


@dataclass(frozen=True)
class Bacaan:
    """One file as it was understood."""

    spec: MukSpec
    is_titled: bool = False
    """Whether the file itself says title and pass mark."""
    terlewat: tuple[Terlewat, ...] = ()
    catatan: tuple[str, ...] = ()
    """What was taken with a decision that a person should know of, such as tracked changes."""
    saran: Mapping[Alamat, tuple[Saran, ...]] = field(default_factory=dict)
    gambar: Mapping[str, Gambar] = field(default_factory=dict)


def quoted(text: str) -> str:
    """Enough of a passage to find it again in the file."""
    folded = " ".join(text.split())
    return folded if len(folded) <= SHOWN else folded[: SHOWN - 1] + "…"
