"""The validation of a MUK in any order, by anybody: opened, filled, a member replaced, signed, handed back, cancelled, corrected (FX9, FX13, K7)."""

import datetime as dt
from dataclasses import dataclass, field

from django.db import models
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from sahih.documents.sheets import chain_of
from sahih.materials.perangkat.models import Muk
from sahih.materials.perangkat.policies import may_be_used
from sahih.materials.perangkat.queries import usable_for
from sahih.process.contoh import muk as contoh
from sahih.process.contoh import validasi as story
from sahih.process.contoh.kisah import Kisah
from sahih.process.kaji_ulang.actions import close_improvement
from sahih.process.kaji_ulang.models import Perbaikan
from sahih.process.tests.machines.machine import Machine, drive
from sahih.process.validasi import actions as act
from sahih.process.validasi.models import AnggotaTim, Peran, Validasi

UNTIL = "open_house"
ASESI = 0

OFFICE, LEAD = {"mutu", "manajer"}, "asesor2"
officers = st.sampled_from(("mutu", "mutu", "manajer", "asesor2", "admin"))
members = st.sampled_from(("asesor2",) * 3 + ("asesor", "mutu") * 2 + ("manajer", "ketua"))
outcomes = st.sampled_from(("layak", "layak_perbaikan", "tidak_layak", "tidak_layak"))
words = st.sampled_from(("Keliru.", "Keliru.", " "))


@dataclass
class Made:
    """One validation as the oracle has it."""

    row: Validasi
    status: str = "diisi"
    written: str = ""  # the verdict in the sheet that is being filled
    outcome: str = ""  # the verdict that all signed last
    signed: set[str] = field(default_factory=set)
    finished: bool = False
    seat: str = "mutu"  # who sits in the team as manager
    handed_back: bool = False  # since all signed last the lead signed another: they can no longer give it up

    @property
    def team(self) -> tuple[str, ...]:
        return (LEAD, "asesor", self.seat)


