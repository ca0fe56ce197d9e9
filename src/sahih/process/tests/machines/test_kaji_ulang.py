"""The review by a penyelia in any order: ordered, read, sent back, signed, corrected, given up, replaced (D9, E8, FX9, FX13)."""

from collections.abc import Iterator

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from pytest_django import DjangoDbBlocker

from sahih.documents.models import Lembar
from sahih.institution.accounts.actions import appoint
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.holds import open_holds
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as asesmen_act
from sahih.process.asesmen.correctable import REVIEWED
from sahih.process.asesmen.models import Tinjauan
from sahih.process.asesmen.queries import tinjauan_of
from sahih.process.contoh import jawaban, tinjauan
from sahih.process.contoh.kisah import Kisah
from sahih.process.kaji_ulang import actions as act
from sahih.process.kaji_ulang.models import KajiUlang, Perbaikan, Temuan
from sahih.process.kaji_ulang.queries import decision_waits, open_temuan, sheet_of
from sahih.process.tests.machines.machine import Machine, drive, scripted
from tests.scenes import Scene, Scenes

ASESI = 1
OFFICE, BOTH = {"admin", "manajer"}, ("FR.AK.06", "FR.VA")
REVIEWERS = ("penyelia", "asesor2")

officers = st.sampled_from(("admin", "admin", "admin", "manajer", "penyelia", "asesor"))
reviewers = st.sampled_from(("penyelia",) * 6 + ("asesor2",) * 3 + ("asesor", "admin", "ketua"))
asesor_first = st.sampled_from(("asesor",) * 5 + ("asesor2", "penyelia", "admin"))
codes = st.sampled_from(BOTH)
words = st.sampled_from(("Tertukar.", "Tertukar.", " "))


