"""A MUK from a Word file: block by block, knowing at each which instrument, kelompok and units one is in."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sahih.documents.susunan import Kelompok
from sahih.materials.perangkat.importing.acuan import Acuan
from sahih.materials.perangkat.importing.bacaan import Bacaan
from sahih.materials.perangkat.importing.blocks import Blok, Paragraf, Sel, Tabel, distinct, row_name
from sahih.materials.perangkat.importing.drafting import Pengumpul
from sahih.materials.perangkat.importing.heads import JAWABAN, KUNCI, is_furniture, is_guidance, is_printed
from sahih.materials.perangkat.importing.rows import Pembaca
from sahih.materials.perangkat.importing.sisa import all_words, tell_rest
from sahih.materials.perangkat.importing.tables import Kolom, head_of
from sahih.materials.perangkat.importing.word import Naskah

Susunan = Sequence[Kelompok]


def read_docx(content: bytes, *, acuan: Acuan) -> Bacaan:
    """The draft, what was not understood, suggestions; or Unreadable with a sentence."""
    naskah = Naskah(content)
    gather = Pengumpul(acuan)
    gather.terlewat += naskah.terlewat
    gather.catatan += naskah.catatan
    _Alur(gather).run(naskah.blocks)
    tell_rest(naskah.blocks, gather)
    if not gather.has_butir:
        gather.catatan.append(_("Tidak satu butir pun ditemukan. Berkas MUK dikenali dari judulnya, misalnya “FR.IA.03. PERTANYAAN UNTUK MENDUKUNG OBSERVASI”, dan dari judul kolom tabelnya."))  # fmt: skip
    return gather.finished()


class _Alur:
    """Walks the blocks; what a row or paragraph means depends on what stood before it."""

    def __init__(self, gather: Pengumpul) -> None:
        self._gather = gather
        self._reader = Pembaca(gather)
        self._columns: Kolom | None = None
        self._is_guidance = self._is_signing = False

    def run(self, blocks: Sequence[Blok]) -> None:
        for block in blocks:
            if isinstance(block, Paragraf):
                self._paragraph(block)
            else:
                self._table(block)
        self._reader.end()

    def _paragraph(self, block: Paragraf) -> None:
        if not block.text and not block.pictures:
            return
        if self._took_head(block.text):
            self._understand_head(block.text)
            return
        if not self._reader.took_words(block.lines, block.pictures, block.where):
            self._left_over(block.whole, block.where)

    def _took_head(self, text: str) -> bool:
        """What changes where one is, or stands on every paper."""
        if self._reader.took_title(text):
            self._columns, self._is_guidance = None, False
            return True
        if self._reader.took_place(text) or self._reader.took_unit_line(text):
            self._is_guidance = False
            return True
        if self._reader.has_label(text):
            self._is_guidance = False
            return False
        if is_furniture(text):
            self._is_guidance = text.lower().lstrip().startswith(("panduan", "catatan"))
            self._reader.leave_field()
            return True
        return self._is_guidance and is_guidance(text)

    def _table(self, table: Tabel) -> None:
        if self._columns is not None and table.rows and len(table.rows[0]) != len(self._columns.roles):
            self._columns = None
        self._is_signing = False
        for number, row in enumerate(table.rows):
            if any(cell.text or cell.pictures or cell.tables for cell in row):
                self._row(row, row_name(table, number))

    def _row(self, row: tuple[Sel, ...], where: str) -> None:
        said = [cell for cell in distinct(row) if cell.text or cell.pictures or cell.tables]
        if self._is_numbered(row):
            self._data(row, said, where)
            return
        if len({cell.text for cell in said}) == 1 and self._took_head(said[0].text):
            self._is_signing |= _signs(said)
            self._understand_head(said[0].text)
            return
        if self._is_signing or self._took_frame(row, said):
            self._understand_frame(said)
            return
        columns = head_of(row, self._columns)
        if columns is not None:
            self._gather.understand(*(cell.text for cell in said if not cell.text.partition(":")[2].strip()))
            self._columns = columns
            self._reader.new_table(columns)
        elif not self._reader.took_labelled(said, where):
            self._data(row, said, where)

    def _understand_head(self, text: str) -> None:
        """What stands on every paper; a line that only begins like one is told at the end."""
        if is_printed(text) or not is_furniture(text):
            self._gather.understand(text)

    def _understand_frame(self, said: Sequence[Sel]) -> None:
        if self._is_signing or is_printed(said[0].text) or not is_furniture(said[0].text):
            self._gather.understand(*all_words(said))

    def _is_numbered(self, row: tuple[Sel, ...]) -> bool:
        """A row whose "No." is a number holds content, whatever its words begin with."""
        if self._columns is None or self._reader.is_skipped:
            return False
        numbers = [cell for cell, role in zip(row, self._columns.roles, strict=False) if role == "no"]
        return any(cell.number for cell in numbers)

    def _took_frame(self, row: tuple[Sel, ...], said: Sequence[Sel]) -> bool:
        """The head of the paper, its block of units, its signatures."""
        if self._reader.took_units(said):
            return True
        first = said[0].text
        if self._reader.has_label(first) or head_of(row, self._columns):
            return False
        if is_furniture(first):
            self._is_signing |= _signs(said)
            self._reader.leave_field()
            self._reader.check_skema(said)
            return True
        return False

    def _data(self, row: tuple[Sel, ...], said: Sequence[Sel], where: str) -> None:
        if self._reader.is_skipped:
            self._gather.understand(*all_words(said))
            return
        if self._columns is not None and len(row) == len(self._columns.roles):
            for group in self._columns.groups(row):
                self._reader.take_row(group, where)
            return
        if len(said) == 1:
            self._cell(said[0], where)
        elif not self._reader.took_loose_row(said, where):
            self._left_over(" | ".join(cell.whole for cell in said), where)

    def _cell(self, cell: Sel, where: str) -> None:
        """A row of one cell is read as if it stood between the tables."""
        if cell.text or cell.pictures:
            for line in cell.lines or ():
                self._paragraph(Paragraf(where, (line,)))
            if cell.pictures:
                self._paragraph(Paragraf(where, (), cell.pictures))
        for inner in cell.tables:
            columns, self._columns = self._columns, None
            self._table(inner)
            self._columns = columns

    def _left_over(self, text: str, where: str) -> None:
        if self._is_guidance and is_guidance(text):
            self._gather.understand(text)
            return
        if self._reader.part == JAWABAN or not text.strip():
            return
        outside = self._reader.instrumen is None
        why = _("berada sebelum judul instrumen mana pun") if outside else _("tidak dikenali sebagai bagian %s") % self._reader.instrumen  # fmt: skip
        self._gather.miss(where, text, why, _("Bila ini bagian MUK, ketik pada halaman MUK atau letakkan di bawah judul dan kolom yang semestinya."), is_secret=self._reader.part == KUNCI)  # fmt: skip


def _signs(said: Sequence[Sel]) -> bool:
    words = " ".join(cell.text for cell in said).lower()
    return "tanda tangan" in words or "tandatangan" in words or "nomor met" in words