class Teams(Machine):
    """The oracle knows whose turn it is, what all signed last, and whether anything waits for an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.muk: Muk = contoh.validated(self.kisah.rumah, at=self.kisah.at(1))
        self.made: list[Made] = []
        self.unfit = False
        self.open: set[int] = set()  # validations of which an improvement waits for an answer

    @property
    def at(self) -> dt.datetime:
        return self.kisah.at(3)

    @property
    def last(self) -> Made:
        return self.made[-1]

    def row(self, one: Made) -> Validasi:
        return story.fresh(self.kisah.rumah, one.row)

    @initialize(steps=st.sampled_from((0, 2, 4, 5, 9, 10, 11)), first=outcomes)
    def begin(self, steps: int, first: str) -> None:
        """Far enough along that corrections and second validations are met."""
        for _step in range(steps):
            self.go_on(first if len(self.made) < 2 else "layak")

    @rule(outcome=outcomes)
    def go_on(self, outcome: str) -> None:
        """Whatever is due, by whoever has to do it."""
        if not self.made or self.last.status in {"selesai", "batal"}:
            if self.open:
                self.answer("mutu")
            else:
                self.start("mutu", shape="whole")
        elif self.last.status == "diisi" and not self.last.written:
            self.write(LEAD, outcome)
        else:
            self.sign(next(who for who in self.last.team if who not in self.last.signed))

    @rule(who=officers, shape=st.sampled_from(("whole", "whole", "whole", "two makers", "penyusun leads")))
    def start(self, who: str, shape: str) -> None:
        """K7; one at a time; after an unfit verdict once its improvements are answered."""
        team = {
            "whole": story.TEAM, "two makers": {LEAD: Peran.LEAD, "asesor": Peran.ASESOR},
            "penyusun leads": {"asesor": Peran.LEAD, LEAD: Peran.ASESOR, "mutu": Peran.MANAJER},
        }[shape]  # fmt: skip
        finished = [(place, one) for place, one in enumerate(self.made) if one.status == "selesai"]
        held = bool(finished) and finished[-1][1].outcome == "tidak_layak" and finished[-1][0] in self.open
        busy = any(one.status in {"diisi", "menunggu"} for one in self.made)
        got = list[Validasi]()

        def run() -> None:
            got.append(story.opened(self.kisah.rumah, self.muk, at=self.at, by=who, team=team))

        if self.attempt(who in OFFICE and shape == "whole" and not busy and not held, run):
            self.made.append(Made(got[0]))

    @precondition(lambda self: self.made)
    @rule(who=members, outcome=outcomes)
    def write(self, who: str, outcome: str) -> None:
        one = self.last
        if self.attempt(
            who == LEAD and one.status == "diisi",
            lambda: story.fill(self.kisah.rumah, one.row, at=self.at, outcome=outcome, by=who),
        ):
            one.written = outcome

    @precondition(lambda self: self.made)
    @rule(who=members)
    def sign(self, who: str) -> None:
        """The lead first, each once; the last signature brings verdict, improvements and hold."""
        one = self.last
        may = (
            who in one.team
            and who not in one.signed
            and one.written
            and ((one.status == "diisi" and who == LEAD) or (one.status == "menunggu" and who != LEAD))
        )
        if not self.attempt(may, lambda: story.sign(self.kisah.rumah, one.row, who, at=self.at)):
            return
        one.signed.add(who)
        one.status = "menunggu"
        if one.signed == set(one.team):
            one.status, one.outcome, one.finished, one.handed_back = "selesai", one.written, True, False
            self.unfit = one.outcome == "tidak_layak"
            place = len(self.made) - 1
            self.open -= {place}
            if one.outcome != "layak" and not self.answered(one):
                self.open |= {place}

    def answered(self, one: Made) -> bool:
        """What was answered once is not asked again by a correction that says the same."""
        with self.inside():
            sheets = [sheet.pk for sheet in chain_of(self.row(one).lembar)]
            return Perbaikan.objects.filter(lembar__in=sheets, answered_at__isnull=False).exists()

    @precondition(lambda self: self.made)
    @rule(who=officers, new=st.sampled_from(("manajer", "manajer", "mutu", "asesor")), reason=words)
    def replace(self, who: str, new: str, reason: str) -> None:
        """One manager for the other, while nobody has signed the sheet as it stands nor any before a correction."""
        one = self.last
        with self.inside():
            seats = AnggotaTim.objects.select_related("validasi", "person").filter(
                validasi=one.row, peran="manajer", left_at=None
            )
            seat, person = seats.get(), self.who(new).user.person
        if self.attempt(
            who in OFFICE
            and one.status == "diisi"
            and not one.finished
            and new in OFFICE - {one.seat}
            and reason.strip(),
            lambda: self.who(who).does(act.replace_member, seat, person, reason=reason, at=self.at),
        ):
            one.seat = new

    @precondition(lambda self: self.made)
    @rule(who=members, note=words)
    def give_back(self, who: str, note: str) -> None:
        one = self.last
        may = who in one.team and one.status == "menunggu" and note.strip()
        if self.attempt(may, lambda: self.who(who).does(act.give_back_va, self.row(one), note=note, at=self.at)):
            one.status, one.signed, one.handed_back = "diisi", set(), True

    @precondition(lambda self: self.made)
    @rule(who=officers, reason=words)
    def cancel(self, who: str, reason: str) -> None:
        """Of a finished one its correction ends, and what all signed last stands."""
        one = self.last
        may = who in OFFICE and one.status in {"diisi", "menunggu"} and reason.strip()
        if self.attempt(may, lambda: self.who(who).does(act.cancel_validasi, self.row(one), reason=reason, at=self.at)):
            one.handed_back = one.handed_back or bool(one.signed)
            one.status, one.written, one.signed = "selesai" if one.finished else "batal", one.outcome, set(one.team)

    @precondition(lambda self: self.made)
    @rule(who=members, reason=words)
    def correct(self, who: str, reason: str) -> None:
        one = self.last
        may = who == LEAD and one.status == "selesai" and reason.strip()
        if self.attempt(may, lambda: self.who(who).does(act.correct_va, self.row(one), reason=reason, at=self.at)):
            one.status, one.written, one.signed = "diisi", one.outcome, set()

    @precondition(lambda self: self.made)
    @rule(who=members, reason=words)
    def drop(self, who: str, reason: str) -> None:
        one = self.last
        may = who == LEAD and one.status == "diisi" and one.finished and not one.handed_back and reason.strip()
        if self.attempt(
            may, lambda: self.who(who).does(act.drop_va_correction, self.row(one), reason=reason, at=self.at)
        ):
            one.status, one.written, one.signed = "selesai", one.outcome, set(one.team)

    @precondition(lambda self: self.open)
    @rule(who=officers)
    def answer(self, who: str) -> None:
        place = min(self.open)
        with self.inside():
            sheets = [sheet.pk for sheet in chain_of(self.row(self.made[place]).lembar)]
            row = Perbaikan.objects.get(lembar__in=sheets, answered_at=None, withdrawn_at=None)
        if self.attempt(who in OFFICE, lambda: self.who(who).does(close_improvement, row, "Selesai.", at=self.at)):
            self.open.discard(place)

    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        for one in self.made:
            row = self.row(one)
            assert (row.status, row.outcome) == (one.status, one.outcome)

    @invariant()
    def fx9_unfit_muk_is_never_offered_and_every_open_plan_holds_the_next_muk(self) -> None:
        with self.inside():
            muk = contoh.fresh(self.kisah.rumah, self.muk)
            assert (
                bool(may_be_used(muk, muk.versi))
                == usable_for(muk.versi).filter(pk=muk.pk).exists()
                == (not self.unfit)
            )
            waiting = Perbaikan.objects.filter(muk=muk, answered_at=None, withdrawn_at=None)
            assert waiting.count() == len(self.open)
            assert not waiting.filter(models.Q(hold=None) | models.Q(hold__lifted_at__isnull=False)).exists()

    @invariant()
    def k7_every_finished_sheet_bears_all_signatures(self) -> None:
        with self.inside():
            for one in self.made:
                if one.status == "selesai":
                    signers = set(self.row(one).lembar.signatures.values_list("person_id", flat=True))
                    assert signers == {self.who(key).user.person_id for key in one.team}


def test_validation_in_any_order_keeps_to_its_table(walked_once: Kisah) -> None:
    """FX9, FX13, K7, E8."""
    drive(Teams, walked_once)
