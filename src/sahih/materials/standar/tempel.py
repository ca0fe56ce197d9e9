"""Read one unit from the text of a Kepmenaker's PDF: what is understood, what is doubtful, what is left over.

Three ways in which the two columns come out of a PDF are read: side by side with their gap, row
after row, and column after column. Where the gap between the columns is lost, words of an elemen and of
its KUK stand on one line: those are marked `[?]`, and a unit with such a mark is not saved.
Nothing is thrown away: a line that fits nowhere is left over.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sahih.materials.standar.halaman import is_page_number, whole_words, without_furniture
from sahih.materials.standar.isian import DOUBT, ELEMEN, KUK, NUMBERED, ElemenText, elements_text, joined

LONGEST = 60_000
# A number may be lost at the turn of a page; one much further on is part of a sentence.
MOST_SKIPPED = 3
NEAR = 10
MIN_COLUMN = 8

_HEADS = (
    ("code", re.compile(r"^\s*KODE\s+UNIT(?:\s+KOMPETENSI)?\s*:?\s*", re.IGNORECASE)),
    ("title", re.compile(r"^\s*JUDUL\s+UNIT(?:\s+KOMPETENSI)?\s*:?\s*", re.IGNORECASE)),
    ("description", re.compile(r"^\s*DESKRIPSI\s+UNIT(?:\s+KOMPETENSI)?\s*:?\s*", re.IGNORECASE)),
    (
        "elements",
        re.compile(r"^\s*ELEMEN(?:\s+KOMPETENSI)?\s+(?:DAN\s+)?KRITERIA\s+UNJUK\s+KERJA\s*:?\s*$", re.IGNORECASE),
    ),
    ("elements", re.compile(r"^\s*ELEMEN\s+KOMPETENSI\s*:?\s*$", re.IGNORECASE)),
    ("batasan_variabel", re.compile(r"^\s*BATASAN\s+VARIABEL\s*:?\s*", re.IGNORECASE)),
    ("panduan_penilaian", re.compile(r"^\s*PANDUAN\s+PENILAIAN\s*:?\s*", re.IGNORECASE)),
)
_ORDER = tuple(dict.fromkeys(name for name, _pattern in _HEADS))
_KUK_HEAD = re.compile(r"^\s*KRITERIA\s+UNJUK\s+KERJA\s*:?\s*$", re.IGNORECASE)
_INSIDE = re.compile(r"^\s*(\S.*?)\s(\d{1,2})\.(\d{1,2})\.?\s+(\S.*)$")
_DECORATION = re.compile(r"[*`#]")
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9.\-/]{2,39}$")
_KUK_INSIDE = re.compile(r"(?:^|\s)(\d{1,2}\.\d{1,2})(?:\.?\s|\.(?=[^\W\d_]))")
_GAP = re.compile(r"\s{2,}")
_SIKAP = re.compile(r"^sikap\s+kerja(?:\s+yang\s+diperlukan)?\s*[:.]?\s*", re.IGNORECASE)
_KRITIS = re.compile(r"^aspek\s+kritis\s*[:.]?\s*", re.IGNORECASE)


@dataclass
class Pembacaan:
    """The boxes as they were read, the lines that fit nowhere, and what to look at."""

    typed: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def leave(self, line: str) -> None:
        """Keep a line that fits nowhere."""
        if line.strip():
            self.unread.append(line.strip())


def read_unit(text: str) -> Pembacaan:
    """Read what can be read; the person judges the rest."""
    found = Pembacaan()
    parts = _parted(without_furniture(text, found.leave), found)
    for name in ("title", "description"):
        found.typed[name] = joined(parts.get(name, []))
    found.typed["code"] = _code(parts.get("code", []), found)
    found.typed["elements"] = elements_text(_Table(found).read(parts.get("elements", [])))
    rows = _numbered(parts.get("batasan_variabel", []), found)
    found.typed["batasan_variabel"] = "\n".join(f"{number} {said}".strip() for number, said in rows)
    _panduan(_numbered(parts.get("panduan_penilaian", []), found), found)
    labels = {"code": _("kode unit"), "title": _("judul unit"), "elements": _("elemen dan KUK")}
    found.notes += [_("Bagian %s belum terbaca.") % label for name, label in labels.items() if not found.typed[name]]
    found.typed, broken = whole_words(found.typed, text)
    found.notes += [_("Kata ini mungkin terpotong di ujung baris: “%s”. Sambung, atau biarkan tanda hubungnya.") % one for one in broken]  # fmt: skip
    return found


def _parted(text: str, found: Pembacaan) -> dict[str, list[str]]:
    """The lines under each heading; page numbers and what stands before or after the unit are left over."""
    parts, current = dict[str, list[str]](), ""
    for line in text.replace("\f", "\n").expandtabs(4).splitlines():
        name, rest = _headed(_DECORATION.sub("", line))
        if name == "code" and "code" in parts:
            current = "next"
            found.notes.append(_("Ada unit kedua dalam teks ini. Simpan unit ini dulu, lalu tempel unit berikutnya."))
        if name and current != "next" and (name not in parts or name == "elements"):
            current = name
            parts.setdefault(name, []).extend([rest] if rest.strip() else [])
        elif current in {"", "next"} or is_page_number(line):
            found.leave(line)
        elif not (current == "elements" and _KUK_HEAD.match(line)):
            parts[current].append(line)
    return parts


def _headed(line: str) -> tuple[str, str]:
    for name, pattern in _HEADS:
        if match := pattern.match(line):
            return name, line[match.end() :]
    return "", ""


def _code(lines: Sequence[str], found: Pembacaan) -> str:
    words = joined(lines).split()
    code = next((word for word in words if _CODE.match(word)), "")
    found.leave(" ".join(word for word in words if word != code))
    return code


@dataclass
class _Table:
    """Elemen and KUK while the lines of the two columns come in."""

    found: Pembacaan
    elements: dict[int, ElemenText] = field(default_factory=dict)
    current: int = 0
    last_kuk: tuple[int, int] | None = None
    after_kuk: bool = False
    is_mixed: bool = False

    def read(self, lines: Sequence[str]) -> dict[int, ElemenText]:
        column = _column_of(lines)
        if column is None:
            for line in lines:
                self._row(line)
        else:
            pairs = [_split(line, column) for line in lines]
            for line in (left for left, _right in pairs):
                self._elemen_column(line)
            self.last_kuk = None
            for line in (right for _left, right in pairs):
                self._kuk_column(line)
        self._say_gaps()
        return self.elements

    def _row(self, line: str) -> None:
        """One column after another, or row by row: the number says where a line belongs."""
        elemen = ELEMEN.match(line)
        if kuk := KUK.match(line):
            self._kuk(int(kuk[1]), int(kuk[2]), kuk[3], line)
            self.is_mixed = False
        elif elemen and self._is_next(int(elemen[1])):
            title, rest = _cut_kuk(elemen[2], elemen[1])
            self._begin(int(elemen[1]), title)
            if rest:
                self._row(rest)
                self.is_mixed = True
        elif self.is_mixed and (inside := self._kuk_inside(line)):
            one = self.elements[self.current]
            one.title = joined((one.title, inside[1]))
            self._kuk(int(inside[2]), int(inside[3]), inside[4], line)
        elif self.is_mixed and line.strip():
            self._doubt(line)
        else:
            self._go_on(line)

    def _doubt(self, line: str) -> None:
        """Words of the elemen or of its KUK: a person says which."""
        note = _("Judul elemen %d bercampur dengan KUK-nya; pindahkan kata di belakang tanda [?] ke tempatnya, lalu hapus tandanya.") % self.current  # fmt: skip
        if note not in self.found.notes:
            self.found.notes.append(note)
        self._go_on(f"{DOUBT} {line.strip()}")

    def _kuk_inside(self, line: str) -> re.Match[str] | None:
        """The next KUK of this elemen, with words of its title before it."""
        match = _INSIDE.match(line)
        is_next = match and self.last_kuk == (int(match[2]), int(match[3]) - 1)
        return match if is_next else None

    def _elemen_column(self, line: str) -> None:
        elemen = ELEMEN.match(line)
        if elemen and self._is_next(int(elemen[1])):
            self._begin(int(elemen[1]), elemen[2])
        elif self.current:
            one = self.elements[self.current]
            one.title = joined((one.title, line))
        else:
            self.found.leave(line)

    def _kuk_column(self, line: str) -> None:
        if kuk := KUK.match(line):
            self._kuk(int(kuk[1]), int(kuk[2]), kuk[3], line)
        elif self.last_kuk:
            self._go_on(line)
        else:
            self.found.leave(line)

    def _is_next(self, number: int) -> bool:
        return self.current < number <= self.current + MOST_SKIPPED

    def _begin(self, number: int, title: str) -> None:
        self.after_kuk = self.last_kuk is not None
        one = self.elements.setdefault(number, ElemenText())
        one.title = joined((one.title, title))
        self.current, self.last_kuk = number, None

    def _kuk(self, number: int, place: int, text: str, line: str) -> None:
        one = self.elements.setdefault(number, ElemenText())
        if place in one.kuk:
            self.found.notes.append(_("KUK %(number)d.%(place)d tercetak dua kali; yang kedua ada pada bagian yang belum terbaca.") % {"number": number, "place": place})  # fmt: skip
            self.found.leave(line)
            self.last_kuk = None
            return
        if self.after_kuk and number < self.current:
            self.found.notes.append(_("KUK %(number)d.%(place)d tercetak di bawah elemen %(elemen)d; periksa letaknya.") % {"number": number, "place": place, "elemen": self.current})  # fmt: skip
        one.kuk[place] = text.strip()
        self.last_kuk = (number, place)
        self.current = max(self.current, number)

    def _go_on(self, line: str) -> None:
        if self.last_kuk:
            number, place = self.last_kuk
            self.elements[number].kuk[place] = joined((self.elements[number].kuk[place], line))
        elif self.current and not self.elements[self.current].kuk:
            one = self.elements[self.current]
            one.title = joined((one.title, line))
        else:
            self.found.leave(line)

    def _say_gaps(self) -> None:
        for number in range(1, max(self.elements, default=0) + 1):
            one = self.elements.get(number, ElemenText())
            if not one.title:
                self.found.notes.append(_("Judul elemen %d belum terbaca.") % number)
            if not one.kuk:
                self.found.notes.append(_("KUK elemen %d belum terbaca.") % number)
            for place in range(1, max(one.kuk, default=0)):
                if place not in one.kuk:
                    self.found.notes.append(_("KUK %(number)d.%(place)d belum terbaca.") % {"number": number, "place": place})  # fmt: skip


def _cut_kuk(text: str, number: str) -> tuple[str, str]:
    """An elemen and its first KUK on one line, the columns' gap lost."""
    match = re.search(rf"(?:^|\s)({number}\.1\.?\s.*)$", text)
    return (text[: match.start()], match[1]) if match else (text, "")


