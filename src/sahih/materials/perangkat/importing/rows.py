"""The content of each instrument as its rows and paragraphs are read (forms 5)."""

import re
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext as _

from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.importing.bacaan import quoted
from sahih.materials.perangkat.importing.benchmarks import Pembanding
from sahih.materials.perangkat.importing.blocks import Baris, Foto, Sel, text_of, whole_of
from sahih.materials.perangkat.importing.drafting import Pengumpul
from sahih.materials.perangkat.importing.fields import Isian
from sahih.materials.perangkat.importing.heads import (
    JAWABAN,
    KELOMPOK,
    KUNCI,
    REVIEW,
    SAAT,
    fold,
    label_in,
    title_in,
)
from sahih.materials.perangkat.importing.items import Butiran
from sahih.materials.perangkat.importing.places import Tempat
from sahih.materials.perangkat.importing.tables import Baca, Kolom

_CODED = re.compile(r"kode\s+unit", re.IGNORECASE)
_UNIT_LINE = re.compile(r"^\W*(?:kode\s+unit|unit\s+kompetensi|unit)\b", re.IGNORECASE)
_WITH_STEPS = (Instrumen.IA02, Instrumen.IA04A)
_WITH_QUESTIONS = (Instrumen.IA03, Instrumen.IA05, Instrumen.IA06, Instrumen.IA07, Instrumen.IA09)


