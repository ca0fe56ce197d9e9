"""A filled sheet as JSON that shows and prints without any other table, and what its caller knows beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypedDict

if TYPE_CHECKING:
    from sahih.documents.vocabulary import Row

Value: TypeAlias = str | int | list[str]
Answers: TypeAlias = dict[str, Value]


class RowContent(TypedDict):
    key: str
    cells: dict[str, str]
    lines: list[str]
    options: dict[str, list[dict[str, str]]]
    answers: Answers


class Content(TypedDict):
    """Rows are lists, because canonical JSON sorts keys and the paper has an order."""

    form: dict[str, str | int]
    header: dict[str, str | list[dict[str, str]]]
    fields: Answers
    rows: dict[str, list[RowContent]]
    accepted: Answers
    berkas: dict[str, dict[str, str]]


def answers_by_key(content: Content, source: str) -> dict[str, Answers]:
    return {row["key"]: row["answers"] for row in content["rows"].get(source, [])}


def row_of(content: Content, path: str) -> RowContent | None:
    """Return the row that a path such as kuk/<key>/pencapaian stands in."""
    source, _, rest = path.partition("/")
    key = rest.rpartition("/")[0]
    return next((row for row in content["rows"].get(source, []) if row["key"] == key), None)


@dataclass(frozen=True)
class Orang:
    nama: str
    reg: str = ""


@dataclass(frozen=True)
class Header:
    """The facts of the identity table: dates ISO, times HH:MM, both in the zone of the session."""

    skema_jenis: str = ""
    skema_judul: str = ""
    skema_nomor: str = ""
    tuk_jenis: str = ""
    tuk_nama: str = ""
    asesor: tuple[Orang, ...] = ()
    asesi: str = ""
    tanggal: str = ""
    mulai: str = ""
    selesai: str = ""


@dataclass(frozen=True)
class Choice:
    """A file that may be named as evidence."""

    value: str
    label: str
    sha256: str = ""
    note: str = ""


@dataclass(frozen=True)
class PrintedSignature:
    """A signature as the paper shows it; `at` is the instant in words, `level` the assurance in words, `agreed` the text that was agreed to.

    `note` is what stands in place of a signature.
    """

    role: str
    name: str
    reg: str = ""
    at: str = ""
    level: str = ""
    method: str = ""
    qr_url: str = ""
    note: str = ""
    agreed: str = ""


@dataclass(frozen=True)
class Context:
    """What the caller knows: `prefill` is offered and may be changed, `computed` is imposed; both by path.

    `uploads` are the sources of files to which a new file may be handed in at the field itself.
    """

    header: Header = Header()
    rows: Mapping[str, Sequence["Row"]] = field(default_factory=dict)
    choices: Mapping[str, Sequence[Choice]] = field(default_factory=dict)
    prefill: Mapping[str, Value] = field(default_factory=dict)
    computed: Mapping[str, Value] = field(default_factory=dict)
    uploads: frozenset[str] = frozenset()
