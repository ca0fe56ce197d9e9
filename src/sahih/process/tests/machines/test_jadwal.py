"""Schedules, duties and letters of order in any order (A3, A4, A7, A11, E18)."""

from dataclasses import dataclass, field
from datetime import time

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from sahih.kernel.holds import open_holds
from sahih.kernel.numbering import LetterNumber
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal import actions as act
from sahih.process.jadwal.models import Jadwal, Penugasan, Peserta
from sahih.process.permohonan.actions import open_permohonan, withdraw_permohonan
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.machines.machine import Machine, drive, scripted

UNTIL = "self_assess"
ASESI = 3

# Who may do what, and from which state: the whole oracle.
OFFICE = {"admin", "manajer"}
OFFERED_FROM = {"disusun"}
REPLACED_FROM = {"ditawarkan", "dikonfirmasi", "ditugaskan"}
CANCELLED_FROM = {"disusun", "ditawarkan", "dikonfirmasi"}
LEFT_FROM = {"disusun", "ditawarkan"}

DAYS = (12, 13)
CASES = (0, 1, 2)
ANYBODY = ("admin", "manajer", "ketua", "keuangan", "komite1", "asesor", "asesor2", "asesi01", "perusahaan")
officers = st.sampled_from(("admin", "admin", "admin", "manajer", "ketua", "keuangan", "asesor", "asesi01"))
anybody = st.sampled_from(ANYBODY)
# "own": the asesor of the duty, however it ended.
mostly_own = st.sampled_from(("own",) * 6 + ANYBODY)
mostly_ketua = st.sampled_from(("ketua",) * 4 + ANYBODY)
asesor_keys = st.sampled_from(("asesor", "asesor2"))
places = st.integers(0, 2)


@dataclass
class Duty:
    row: Penugasan
    key: str
    seen: Penugasan  # as on a page that was opened when it was offered
    answer: str = "menunggu"
    is_live: bool = True
    spt: str = ""  # "", "draf", "sah", "batal"


@dataclass
class Plan:
    row: Jadwal
    day: int
    cases: set[int]
    status: str = "disusun"
    duties: list[Duty] = field(default_factory=list)

    @property
    def live(self) -> Duty | None:
        return next((one for one in self.duties if one.is_live), None)

    @property
    def is_over(self) -> bool:
        return self.status == "batal"


