"""Keys in a table that no title gives to an instrument: to the questions before it that they fit, or to nobody."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.materials.perangkat.enums import BERKUNCI, Instrumen
from sahih.materials.perangkat.importing.drafting import ButirDraf, Pengumpul
from sahih.materials.perangkat.importing.questions import letter_of, set_key


@dataclass(frozen=True)
class Kunciran:
    """One row of such a table."""

    number: str
    text: str
    where: str


def settle(keys: Sequence[Kunciran], gather: Pengumpul, *, kelompok: int | None) -> None:
    """Give them to the one instrument that has all these numbers without keys; whatever else is told, never guessed."""
    for groups in (kelompok, None) if kelompok is not None else (None,):
        fitting = [code for code in BERKUNCI if _fits(keys, gather, code, groups)]
        if len(fitting) == 1:
            for one in keys:
                set_key(_asked(one, gather, fitting[0], groups)[0], one.text)
            return
        if fitting:
            _tell(keys, gather, _("nomornya cocok dengan soal lebih dari satu instrumen (%s)") % ", ".join(fitting))
            return
    _tell(keys, gather, _("tidak ada satu instrumen pun yang soalnya bernomor sama, belum berkunci, dan punya pilihan itu"))  # fmt: skip


def _tell(keys: Sequence[Kunciran], gather: Pengumpul, why: str) -> None:
    for one in keys:
        gather.miss(one.where, f"{one.number or '–'}: {one.text}", _("tabel kunci tanpa judul instrumen: %s") % why, _("Tulis judulnya di atas tabel, misalnya “FR.IA.05.B. LEMBAR KUNCI JAWABAN”, dengan nomor soalnya di kolom No.; lalu unggah lagi. Atau isi kuncinya pada halaman MUK."), is_secret=True)  # fmt: skip


def _fits(keys: Sequence[Kunciran], gather: Pengumpul, instrumen: str, kelompok: int | None) -> bool:
    if len({one.number for one in keys}) != len(keys):
        return False
    if instrumen != Instrumen.IA05 and all(letter_of(one.text) for one in keys):
        return False
    return all(_may_take(_asked(one, gather, instrumen, kelompok), one.text) for one in keys)


def _asked(one: Kunciran, gather: Pengumpul, instrumen: str, kelompok: int | None) -> list[ButirDraf]:
    parts = gather.all_bagian(instrumen)
    kept = [part for part in parts if kelompok in (None, part.kelompok)]
    return [butir for part in kept for butir in part.butir if one.number and butir.printed == one.number]


def _may_take(found: Sequence[ButirDraf], text: str) -> bool:
    """One question, without a key, of which this can be the key; tried on a copy of its options."""
    if len(found) != 1 or found[0].option is not None or found[0].answer:
        return False
    return set_key(ButirDraf("", options=list(found[0].options)), text)
