"""Where in a file one is: kelompok pekerjaan and units, as its heads and blocks of units say."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from sahih.materials.perangkat.format import RefSpec
from sahih.materials.perangkat.importing.bacaan import quoted
from sahih.materials.perangkat.importing.drafting import BagianDraf, Pengumpul
from sahih.materials.perangkat.importing.references import Lingkup, Pencari, Temuan


class Tempat:
    """The kelompok and units in force; what the file says of them that the skema does not know is told."""

    def __init__(self, gather: Pengumpul) -> None:
        self._gather = gather
        self._pencari = Pencari(gather.acuan)
        self._is_open = False
        self._guessed: set[str] = set()
        self.units: tuple[str, ...] = ()
        self.kelompok: int | None = None
        self.reset()

    def reset(self) -> None:
        """A new paper begins: only where the skema has a single kelompok is it known already."""
        known = tuple(self._gather.acuan.units)
        self.kelompok = known[0] if len(known) == 1 else None
        self.units, self._is_open = (), False

    def enter(self, number: int, text: str) -> None:
        """A merged cell says it again in each row of its block."""
        if self._is_open and self.kelompok == number:
            return
        self.units, self._is_open = (), True
        if number in self._gather.acuan.units:
            self.kelompok = number
            return
        self.kelompok = None
        self._gather.miss(quoted(text), text, _("skema ini tidak punya kelompok pekerjaan %d") % number, _("Butir di bawahnya ditempatkan menurut kode unitnya; periksa pada pratinjau."))  # fmt: skip

    def name_units(self, codes: Sequence[str], *, is_single: bool) -> None:
        """A block of units grows row by row until content follows; FR.IA.01 goes unit by unit."""
        known = self._gather.acuan.unit_kelompok
        stated = {known[code] for code in codes}
        if not self._is_open or is_single or (self.kelompok is not None and self.kelompok not in stated):
            self.units = ()
        if self.kelompok not in stated or len(self._gather.acuan.units) == 1:
            self.kelompok = known[codes[0]]
        self.units, self._is_open = tuple(dict.fromkeys((*self.units, *codes))), True

    def close_block(self) -> None:
        self._is_open = False

    def units_in(self, text: str) -> list[str]:
        return self._pencari.units_in(text)

    def foreign_in(self, text: str) -> list[str]:
        return self._pencari.foreign_in(text)

    def tell_foreign(self, codes: Sequence[str], where: str) -> None:
        for code in codes:
            self._gather.miss(where, code, _("kode unit ini tidak ada dalam skema"), _("Pastikan berkas ini untuk versi skema yang sama; butir di bawahnya perlu KUK dari skema ini."))  # fmt: skip

    def find(self, text: str, *, bare: bool) -> Temuan:
        units = self.units
        if self.kelompok is None and not units:
            units = tuple(self._gather.acuan.unit_kelompok)
        return self._pencari.find(text, Lingkup(self.kelompok or 0, units), bare=bare)

    def bagian(self, instrumen: str, where: str, refs: Sequence[RefSpec] = ()) -> BagianDraf:
        """Where an item goes: as the file says, else as its KUK say, else to the first with a word about it."""
        self.close_block()
        if self.kelompok is not None:
            return self._gather.bagian(instrumen, self.kelompok)
        stated = {found for ref in refs if (found := self._gather.acuan.kelompok_of(ref)) is not None}
        if len(stated) == 1:
            return self._gather.bagian(instrumen, stated.pop())
        first = next(iter(self._gather.acuan.units), 1)
        if instrumen not in self._guessed:
            self._guessed.add(instrumen)
            self._gather.note(_("%(instrumen)s: kelompok pekerjaan tidak tertulis di atas butirnya (mulai %(where)s); yang tanpa KUK diletakkan pada kelompok %(first)d. Bila keliru, buka butirnya pada halaman MUK dan pakai “Pindahkan ke kelompok lain”.") % {"instrumen": instrumen, "where": where, "first": first})  # fmt: skip
        return self._gather.bagian(instrumen, first)
