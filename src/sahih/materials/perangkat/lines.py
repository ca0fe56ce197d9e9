"""Many items by lines of text: what a box for each KUK says against what is stored."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

import rfc8785
from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.kernel.policy import Refused
from sahih.materials.berkas.parts import as_pasted, reason_of
from sahih.materials.perangkat.content import Rows
from sahih.materials.perangkat.enums import JENIS, METODE, Instrumen
from sahih.materials.perangkat.format import ButirSpec, RefSpec
from sahih.materials.perangkat.models import Bagian, Butir

# The six statements of FR.IA.10, word for word.
PERTANYAAN_IA10 = (
    "Apakah asesi bekerja dengan mempertimbangkan Kesehatan, Keamanan dan Keselamatan Kerja?",
    "Apakah asesi berinteraksi dengan harmonis didalam kelompoknya?",
    "Apakah asesi dapat mengelola tugas-tugas secara bersamaan?",
    "Apakah asesi dapat dengan cepat beradaptasi dengan peralatan dan lingkungan yang baru?",
    "Apakah asesi dapat merespon dengan cepat masalah-masalah yang ada di tempat kerjanya?",
    "Apakah Anda bersedia dihubungi jika verifikasi lebih lanjut dari pernyataan ini diperlukan?",
)

# A long line is recognised by its beginning.
MOST_COMPARED = 300


@dataclass
class Lines:
    """What the boxes change; `kept` are items whose line is gone or says something else, but that hold more than a line."""

    added: list[ButirSpec] = field(default_factory=list)
    changed: list[tuple[Butir, str]] = field(default_factory=list)
    dropped: list[Butir] = field(default_factory=list)
    kept: list[Butir] = field(default_factory=list)


def line_items(rows: Rows, bagian: Bagian) -> Mapping[RefSpec, list[Butir]]:
    """The items that a box shows: those that measure one KUK alone, in one line."""
    found: dict[RefSpec, list[Butir]] = {}
    for row in rows.butir_by_bagian.get(bagian.pk, ()):
        refs = rows.refs_by_butir.get(row.pk, [])
        if len(refs) == 1 and refs[0].kuk and "\n" not in row.text:
            found.setdefault(refs[0], []).append(row)
    return found


def changes_of(
    rows: Rows, bagian: Bagian, typed: Mapping[RefSpec, Sequence[str]], *, keyed: Collection[int]
) -> Lines:  # fmt: skip
    """Line by line: the same text keeps its item, another takes the item that it resembles, what is left is new or goes.

    An item with a key, options or a picture never takes another text: its key belongs to the words it was made for (FX14).
    One that is marked, as kritis, takes a text that resembles its own; for any other it stays, and that is told.
    """
    shown, found = line_items(rows, bagian), Lines()
    for ref, lines in typed.items():
        wanted = [_line(line, ref) for line in folded_lines(lines)]
        items = list(shown.get(ref, ()))
        for row in list(items):
            if row.text in wanted:
                wanted.remove(row.text)
                items.remove(row)
        bare = [row for row in items if not _holds_more(row, keyed)]
        for text in wanted:
            if (taker := _taker(bare, text, bagian)) is not None:
                bare.remove(taker)
                found.changed.append((taker, text))
            else:
                found.added.append(ButirSpec(text=text, refs=(ref,)))
        left = [row for row in bare if not _is_marked(row, bagian)]
        found.dropped += left
        found.kept += [row for row in items if _holds_more(row, keyed) or (row in bare and row not in left)]
    return found


def _taker(bare: Sequence[Butir], text: str, bagian: Bagian) -> Butir | None:
    """The item that reads most like this line, else the next one that is nothing but a line."""
    begins = {row.text[:MOST_COMPARED]: row for row in reversed(bare)}
    if alike := get_close_matches(text[:MOST_COMPARED], list(begins), n=1):
        return begins[alike[0]]
    return next((row for row in bare if not _is_marked(row, bagian)), None)


def _is_marked(row: Butir, bagian: Bagian) -> bool:
    own = JENIS[Instrumen(bagian.instrumen)], METODE[Instrumen(bagian.instrumen)]
    return bool(row.kritis or row.dimensi or row.saat or row.scope) or (row.jenis, row.metode) != own


def folded_lines(lines: Sequence[str]) -> list[str]:
    """The lines of a box, as far as they say anything."""
    return [line for line in (" ".join(as_pasted(one).split()) for one in lines) if line]


def box_seen(lines: Sequence[str], items: Sequence[Butir]) -> str:
    """What a page remembers of one box: the words that stand in it, and everything about the items behind them."""
    rows = [[one.ref, one.text, one.scope, one.dimensi, one.jenis, one.metode, one.saat, one.kritis] for one in items]
    return f"{_short(folded_lines(lines))}.{_short(rows)}"


def boxes_seen(rows: Rows, bagian: Bagian) -> Mapping[RefSpec, str]:
    """The same for every box that shows an item."""
    return {ref: box_seen([one.text for one in items], items) for ref, items in line_items(rows, bagian).items()}


def touched(typed: Mapping[RefSpec, Sequence[str]], seen: Mapping[RefSpec, str]) -> dict[RefSpec, Sequence[str]]:
    """The boxes that say something else than the page showed: what is changed elsewhere in the others is not undone."""
    return {
        ref: lines
        for ref, lines in typed.items()
        if seen.get(ref, NOTHING_SEEN).split(".")[0] != _short(folded_lines(lines))
    }


def overtaken(
    rows: Rows, bagian: Bagian, typed: Mapping[RefSpec, Sequence[str]], seen: Mapping[RefSpec, str]
) -> list[RefSpec]:  # fmt: skip
    """The boxes whose items were changed elsewhere since the page was opened, unless both say the same."""
    shown = line_items(rows, bagian)
    return [
        ref
        for ref, lines in typed.items()
        if seen.get(ref, NOTHING_SEEN).split(".")[-1] != box_seen([], shown.get(ref, ())).split(".")[-1]
        and folded_lines(lines) != [one.text for one in shown.get(ref, ())]
    ]


def _short(value: object) -> str:
    return hashlib.sha256(rfc8785.dumps(value)).hexdigest()[:8]  # type: ignore[arg-type]  # reason: lists of plain values


# Of a box that a page did not show, it remembers that nothing stood there.
NOTHING_SEEN = box_seen([], [])


def _line(typed: str, ref: RefSpec) -> str:
    """One line as an item keeps it."""
    try:
        return ButirSpec(text=typed).text
    except ValidationError as error:
        said = {
            "kuk": f"{ref.unit} {ref.kuk}",
            "begins": typed[:40],
            "reason": reason_of(error.errors(include_url=False)[0]),
        }
        raise Refused(
            _("KUK %(kuk)s, baris “%(begins)s…” %(reason)s. Perbaiki baris itu, lalu simpan lagi.") % said
        ) from error


def _holds_more(row: Butir, keyed: Collection[int]) -> bool:
    return row.pk in keyed or row.picture_id is not None or bool(row.options)
