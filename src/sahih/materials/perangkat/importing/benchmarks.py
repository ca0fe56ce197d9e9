"""FR.IA.01: the standard of industry or workplace for each KUK, or one for all KUK of an elemen."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.importing.blocks import Baris, Sel
from sahih.materials.perangkat.importing.drafting import ButirDraf, Pengumpul
from sahih.materials.perangkat.importing.places import Tempat
from sahih.materials.perangkat.importing.similarity import likeness, words_of
from sahih.materials.perangkat.importing.tables import Baca

_NUMBERED = re.compile(r"^(?:KUK\s*)?(\d{1,2}\.\d{1,2})\s*[.)]?\s*(.*)$", re.IGNORECASE | re.DOTALL)
# Below this share of common words the file and the skema speak of different KUK under one number.
ALIKE, SURE = 34, 85


@dataclass
class Terbuka:
    """A benchmark whose cell may go on over further rows."""

    cell: Sel
    where: str
    refs: list[RefSpec] = field(default_factory=list)


class Pembanding:
    """Reads FR.IA.01 row by row; a cell merged over several KUK is one item for all of them."""

    def __init__(self, gather: Pengumpul, tempat: Tempat) -> None:
        self._gather, self._tempat = gather, tempat
        self._open: Terbuka | None = None
        self._empty: list[str] = []
        self._where = ""

    def take(self, row: Baca, where: str) -> None:
        cell = row.cell("acuan")
        refs = self._refs(row, where)
        if row.filled:
            self._gather.note(_("Berkas sudah berisi penilaian seorang asesi; isian itu tidak diambil."))
        if not refs:
            return
        if cell is None or not cell.text:
            self._empty += [str(ref.kuk) for ref in refs]
            self._where = self._where or where
            return
        if self._open is None or self._open.cell is not cell:
            self._flush()
            self._open = Terbuka(cell, where)
        self._open.refs += refs

    def close(self) -> None:
        self._flush()
        if self._empty:
            self._gather.miss(self._where, _("KUK %s") % ", ".join(self._empty), _("kolom standar industri atau tempat kerja kosong"), _("Isi acuannya (SOP, peraturan, spesifikasi) pada halaman MUK."))  # fmt: skip
        self._empty, self._where = [], ""

    def _flush(self) -> None:
        if self._open is not None:
            part = self._tempat.bagian(Instrumen.IA01, self._open.where, self._open.refs)
            part.butir.append(ButirDraf(self._open.where, text=self._open.cell.whole, refs=self._open.refs))
        self._open = None

    def _refs(self, row: Baca, where: str) -> list[RefSpec]:
        found = []
        for line in row.lines("kuk"):
            self._gather.understand(line.text)
            ref = self._ref(line, where)
            if ref is not None:
                found.append(ref)
        return found

    def _ref(self, line: Baris, where: str) -> RefSpec | None:
        numbered = _NUMBERED.match(line.text) or _NUMBERED.match(f"{line.label} {line.text}" if line.label else "")
        if numbered is None:
            return self._by_words(line.text, where)
        result = self._tempat.find(numbered[1], bare=True)
        if not result.refs:
            for reason in result.unknown:
                self._gather.miss(where, line.whole, reason, _("Periksa unit dan nomornya terhadap skema; acuannya tidak diambil."))  # fmt: skip
            return None
        own = self._gather.acuan.kuk[result.refs[0].unit, str(result.refs[0].kuk)]
        if numbered[2] and likeness(words_of(numbered[2]), words_of(own)) < ALIKE:
            self._gather.miss(where, line.whole, _("teks KUK ini lain daripada teks KUK %(number)s dalam skema: “%(own)s”") % {"number": numbered[1], "own": own}, _("Butir tetap dikaitkan menurut nomornya. Pastikan versi skemanya sama."))  # fmt: skip
        return result.refs[0]

    def _by_words(self, text: str, where: str) -> RefSpec | None:
        """A KUK without number is taken only where its words are those of one KUK in sight."""
        words, acuan = words_of(text), self._gather.acuan
        units = self._tempat.units or acuan.units.get(self._tempat.kelompok or 0, ()) or tuple(acuan.unit_kelompok)
        alike = [key for key, own in acuan.kuk.items() if key[0] in units and likeness(words, words_of(own)) >= SURE]
        if len(alike) == 1:
            return RefSpec(unit=alike[0][0], kuk=alike[0][1])
        self._gather.miss(where, text, _("KUK tanpa nomor, dan kata-katanya tidak sama dengan satu KUK pun"), _("Tulis nomornya, misalnya 1.1, lalu unggah lagi."))  # fmt: skip
        return None
