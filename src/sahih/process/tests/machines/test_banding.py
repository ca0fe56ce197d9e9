"""One appeal in any order and by anybody: filed once, received, ended; held exactly while it is open (B3, B4, B6, B7)."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from sahih.kernel.holds import open_holds
from sahih.process.banding import actions as act
from sahih.process.banding.models import Banding
from sahih.process.contoh import akhir, jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "decide"
ASESI = 5
APPELLANT = 4

people = st.sampled_from(("asesi05",) * 6 + ("asesi01", "admin", "mutu", "asesor"))
officers = st.sampled_from(("mutu", "mutu", "admin", "asesor", "komite1", "ketua", "asesi05"))
HANDLERS = {"mutu", "admin"}


class Appeal(Machine):
    """A decision that is not yet competent."""

    def __init__(self) -> None:
        super().__init__()
        self.status = ""
        self.filled = False

    def banding(self) -> Any:
        with self.inside():
            rows = Banding.objects.select_related(*(f"keputusan__{one}" for one in akhir.RELATED), "lembar__key")
            return rows.first()

    @rule(who=people)
    def open(self, who: str) -> None:
        decision = akhir.decision_of(self.kisah, self.kisah.kasus[APPELLANT])
        if self.attempt(
            who == "asesi05", lambda: self.who(who).does(act.open_banding, decision, at=self.kisah.at(21, 16))
        ):
            self.status = self.status or "draf"

    @rule(who=people, whole=st.sampled_from((True, True, False)))
    def fill(self, who: str, whole: bool) -> None:
        if not self.status:
            return
        said = jawaban.AK04 if whole else jawaban.AK04 | {"alasan": [""]}
        if self.attempt(
            who == "asesi05" and self.status == "draf",
            lambda: self.who(who).does(act.save_banding, self.banding(), said, at=self.kisah.at(21, 16), partial=False),
        ):
            self.filled = whole

    @rule(who=people)
    def file(self, who: str) -> None:
        if not self.status:
            return
        row = self.banding()
        if self.attempt(
            who == "asesi05" and self.status == "draf" and self.filled,
            lambda: self.who(who).signs([row.lembar], act.file_banding, row, at=self.kisah.at(21, 16)),
        ):
            self.status = "diajukan"

    @rule(who=officers)
    def receive(self, who: str) -> None:
        if self.status and self.attempt(
            who in HANDLERS and self.status == "diajukan",
            lambda: self.who(who).does(act.receive_banding, self.banding(), at=self.kisah.at(22)),
        ):
            self.status = "diterima"

    @rule(who=officers, words=st.sampled_from(("Keputusan tetap.", "Diulang asesor lain.", " ")))
    def close(self, who: str, words: str) -> None:
        if self.status and self.attempt(
            who in HANDLERS and self.status == "diterima" and words.strip(),
            lambda: self.who(who).does(act.close_banding, self.banding(), outcome=words, at=self.kisah.at(23)),
        ):
            self.status = "selesai"

    @rule()
    def go_on(self) -> None:
        """The next right step, so that a road gets far."""
        if not self.status:
            self.open("asesi05")
        elif self.status == "draf" and not self.filled:
            self.fill("asesi05", whole=True)
        elif self.status == "draf":
            self.file("asesi05")
        elif self.status == "diajukan":
            self.receive("mutu")
        else:
            self.close("admin", "Keputusan tetap.")

    @invariant()
    def b7_case_is_held_exactly_while_the_appeal_is_open(self) -> None:
        row = self.banding()
        assert (row.status if row else "") == self.status
        if row is None:
            return
        case = row.keputusan.asesmen.peserta.permohonan
        is_open = self.status in {"diajukan", "diterima"}
        with self.inside():
            held = [
                [hold.kind for hold in open_holds(one) if hold.kind == "banding"]
                for one in (row.keputusan, case, case.key)
            ]
        assert held == [["banding"] * is_open] * 3
        assert bool(row.number) == bool(row.filed_at) == (self.status != "draf")


def test_an_appeal_in_any_order_keeps_to_its_table(walked_once: Kisah) -> None:
    """B3, B4, B6, B7."""
    drive(Appeal, walked_once, examples=10, steps=8)