class Pembaca:
    """Puts each row and paragraph where it belongs; says no where it does not know."""

    def __init__(self, gather: Pengumpul) -> None:
        self._gather = gather
        self.instrumen: str | None = None
        self.part = ""
        self._tempat = Tempat(gather)
        self._isian = Isian(gather, self._tempat)
        self._items = Butiran(gather, self._tempat)
        self._benchmarks = Pembanding(gather, self._tempat)
        self._is_skema_told = False

    @property
    def is_skipped(self) -> bool:
        """The answer sheet, and the review of a MUK, hold nothing of its content."""
        return self.part == JAWABAN or self.instrumen == REVIEW

    def took_title(self, text: str) -> bool:
        title = title_in(text)
        if title is None:
            return False
        self._close()
        self._isian.settle(is_last=True)
        if (title.instrumen, title.part) != (self.instrumen, self.part):
            self._tempat.reset()
        self.instrumen, self.part, self._isian.name = title.instrumen, title.part, ""
        if title.instrumen == REVIEW:
            self._gather.catatan.append(_("FR.IA.11 Ceklis Meninjau Instrumen Asesmen diisi saat asesmen; isinya bukan bagian MUK dan tidak diambil."))  # fmt: skip
        else:
            self._items.begin(title.instrumen)
        return True

    def took_place(self, text: str) -> bool:
        """A line that says which kelompok pekerjaan follows, or when FR.IA.03 asks."""
        found = KELOMPOK.match(text.strip())
        if found:
            self._close()
            self._tempat.enter(int(found[1]), text)
            self._isian.settle()
            self._isian.name = ""
            self._items.leave_keys()
            return True
        when = next(
            (saat for pattern, saat in SAAT if pattern.match(text) and len(text) < 120 and "?" not in text), None
        )
        if when and self.instrumen == Instrumen.IA03:
            self._close()
            self._items.saat = when
            return True
        return False

    def took_unit_line(self, text: str) -> bool:
        """A line "Kode unit: …" above a table or a list: what follows asks about this unit, in its kelompok."""
        if self.is_skipped or not _UNIT_LINE.match(text) or len(text) > 200:
            return False
        codes, foreign = self._tempat.units_in(text), self._tempat.foreign_in(text)
        if self.instrumen is None and codes:
            self._gather.miss(quoted(text), text, _("berada sebelum judul instrumen mana pun"), _("Tulis kode unitnya di bawah judul instrumennya, di atas tabel."))  # fmt: skip
            return True
        if not codes and not foreign:
            return False
        self._close()
        self._tempat.tell_foreign(foreign, quoted(text))
        if codes:
            self._tempat.name_units(codes, is_single=self.instrumen == Instrumen.IA01)
            self._isian.settle()
        return True

    def took_units(self, said: Sequence[Sel]) -> bool:
        """A row of the block of units."""
        texts = [cell.text for cell in said]
        found = KELOMPOK.match(texts[0].strip())
        joined = "\n".join(texts)
        codes = self._tempat.units_in(joined)
        if found and (codes or len(joined) < 160 or _CODED.search(joined)):
            self._close()
            self._tempat.enter(int(found[1]), texts[0])
            self._isian.settle()
        rest = fold(joined)
        is_listing = bool(codes) and all(len(text) < 300 for text in texts) and not self._has_more(texts, codes)
        if is_listing:
            self._close()
            self._tempat.name_units(codes, is_single=bool(_CODED.search(joined)) and self.instrumen == Instrumen.IA01)
            self._isian.settle()
        elif (foreign := self._tempat.foreign_in(joined)) and len(texts) <= 5:
            self._tempat.tell_foreign(foreign, said[0].where)
            return True
        return (
            bool(found)
            or is_listing
            or rest.startswith(("kode unit", "judul unit", "unit kompetensi", "no. kode unit", "no kode unit"))
        )

    def _has_more(self, texts: Sequence[str], codes: Sequence[str]) -> bool:
        """Whether the row holds more than number, code and title of a unit: then it is content."""
        titles = {fold(self._gather.acuan.titles[code]) for code in codes}
        spare = [text for text in texts if not self._tempat.units_in(text) and fold(text) not in titles]
        return any(len(fold(text)) > 60 for text in spare) and not _CODED.search("\n".join(texts))

    def has_label(self, text: str) -> bool:
        return self.instrumen is not None and label_in(text, self.instrumen) is not None

    def leave_field(self) -> None:
        self._isian.name = ""

    def check_skema(self, said: Sequence[Sel]) -> None:
        """The number in the head of the paper against the skema of this MUK."""
        texts = [text for cell in said if (text := cell.text.strip(" :"))]
        for name, number in pairwise(texts):
            if name.lower() == "nomor" and number != self._gather.acuan.skema and not self._is_skema_told:
                self._is_skema_told = True
                self._gather.catatan.append(
                    _(
                        "Nomor skema di dalam berkas “%(file)s”, sedangkan MUK ini untuk “%(own)s”. Pastikan berkasnya benar."
                    )
                    % {"file": number[:60], "own": self._gather.acuan.skema}
                )

    def new_table(self, columns: Kolom) -> None:
        self._isian.name = ""

    def took_words(self, lines: Sequence[Baris], pictures: Sequence[Foto], where: str) -> bool:
        """A paragraph, or a cell that stands alone in its row."""
        text = text_of(lines)
        if self.is_skipped:
            self._gather.understand(text)
            return True
        if self.instrumen is None:
            return False
        label = label_in(text, self.instrumen)
        if label:
            self._isian.name = label[0]
            self._gather.understand(text[: len(text) - len(label[1])] if label[1] else text)
            if label[1]:
                self._isian.add(self.instrumen, label[1], where)
            return True
        if self._tempat.units_in(text) and len(text) < 200 and "?" not in text:
            self._close()
            self._tempat.name_units(self._tempat.units_in(text), is_single=self.instrumen == Instrumen.IA01)
            self._gather.understand(text)
            return True
        if self._isian.takes_lines:
            self._isian.add(self.instrumen, whole_of(lines), where)
            return not pictures or self._items.took_pictures(pictures, where)
        return self._took_free(lines, pictures, where)

    def _took_free(self, lines: Sequence[Baris], pictures: Sequence[Foto], where: str) -> bool:
        if self._isian.name == "butir" and self.instrumen in _WITH_STEPS:
            return self._items.take_step(lines, pictures, where)
        if self.instrumen in _WITH_QUESTIONS and self.part != JAWABAN:
            return self._items.took_paragraph(lines, pictures, where, is_key_paper=self.part == KUNCI)
        return bool(pictures) and self._items.took_pictures(pictures, where)

    def took_labelled(self, said: Sequence[Sel], where: str) -> bool:
        """A row whose first cell names a text of the instrument, and whose other cells hold it."""
        if self.instrumen is None or self.is_skipped:
            return self.is_skipped
        label = label_in(said[0].text, self.instrumen)
        if label is None:
            return False
        name, begun = label
        self._gather.understand(said[0].text)
        rest = [cell.whole for cell in said[1:] if cell.text.strip(" :")]
        self._isian.name = name
        words = "\n".join(one for one in (begun, *rest) if one.strip(" :"))
        if name == "produk":
            words = f"{said[0].text.split(':')[0].strip()}: {words}" if words else ""
        if name == "butir":
            for cell in said[1:]:
                for line in cell.lines:
                    self._items.take_step((line,), (), where)
        elif words:
            self._isian.add(self.instrumen, words, where)
        return True

    def take_row(self, row: Baca, where: str) -> None:
        """A row under a head."""
        self._gather.understand(*(cell.text for cell in row.silent))
        if self.is_skipped:
            return
        if self.instrumen is None:
            texts = " | ".join(cell.whole for cell in row.row if cell.text)
            self._gather.miss(where, texts, _("berada sebelum judul instrumen mana pun"), _("Tulis judul instrumennya di atas tabel, misalnya “FR.IA.07. PERTANYAAN LISAN”."), is_secret=True)  # fmt: skip
        elif self.instrumen == Instrumen.IA01:
            self._benchmarks.take(row, where)
        elif self.part == KUNCI:
            self._items.take_key(row, where)
        elif row.is_key:
            self._items.take_untitled_key(row, where)
        else:
            self._items.take_row(row, where)

    def took_loose_row(self, said: Sequence[Sel], where: str) -> bool:
        """A row of a table without head: options in columns of their own, steps with numbers."""
        if self.instrumen is None:
            return False
        if self.instrumen in _WITH_STEPS and said[0].number:
            lines = tuple(line for cell in said[1:] for line in cell.lines)
            return self._items.take_step(lines, tuple(one for cell in said for one in cell.pictures), where)
        if (self.instrumen in _WITH_QUESTIONS and self.part == "") or self.instrumen == Instrumen.IA05:
            return self._items.took_loose(said, where)
        return False

    def end(self) -> None:
        """The file is read: what still waits for its other half is told."""
        self._close()
        self._isian.settle(is_last=True)
        self._items.finish()

    def _close(self) -> None:
        """What is being read ends here, while the place it belongs to is still known."""
        self._benchmarks.close()
        self._items.flush()
