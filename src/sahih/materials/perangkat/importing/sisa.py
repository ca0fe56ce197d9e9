"""The last net under the Word reader: words that nobody took and nobody told are told here (docs/decisions/0026)."""

import re
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from sahih.materials.perangkat.importing.blocks import Blok, Paragraf, Sel, Tabel, distinct
from sahih.materials.perangkat.importing.drafting import Pengumpul

# Where a line may be cut in the draft: signs, and the letters before options.
_CUTS = re.compile(r"[.:;,?!…()\[\]|/–—-]+(?=\s|$)|[()\[\]]|(?:^|(?<=\s))[a-eA-E][.)]\s|[.:?!…](?=[A-Z])")
_WORDS = re.compile(r"\w+")
# Names of parts, references and dimensions: read for what they mean, not kept as words.
_SPOKEN = re.compile(
    r"\b(?:pertanyaan(?: \d{1,2})?|kunci(?: jawaban)?|jawaban(?: (?:yang diharapkan|model|acuan|benar))?|perkiraan jawaban|"
    r"dimensi(?: kompetensi)?|tms|cms|jres|trs|ts|kuk|uk|ek|elemen|unit|kode|aspek kritis|sikap(?: kerja)?|ref(?:erensi)?|dan|s d|"
    r"waktu|menit|jam|\d{1,4})\b",
    re.IGNORECASE,
)
LEAST = 2


def tell_rest(blocks: Sequence[Blok], gather: Pengumpul) -> None:
    """After all is read: line by line against the draft, the list, and what was understood and is no content."""
    known = {_bare(line) for text in gather.understood for line in text.split("\n")}
    taken = "|".join(f" {_bare(one)} " for one in gather.words())
    codes = re.compile("|".join(re.escape(_bare(code)) for code in gather.acuan.unit_kelompok) or "(?!)")
    for where, text in _passages(blocks):
        lines = [line for line in text.split("\n") if _bare(line) not in known and _is_lost(line, taken, codes)]
        if lines:
            gather.miss(where, "\n".join(lines), _("tidak ada aturan yang mengenali tulisan ini"), _("Bila ini bagian MUK, ketik pada halaman MUK; atau letakkan di bawah judul dan kolom yang semestinya, lalu unggah lagi."), is_secret=True)  # fmt: skip


def all_words(cells: Iterable[Sel]) -> Iterator[str]:
    """Of cells and of the tables inside them."""
    for cell in cells:
        yield cell.text
        for table in cell.tables:
            for row in table.rows:
                yield from all_words(row)


def _is_lost(line: str, taken: str, codes: re.Pattern[str]) -> bool:
    if _stands(_bare(line), taken):
        return False
    pieces = [_bare(piece) for piece in _CUTS.split(line)]
    return any(not _stands(piece, taken) for piece in pieces if _says_something(codes.sub("", piece)))


def _says_something(piece: str) -> bool:
    return sum(sign.isalpha() for sign in _SPOKEN.sub("", piece)) >= LEAST


def _stands(piece: str, taken: str) -> bool:
    return f" {piece} " in taken


def _bare(text: str) -> str:
    """Its words only."""
    return " ".join(_WORDS.findall(text.lower()))


def _passages(blocks: Sequence[Blok]) -> Iterator[tuple[str, str]]:
    for block in blocks:
        if isinstance(block, Paragraf):
            yield block.where, block.text
        else:
            yield from _of_table(block)


def _of_table(table: Tabel) -> Iterator[tuple[str, str]]:
    above: set[int] = set()
    for row in table.rows:
        for cell in distinct(row):
            # A cell merged downwards stands in each row as the same object.
            if id(cell) not in above:
                yield cell.where, cell.text
                for inner in cell.tables:
                    yield from _of_table(inner)
        above = {id(cell) for cell in row}
