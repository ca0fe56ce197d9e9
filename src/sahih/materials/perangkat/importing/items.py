"""Items out of rows and paragraphs: an item stays open while its lines come, and is made when the next one begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.importing.blocks import Baris, Foto, Sel, Tabel, distinct
from sahih.materials.perangkat.importing.drafting import ButirDraf, Pengumpul
from sahih.materials.perangkat.importing.keys import Kunciran, settle
from sahih.materials.perangkat.importing.places import Tempat
from sahih.materials.perangkat.importing.questions import LETTERS, letter_of, set_key
from sahih.materials.perangkat.importing.shaping import Rangka, shaped
from sahih.materials.perangkat.importing.tables import Baca

_TYPED = re.compile(r"^(\d{1,3})\s*[.)]\s+(?=\S)")
_ANSWER = re.compile(r"^(\d{1,3})\s*[.):]?\s*(\S.*)$", re.DOTALL)
_KEYS_HEAD = re.compile(r"^kunci(?:\s+jawaban)?\s*(?::\s*|$)", re.IGNORECASE)
_KEY_PAIR = re.compile(r"\b(\d{1,3})\s*[.):=-]?\s*\(?([a-eA-E])\b[.)]?")
_LETTERED = re.compile(r"^[a-e]\. ")
_ROWS_GO_ON = (Instrumen.IA05, Instrumen.IA07)


@dataclass
class Nomor:
    """Which number the row of an item bears, and the cell where it stands."""

    text: str = ""
    cell: Sel | None = None


@dataclass
class Butiran:
    """The items of the instrument in hand."""

    gather: Pengumpul
    tempat: Tempat
    instrumen: str = ""
    saat: str | None = None
    _open: Rangka | None = None
    _nomor: Nomor = field(default_factory=Nomor)
    _group: str = ""
    # Beneath a line that says only "Kunci jawaban".
    _reads_keys: bool = False
    # Of a table under no title of its own; whose they are is known when it ends.
    _keys: list[Kunciran] = field(default_factory=list)

    def begin(self, instrumen: str) -> None:
        self.instrumen, self.saat, self._group, self._reads_keys = instrumen, None, "", False

    # Rows under a head

    def take_row(self, row: Baca, where: str) -> None:
        no = row.cell("no")
        lines = self._lines(row, where)
        if row.filled:
            self.gather.note(_("Berkas sudah berisi jawaban atau penilaian seorang asesi; isian itu tidak diambil."))
        if not lines and not row.pictures:
            return
        if self.instrumen == Instrumen.IA09 and row.cell("tanya") is None:
            self.gather.note(_("FR.IA.09: daftar bukti portofolio mengikuti FR.IA.08 tiap asesi; tidak diambil sebagai butir."))  # fmt: skip
            return
        if not self._goes_on(no):
            self._start(where, no.number if no is not None else "", no)
        assert self._open is not None
        self._open.lines += lines
        self._open.pictures += row.pictures
        for role in ("rujukan", "dimensi", "saat", "kunci", "rubrik", "lingkup"):
            self._open.say(role, row.text(role))
        if self.instrumen == Instrumen.IA09:
            self._open.say("lingkup", row.text("bukti"))
        for cell in row.loose:
            self.gather.miss(cell.where, cell.text, _("kolom ini tidak dikenali"), _("Bila bagian dari butir, ketik pada halaman MUK."), is_secret=True)  # fmt: skip

    def _lines(self, row: Baca, where: str) -> list[Baris]:
        role = "bukti" if self.instrumen == Instrumen.IA08 and row.cell("bukti") else "tanya"
        lines = list(row.lines(role))
        lines += [Baris(cell.text, letter) for letter, cell in zip(LETTERS, row.cells("huruf"), strict=False) if cell.text and self.instrumen == Instrumen.IA05]  # fmt: skip
        no = row.cell("no")
        if no is not None and (letter := letter_of(no.text)) and lines:
            lines[0] = Baris(lines[0].text, letter)
        for cell in row.cells(role):
            lines += self._nested(cell.tables, where)
        return _paired(lines)

    def _nested(self, tables: Sequence[Tabel], where: str) -> list[Baris]:
        """A table inside a cell as lines; options stand so, anything else loses its form and is told."""
        lines = []
        for table in tables:
            rows = [_paired([line for cell in distinct(row) for line in cell.lines if line.text]) for row in table.rows]
            lines += [line for row in rows for line in row]
            if not all(len(row) == 1 and row[0].label in LETTERS for row in rows if row):
                self.gather.miss(where, " | ".join(line.text for row in rows for line in row), _("tabel di dalam sel; yang diambil hanya kata-katanya, baris demi baris"), _("Periksa butirnya; bila bentuk tabelnya penting, jadikan gambar."), is_secret=True)  # fmt: skip
        return lines

    def _goes_on(self, no: Sel | None) -> bool:
        if self._open is None or no is None:
            return False
        if no is self._nomor.cell:
            return True
        return self.instrumen in _ROWS_GO_ON and not no.number

    def _start(self, where: str, number: str, cell: Sel | None) -> None:
        self.flush()
        self._nomor = Nomor(number, cell)
        self._open = Rangka(where, number)

    # Keys on a paper of their own (05B, 06B), or in a table beneath the questions

    def leave_keys(self) -> None:
        self._reads_keys = False

    def take_untitled_key(self, row: Baca, where: str) -> None:
        no, cell = row.cell("no"), row.cell("kunci")
        if cell is None or not cell.text:
            return
        if not self._keys:
            self.flush()
        self._keys.append(Kunciran(no.number if no is not None else "", cell.whole, where))

    def take_key(self, row: Baca, where: str) -> None:
        no, cell = row.cell("no"), row.cell("kunci") or row.cell("tanya")
        if no is not None and no.number and cell is not None and cell.text:
            self._key(no.number, cell.whole, where)
        elif cell is not None and cell.text:
            self.gather.miss(where, cell.text, _("kunci tanpa nomor soal"), _("Tulis nomor soalnya di kolom No."), is_secret=True)  # fmt: skip

    def _key(self, number: str, text: str, where: str) -> None:
        self.flush()
        parts = self.gather.all_bagian(self.instrumen)
        if self.tempat.kelompok is not None:
            parts = [part for part in parts if part.kelompok == self.tempat.kelompok]
        found = [one for part in parts for one in part.butir if one.printed == number]
        if len(found) != 1:
            why = _("kunci nomor %s: soalnya tidak ditemukan") if not found else _("kunci nomor %s: ada beberapa soal bernomor sama")  # fmt: skip
            self.gather.miss(where, text, why % number, _("Tulis kelompok pekerjaannya di atas kunci, atau isi kuncinya pada halaman MUK."), is_secret=True)  # fmt: skip
        elif not set_key(found[0], text):
            self.gather.miss(where, text, _("kunci nomor %s bukan salah satu pilihannya") % number, _("Isi kuncinya pada halaman MUK."), is_secret=True)  # fmt: skip

    # Paragraphs and rows without a head

    def take_step(self, lines: Sequence[Baris], pictures: Sequence[Foto], where: str) -> bool:
        """One step of work; a line that is no step of its own belongs to the one before."""
        first = lines[0] if lines else Baris("")
        if self._open is None or first.label or _TYPED.match(first.text):
            self._start(where, "", None)
        assert self._open is not None
        self._open.lines += [Baris(_TYPED.sub("", line.text), "" if line is first else line.label) for line in lines]
        self._open.pictures += pictures
        return True

    def took_paragraph(
        self, lines: Sequence[Baris], pictures: Sequence[Foto], where: str, *, is_key_paper: bool
    ) -> bool:
        """Questions as a numbered list, with their options and keys below them."""
        first = next((line for line in lines if line.text), Baris(""))
        if self._took_keys_in_a_row(lines, pictures, where):
            return True
        typed = _TYPED.match(first.text)
        number = typed[1].lstrip("0") if typed else first.label
        if is_key_paper or self._reads_keys:
            return self._took_key_line(first, where)
        if number.isdecimal():
            self._start(where, number, None)
            assert self._open is not None
            self._open.lines.append(Baris(_TYPED.sub("", first.text)))
            self._open.lines += lines[1:]
        elif self._open is not None and self._nomor.cell is None and (first.text or pictures):
            # A paragraph beneath a table is not the end of its last row.
            self._open.lines += lines
        else:
            return False
        self._open.pictures += pictures
        return True

    def _took_keys_in_a_row(self, lines: Sequence[Baris], pictures: Sequence[Foto], where: str) -> bool:
        """Many files end their questions so: Kunci jawaban: 1. a  2. c  3. b; or with that head and a line for each."""
        text = " ".join(line.whole for line in lines if line.text).strip()
        head = _KEYS_HEAD.match(text)
        if head is None or pictures or not self._heads_keys(text, head.end()):
            return False
        words = text[head.end() :]
        found = _KEY_PAIR.findall(words)
        if not words.strip():
            self.flush()
            self._reads_keys = True
            return True
        if len(found) < 2 or _KEY_PAIR.sub("", words).strip(" ,;"):
            return False
        for number, letter in found:
            self._key(number.lstrip("0"), letter, where)
        return True

    def _heads_keys(self, text: str, end: int) -> bool:
        """Of other instruments "Kunci jawaban:" begins the answer to the question above; only by itself is it a head."""
        return self.instrumen == Instrumen.IA05 or (end == len(text) and ":" not in text)

    def _took_key_line(self, line: Baris, where: str) -> bool:
        if line.label.isdecimal() and line.text:
            self._key(line.label, line.text, where)
            return True
        found = _ANSWER.match(line.text)
        if found:
            self._key(found[1].lstrip("0"), found[2], where)
        return bool(found)

    def took_loose(self, said: Sequence[Sel], where: str) -> bool:
        """A row without head: number and question, or letter and option."""
        lines = _paired([line for cell in said for line in cell.lines if line.text])
        pictures = tuple(one for cell in said for one in cell.pictures)
        if self._reads_keys and said[0].number and len(said) == 2:
            if not self._keys:
                self.flush()
            self._keys.append(Kunciran(said[0].number, said[1].whole, where))
            return True
        if said[0].number and len(said) > 1:
            asked, beside = self._asked(said[1:])
            lines = [line for cell in asked for line in cell.lines if line.text]
            self._start(where, said[0].number, said[0])
            for cell in beside:
                self.gather.miss(cell.where, cell.whole, _("tabel ini tanpa judul kolom; isi kolom ini mungkin jawaban"), _("Beri judul kolom, misalnya No., Pertanyaan, Jawaban; atau ketik pada halaman MUK."), is_secret=True)  # fmt: skip
        elif self._open is None or not lines or lines[0].label not in LETTERS:
            return False
        assert self._open is not None
        self._open.lines += lines
        self._open.pictures += pictures
        return True

    def _asked(self, cells: Sequence[Sel]) -> tuple[Sequence[Sel], Sequence[Sel]]:
        """What is the question, and what stands beside it unnamed: no answer may slip into what the asesi reads (FX14)."""
        filled = [cell for cell in cells if cell.text]
        if self.instrumen == Instrumen.IA05 and not letter_of(filled[-1].text if filled else ""):
            return cells, ()
        if self.instrumen == Instrumen.IA05:
            return filled[:-1], filled[-1:]
        return filled[:1], filled[1:]

    def took_pictures(self, pictures: Sequence[Foto], where: str) -> bool:
        if self._open is None:
            return False
        self._open.pictures += pictures
        return True

    # The end of an item

    def flush(self) -> None:
        """Make what is open; part of a file may make several items or none."""
        keys, self._keys = self._keys, []
        if keys:
            settle(keys, self.gather, kelompok=self.tempat.kelompok)
        rangka, self._open = self._open, None
        self._nomor = Nomor()
        if rangka is None:
            return
        made = shaped(rangka, self.instrumen, self.tempat, self.gather)
        for one in made:
            one.saat = one.saat or self.saat
            part = self.tempat.bagian(self.instrumen, one.where, one.refs)
            self._grouped(one, part.butir, rangka)
            one.printed = one.printed or str(len(part.butir) + 1)
            part.butir.append(one)

    def _grouped(self, one: ButirDraf, before: list[ButirDraf], rangka: Rangka) -> None:
        """FR.IA.11: "1 Spesifikasi produk" is the head of the lettered lines below it."""
        if self.instrumen != Instrumen.IA11:
            return
        if rangka.printed or not rangka.lines or rangka.lines[0].label not in LETTERS:
            self._group = "" if not rangka.printed else one.text
            return
        if self._group and before and before[-1].text == self._group:
            before.pop()
        own = _LETTERED.sub("", one.text)
        one.text, one.scope = own, self._group

    def finish(self) -> None:
        self.flush()
        written = [one for part in self.gather.all_bagian(Instrumen.IA05) for one in part.butir]
        without = sum(one.option is None for one in written)
        if without:
            self.gather.note(_("FR.IA.05: %(without)d dari %(all)d soal belum punya kunci.") % {"without": without, "all": len(written)})  # fmt: skip


def _paired(lines: Sequence[Baris]) -> list[Baris]:
    """A letter in a cell of its own and the option beside it, as one line."""
    found: list[Baris] = []
    waiting = ""
    for line in lines:
        if (letter := letter_of(line.text)) and not line.label:
            waiting = letter
        else:
            found.append(Baris(line.text, line.label or waiting))
            waiting = ""
    return found
