"""Many items by lines of text: what a box for each KUK says against what is stored."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from pydantic import ValidationError

from sahih.kernel.policy import Refused
from sahih.materials.berkas.parts import as_pasted, reason_of
from sahih.materials.perangkat.content import Rows
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


@dataclass
class Lines:
    """What the boxes change; `kept` are items that a line was taken from but that hold more than a line."""

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
    """Line by line: the same text keeps its item, another takes the next bare one, what is left is new or goes.

    An item with a key, options or a picture never takes another text: its key belongs to the words it was made for (FX14).
    """
    shown, found = line_items(rows, bagian), Lines()
    for ref, lines in typed.items():
        wanted = [_line(line, ref) for line in lines if as_pasted(line).strip()]
        items = list(shown.get(ref, ()))
        for row in list(items):
            if row.text in wanted:
                wanted.remove(row.text)
                items.remove(row)
        found.kept += [row for row in items if _holds_more(row, keyed)]
        bare = [row for row in items if not _holds_more(row, keyed)]
        for text in wanted:
            if bare:
                found.changed.append((bare.pop(0), text))
            else:
                found.added.append(ButirSpec(text=text, refs=(ref,)))
        found.dropped += bare
    return found


def _line(typed: str, ref: RefSpec) -> str:
    """One line as an item keeps it."""
    try:
        return ButirSpec(text=" ".join(as_pasted(typed).split())).text
    except ValidationError as error:
        said = {
            "kuk": f"{ref.unit} {ref.kuk}",
            "begins": typed.strip()[:40],
            "reason": reason_of(error.errors(include_url=False)[0]),
        }
        raise Refused(
            _("KUK %(kuk)s, baris “%(begins)s…” %(reason)s. Perbaiki baris itu, lalu simpan lagi.") % said
        ) from error


def _holds_more(row: Butir, keyed: Collection[int]) -> bool:
    return row.pk in keyed or row.picture_id is not None or bool(row.options)
