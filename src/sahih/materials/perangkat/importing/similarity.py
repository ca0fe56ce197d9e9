"""Which KUK an item shares most words with: plain overlap of words, the same answer every time."""

import re
from collections.abc import Collection, Iterable

from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.importing.acuan import Acuan, Isi
from sahih.materials.perangkat.importing.bacaan import Saran

MANY, ENOUGH = 3, 20
_WORD = re.compile(r"[^\W\d_]{3,}")
# Words of questions and of every KUK, which tell nothing apart.
_COMMON = frozenset(
    [
        "yang",
        "dan",
        "atau",
        "untuk",
        "dari",
        "dengan",
        "pada",
        "dalam",
        "oleh",
        "ini",
        "itu",
        "adalah",
        "akan",
        "agar",
        "saat",
        "setiap",
        "sesuai",
        "para",
        "anda",
        "saudara",
        "jelaskan",
        "sebutkan",
        "apa",
        "apakah",
        "bagaimana",
        "mengapa",
        "kapan",
        "siapa",
        "dimana",
        "mana",
        "bila",
        "jika",
        "jelas",
        "benar",
        "salah",
        "satu",
        "berikut",
        "tersebut",
        "secara",
        "harus",
        "dapat",
        "bisa",
        "tidak",
        "bukan",
        "lain",
        "sebagai",
        "dilakukan",
        "ditentukan",
        "ditetapkan",
    ]
)
_BEFORE = ("meng", "meny", "mem", "men", "peng", "peny", "pem", "pen", "ber", "ter", "di", "me", "pe", "ke", "se")
_AFTER = ("kannya", "annya", "kan", "nya", "an", "i")


def words_of(text: str) -> frozenset[str]:
    """The telling words of a text, without the affixes that change from sentence to sentence."""
    return frozenset(_root(word) for word in _WORD.findall(text.lower()) if word not in _COMMON)


def _root(word: str) -> str:
    for part in _BEFORE:
        if word.startswith(part) and len(word) - len(part) >= 4:
            word = word.removeprefix(part)
            break
    for part in _AFTER:
        if word.endswith(part) and len(word) - len(part) >= 4:
            return word.removesuffix(part)
    return word


def likeness(one: frozenset[str], other: frozenset[str]) -> int:
    """Shared words in per cent of the words of both (Dice)."""
    return 200 * len(one & other) // (len(one) + len(other)) if one and other else 0


class Kamus:
    """The words of everything a skema holds, taken apart once for a whole file."""

    def __init__(self, acuan: Acuan) -> None:
        self._known = [(one, words_of(one.text)) for one in acuan.isi]

    def suggest(self, text: str, *, kelompok: int, named: Collection[RefSpec] = ()) -> tuple[Saran, ...]:
        """First those whose number stands in the file, then the likest of one kelompok; of equals the earlier one."""
        own = words_of(text)
        scored = [(likeness(own, words), one) for one, words in self._known if one.kelompok == kelompok]
        first = sorted((one for one in scored if one[1].ref in named), key=lambda one: -one[0])
        others = [one for one in _best(scored) if one[1].ref not in named]
        return (
            *(Saran(one.ref, percent, is_named=True) for percent, one in first),
            *(Saran(one.ref, percent) for percent, one in others),
        )


def _best(scored: Iterable[tuple[int, Isi]]) -> list[tuple[int, Isi]]:
    return sorted((one for one in scored if one[0] >= ENOUGH), key=lambda one: -one[0])[:MANY]