def _column_of(lines: Sequence[str]) -> int | None:
    """Where the second column begins, when the text kept its columns side by side."""
    starts = [
        match.start(1)
        for line in lines
        for match in _KUK_INSIDE.finditer(line + " ")
        if match.start(1) >= MIN_COLUMN and line[match.start(1) - 2 : match.start(1)].strip() == ""
    ]
    return min(starts) if starts else None


def _split(line: str, column: int) -> tuple[str, str]:
    """Left and right of the gap that is nearest to where the second column begins."""
    begins = len(line) - len(line.lstrip())
    gaps = [gap.end() for gap in _GAP.finditer(line) if gap.start() > 0 and abs(gap.end() - column) <= NEAR]
    if begins >= column - NEAR // 2 and begins > 0:
        return "", line.strip()
    if gaps:
        at = min(gaps, key=lambda end: abs(end - column))
        return line[:at].strip(), line[at:].strip()
    return line.strip(), ""


def _numbered(lines: Sequence[str], found: Pembacaan) -> list[tuple[str, str]]:
    """Lines under their numbers; a number that cannot come next is part of a sentence."""
    rows: list[tuple[str, str]] = []
    last: tuple[int, ...] = ()
    for line in lines:
        match = NUMBERED.match(line)
        number = tuple(int(one) for one in match[1].split(".")) if match else ()
        if match and number in _next(last):
            rows.append((match[1], match[2].strip()))
            last = number
        elif rows:
            rows[-1] = (rows[-1][0], joined((rows[-1][1], line)))
        else:
            found.leave(line)
    return rows


