"""YAML read as plain data with a line number for every value; what could harm is refused.

The events of the parser are folded here and not by PyYAML's constructor: it would resolve
aliases, swallow duplicate keys, read `1.10` as a number, and lose the lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

import yaml
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MAX_BYTES = 2 * 1024 * 1024
MAX_DEPTH = 12
MAX_VALUES = 100_000
MAX_INT_DIGITS = 15

Path = tuple[str | int, ...]

# libyaml where the wheel brings it: a file of 2 MB takes 0.3 s instead of 10.
_LOADER: type[yaml.SafeLoader | yaml.CSafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What people upload by mistake, by its first bytes.
_OTHER_KINDS = {
    b"%PDF": "PDF", b"\x89PNG": "gambar (PNG)", b"\xff\xd8\xff": "gambar (JPEG)", b"GIF8": "gambar (GIF)",
    b"PK\x03\x04": "Office atau ZIP", b"\xd0\xcf\x11\xe0": "Office lama",
}  # fmt: skip
_WORDS: dict[str, bool | None] = (
    dict.fromkeys(("", "~", "null", "Null", "NULL"))
    | dict.fromkeys(("true", "True", "TRUE"), True)
    | dict.fromkeys(("false", "False", "FALSE"), False)
)


@dataclass(frozen=True)
class Problem:
    """One reason why a file is refused, at the line where a person can mend it."""

    line: int
    field: str
    reason: str
    part: int = 0
    """Which sheet of a workbook, in their order."""

    def __str__(self) -> str:
        return _("Baris %(line)d, %(field)s: %(reason)s.") % {
            "line": self.line,
            "field": self.field,
            "reason": self.reason,
        }


class FileRefused(Exception):
    """The file was not taken over, not even in part."""

    def __init__(self, *problems: Problem) -> None:
        ordered = sorted(problems, key=lambda one: (one.part, one.line))
        super().__init__(*ordered)
        self.problems = tuple(ordered)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


@dataclass
class Document:
    """The data of a file and the line of each of its values."""

    data: object = None
    lines: dict[Path, int] = field(default_factory=dict)

    def line(self, path: Path) -> int:
        """The line of a value, or of the nearest thing around it when the value is absent."""
        while path not in self.lines and path:
            path = path[:-1]
        return self.lines.get(path, 1)


# What the files of this house begin with, and where each is handed in.
_HOMES = {
    "scheme": gettext_lazy("ini berkas skema; unggah lewat Skema, Impor skema"),
    "standard": gettext_lazy("ini berkas standar; unggah lewat Standar, Impor standar"),
    "muk": gettext_lazy("ini berkas MUK; buka MUK-nya, lalu Impor"),
}


def require_own(document: Document, key: str) -> None:
    """A good file in the wrong place is told where it belongs."""
    data = document.data
    if not isinstance(data, dict) or key in data:
        return
    for other, told in _HOMES.items():
        if other in data:
            raise FileRefused(Problem(document.line((other,)), other, str(told)))


def field_name(path: Path) -> str:
    """The keys on the way to a value; the line says which one of a list is meant."""
    return ".".join(part for part in path if isinstance(part, str)) or _("berkas")


def read_yaml(content: bytes) -> Document:
    """Read one YAML document; raises FileRefused with the line of the first problem."""
    text = _decode(content)
    try:
        return _Folding(yaml.parse(text, Loader=_LOADER)).document()
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise FileRefused(Problem(line, _("berkas"), _("ada karakter kendali yang tidak boleh dipakai"))) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        # The parser speaks of its own insides, in English; the line is what helps.
        reason = _("bukan YAML yang sah di sekitar baris ini; periksa spasi di awal baris, titik dua, dan tanda kutip")
        raise FileRefused(Problem(mark.line + 1 if mark else 1, _("berkas"), reason)) from error


def _decode(content: bytes) -> str:
    if not content.strip():
        raise FileRefused(Problem(1, _("berkas"), _("berkas kosong")))
    if len(content) > MAX_BYTES:
        raise FileRefused(Problem(1, _("berkas"), _("berkas lebih besar dari 2 MB")))
    for mark, kind in _OTHER_KINDS.items():
        if content.startswith(mark):
            reason = _("ini berkas %(kind)s, bukan teks YAML; unggah berkas YAML-nya") % {"kind": kind}
            raise FileRefused(Problem(1, _("berkas"), reason))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileRefused(
            Problem(line, _("berkas"), _("bukan teks UTF-8; simpan ulang berkas sebagai UTF-8"))
        ) from error


class _Folding:
    """Folds parser events into tuples, dicts and scalars, counting as it goes."""

    def __init__(self, events: Iterator[yaml.Event]) -> None:
        self._events = events
        self._document = Document()
        self._values = 0

    def document(self) -> Document:
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if self._document.lines:
                    raise _refused(event, (), _("hanya satu dokumen YAML per berkas"))
                self._document.data = self._fold(next(self._events), ())
        if not self._document.lines:
            raise FileRefused(Problem(1, _("berkas"), _("berkas kosong")))
        return self._document

    def _fold(self, event: yaml.Event, path: Path) -> object:
        self._check(event, path)
        self._document.lines.setdefault(path, _line(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path)
        assert isinstance(event, yaml.ScalarEvent)
        return _scalar(event, path)

    def _check(self, event: yaml.Event, path: Path) -> None:
        self._values += 1
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise _refused(event, path, _("jangkar (&) dan alias (*) tidak boleh dipakai"))
        if getattr(event, "tag", None):
            raise _refused(event, path, _("tanda jenis (!) tidak boleh dipakai"))
        if len(path) > MAX_DEPTH:
            raise _refused(event, path, _("bersarang terlalu dalam"))
        if self._values > MAX_VALUES:
            raise _refused(event, path, _("isi berkas terlalu banyak"))

    def _mapping(self, path: Path) -> dict[str, object]:
        content: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._key(event, path)
            if key in content:
                raise _refused(event, (*path, key), _("kunci ditulis dua kali"))
            self._document.lines[(*path, key)] = _line(event)
            content[key] = self._fold(next(self._events), (*path, key))
        return content

    def _key(self, event: yaml.Event, path: Path) -> str:
        self._check(event, path)
        if not isinstance(event, yaml.ScalarEvent) or not event.value:
            raise _refused(event, path, _("kunci harus berupa teks"))
        return str(event.value)

    def _sequence(self, path: Path) -> tuple[object, ...]:
        content: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            content.append(self._fold(event, (*path, len(content))))
        return tuple(content)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _scalar(event: yaml.ScalarEvent, path: Path) -> object:
    value = str(event.value)
    if not event.implicit[0]:
        return value
    if value in _WORDS:
        return _WORDS[value]
    if value.removeprefix("-").isascii() and value.removeprefix("-").isdecimal():
        return _integer(event, value, path)
    return value


def _integer(event: yaml.ScalarEvent, value: str, path: Path) -> int | str:
    """Read a plain whole number; a code such as 01111 keeps its zero by staying text."""
    if len(value) > MAX_INT_DIGITS:
        raise _refused(event, path, _("bilangan terlalu panjang"))
    return int(value) if str(int(value)) == value else value


def _refused(event: yaml.Event, path: Path, reason: str) -> FileRefused:
    return FileRefused(Problem(_line(event), field_name(path), reason))