class Review(Machine):
    """One reported schedule, its first FR.AK.06 signed, and two who may review it."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.reviewer = "", ""
        self.ordered = self.received = self.finished = False
        self.filled: set[str] = set()
        self.signed: set[str] = set()
        self.correcting: set[str] = set()
        self.findings = 0
        self.first, self.first_signed = ["asli"], True
        self.named = ""  # the first review that the signed second one names

    # --- what is there ------------------------------------------------------------------------------
    def kaji(self) -> KajiUlang:
        with self.inside():
            row = KajiUlang.objects.get()
        return tinjauan._fresh(self.kisah, row)

    def tinjauan(self) -> Tinjauan:
        with self.inside():
            found = tinjauan_of(self.kisah._jadwal(self.kisah.jadwal[0]))
        assert found is not None
        return found

    def sheet(self, code: str) -> Lembar:
        found = sheet_of(self.kaji(), code)
        assert found is not None
        return found

    def may(self, who: str, *states: str) -> bool:
        return who == self.reviewer and self.state in states

    # --- the order ----------------------------------------------------------------------------------
    @initialize(steps=st.sampled_from((0, 2, 4, 6, 8, 8)))
    def begin(self, steps: int) -> None:
        for _step in range(steps):
            self.go_on()

    @rule(who=officers, whom=st.sampled_from((*REVIEWERS, "asesor")))
    def compose(self, who: str, whom: str) -> None:
        jadwal, person = self.kisah._jadwal(self.kisah.jadwal[0]), Person.objects.get(pk=self.who(whom).user.person.pk)
        allowed = who in OFFICE and not self.state and whom in REVIEWERS and self.first_signed
        if self.attempt(
            allowed, lambda: self.who(who).does(act.compose_review, jadwal, person, at=self.kisah.at(15, 14))
        ):
            self.state, self.reviewer = "disusun", whom

    @precondition(lambda self: self.state)
    @rule(who=officers, whom=st.sampled_from((*REVIEWERS, "asesor")), reason=words)
    def replace(self, who: str, whom: str, reason: str) -> None:
        """D9: while nothing was signed; what was signed and is being corrected was signed."""
        person, kaji = Person.objects.get(pk=self.who(whom).user.person.pk), self.kaji()
        free = self.state not in {"", "selesai"} and not (self.signed or self.correcting)
        allowed = who in OFFICE and free and whom in REVIEWERS and self.first_signed and reason.strip()
        if self.attempt(
            allowed,
            lambda: self.who(who).does(act.replace_penyelia, kaji, person, reason=reason, at=self.kisah.at(16)),
        ):
            self.state, self.reviewer, self.ordered, self.received = "disusun", whom, False, False
            self.filled = set()

    @precondition(lambda self: self.state)
    @rule(who=st.sampled_from(("ketua", "ketua", "ketua", "admin", "penyelia")))
    def order(self, who: str) -> None:
        kaji = self.kaji()
        assert kaji.spt is not None
        spt = kaji.spt
        if self.attempt(
            who == "ketua" and self.state == "disusun",
            lambda: self.who(who).signs([spt], act.sign_spt_penyelia, kaji, at=self.kisah.at(16)),
        ):
            self.state, self.ordered = "ditugaskan", True

    @precondition(lambda self: self.state)
    @rule(who=reviewers)
    def receive(self, who: str) -> None:
        kaji = self.kaji()
        allowed = who == self.reviewer and self.ordered and not self.received
        if self.attempt(allowed, lambda: self.who(who).does(act.receive_spt_penyelia, kaji, at=self.kisah.at(16, 9))):
            self.received = True

    # --- the two sheets -----------------------------------------------------------------------------
    @precondition(lambda self: self.ordered)
    @rule(who=reviewers, code=codes)
    def fill(self, who: str, code: str) -> None:
        posted = jawaban.AK06 if code == "FR.AK.06" else jawaban.VA | {"hari_tanggal": ["2026-11-06"]}
        kaji, at = self.kaji(), self.kisah.at(16, 13)
        allowed = self.may(who, "ditugaskan") and code not in self.signed and self.first_signed
        if self.attempt(allowed, lambda: self.who(who).does(act.save_review_sheet, kaji, code, posted, at=at)):
            self.filled.add(code)

    @precondition(lambda self: self.ordered)
    @rule(who=reviewers, code=codes)
    def sign(self, who: str, code: str) -> None:
        """E8, FX9: read as it stands now, then signed; the second of the two finishes the review."""
        at = self.kisah.at(16, 13)
        allowed = self.may(who, "ditugaskan") and code in self.filled - self.signed and self.first_signed

        def run() -> None:
            self.who(who).does(act.present_review_sheet, self.kaji(), code, at=at)
            self.who(who).signs([self.sheet(code)], act.sign_review_sheet, self.kaji(), code, at=at)

        if self.attempt(allowed, run):
            self.signed.add(code)
            self.correcting.discard(code)
            self.named = self.first[-1] if code == "FR.AK.06" else self.named
            self.settle()

    def settle(self) -> None:
        if self.signed == set(BOTH):
            self.state, self.finished = "selesai", True

    @precondition(lambda self: self.ordered)
    @rule(who=reviewers, code=codes, reason=words)
    def correct(self, who: str, code: str, reason: str) -> None:
        """FX13: what was signed, before a committee; the review is open again."""
        kaji, at = self.kaji(), self.kisah.at(16, 14)
        allowed = self.may(who, "ditugaskan", "selesai") and code in self.signed and reason.strip()
        if self.attempt(
            allowed, lambda: self.who(who).does(act.correct_review_sheet, kaji, code, reason=reason, at=at)
        ):
            self.signed.discard(code)
            self.correcting.add(code)
            self.state = "ditugaskan"

    @precondition(lambda self: self.ordered)
    @rule(who=reviewers, code=codes, reason=words)
    def give_up(self, who: str, code: str, reason: str) -> None:
        """Never back to a second review that names another first one than now stands."""
        kaji, at = self.kaji(), self.kisah.at(16, 15)
        stands = code == "FR.VA" or (self.named == self.first[-1] and self.first_signed)
        allowed = self.may(who, "ditugaskan") and code in self.correcting and stands and reason.strip()
        if self.attempt(
            allowed, lambda: self.who(who).does(act.drop_review_correction, kaji, code, reason=reason, at=at)
        ):
            self.correcting.discard(code)
            self.signed.add(code)
            self.settle()

    # --- findings -----------------------------------------------------------------------------------
    @precondition(lambda self: self.state)
    @rule(who=reviewers, text=words)
    def find(self, who: str, text: str) -> None:
        kaji = self.kaji()
        how = {"form": "FR.AK.05", "asesmen": None}
        allowed = self.may(who, "ditugaskan", "dikembalikan") and text.strip()
        if self.attempt(
            allowed, lambda: self.who(who).does(act.give_back, kaji, text, **how, at=self.kisah.at(16, 11))
        ):
            self.state, self.findings = "dikembalikan", self.findings + 1

    @precondition(lambda self: self.findings)
    @rule(who=asesor_first, answer=words)
    def answer(self, who: str, answer: str) -> None:
        with self.inside():
            waiting: Temuan | None = open_temuan(self.kaji()).order_by("id").first()
        assert waiting is not None
        allowed = who == "asesor" and answer.strip()
        if self.attempt(
            allowed, lambda: self.who(who).does(act.answer_finding, waiting, answer, at=self.kisah.at(16, 12))
        ):
            self.findings -= 1
            if not self.findings and self.state == "dikembalikan":
                self.state = "ditugaskan"

    # --- the first FR.AK.06 ---------------------------------------------------------------------------
    @rule(who=asesor_first, reason=words)
    def correct_first(self, who: str, reason: str) -> None:
        """FX9: not while a signed second one names it."""
        row, at = self.tinjauan(), self.kisah.at(16, 16)
        allowed = who == "asesor" and self.first_signed and "FR.AK.06" not in self.signed and reason.strip()
        if self.attempt(allowed, lambda: self.who(who).does(asesmen_act.correct_tinjauan, row, reason=reason, at=at)):
            self.first_signed = False
            self.first.append(f"koreksi {len(self.first)} {row.lembar.ref}")

    @precondition(lambda self: not self.first_signed)
    @rule(who=asesor_first)
    def sign_first(self, who: str) -> None:
        row, at = self.tinjauan(), self.kisah.at(16, 17)
        if self.attempt(
            who == "asesor", lambda: self.who(who).signs([row.lembar], asesmen_act.sign_tinjauan, row, at=at)
        ):
            self.first_signed = True

    @precondition(lambda self: len(self.first) > 1)
    @rule(who=asesor_first, reason=words)
    def give_up_first(self, who: str, reason: str) -> None:
        row, at = self.tinjauan(), self.kisah.at(16, 17)
        allowed = who == "asesor" and not self.first_signed and reason.strip()
        if self.attempt(
            allowed, lambda: self.who(who).does(asesmen_act.drop_tinjauan_correction, row, reason=reason, at=at)
        ):
            self.first.pop()
            self.first_signed = True

    @rule()
    def go_on(self) -> None:
        """The next right step by whoever may, so that a road gets far."""
        left = [code for code in BOTH if code not in self.signed]
        if not self.first_signed:
            self.sign_first("asesor")
        elif not self.state:
            self.compose("admin", "penyelia")
        elif self.state == "disusun":
            self.order("ketua")
        elif not self.received:
            self.receive(self.reviewer)
        elif self.state == "dikembalikan":
            self.answer("asesor", "Sudah.")
        elif left and left[0] not in self.filled:
            self.fill(self.reviewer, left[0])
        elif left:
            self.sign(self.reviewer, left[0])

    # --- what must hold -------------------------------------------------------------------------------
    @invariant()
    def the_row_is_what_the_oracle_says(self) -> None:
        if not self.state:
            with self.inside():
                assert not KajiUlang.objects.exists()
            return
        kaji = self.kaji()
        with self.inside():
            sheets = {code: sheet_of(kaji, code) for code in BOTH}
            signed = {code for code, one in sheets.items() if one is not None and one.locked_at}
            waiting = open_temuan(kaji).count()
        assert (kaji.status, bool(kaji.finished_at)) == (self.state, self.state == "selesai")
        assert (signed, waiting) == (self.signed, self.findings)
        assert kaji.penyelia_id == self.who(self.reviewer).user.person.pk
        assert bool(kaji.spt_received_at) == self.received

    @invariant()
    def committee_waits_until_it_is_finished(self) -> None:
        """E8, D5."""
        with self.inside():
            assert bool(decision_waits(self.kisah._jadwal(self.kisah.jadwal[0]))) == (self.state != "selesai")

    @invariant()
    def first_review_is_held_by_the_second(self) -> None:
        jadwal = self.kisah._jadwal(self.kisah.jadwal[0])
        with self.inside():
            held = [one for one in open_holds(jadwal) if one.kind == REVIEWED]
        assert len(held) == ("FR.AK.06" in self.signed)
        assert bool(self.tinjauan().signed_at) == self.first_signed

    @invariant()
    def fx9_each_improvement_is_asked_for_once(self) -> None:
        with self.inside():
            asked = list(Perbaikan.objects.filter(withdrawn_at=None).values_list("what", flat=True))
        assert (len(asked), bool(asked)) == (len(set(asked)), self.finished)


@pytest.fixture(scope="module")
def reported(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[Kisah]:
    """One schedule whose FR.AK.05 is signed, and a second penyelia beside the one of the house."""
    with django_db_blocker.unblock(), scenes.enter(Scene("assess", asesi=ASESI)) as kisah:
        kisah.write_reports()
        with tenant(kisah.rumah.lsp.pk):
            person, system = kisah.rumah["asesor2"].user.person, Actor.system(kisah.rumah.lsp.pk)
            appoint(person, Role.PENYELIA, actor=system, at=kisah.at(14), sk_number="SK-P", nik=_nik(kisah, person))
        yield kisah


def _nik(kisah: Kisah, person: Person) -> str:
    born = kisah.at(0).date().replace(year=1980)
    return "" if person.nik_index else jawaban.nik(8000, born, woman=False, house=1)


def test_a_review_in_any_order_keeps_to_its_table(reported: Kisah) -> None:
    """D9, E8, FX9, FX13."""
    drive(Review, reported, examples=8, steps=12)


def test_finding_of_a_penyelia_who_was_replaced_can_still_be_answered(reported: Kisah) -> None:
    with scripted(Review, reported) as machine:
        machine.begin(4)
        machine.find("penyelia", "Tertukar.")
        machine.replace("admin", "asesor2", "Tertukar.")

        machine.answer("asesor", "Tertukar.")

        assert machine.state == "disusun"


def test_d9_penyelia_whose_signed_sheets_are_being_corrected_is_not_replaced(reported: Kisah) -> None:
    """Both sheets wait, but what they correct was signed."""
    with scripted(Review, reported) as machine:
        machine.begin(8)
        machine.correct("penyelia", "FR.AK.06", "Tertukar.")
        machine.correct("penyelia", "FR.VA", "Tertukar.")

        machine.replace("admin", "asesor2", "Tertukar.")

        assert (machine.reviewer, machine.correcting) == ("penyelia", {"FR.AK.06", "FR.VA"})
