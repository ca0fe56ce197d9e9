"""Requests, BNSP's numbers and certificates of two meetings, in any order (CT1–CT6, CT12, B7, V3)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from pytest_django import DjangoDbBlocker

from sahih.kernel.holds import Hold, lift_hold, place_hold
from sahih.kernel.ledger.models import Leaf
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.tinjauan import supervise
from sahih.process.keputusan.models import Keputusan, Rapat
from sahih.process.sertifikat import actions as act
from sahih.process.sertifikat.models import NomorBatal, NomorTerpakai, Permintaan, Sertifikat, SertifikatPublik
from sahih.process.sertifikat.queries import shown_status
from sahih.process.sertifikat.sheets import ANSWER_HEAD, write_rows
from sahih.process.tests.machines.machine import Machine, drive
from tests.scenes import Scene, Scenes

# Who may, and from which state: the whole oracle beside the numbers that are gone.
ASKS, TAKES, ISSUES, CHANGES = {"admin", "manajer"}, {"admin"}, {"manajer"}, {"ketua"}
STATUS = {
    ("freeze", "berlaku"): "dibekukan",
    ("thaw", "dibekukan"): "berlaku",
    ("revoke", "berlaku"): "dicabut",
    ("revoke", "dibekukan"): "dicabut",
}
ACTS = {"freeze": act.freeze_sertifikat, "thaw": act.thaw_sertifikat, "revoke": act.revoke_sertifikat}
FAULTS = ("none", "none", "none", "short", "stranger", "licence", "unmarked", "twice")

clerks = st.sampled_from(("admin",) * 8 + ("manajer", "ketua", "komite1", "asesi01"))
managers = st.sampled_from(("manajer",) * 8 + ("admin", "ketua", "asesor"))
ketua = st.sampled_from(("ketua",) * 4 + ("admin", "manajer", "asesi01"))
meetings = st.sampled_from((0, 0, 1))
serials = st.integers(1, 5)
reasons = st.sampled_from(("Salah cetak.",) * 4 + (" ",))
Numbers = tuple[str, str, str]


class TwoMeetings(Kisah):
    """Two K and a BK before one committee, one K before another."""

    rapat_list: list[Rapat]

    def apply(self) -> None:
        super().apply()
        self.kasus[2].fate = "belum kompeten"

    def schedule(self) -> None:
        self._schedule(self.kasus[:3], "asesor", 12)
        self._schedule(self.kasus[3:], "asesor2", 13)

    def report(self) -> None:
        self.write_reports()
        for jadwal in self.jadwal:
            supervise(self, jadwal)

    def decide(self) -> None:
        self.rapat_list = []
        for jadwal in list(self.jadwal):
            self.jadwal = [jadwal]
            super().decide()
            self.rapat_list.append(self.rapat)


@dataclass
class Certificate:
    keputusan: Keputusan
    numbers: Numbers
    status: str = "bernomor"
    hold: Hold | None = None


class Register(Machine):
    """Two requests to BNSP, three certificates, five serials to quarrel about."""

    kisah: ClassVar[TwoMeetings]

    def __init__(self) -> None:
        super().__init__()
        self.requests: dict[int, str] = {}
        self.certificates: dict[int, Certificate] = {}
        self.gone: set[str] = set()
        self.void: set[str] = set()
        self.changes = 0

    def rapat(self, meeting: int) -> Rapat:
        return self.kisah._rapat(self.kisah.rapat_list[meeting])

    def decided(self, meeting: int, outcome: str) -> list[Keputusan]:
        with self.inside():
            rows = Keputusan.objects.filter(rapat=self.kisah.rapat_list[meeting], outcome=outcome)
            return list(rows.order_by("id"))

    def permintaan(self, meeting: int) -> Permintaan:
        with self.inside():
            rows = Permintaan.objects.select_related("rapat__jadwal__versi__skema", "surat__key")
            return rows.get(rapat=self.kisah.rapat_list[meeting])

    def sertifikat(self, one: Certificate) -> Sertifikat:
        with self.inside():
            row = Sertifikat.objects.select_related(
                "keputusan__asesmen__peserta__permohonan__asesi__user",
                "keputusan__asesmen__peserta__permohonan__versi__skema",
            )
            return row.get(keputusan=one.keputusan)

    def numbers(self, serial: int, paper: int) -> Numbers:
        licence = self.kisah.rumah.lsp.licence.split("-")[2]
        return f"71102 3257 4 {9_000_000 + serial} 2026", f"UJI {licence} {serial:05d} 2026", f"{90_000_000 + paper}"

    def is_stuck(self, one: Certificate) -> bool:
        return one.status == "bernomor" and bool(self.void & set(one.numbers))

    # --- the request --------------------------------------------------------------------------------
    @initialize(meeting=meetings, serial=serials, answered=st.sampled_from((False, True, True)))
    def begin(self, meeting: int, serial: int, answered: bool) -> None:
        self.ask("admin", meeting)
        self.send("ketua", meeting)
        if answered:
            self.take("admin", meeting, serial, serial, "none")

    @rule(who=clerks, meeting=meetings)
    def ask(self, who: str, meeting: int) -> None:
        if self.attempt(
            who in ASKS, lambda: self.who(who).does(act.open_request, self.rapat(meeting), at=self.kisah.at(22))
        ):
            self.requests.setdefault(meeting, "disusun")

    @rule(who=ketua, meeting=meetings)
    def send(self, who: str, meeting: int) -> None:
        if meeting not in self.requests:
            return
        row = self.permintaan(meeting)
        if self.attempt(
            who in CHANGES and self.requests[meeting] == "disusun",
            lambda: self.who(who).signs([row.surat], act.sign_request, row, at=self.kisah.at(22, 14)),
        ):
            self.requests[meeting] = "diajukan"

    # --- the numbers --------------------------------------------------------------------------------
    @rule(who=clerks, meeting=meetings, serial=serials, paper=serials, fault=st.sampled_from(FAULTS))
    def take(self, who: str, meeting: int, serial: int, paper: int, fault: str) -> None:
        """CT3–CT6: whole or not at all; nothing that was ever used, void, misshapen or of somebody else."""
        if meeting not in self.requests:
            return
        row, wanted = self.permintaan(meeting), self.decided(meeting, "K")
        lines = [(one.ref, *self.numbers(serial + n, paper + n)) for n, one in enumerate(wanted)]
        values = {value for line in lines for value in line[1:]}
        fits = fault == "none" and not values & (self.gone | self.void)
        content = write_rows(ANSWER_HEAD, spoiled(lines, fault, self.decided(0, "BK")[0].ref))
        if self.attempt(
            who in TAKES and self.requests[meeting] == "diajukan" and fits,
            lambda: self.who(who).does(act.import_numbers, row, content, at=self.kisah.at(26)),
        ):
            self.requests[meeting] = "dijawab"
            self.gone |= values
            for one, line in zip(wanted, lines, strict=True):
                self.certificates[one.pk] = Certificate(one, line[1:])

    @rule(who=clerks, serial=serials, column=st.integers(0, 2), reason=reasons, borne=st.booleans())
    def make_void(self, who: str, serial: int, column: int, reason: str, borne: bool) -> None:
        taken = self.pick(serial).numbers if borne and self.certificates else self.numbers(serial, serial)
        value = taken[column]
        is_borne = any(value in one.numbers and one.status != "bernomor" for one in self.certificates.values())
        if self.attempt(
            who in TAKES and reason.strip() and not is_borne,
            lambda: self.who(who).does(act.void_number, value, reason=reason, at=self.kisah.at(26)),
        ):
            self.void.add(value)
            # Whoever clicks at once is told that it waits for new numbers.
            for place in [n for n, one in enumerate(self.certificates.values()) if self.is_stuck(one)]:
                self.issue("manajer", place)

    @precondition(lambda self: self.certificates)
    @rule(who=clerks, place=st.integers(0, 2), serial=serials, paper=serials)
    def renumber(self, who: str, place: int, serial: int, paper: int) -> None:
        one, new = self.pick(place), self.numbers(serial, paper)
        row, content = self.permintaan(self.meeting_of(one)), write_rows(ANSWER_HEAD, [(one.keputusan.ref, *new)])
        fits = not set(new) & self.void and not set(new) & (self.gone - set(one.numbers))
        if self.attempt(
            who in TAKES and self.is_stuck(one) and fits,
            lambda: self.who(who).does(act.renumber, row, content, at=self.kisah.at(26)),
        ):
            self.void |= set(one.numbers) - set(new)
            self.gone |= set(new)
            one.numbers = new

    def pick(self, place: int) -> Certificate:
        return list(self.certificates.values())[place % len(self.certificates)]

    def meeting_of(self, one: Certificate) -> int:
        return [rapat.pk for rapat in self.kisah.rapat_list].index(one.keputusan.rapat_id)

    # --- the certificate ------------------------------------------------------------------------------
    @precondition(lambda self: self.certificates)
    @rule(who=managers, place=st.integers(0, 2))
    def issue(self, who: str, place: int) -> None:
        one = self.pick(place)
        row = self.sertifikat(one)
        ready = one.status == "bernomor" and not self.is_stuck(one) and one.hold is None
        if self.attempt(
            who in ISSUES and ready, lambda: self.who(who).does(act.issue_sertifikat, row, at=self.kisah.at(27))
        ):
            one.status = "berlaku"

    @precondition(lambda self: self.certificates)
    @rule(place=st.integers(0, 2))
    def appeal_or_settle(self, place: int) -> None:
        """B7: what a later stage holds is not issued until it is settled."""
        one = self.pick(place)
        with self.inside():
            if one.hold is None:
                one.hold = place_hold(one.keputusan, kind="banding", reason="Banding.", at=self.kisah.at(26))
            else:
                lift_hold(one.hold, at=self.kisah.at(26))
                one.hold = None
        if one.hold:
            self.issue("manajer", place)

    @precondition(lambda self: any(one.status != "bernomor" for one in self.certificates.values()))
    @rule(who=ketua, place=st.integers(0, 2), step=st.sampled_from(sorted(ACTS)), reason=reasons)
    def change(self, who: str, place: int, step: str, reason: str) -> None:
        issued = [one for one in self.certificates.values() if one.status != "bernomor"]
        one = issued[place % len(issued)]
        row, to = self.sertifikat(one), STATUS.get((step, one.status))
        if self.attempt(
            who in CHANGES and to and reason.strip(),
            lambda: self.who(who).does(ACTS[step], row, reason=reason, at=self.kisah.at(28)),
        ):
            one.status = str(to)
            self.changes += 1

    @rule(serial=serials)
    def go_on(self, serial: int) -> None:
        """The next right step by whoever may, so that a road gets far."""
        ready = [n for n, one in enumerate(self.certificates.values()) if one.status == "bernomor"]
        sent = [meeting for meeting, status in self.requests.items() if status == "diajukan"]
        drafted = [meeting for meeting, status in self.requests.items() if status == "disusun"]
        if sent:
            self.take("admin", sent[0], serial, serial, "none")
        elif ready:
            self.issue("manajer", ready[0])
        elif drafted:
            self.send("ketua", drafted[0])
        else:
            self.ask("admin", 1)

    # --- what must hold -------------------------------------------------------------------------------
    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        with self.inside():
            requests: Any = dict(Permintaan.objects.values_list("rapat_id", "status"))
            rows = Sertifikat.objects.values_list("keputusan_id", "status", "number", "registration", "blanko")
            found = {row[0]: row[1:] for row in rows}
            void = set(NomorBatal.objects.values_list("number", flat=True))
            changes = Leaf.objects.filter(kind="sertifikat.status").count()
        assert requests == {self.kisah.rapat_list[one].pk: status for one, status in self.requests.items()}
        assert found == {pk: (one.status, *one.numbers) for pk, one in self.certificates.items()}
        assert (void, NomorTerpakai.objects.count(), changes) == (self.void, len(self.gone), self.changes)

    @invariant()
    def ct6_no_number_stands_twice_and_no_void_one_is_issued(self) -> None:
        borne = [value for one in self.certificates.values() for value in one.numbers]
        assert len(borne) == len(set(borne))
        issued = {value for one in self.certificates.values() if one.status != "bernomor" for value in one.numbers}
        assert not issued & self.void

    @invariant()
    def ct12_the_public_sees_each_issued_one_as_it_stands_today(self) -> None:
        public = {row.number: row for row in SertifikatPublik.objects.all()}
        issued = {one.numbers[0]: one.status for one in self.certificates.values() if one.status != "bernomor"}
        assert {number: row.status for number, row in public.items()} == issued
        for number, status in issued.items():
            row, night = public[number], dt.timedelta(days=1)
            after = "kedaluwarsa" if status == "berlaku" else status
            assert (shown_status(row, row.valid_until), shown_status(row, row.valid_until + night)) == (status, after)


def spoiled(lines: list[tuple[str, str, str, str]], fault: str, stranger: str) -> list[tuple[str, ...]]:
    """BNSP's answer with one thing wrong in its last line."""
    *rest, (ref, number, registration, blanko) = lines
    match fault:
        case "short":
            last = []
        case "stranger":
            last = [(stranger, number, registration, blanko)]
        case "licence":
            last = [(ref, number, "UJI 1234 00009 2026", blanko)]
        case "unmarked":
            last = [(ref, number.replace(" 9", " 0", 1), registration, blanko)]
        case "twice":
            last = [(ref, number, registration, blanko)] * 2
        case _:
            last = [(ref, number, registration, blanko)]
    # A file without any line is refused for that alone; it holds an empty reference instead.
    return [*rest, *last] or [("", "", "", "x")]


@pytest.fixture(scope="module")
def two_meetings(scenes: Scenes, django_db_blocker: DjangoDbBlocker) -> Iterator[TwoMeetings]:
    """Decreed twice, in a transaction that never commits."""
    with django_db_blocker.unblock(), scenes.enter(Scene("appeal", asesi=4, story=TwoMeetings)) as story:
        assert isinstance(story, TwoMeetings)
        yield story


def test_numbers_and_certificates_in_any_order_keep_to_their_table(two_meetings: TwoMeetings) -> None:
    """CT1–CT6, CT12, B7, V3."""
    drive(Register, two_meetings, examples=10)
