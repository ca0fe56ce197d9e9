"""The acts of a team that validates a MUK, each at the moment when it is due, and what may be noted of the MUK."""

import copy
import datetime as dt
from collections.abc import Callable

from sahih.process.contoh import muk as contoh
from sahih.process.contoh import validasi as story
from sahih.process.contoh.rumah import Rumah
from sahih.process.kaji_ulang.improving import note_finding
from sahih.process.kaji_ulang.models import Sumber
from sahih.process.validasi import actions as act
from sahih.process.validasi.models import Periode
from sahih.process.validasi.queries import Acara
from tests.matrix.perangkat import Attempts


def over_validasi(house: Rumah, *, at: dt.datetime) -> Attempts:
    """One validated MUK whose FR.VA waits for its lead, one for its members, one that is finished; call it with the LSP entered."""
    first, second, third = (contoh.validated(house, at=at, title=title) for title in ("Diisi", "Menunggu", "Selesai"))
    at += dt.timedelta(days=1)
    filled, handed = story.opened(house, first, at=at), story.opened(house, second, at=at)
    for row in (filled, handed):
        story.fill(house, row, at=at)
    handed, done = story.sign(house, handed, "asesor2", at=at), story.finished(house, third, at=at)
    correcting = story.finished(house, contoh.validated(house, at=at, title="Koreksi"), at=at + dt.timedelta(days=1))
    correcting = house["asesor2"].does(act.correct_va, correcting, reason="Alasan.", at=at)
    filled, free = story.fresh(house, filled), contoh.validated(house, at=at, title="Bebas")
    team, acara = story.calon(house, story.TEAM), Acara(Periode.SAAT, at.date() + dt.timedelta(days=1), "Daring")

    def on(action: Callable[..., object], *args: object, **how: object) -> Callable[..., object]:
        return lambda who: who.does(action, *(copy.deepcopy(one) for one in args), at=at, **how)

    noted = {"source": Sumber.IA11, "found_on": at.date(), "butir": None}
    return {
        "validasi.open": on(act.open_validasi, free, team, acara),
        "validasi.replace": on(
            act.replace_member, filled.anggota_set.get(peran="manajer"), house["manajer"].user.person, reason="Alasan."
        ),
        "validasi.save": on(act.save_va, filled, {}),
        "validasi.present": on(act.present_va, filled),
        "validasi.see_keys": on(act.see_va_keys, filled),
        "validasi.sign": lambda who: who.signs([filled.lembar], act.sign_va, copy.deepcopy(filled), at=at),
        "validasi.give_back": on(act.give_back_va, handed, note="Alasan."),
        "validasi.cancel": on(act.cancel_validasi, handed, reason="Alasan."),
        "validasi.correct": on(act.correct_va, done, reason="Alasan."),
        "validasi.drop_correction": on(act.drop_va_correction, story.fresh(house, correcting), reason="Alasan."),
        "perbaikan.note_finding": on(note_finding, free, "Temuan.", **noted),
    }
