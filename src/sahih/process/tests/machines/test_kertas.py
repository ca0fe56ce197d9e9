"""A sheet of paper, tried by anybody at any moment (L12)."""

from typing import ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.process.kertas import actions as act
from sahih.process.tests.machines.machine import Machine, drive, scripted

UNTIL, STORY, ASESI = "agree", KisahKertas, 1

people = st.sampled_from(("admin", "manajer", "asesor", "komite1", "asesi01"))
CLERKS = {"admin", "manajer", "asesor"}
OFFICE = {"admin", "manajer"}


class Paper(Machine):
    """FR.AK.01 of one asesi whose FR.APL.02 is reviewed."""

    kisah: ClassVar[KisahKertas]

    def __init__(self) -> None:
        super().__init__()
        self.state, self.typist = "menunggu", ""
        self.blank = self.kisah.blanks(self.kasus, at=self.kisah.at(13))

    @property
    def kasus(self):  # noqa: ANN201 -- the story's own type
        return self.kisah.kasus[0]

    @rule(who=people)
    def file(self, who: str) -> None:
        # The stack holds all three sheets, so it is one file for as long as none of them went on.
        if self.attempt(
            who in CLERKS and self.state in {"menunggu", "dipindai", "dikembalikan"},
            lambda: self.who(who).does(
                act.file_scan, [self.kisah._asesmen(self.kasus)], self.blank, name="a.pdf", at=self.kisah.at(13)
            ),
        ):
            self.state = "dipindai"

    @rule(who=people)
    def type_in(self, who: str) -> None:
        if self.attempt(
            who in CLERKS and self.state in {"dipindai", "dikembalikan"},
            lambda: self.kisah.type_in(self.kasus, "FR.AK.01", at=self.kisah.at(13), who=who),
        ):
            self.state, self.typist = "dientri", who

    @rule(who=people)
    def give_back(self, who: str) -> None:
        paper = self.kisah.kertas(self.kasus, "FR.AK.01")
        if self.attempt(
            who in OFFICE and who != self.typist and self.state == "dientri",
            lambda: self.who(who).does(act.give_back, paper, note="Lain.", at=self.kisah.at(13)),
        ):
            self.state = "dikembalikan"

    @rule(who=people)
    def confirm(self, who: str) -> None:
        if self.state == "menunggu":
            return
        if self.kisah.kertas(self.kasus, "FR.AK.01").lembar is None:
            return
        if self.attempt(
            who in OFFICE and who != self.typist and self.state == "dientri",
            lambda: self.kisah.confirm(self.kasus, "FR.AK.01", at=self.kisah.at(13), who=who),
        ):
            self.state = "sah"

    @invariant()
    def only_the_confirmed_sheet_moves_the_assessment(self) -> None:
        asesmen = self.kisah._asesmen(self.kasus)
        assert self.kisah.kertas(self.kasus, "FR.AK.01").status == self.state
        assert asesmen.ak01 is not None
        assert bool(asesmen.ak01.locked_at) == (self.state == "sah")
        assert asesmen.status == ("disetujui" if self.state == "sah" else "ditinjau")


def test_a_sheet_of_paper_at_any_moment_keeps_to_its_table(walked_once: Kisah) -> None:
    """L12."""
    drive(Paper, walked_once, examples=5, steps=8)


def test_what_was_typed_of_their_paper_is_unseen_by_the_asesi(walked_once: Kisah) -> None:
    """L12: typed and not confirmed is nobody's result yet."""
    with scripted(Paper, walked_once) as paper:
        paper.file("admin")
        paper.type_in("admin")

        paper.confirm("asesi01")

        paper.only_the_confirmed_sheet_moves_the_assessment()