class Roster(Machine):
    """Three asesi, two asesor, two days."""

    def __init__(self) -> None:
        super().__init__()
        self.plans: list[Plan] = []
        self.withdrawn: set[int] = set()
        self.seats: list[tuple[Peserta, Plan, int]] = []
        self.applied: dict[str, Permohonan] = {}  # which asesor are asesi of the skema themselves

    # --- what the oracle knows ------------------------------------------------------------------
    def planned(self) -> set[int]:
        return {case for plan in self.plans for case in plan.cases}

    def busy(self, key: str, day: int) -> bool:
        return any(plan.live and plan.live.key == key and plan.day == day for plan in self.plans)

    def on_duty(self, key: str) -> bool:
        return any(
            plan.live and plan.live.key == key and plan.status in {"dikonfirmasi", "ditugaskan"} for plan in self.plans
        )

    def pick(self, place: int) -> Plan:
        return self.plans[place % len(self.plans)]

    def duties(self) -> list[Duty]:
        return [duty for plan in self.plans for duty in plan.duties]

    def duty(self, place: int) -> Duty:
        """One that was ever given, the latest first."""
        return self.duties()[-1 - place % len(self.duties())]

    def plan_of(self, duty: Duty) -> Plan:
        return next(plan for plan in self.plans if duty in plan.duties)

    def asesi(self, case: int) -> str:
        return f"asesi{case + 1:02d}"

    def case(self, case: int) -> Permohonan:
        return self.kisah._fresh(self.kisah.kasus[case])

    def jadwal(self, plan: Plan) -> Jadwal:
        return self.fresh(plan.row, "versi__skema", "tuk", "key")

    def page(self, row: Penugasan) -> Penugasan:
        return self.fresh(row, "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "asesor__person", "spt__key")

    # --- steps ----------------------------------------------------------------------------------
    @initialize()
    def begin(self) -> None:
        self.plan("admin", {0, 1}, 12)

    @rule(who=officers, cases=st.sets(st.sampled_from(CASES)), day=st.sampled_from((5, *DAYS)))
    def plan(self, who: str, cases: set[int], day: int) -> None:
        made: list[Jadwal] = []
        picked = [self.case(one) for one in sorted(cases)]
        free = cases and not cases & (self.planned() | self.withdrawn)
        moment = self.kisah.at(7)
        date = self.kisah.at(day).date()
        if self.attempt(
            who in OFFICE and free and day in DAYS,
            lambda: made.append(
                self.who(who).does(
                    act.plan_jadwal, picked, day=date, starts=time(9), ends=time(15), tuk=self.kisah.rumah.tuk,
                    meeting_link="https://rapat.contoh.example/x", at=moment,
                )
            ),
        ):  # fmt: skip
            plan = Plan(made[0], day, set(cases))
            self.plans.append(plan)
            with self.inside():
                rows = {row.permohonan_id: row for row in Peserta.objects.filter(jadwal=made[0])}
            self.seats += [(rows[self.kisah.kasus[one].permohonan.pk], plan, one) for one in sorted(cases)]

    @rule(who=officers, place=places, key=asesor_keys)
    def offer(self, who: str, place: int, key: str) -> None:
        plan = self.pick(place)
        made: list[Penugasan] = []
        allowed = (
            who in OFFICE
            and plan.status in OFFERED_FROM
            and plan.cases
            and not self.busy(key, plan.day)
            and key not in self.applied
        )
        if self.attempt(
            allowed,
            lambda: made.append(
                self.who(who).does(act.offer_duty, self.jadwal(plan), self.kisah.rumah.asesor[key], at=self.kisah.at(7))
            ),
        ):
            plan.duties.append(Duty(made[0], key, seen=self.page(made[0])))
            plan.status = "ditawarkan"

    @precondition(lambda self: self.duties())
    @rule(who=mostly_own, place=places, outdated=st.booleans())
    def confirm(self, who: str, place: int, outdated: bool) -> None:
        duty = self.duty(place)
        self._confirm(duty.key if who == "own" else who, duty, outdated=outdated)

    def _confirm(self, who: str, duty: Duty, *, outdated: bool = False) -> None:
        plan, page = self.plan_of(duty), duty.seen if outdated else self.page(duty.row)
        waits = duty.is_live and duty.answer == "menunggu" and plan.cases and duty.key not in self.applied
        if self.attempt(
            who == duty.key and waits,
            lambda: self.who(who).does(act.confirm_duty, page, outside_duties="Tidak ada.", at=self.kisah.at(8)),
        ):
            duty.answer, duty.spt, plan.status = "bersedia", "draf", "dikonfirmasi"

    @precondition(lambda self: self.duties())
    @rule(who=mostly_own, place=places, outdated=st.booleans())
    def decline(self, who: str, place: int, outdated: bool) -> None:
        duty = self.duty(place)
        plan, page = self.plan_of(duty), duty.seen if outdated else self.page(duty.row)
        who = duty.key if who == "own" else who
        if self.attempt(
            who == duty.key and duty.is_live and duty.answer == "menunggu",
            lambda: self.who(who).does(act.decline_duty, page, reason="Sakit.", at=self.kisah.at(8)),
        ):
            duty.answer, duty.is_live, plan.status = "menolak", False, "disusun"

    @precondition(lambda self: any(duty.spt for duty in self.duties()))
    @rule(who=mostly_ketua, place=places, late=st.sampled_from((False, False, True)))
    def order(self, who: str, place: int, late: bool) -> None:
        letters = [duty for duty in self.duties() if duty.spt]
        self._order(who, letters[-1 - place % len(letters)], late=late)

    def _order(self, who: str, duty: Duty, *, late: bool = False) -> None:
        plan, page = self.plan_of(duty), self.page(duty.row)
        assert page.spt is not None
        sheet = page.spt
        moment = self.kisah.at(plan.day, 9) if late else self.kisah.at(9)
        if self.attempt(
            who == "ketua" and duty.is_live and duty.spt == "draf" and not late,
            lambda: self.who(who).signs([sheet], act.sign_spt, [page], at=moment),
        ):
            duty.spt, plan.status = "sah", "ditugaskan"

    @precondition(lambda self: any(duty.spt for duty in self.duties()))
    @rule(who=mostly_own, place=places)
    def receive(self, who: str, place: int) -> None:
        duty = self.duty(place)
        page, who = self.page(duty.row), duty.key if who == "own" else who
        self.attempt(
            who == duty.key and duty.is_live and duty.spt == "sah",
            lambda: self.who(who).does(act.receive_spt, page, at=self.kisah.at(9)),
        )

    @rule(who=officers, place=places, reason=st.sampled_from(("Sakit.", "Sakit.", " ")))
    def replace(self, who: str, place: int, reason: str) -> None:
        plan = self.pick(place)
        if self.attempt(
            who in OFFICE and plan.status in REPLACED_FROM and reason.strip(),
            lambda: self.who(who).does(act.replace_asesor, self.jadwal(plan), reason=reason, at=self.kisah.at(9)),
        ):
            self._end(plan)
            plan.status = "disusun"

    @rule(who=officers, place=places, reason=st.sampled_from(("Banjir.", "Banjir.", " ")))
    def cancel(self, who: str, place: int, reason: str) -> None:
        plan = self.pick(place)
        if self.attempt(
            who in OFFICE and plan.status in CANCELLED_FROM and reason.strip(),
            lambda: self.who(who).does(act.cancel_jadwal, self.jadwal(plan), reason=reason, at=self.kisah.at(9)),
        ):
            self._end(plan)
            plan.status, plan.cases = "batal", set()

    def _end(self, plan: Plan) -> None:
        if plan.live:
            duty = plan.live
            duty.answer, duty.is_live = "diganti", False
            duty.spt = "batal" if duty.spt == "draf" else duty.spt

    @rule(who=officers, place=st.integers(0, 5))
    def leave(self, who: str, place: int) -> None:
        """Also from a page of a seat that was left before."""
        row, plan, case = self.seats[place % len(self.seats)]
        seat = self.fresh(row, "jadwal", "permohonan")
        if self.attempt(
            who in OFFICE and case in plan.cases and plan.status in LEFT_FROM,
            lambda: self.who(who).does(act.leave_jadwal, seat, reason="Minta tanggal lain.", at=self.kisah.at(9)),
        ):
            plan.cases.discard(case)

    @rule(who=anybody, place=st.integers(0, 5), wish=st.sampled_from(("", "Pekan depan.")))
    def answer_date(self, who: str, place: int, wish: str) -> None:
        row, plan, case = self.seats[place % len(self.seats)]
        seat = self.fresh(row, "jadwal", "permohonan")
        does = self.who(who).does
        self.attempt(
            who == self.asesi(case) and case in plan.cases,
            lambda: (
                does(act.wish_other_date, seat, wish=wish, at=self.kisah.at(9))
                if wish
                else does(act.confirm_date, seat, at=self.kisah.at(9))
            ),
        )

    @rule(case=st.sampled_from(CASES))
    def withdraw(self, case: int) -> None:
        """What the schedule began, the schedule must end first."""
        if self.attempt(
            case not in self.planned() | self.withdrawn,
            lambda: self.who(self.asesi(case)).does(
                withdraw_permohonan, self.case(case), reason="Pindah kerja.", at=self.kisah.at(9)
            ),
        ):
            self.withdrawn.add(case)

    @rule(key=asesor_keys)
    def apply(self, key: str) -> None:
        """17024 4.3: an asesor becomes an asesi of the skema, unless a duty that they accepted is still theirs."""
        made: list[Permohonan] = []
        if self.attempt(
            key in self.applied or not self.on_duty(key),
            lambda: made.append(
                self.who(key).does(
                    open_permohonan, self.kisah.rumah.versi, mode="jarak_jauh", medium="nirkertas", uji_coba=True, at=self.kisah.at(7)
                )
            ),
        ):  # fmt: skip
            self.applied[key] = made[0]

    @precondition(lambda self: self.applied)
    @rule(place=places)
    def give_up_applying(self, place: int) -> None:
        key = sorted(self.applied)[place % len(self.applied)]
        row = self.applied.pop(key)
        self.who(key).does(withdraw_permohonan, self.fresh(row), reason="Bertugas dulu.", at=self.kisah.at(9))

    @precondition(lambda self: any(plan.status in {"ditawarkan", "dikonfirmasi", "disusun"} for plan in self.plans))
    @rule(place=places, key=asesor_keys)
    def go_on(self, place: int, key: str) -> None:
        """The next right step by whoever may, so that a road gets far."""
        plan = self.pick(place)
        if plan.live and plan.live.key in self.applied:
            self.replace("admin", self.plans.index(plan), "Ia sendiri asesi.")
        elif plan.status == "disusun":
            self.offer("admin", self.plans.index(plan), key)
        elif plan.live and plan.status == "ditawarkan":
            self._confirm(plan.live.key, plan.live)
        elif plan.live and plan.status == "dikonfirmasi":
            self._order("ketua", plan.live)

    # --- what must hold -------------------------------------------------------------------------
    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        with self.inside():
            jadwal = {row.pk: row.status for row in Jadwal.objects.all()}
            duties = {row.pk: row for row in Penugasan.objects.select_related("spt")}
            seats = {(row.jadwal_id, row.permohonan_id) for row in Peserta.objects.filter(is_live=True)}
        wanted = [duty for plan in self.plans for duty in plan.duties]
        assert jadwal == {plan.row.pk: plan.status for plan in self.plans}
        assert seats == {(p.row.pk, self.kisah.kasus[one].permohonan.pk) for p in self.plans for one in p.cases}
        assert {pk: (row.answer, row.is_live, spt_of(row)) for pk, row in duties.items()} == {
            duty.row.pk: (duty.answer, duty.is_live, duty.spt) for duty in wanted
        }

    @invariant()
    def a3_an_asesor_has_one_live_duty_a_day(self) -> None:
        with self.inside():
            live = list(Penugasan.objects.filter(is_live=True).values_list("asesor_id", "jadwal__day"))
        assert len(live) == len(set(live))

    @invariant()
    def fx14_no_asesor_on_duty_is_an_asesi_of_its_skema(self) -> None:
        assert [key for key in self.applied if self.on_duty(key)] == []

    @invariant()
    def a7_ordered_means_one_willing_asesor_with_a_signed_letter(self) -> None:
        with self.inside():
            ordered = Jadwal.objects.filter(status="ditugaskan").values_list("pk", flat=True)
            signed = Penugasan.objects.filter(is_live=True, answer="bersedia", spt__locked_at__isnull=False)
            assert set(ordered) == set(signed.values_list("jadwal_id", flat=True))
            opened = set(Asesmen.objects.values_list("peserta__jadwal_id", flat=True))
            ever = set(Penugasan.objects.filter(spt__locked_at__isnull=False).values_list("jadwal_id", flat=True))
            assert opened == ever

    @invariant()
    def who_sits_on_a_schedule_is_held_there_and_nobody_else(self) -> None:
        with self.inside():
            held = {one for one in CASES if open_holds(self.kisah.kasus[one].permohonan)}
        assert held == self.planned()
        statuses = {one: self.case(one).status for one in CASES}
        assert statuses == {one: "dibatalkan" if one in self.withdrawn else "siap" for one in CASES}

    @invariant()
    def spt_numbers_have_no_gap(self) -> None:
        with self.inside():
            drafted = Penugasan.objects.exclude(spt=None).count()
            taken = sorted(LetterNumber.objects.filter(kind="SPT-UJI").values_list("serial", flat=True))
        assert taken == list(range(1, drafted + 1))


def spt_of(row: Penugasan) -> str:
    if row.spt is None:
        return ""
    return "sah" if row.spt.locked_at else "batal" if row.spt.void_reason else "draf"


def test_schedules_and_duties_in_any_order_keep_to_their_table(walked_once: Kisah) -> None:
    """A3, A4, A7, E18."""
    drive(Roster, walked_once, examples=10)


def test_a7_duty_that_went_to_another_is_not_answered_from_an_old_page(walked_once: Kisah) -> None:
    """The first asesor's page was opened before the office replaced them; the successor still decides alone."""
    for answer in ("confirm", "decline"):
        with scripted(Roster, walked_once) as roster:
            roster.begin()
            roster.offer("admin", 0, "asesor")
            roster.replace("admin", 0, "Sakit.")
            roster.offer("admin", 0, "asesor2")

            getattr(roster, answer)("own", 1, outdated=True)

            roster.rows_are_what_the_oracle_says()


def test_leaving_a_cancelled_schedule_frees_nobody_from_the_next(walked_once: Kisah) -> None:
    with scripted(Roster, walked_once) as roster:
        roster.begin()
        roster.cancel("admin", 0, "Banjir.")
        roster.plan("admin", {0, 1}, 13)

        roster.leave("admin", 0)

        roster.who_sits_on_a_schedule_is_held_there_and_nobody_else()


def test_a7_replaced_asesor_receives_no_letter(walked_once: Kisah) -> None:
    with scripted(Roster, walked_once) as roster:
        roster.begin()
        for _step in ("offer", "confirm", "order"):
            roster.go_on(0, "asesor")
        roster.replace("admin", 0, "Sakit.")

        roster.receive("own", 0)