def _next(last: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """What may follow a number: its first child, or the next ones on its own level and above."""
    yield (*last, 1)
    for depth in range(len(last), 0, -1):
        for skipped in range(1, MOST_SKIPPED + 1):
            yield (*last[: depth - 1], last[depth - 1] + skipped)


def _panduan(rows: Sequence[tuple[str, str]], found: Pembacaan) -> None:
    """Aspek kritis and sikap kerja become lists of their own; the rest stays under its numbers."""
    kept, current = list[str](), ""
    lists: dict[str, list[str]] = {"critical_aspects": [], "attitudes": []}
    for number, said in rows:
        if "." not in number:
            current = "attitudes" if _SIKAP.match(said) else "critical_aspects" if _KRITIS.match(said) else ""
            said = _KRITIS.sub("", _SIKAP.sub("", said)) if current else said  # noqa: PLW2901 -- the heading alone goes
        if not current:
            kept.append(f"{number} {said}".strip())
        elif said:
            lists[current].append(said)
    found.typed["panduan_penilaian"] = "\n".join(kept)
    found.typed |= {name: "\n".join(said) for name, said in lists.items()}
    labels = {"critical_aspects": _("aspek kritis"), "attitudes": _("sikap kerja")}
    found.notes += [_("Bagian %s belum terbaca.") % label for name, label in labels.items() if not lists[name]]
