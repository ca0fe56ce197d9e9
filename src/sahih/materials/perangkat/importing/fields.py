"""The texts above the items of an instrument: instructions, scenario, equipment, output, minutes."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.materials.perangkat.enums import Instrumen
from sahih.materials.perangkat.importing.drafting import Pengumpul
from sahih.materials.perangkat.importing.heads import MINUTES
from sahih.materials.perangkat.importing.places import Tempat

_INLINE = re.compile(r"\(?\bwaktu\b\s*:?\s*(\d{1,3})\s*menit\)?", re.IGNORECASE)
_TIMES = ("minutes", "present_minutes")


@dataclass(frozen=True)
class Menunggu:
    """A text that came before its kelompok was named."""

    instrumen: str
    name: str
    text: str
    where: str


class Isian:
    """Collects line by line into the text whose label was read last."""

    def __init__(self, gather: Pengumpul, tempat: Tempat) -> None:
        self._gather, self._tempat = gather, tempat
        self._waiting: list[Menunggu] = []
        self.name = ""

    @property
    def takes_lines(self) -> bool:
        return self.name not in ("", "butir")

    def add(self, instrumen: str, text: str, where: str) -> None:
        one = Menunggu(instrumen, self.name, text, where)
        if self._tempat.kelompok is None:
            self._waiting.append(one)
        else:
            self._put(one)

    def settle(self, *, is_last: bool = False) -> None:
        """What waited goes to the kelompok that is known now; at the end of a paper to the first."""
        if self._tempat.kelompok is None and not is_last:
            return
        waiting, self._waiting = self._waiting, []
        for one in waiting:
            self._put(one)

    def _put(self, one: Menunggu) -> None:
        if one.name in _TIMES:
            self._put_minutes(one)
            return
        part, text = self._tempat.bagian(one.instrumen, one.where), one.text
        inline = _INLINE.search(text)
        if inline and one.instrumen == Instrumen.IA04A:
            setattr(part, "present_minutes" if one.name == "keluaran" else "minutes", int(inline[1]))
            text = text[: inline.start()] + text[inline.end() :]
        key = "skenario" if one.name == "produk" else one.name
        if text.strip(" .…_\n"):
            part.fields[key] = "\n".join(line for line in (part.fields.get(key, ""), text.strip()) if line)

    def _put_minutes(self, one: Menunggu) -> None:
        found = MINUTES.search(one.text)
        if found is None:
            self._gather.miss(one.where, one.text, _("waktu tanpa angka"), _("Isi waktunya pada halaman MUK."))
            return
        minutes = int(found[1]) * (60 if (found[2] or "").lower() == "jam" else 1)
        setattr(self._tempat.bagian(one.instrumen, one.where), one.name, minutes)
