"""From the gathered lines of an item to its parts: text, KUK, dimension, options, key, picture."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sahih.materials.perangkat.enums import BERKUNCI, Dimensi, Instrumen
from sahih.materials.perangkat.importing.blocks import Baris, Foto
from sahih.materials.perangkat.importing.drafting import ButirDraf, Pengumpul, folded
from sahih.materials.perangkat.importing.places import Tempat
from sahih.materials.perangkat.importing.questions import (
    Bagian,
    set_key,
    split_lines,
    take_dimensi,
    take_options,
    unmarked,
)
from sahih.materials.perangkat.importing.references import Temuan

_WHEN = ((("sebelum",), "sebelum"), (("sesudah", "setelah"), "sesudah"))


@dataclass
class Rangka:
    """An item whose lines are still coming."""

    where: str
    printed: str
    lines: list[Baris] = field(default_factory=list)
    pictures: list[Foto] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)

    def say(self, role: str, text: str) -> None:
        """What stands in a column beside it; a merged cell says it once."""
        if text.strip() and text not in self.said.setdefault(role, []):
            self.said[role].append(text)

    def beside(self, role: str) -> str:
        return "\n".join(self.said.get(role, ()))


def shaped(rangka: Rangka, instrumen: str, tempat: Tempat, gather: Pengumpul) -> list[ButirDraf]:
    """The items of one row, in order; a row of FR.IA.04B may hold several questions."""
    made = []
    for lines in _listed(rangka.lines, instrumen):
        for part in split_lines(lines):
            gather.understand(*part.spoken)
            if part.isian:
                gather.note(_("Berkas sudah berisi jawaban atau penilaian seorang asesi; isian itu tidak diambil."))
            if part.tanya:
                made.append(_item(part, rangka, instrumen, tempat, gather))
            elif part.kunci and instrumen in BERKUNCI:
                gather.miss(rangka.where, "\n".join(part.kunci), _("kunci tanpa pertanyaan"), _("Tulis pertanyaannya di atas kunci."), is_secret=True)  # fmt: skip
    if made:
        _give_picture(made[0], rangka, gather)
    elif rangka.pictures:
        made = [ButirDraf(rangka.where, rangka.printed, text=_("(lihat gambar)"))]
        _give_picture(made[0], rangka, gather)
    for number, one in enumerate(made):
        one.printed = rangka.printed if not number else ""
    return made


def _listed(lines: Sequence[Baris], instrumen: str) -> Iterator[Sequence[Baris]]:
    """A cell that holds a whole numbered list is several items."""
    starts = [place for place, line in enumerate(lines) if line.label.isdecimal()]
    if instrumen in (Instrumen.IA02, Instrumen.IA04A, Instrumen.IA05) or len(starts) < 2 or starts[0] != 0:
        yield lines
        return
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield lines[start:end]


def _item(part: Bagian, rangka: Rangka, instrumen: str, tempat: Tempat, gather: Pengumpul) -> ButirDraf:
    one = ButirDraf(rangka.where)
    stem, one.options = take_options(part.tanya) if instrumen == Instrumen.IA05 else (part.tanya, [])
    one.options = [text for text in one.options if folded(text)]
    text, inside = take_dimensi("\n".join(stem))
    one.dimensi = _dimensi(rangka.beside("dimensi")) or inside
    one.saat = when_of(rangka.beside("saat"))
    found, beside = tempat.find(text, bare=False), tempat.find(rangka.beside("rujukan"), bare=True)
    one.refs = list(dict.fromkeys((*found.refs, *beside.refs)))
    one.several = list(dict.fromkeys((*found.several, *beside.several)))
    _understand(one, rangka, beside, gather)
    for reason in dict.fromkeys((*found.unknown, *beside.unknown)):
        gather.miss(rangka.where, rangka.beside("rujukan") or text, reason, _("Pilih KUK yang benar pada pratinjau atau pada halaman MUK."))  # fmt: skip
    one.text = unmarked(found.rest or text)
    one.scope = folded(rangka.beside("lingkup"))
    one.rubric = rangka.beside("rubrik")
    _give_key(one, part, rangka, gather)
    return one


def _understand(one: ButirDraf, rangka: Rangka, beside: Temuan, gather: Pengumpul) -> None:
    """What stood in columns of its own and was understood; a word of the LSP's own there is told later."""
    if beside.refs or beside.unknown:
        gather.understand(rangka.beside("rujukan"))
    if one.dimensi is not None:
        gather.understand(rangka.beside("dimensi"))
    if one.saat is not None:
        gather.understand(rangka.beside("saat"))


def _give_key(one: ButirDraf, part: Bagian, rangka: Rangka, gather: Pengumpul) -> None:
    text = "\n".join((*part.kunci, rangka.beside("kunci"))).strip()
    if text and not set_key(one, text):
        gather.miss(rangka.where, text, _("kunci ini bukan salah satu pilihannya"), _("Isi kuncinya pada halaman MUK."), is_secret=True)  # fmt: skip


def when_of(text: str) -> str | None:
    """Before or after the practice, as a cell says it."""
    words = text.strip().lower()
    return next((saat for starts, saat in _WHEN if words.startswith(starts)), None)


def _dimensi(text: str) -> str | None:
    words = text.upper().replace("/", " ").replace(",", " ").split()
    return next((one for one in words if one in Dimensi.values), None)


def _give_picture(one: ButirDraf, rangka: Rangka, gather: Pengumpul) -> None:
    for place, picture in enumerate(rangka.pictures):
        if place:
            gather.miss(rangka.where, picture.alt, _("gambar kedua pada butir yang sama"), _("Satu butir memuat satu gambar; gabungkan gambarnya, lalu unggah lagi."))  # fmt: skip
            continue
        kept = gather.keep_picture(picture.content)
        if kept is None:
            gather.miss(rangka.where, picture.alt, _("gambar yang tidak dapat dibaca atau terlalu besar"), _("Simpan sebagai PNG atau JPEG paling besar 10 MB."))  # fmt: skip
            continue
        if not folded(picture.alt):
            gather.miss(rangka.where, "", _("gambar tanpa keterangan"), _("Tulis keterangannya pada halaman MUK: asesi tunanetra hanya membaca keterangan itu."))  # fmt: skip
        one.picture = (kept, folded(picture.alt)[:300] or _("Gambar (keterangan belum ditulis)"))
