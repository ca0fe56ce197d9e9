"""What the components of the shell are given: small frozen values, so that templates decide nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Tone(StrEnum):
    """The colour of a thing; a word always stands with it."""

    NEUTRAL = ""
    OK = "ok"
    WAIT = "wait"
    NO = "no"
    INFO = "info"


@dataclass(frozen=True)
class Badge:
    """A word with a tone."""

    text: str
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True)
class Link:
    """A place to go."""

    label: str
    href: str
    is_current: bool = False
    count: int = 0
    note: str = ""


@dataclass(frozen=True)
class Shell:
    """What the frame around a page shows of the person and the place they act in."""

    nav: Sequence[Link] = ()
    more: Sequence[Link] = ()
    place: str = ""
    role: str = ""
    places: Sequence[Link] = ()
    person: str = ""
    trial: str = ""


@dataclass(frozen=True)
class Task:
    """One act that waits for somebody: what, why, and how long."""

    what: str
    href: str
    why: str = ""
    age: Badge | None = None


@dataclass(frozen=True)
class Step:
    """One step of a journey; `state` is done, now, later or stopped, decided by the query that makes it."""

    title: str
    note: str = ""
    state: str = "later"
    href: str = ""

    @property
    def icon(self) -> str:
        """The icon that stands in the dot, empty where its number stands."""
        return {"done": "check", "stopped": "x"}.get(self.state, "")

    @property
    def spoken(self) -> str:
        """What a screen reader says after the title."""
        return {"done": "selesai", "now": "langkah sekarang", "stopped": "berhenti"}.get(self.state, "berikutnya")

    @property
    def current(self) -> str:
        """The value of aria-current."""
        return "step" if self.state == "now" else "false"


@dataclass(frozen=True)
class Fact:
    """A label and its value."""

    label: str
    value: object
    is_number: bool = False
    href: str = ""


@dataclass(frozen=True)
class Cell:
    """One value in a table."""

    text: object
    href: str = ""
    tone: Tone | None = None
    is_number: bool = False


@dataclass(frozen=True)
class Table:
    """A list that becomes cards on a phone; the first cell of each row is its heading."""

    caption: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]] = ()

    @property
    def labelled_rows(self) -> list[list[tuple[str, Cell]]]:
        """Each cell beside the name of its column, for the card on a phone."""
        return [list(zip(self.columns, row, strict=True)) for row in self.rows]


@dataclass(frozen=True)
class Seal:
    """What a verification answers: one word, one sign."""

    word: str
    tone: Tone
    checked: str = ""

    @property
    def icon(self) -> str:
        """A tick, a cross or a clock."""
        return {Tone.OK: "check", Tone.NO: "x", Tone.WAIT: "clock"}.get(self.tone, "info")


@dataclass(frozen=True)
class Problem:
    """One thing to mend, with the id of the field it belongs to."""

    message: str
    anchor: str = ""


@dataclass(frozen=True)
class Upload:
    """A file field and what was sent before."""

    name: str
    label: str
    help: str = ""
    accept: str = "image/jpeg,image/png,application/pdf"
    errors: Sequence[str] = ()
    files: Sequence[Link] = field(default=())
    is_required: bool = False

    @property
    def element_id(self) -> str:
        """The id shared by the input, its label and its messages."""
        return f"id_{self.name}"

    @property
    def described_by(self) -> str:
        """The ids of help and error, for aria-describedby."""
        parts = [(self.help, "help"), (self.errors, "error")]
        return " ".join(f"{self.element_id}_{suffix}" for text, suffix in parts if text)
