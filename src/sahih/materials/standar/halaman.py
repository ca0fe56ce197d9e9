"""What the pages of a printed decree add to the text of its units: running heads and feet, addresses, words cut by a line's end."""

import re
from collections import Counter
from collections.abc import Callable, Mapping

_PAGE = re.compile(
    r"^\s*(?:-\s*)?(?:hal(?:aman)?\.?\s*)?\d{1,4}(?:\s*(?:/|dari)\s*\d{1,4})?(?:\s*-)?\s*$", re.IGNORECASE
)
_SITE = re.compile(
    r"^\s*(?:https?://)?(?:[a-z0-9-]+\.)+(?:go\.id|or\.id|co\.id|com|id|org|net)(?:/\S*)?\s*$", re.IGNORECASE
)
# An address of the printer behind the last words of a page.
_SITE_BEHIND = re.compile(r"\s+((?:https?://)?(?:jdih|www)\.[\w.-]+\.(?:go\.id|id|com)(?:/\S*)?)\s*$", re.IGNORECASE)
_HEADING = re.compile(r"ELEMEN|KRITERIA|KODE|JUDUL|DESKRIPSI|BATASAN|PANDUAN", re.IGNORECASE)
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]")
_CUT = re.compile(r"([^\W\d_]+)- ([^\W\d_]+)")
# What Indonesian puts before a word: cut off from it, it is no word by itself.
_BEFORE = frozenset(("ber", "di", "ke", "me", "mem", "men", "meng", "meny", "pe", "pem", "pen", "peng", "peny", "per", "se", "ter", "memper", "diper"))  # fmt: skip
_CONJUNCTIONS = frozenset(("dan", "atau"))
NEAR = 2


def is_page_number(line: str) -> bool:
    return bool(_PAGE.match(line))


def without_furniture(text: str, leave: Callable[[str], None]) -> str:
    """The text without the lines that pages repeat; each goes to `leave`, so that nothing is thrown away."""
    lines = [_behind(line, leave) for line in text.replace("\f", "\n\f\n").splitlines()]
    edges = {place for place, line in enumerate(lines) if line == "\f" or _PAGE.match(line) or _SITE.match(line)}
    running = _running(lines, edges)
    kept = []
    for place, line in enumerate(lines):
        if line == "\f":
            continue
        if _SITE.match(line) or place in running:
            leave(line)
        else:
            kept.append(line)
    return "\n".join(kept)


def _behind(line: str, leave: Callable[[str], None]) -> str:
    found = _SITE_BEHIND.search(line)
    if found is None:
        return line
    leave(found[1])
    return line[: found.start()]


def _running(lines: list[str], edges: set[int]) -> set[int]:
    """Lines that stand more than once, each time beside the edge of a page."""
    worded = {place: " ".join(line.split()) for place, line in enumerate(lines) if any(sign.isalpha() for sign in line)}
    worded = {
        place: words for place, words in worded.items() if not _HEADING.search(words) and not _NUMBER.match(words)
    }
    counts = Counter(worded.values())
    beside = {place for place in worded if _is_beside(place, lines, edges)}
    at_edges = Counter(worded[place] for place in beside)
    return {place for place in beside if counts[worded[place]] > 1 and at_edges[worded[place]] == counts[worded[place]]}


def _is_beside(place: int, lines: list[str], edges: set[int]) -> bool:
    """Not more than one other line between, blank ones not counted."""
    return any(_reaches(place, lines, edges, step) for step in (-1, 1))


def _reaches(place: int, lines: list[str], edges: set[int], step: int) -> bool:
    left = NEAR
    place += step
    while 0 <= place < len(lines) and left:
        if place in edges:
            return True
        left -= bool(lines[place].strip())
        place += step
    return False


def whole_words(typed: Mapping[str, str], text: str) -> tuple[dict[str, str], list[str]]:
    """Words that a line's end cut in two, whole again where that is sure; the others, to be looked at."""
    known = {word.lower() for word in re.findall(r"[^\W\d_]+", text)}
    broken: list[str] = []

    def mend(found: re.Match[str]) -> str:
        left, right = found[1], found[2]
        if right in _CONJUNCTIONS or not right[0].islower():
            return found[0]
        if _repeats(left.lower(), right):
            return f"{left}-{right}"
        if left.lower() in _BEFORE or (left + right).lower() in known:
            return left + right
        broken.append(found[0])
        return found[0]

    return {name: _CUT.sub(mend, said) for name, said in typed.items()}, list(dict.fromkeys(broken))


def _repeats(left: str, right: str) -> bool:
    """masing-masing, perundang-undangan: the hyphen belongs to the word."""
    return len(left) > 2 and (
        right.startswith(left) or any(left.endswith(right[:size]) for size in range(4, len(right) + 1))
    )
