"""A committee's meeting in any order: appointed, invited, composed anew, voting, closing, decreeing (D2, D3, D6, D8)."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from sahih.documents.letters import day_of
from sahih.documents.models import Lembar
from sahih.documents.sheets import current_part
from sahih.institution.accounts.actions import appoint
from sahih.institution.accounts.models import Person
from sahih.institution.accounts.roles import Role
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.keputusan import actions as act
from sahih.process.keputusan.models import Keputusan, Rapat, Suara
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "report"
ASESI = 2

# Who may sit: holds the role, assessed nobody here (D2), and not too few. Who may do the rest.
COMMITTEE, QUORUM = {"komite1", "komite2", "komite3", "komite4"}, 3
OFFICE, SIGNS = {"admin", "manajer"}, {"ketua"}
COMPOSED_FROM = {"", "disusun", "ditetapkan", "diundang"}
LETTERS = ("sk_komite", "undangan", "berita_acara", "sk_hasil")
SIGNED_BY_THEN = {"disusun": 0, "ditetapkan": 1, "diundang": 2, "diputuskan": 2, "ba_sah": 3, "sk_terbit": 4}

SEATS = (
    ("komite1", "komite2", "komite3"), ("komite1", "komite2", "komite3", "komite4"),
    ("komite1", "komite2", "komite3", "komite4"), ("komite2", "komite3", "komite4"),
    ("komite1", "komite2"), ("komite1", "komite2", "asesor"), ("komite1", "komite2", "keuangan"),
    ("komite1", "komite2", "asesi01"), ("komite1", "komite2", "komite3", "komite3"),
)  # fmt: skip
officers = st.sampled_from(("admin",) * 8 + ("manajer", "ketua", "komite1"))
ketua = st.sampled_from(("ketua",) * 4 + ("admin", "manajer", "komite1"))
voters = st.sampled_from((*sorted(COMMITTEE), *sorted(COMMITTEE), "asesor", "ketua", "admin"))
seatings = st.sampled_from((*SEATS[:4], *SEATS[:4], *SEATS))
meeting_days = st.sampled_from((19, 21))


class Meeting(Machine):
    """Two asesi, both recommended K; four members to choose from, and some who may not sit."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.day, self.meets = "", 17, 0
        self.seats: list[str] = []
        self.votes: dict[tuple[int, str], str] = {}
        self.cast = 0
        self.minutes: set[str] = set()
        self.outcomes: dict[int, str] = {}

    # --- what the oracle knows ------------------------------------------------------------------
    def fits(self, members: tuple[str, ...], meets: int) -> bool:
        return set(members) <= COMMITTEE and QUORUM <= len(members) == len(set(members)) and meets >= self.day

    def result(self, case: int) -> str:
        """D6: everybody said something, and more said one thing."""
        said = [self.votes.get((case, key), "") for key in self.seats]
        if "" in said or said.count("K") == said.count("BK"):
            return ""
        return "K" if said.count("K") > said.count("BK") else "BK"

    # --- rows -------------------------------------------------------------------------------------
    def rapat(self) -> Rapat:
        with self.inside():
            return self.kisah._rapat(Rapat.objects.get())

    def cases(self) -> list[Keputusan]:
        with self.inside():
            rows = Keputusan.objects.select_related("asesmen__peserta__permohonan__asesi", "rapat__jadwal")
            return list(rows.order_by("id"))

    def people(self, members: tuple[str, ...]) -> list[tuple[Person, str]]:
        return [(self.who(key).user.person, f"KT-{key}") for key in members]

    def signs(self, who: str, name: str, action: Callable[..., object]) -> Callable[[], object]:
        rapat = self.rapat()
        return lambda: self.who(who).signs([getattr(rapat, name)], action, rapat, at=self.kisah.at(self.day, 10))

    # --- steps ------------------------------------------------------------------------------------
    @initialize(
        members=st.sampled_from(SEATS[:4]),
        says=st.sampled_from((("K", "K"), ("K", "BK"), ("K", "BK"), ("BK", "BK"))),
        steps=st.sampled_from((0, 1, 2, 5, 6, 6, 8, 12)),
        anew=st.sampled_from(("", "", "Seri.", " ")),
    )
    def begin(self, members: tuple[str, ...], says: tuple[str, str], steps: int, anew: str) -> None:
        self.day = 18
        self.compose("admin", members, 19)
        for _step in range(steps):
            self.go_on(says)
        if anew:
            self.recompose("admin", SEATS[1], 21, anew)

    @precondition(lambda self: self.day < 22)
    @rule()
    def night_falls(self) -> None:
        self.day += 1

    @rule(who=officers, members=seatings, meets=meeting_days)
    def compose(self, who: str, members: tuple[str, ...], meets: int) -> None:
        jadwal = self.kisah._jadwal(self.kisah.jadwal[0])
        if self.attempt(
            who in OFFICE and not self.state and self.fits(members, meets),
            lambda: self.who(who).does(
                act.compose_rapat, jadwal, self.people(members), meets_at=self.kisah.at(meets, 13), place="Daring",
                at=self.kisah.at(self.day, 10),
            ),
        ):  # fmt: skip
            self.state, self.seats, self.meets = "disusun", list(members), meets

    @rule(who=officers, members=seatings, meets=meeting_days, reason=st.sampled_from(("Sakit.", "Sakit.", " ")))
    def recompose(self, who: str, members: tuple[str, ...], meets: int, reason: str) -> None:
        rapat = self.rapat()
        if self.attempt(
            who in OFFICE and self.state in COMPOSED_FROM and self.fits(members, meets) and reason.strip(),
            lambda: self.who(who).does(
                act.recompose_rapat, rapat, self.people(members), meets_at=self.kisah.at(meets, 13), place="Daring",
                reason=reason, at=self.kisah.at(self.day, 10),
            ),
        ):  # fmt: skip
            self.state, self.seats, self.meets, self.votes = "disusun", list(members), meets, {}

    @rule(who=ketua)
    def appoint(self, who: str) -> None:
        allowed = who in SIGNS and self.state == "disusun" and self.day <= self.meets
        if self.attempt(allowed, self.signs(who, "sk_komite", act.sign_sk_komite)):
            self.state = "ditetapkan"

    @precondition(lambda self: self.rapat().undangan)
    @rule(who=ketua)
    def invite(self, who: str) -> None:
        allowed = who in SIGNS and self.state == "ditetapkan" and self.day <= self.meets
        if self.attempt(allowed, self.signs(who, "undangan", act.sign_undangan)):
            self.state = "diundang"

    @precondition(lambda self: self.state in {"diundang", "diputuskan", "sk_terbit"})
    @rule(
        who=voters,
        case=st.integers(0, 1),
        vote=st.sampled_from(("K", "K", "BK", "BK", "")),
        reason=st.sampled_from(("Bukti lama.",) * 3 + (" ",)),
    )
    def vote(self, who: str, case: int, vote: str, reason: str) -> None:
        """D6: each vote explicit; D8: to depart from the recommendation needs a reason; none after the count."""
        keputusan = self.cases()[case]
        open_to = who in self.seats and self.state == "diundang" and self.day >= self.meets
        said = vote == "K" or (vote == "BK" and reason.strip())
        if self.attempt(
            open_to and said,
            lambda: self.who(who).does(
                act.cast_vote, keputusan, vote=vote, reason=reason, at=self.kisah.at(self.day, 10)
            ),
        ):
            self.votes[case, who] = vote
            self.cast += 1

    @precondition(lambda self: self.state == "diundang" and self.day >= self.meets)
    @rule(says=st.lists(st.sampled_from(("K", "BK")), min_size=4, max_size=4))
    def all_vote(self, says: list[str]) -> None:
        for case in (0, 1):
            for key, said in zip(self.seats, says, strict=False):
                self.vote(key, case, said, "Bukti lama.")

    @rule(who=officers)
    def close(self, who: str) -> None:
        rapat = self.rapat()
        open_to = who in OFFICE and self.state == "diundang" and self.day >= self.meets
        if self.attempt(
            open_to and self.result(0) and self.result(1),
            lambda: self.who(who).does(act.close_votes, rapat, at=self.kisah.at(self.day, 10)),
        ):
            self.state, self.outcomes = "diputuskan", {case: self.result(case) for case in (0, 1)}

    @precondition(lambda self: self.rapat().berita_acara)
    @rule(who=voters)
    def sign_minutes(self, who: str) -> None:
        allowed = who in self.seats and self.state == "diputuskan" and who not in self.minutes
        if self.attempt(allowed, self.signs(who, "berita_acara", act.sign_minutes)):
            self.minutes.add(who)
            self.state = "ba_sah" if self.minutes == set(self.seats) else self.state

    @precondition(lambda self: self.rapat().sk_hasil)
    @rule(who=ketua)
    def decree(self, who: str) -> None:
        """D1, D3: by the Ketua, after the minutes of all."""
        if self.attempt(who in SIGNS and self.state == "ba_sah", self.signs(who, "sk_hasil", act.sign_sk_hasil)):
            self.state = "sk_terbit"

    @precondition(lambda self: self.cast)
    @rule()
    def tamper(self) -> None:
        """A vote given is never another one, whoever asks the database by whatever way (D6)."""
        with self.inside():
            for change in (lambda rows: rows.update(vote="K"), lambda rows: rows.delete()):
                with pytest.raises(DatabaseError), transaction.atomic():
                    change(Suara.objects.all())

    @rule(says=st.sampled_from((("K", "K"), ("K", "BK"), ("BK", "BK"))))
    def go_on(self, says: tuple[str, str]) -> None:
        """The next right step by whoever may, so that a road gets far."""
        match self.state:
            case "disusun" | "ditetapkan" if self.day > self.meets:
                self.recompose("admin", SEATS[0], 21, "Sakit.") if self.day <= 21 else None
            case "disusun":
                self.appoint("ketua")
            case "ditetapkan":
                self.invite("ketua")
            case "diundang" if self.day < self.meets:
                self.night_falls()
            case "diundang":
                self._go_on_voting(says)
            case "diputuskan":
                self.sign_minutes(next(key for key in self.seats if key not in self.minutes))
            case "ba_sah":
                self.decree("ketua")

    def _go_on_voting(self, says: tuple[str, str]) -> None:
        """Four members may tie, and the count is asked for all the same."""
        if len(self.votes) < 2 * len(self.seats):
            self.all_vote([says[0]] * 2 + [says[1]] * 2)
        else:
            self.close("admin")

    # --- what must hold ---------------------------------------------------------------------------
    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        if not self.state:
            return
        status = {"sk_terbit": "ditetapkan", "diputuskan": "diputuskan", "ba_sah": "diputuskan"}.get(
            self.state, "dibahas"
        )
        with self.inside():
            rapat = Rapat.objects.get()
            found = list(Keputusan.objects.order_by("id").values_list("status", "outcome"))
            seated = list(rapat.anggota_set.filter(left_at=None).order_by("id").values_list("person_id", flat=True))
            cast = Suara.objects.count()
        assert (rapat.status, cast) == (self.state, self.cast)
        assert seated == [self.who(key).user.person_id for key in self.seats]
        assert found == [(status, self.outcomes.get(case, "")) for case in (0, 1)]

    @invariant()
    def d6_no_k_by_silence_or_by_a_tie(self) -> None:
        """Counted again from the rows, whatever the oracle remembers."""
        for keputusan in self.cases():
            if not keputusan.outcome:
                continue
            with self.inside():
                rows = Suara.objects.filter(keputusan=keputusan, anggota__left_at=None).order_by("id")
                latest: dict[Any, str] = dict(rows.values_list("anggota_id", "vote"))
                members = keputusan.rapat.anggota_set.filter(left_at=None).count()
            said = list(latest.values())
            assert len(said) == members >= QUORUM
            assert keputusan.outcome == ("K" if said.count("K") > said.count("BK") else "BK")
            assert said.count("K") != said.count("BK")

    @invariant()
    def d3_papers_follow_each_other(self) -> None:
        """Signed in order, dated by the day of the signature, and none left open beside the one that waits."""
        if not self.state:
            return
        rapat = self.rapat()
        papers = [getattr(rapat, name) for name in LETTERS]
        signed = [paper for paper in papers if paper is not None and paper.locked_at]
        # A committee composed anew keeps its former invitation in sight until the next one is drafted.
        assert SIGNED_BY_THEN[self.state] <= len(signed)
        assert rapat.sk_komite is None or bool(rapat.sk_komite.locked_at) == (self.state != "disusun")
        if self.state not in {"disusun", "ditetapkan"}:
            assert [paper.locked_at for paper in signed] == sorted(paper.locked_at for paper in signed)
        with self.inside():
            dated = [(day_of(current_part(one)), local_date(one.locked_at)) for one in signed if one.code != "BA.RAPAT"]
            codes = ("SK.KOMITE", "UND.RAPAT", "BA.RAPAT", "SK.HASIL")
            waiting = Lembar.objects.filter(code__in=codes, locked_at=None, void_reason="").count()
        assert all(day == of_signature for day, of_signature in dated)
        assert waiting == (self.state not in {"sk_terbit", "diundang"})


@pytest.fixture(scope="module")
def with_more_members(walked_once: Kisah) -> Kisah:
    """A fourth member, so that votes can tie; and an asesor who holds the role too, whom D2 bars."""
    at, cast = walked_once.at(16), walked_once.rumah.cast
    cast.add("komite4", "Surya Dharma", Role.KOMITE, at=at)
    with tenant(cast.lsp.pk):
        system = Actor.system(cast.lsp.pk)
        appoint(cast["asesor"].user.person, Role.KOMITE, actor=system, at=at, sk_number="SK-KT-9", perusahaan=None)
    return walked_once


def test_a_meeting_in_any_order_keeps_to_its_table(with_more_members: Kisah) -> None:
    """D2, D3, D6, D8."""
    drive(Meeting, with_more_members, examples=10, steps=10)
