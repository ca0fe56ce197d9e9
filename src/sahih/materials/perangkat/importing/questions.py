"""The lines of one cell taken apart: question, options, key, answer, dimension."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sahih.materials.perangkat.importing.blocks import Baris
from sahih.materials.perangkat.importing.drafting import ButirDraf
from sahih.materials.perangkat.importing.heads import DIMENSI

LETTERS = "abcde"
_PREFIX = re.compile(
    r"^(?:(?P<tanya>pertanyaan(?:\s+\d{1,2})?)|(?P<kunci>(?:kunci(?:\s+jawaban)?|jawaban (?:yang diharapkan|model|acuan|benar)|perkiraan jawaban))|"
    r"(?P<isian>jawaban(?:\s+asesi)?|tanggapan(?:\s+asesi)?|kesimpulan(?:\s+jawaban)?))\s*:\s*",
    re.IGNORECASE,
)
_OPTION = re.compile(r"^\(?([a-eA-E])\s*[.)]\s*(?=\S)")
_INLINE = re.compile(r"(?:(?<=\s)|^)\(?([a-eA-E])\s*[.)]\s+")
_LETTER = re.compile(r"^\(?([a-eA-E])\s*[.)]?\s*$")
_KEY = re.compile(r"^\(?([a-eA-E])\s*(?:[.)]|$|(?=\s[–—-]))")
_MARK = re.compile(r"^\d{1,3}\s*[.)]\s+")


@dataclass
class Bagian:
    """One question of a cell with the lines that belong to its key and to an answer already given."""

    tanya: list[str] = field(default_factory=list)
    kunci: list[str] = field(default_factory=list)
    isian: list[str] = field(default_factory=list)
    spoken: list[str] = field(default_factory=list)
    """The lines of the answer as they stood, with what introduced them."""

    @property
    def is_empty(self) -> bool:
        return not (self.tanya or self.kunci)


def split_lines(lines: Sequence[Baris]) -> list[Bagian]:
    """By "Pertanyaan:", "Kunci Jawaban:", "Tanggapan:"; what stands before any of them is the question."""
    found = [Bagian()]
    now = "tanya"
    for line in lines:
        prefix = _PREFIX.match(line.text)
        if prefix:
            now = str(prefix.lastgroup)
            if now == "tanya" and not found[-1].is_empty:
                found.append(Bagian())
        if now == "isian":
            found[-1].spoken.append(line.text)
        text = (
            line.text[prefix.end() :]
            if prefix
            else (line.whole if now != "tanya" or line.label in LETTERS else line.text)
        )
        if text.strip() and not set(text) <= set("….·_ "):
            getattr(found[-1], now).append(text.strip())
    return found


def take_options(lines: Iterable[str]) -> tuple[list[str], list[str]]:
    """Question lines and options; letters count only in their order, so that "A. Yani" in a text stays text."""
    stem: list[str] = []
    options: list[str] = []
    for line in _opened(lines):
        found = _OPTION.match(line)
        if found and len(options) < len(LETTERS) and found[1].lower() == LETTERS[len(options)]:
            options.append(line[found.end() :].strip())
        elif options:
            options[-1] = f"{options[-1]} {line}"
        else:
            stem.append(line)
    return (stem, options) if len(options) > 1 else ([*stem, *(f"{LETTERS[n]}. {one}" for n, one in enumerate(options))], [])  # fmt: skip


def _opened(lines: Iterable[str]) -> Iterator[str]:
    """Options that stand side by side in one line, each by itself."""
    for line in lines:
        marks = list(_INLINE.finditer(line))
        letters = "".join(mark[1].lower() for mark in marks)
        if len(marks) < 2 or letters not in LETTERS:
            yield line
            continue
        if line[: marks[0].start()].strip():
            yield line[: marks[0].start()].strip()
        ends = [*(mark.start() for mark in marks[1:]), len(line)]
        yield from (line[mark.start() : end].strip() for mark, end in zip(marks, ends, strict=True))


def letter_of(text: str) -> str:
    """A cell that holds an option's letter and nothing else."""
    found = _LETTER.match(text.strip())
    return found[1].lower() if found else ""


def set_key(item: ButirDraf, text: str) -> bool:
    """Take a key: the letter of an option, the words of one, or for a question without options the answer itself."""
    words = " ".join(text.split())
    if not item.options:
        item.answer = text.strip()
        return True
    letter = _KEY.match(words)
    if letter and LETTERS.index(letter[1].lower()) < len(item.options):
        item.option = LETTERS.index(letter[1].lower())
        return True
    same = [place for place, one in enumerate(item.options) if " ".join(one.lower().split()) == words.lower()]
    if len(same) == 1:
        item.option = same[0]
    return len(same) == 1


def take_dimensi(text: str) -> tuple[str, str | None]:
    """The text without a dimension in brackets or on a line of its own, and that dimension."""
    for found in DIMENSI.finditer(text):
        alone = any(line.strip() == found[0].strip() for line in text.split("\n"))
        if alone or (found[0].strip()[:1] in "([" and found[0].strip()[-1:] in ")]") or "imensi" in found[0]:
            rest = text[: found.start()] + text[found.end() :]
            return "\n".join(line.rstrip() for line in rest.split("\n") if line.strip()), found[1]
    return text, None


def unmarked(text: str) -> str:
    """The text without the number typed before it."""
    return _MARK.sub("", text, count=1)
