"""Plans of two potensi in any order, by anybody (PL5, PL6, PL10, FX13)."""

from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sahih.documents.sheets import content_of
from sahih.materials.muk import actions as act
from sahih.materials.muk.models import Rencana
from sahih.materials.muk.peta import disagreements
from sahih.materials.muk.policies import may_be_used
from sahih.materials.muk.queries import former_sheets
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "open_house"
ASESI = 0

ASESOR = {"asesor", "asesor2"}
MAKING = {"draf", "disusun", "divalidasi"}
people = st.sampled_from(("asesor",) * 4 + ("asesor2",) * 4 + ("manajer", "manajer", "admin", "ketua", "komite1"))
potensi = st.sampled_from(("3", "3", "5"))
places = st.integers(0, 2)


@dataclass
class Plan:
    row: Rencana
    by: str
    potensi: str
    status: str = "draf"
    filled: bool = False
    corrections: int = 0


class Plans(Machine):
    """The oracle knows only who, which state, and whether it was filled."""

    def __init__(self) -> None:
        super().__init__()
        self.plans: list[Plan] = []

    def pick(self, place: int) -> Plan:
        return self.plans[-1 - place % len(self.plans)]

    def row(self, plan: Plan) -> Rencana:
        return self.fresh(plan.row, "versi__skema", "mapa01__key", "mapa02__key", "penyusun", "validator")

    def making(self, wanted: str) -> bool:
        return any(one.potensi == wanted and one.status in MAKING for one in self.plans)

    @rule(who=people, wanted=potensi, copies=st.booleans())
    def begin(self, who: str, wanted: str, copies: bool) -> None:
        like, made = (self.pick(0) if copies and self.plans else None), list[Rencana]()
        source = self.row(like) if like else None

        def run() -> None:
            house = self.kisah.rumah
            made.append(
                house[who].does(act.open_rencana, house.versi, potensi=wanted, like=source, at=self.kisah.at(1))
            )

        if self.attempt(who in ASESOR and not self.making(wanted), run):
            # A copy of a filled plan lacks who confirmed it, so it is not yet whole.
            self.plans.append(Plan(made[0], who, wanted))

    @precondition(lambda self: self.plans)
    @rule(who=people, place=places, tools=st.sampled_from((("CL",), ("CL", "DPL"), ("DPT",))))
    def fill(self, who: str, place: int, tools: tuple[str, ...]) -> None:
        plan = self.pick(place)
        row = self.row(plan)
        with self.inside():
            posted = jawaban.mapa01(content_of(row.mapa01), tools=tools)
        saving: dict[str, Any] = {"at": self.kisah.at(1), "partial": False}
        if self.attempt(
            who == plan.by and plan.status == "draf",
            lambda: self.who(who).does(act.save_mapa01, row, posted, **saving),
        ):
            plan.filled = True

    def signs(self, who: str, plan: Plan, action: Any, *, both: bool = True) -> Any:  # an action of this road
        row = self.row(plan)
        sheets = [row.mapa01, row.mapa02] if both else [row.mapa01]
        return lambda: self.who(who).signs(sheets, action, row, at=self.kisah.at(1))

    @precondition(lambda self: self.plans)
    @rule(who=people, place=places)
    def submit(self, who: str, place: int) -> None:
        plan = self.pick(place)
        if self.attempt(
            who == plan.by and plan.status == "draf" and plan.filled, self.signs(who, plan, act.submit_rencana)
        ):
            plan.status = "disusun"

    @precondition(lambda self: self.plans)
    @rule(who=people, place=places)
    def validate(self, who: str, place: int) -> None:
        """PL5: two human beings, both asesor."""
        plan = self.pick(place)
        allowed = plan.status == "disusun" and who in ASESOR - {plan.by}
        if self.attempt(allowed, self.signs(who, plan, act.validate_rencana)):
            plan.status = "divalidasi"

    @precondition(lambda self: self.plans)
    @rule(who=people, place=places)
    def approve(self, who: str, place: int) -> None:
        plan = self.pick(place)
        allowed = plan.status == "divalidasi" and who == "manajer"
        if self.attempt(allowed, self.signs(who, plan, act.approve_rencana, both=False)):
            for former in self.plans:
                if former.potensi == plan.potensi and former.status == "berlaku":
                    former.status = "ditarik"
            plan.status = "berlaku"

    @precondition(lambda self: self.plans)
    @rule(who=people, place=places)
    def give_back(self, who: str, place: int) -> None:
        plan = self.pick(place)
        may = {"disusun": ASESOR - {plan.by}, "divalidasi": {"manajer"}}.get(plan.status, set())
        row = self.row(plan)
        if self.attempt(
            who in may, lambda: self.who(who).does(act.give_back_rencana, row, note="Lengkapi.", at=self.kisah.at(1))
        ):
            plan.status = "draf"
            plan.corrections += 1

    @precondition(lambda self: self.plans)
    @rule(who=people, place=places)
    def retire(self, who: str, place: int) -> None:
        plan = self.pick(place)
        allowed = plan.status != "ditarik" and (who == "manajer" or (plan.status == "draf" and who == plan.by))
        row = self.row(plan)
        if self.attempt(
            allowed, lambda: self.who(who).does(act.retire_rencana, row, reason="Usang.", at=self.kisah.at(1))
        ):
            plan.status = "ditarik"

    @precondition(lambda self: self.plans)
    @rule(place=places)
    def tamper(self, place: int) -> None:
        """PL10: the database itself keeps a validated plan."""
        plan, answer = self.pick(place), "changed"
        with self.inside():
            try:
                with transaction.atomic():
                    Rencana.objects.filter(pk=plan.row.pk).update(note="lain")
                    transaction.set_rollback(True)
            except DatabaseError as error:
                answer = "frozen" if "frozen" in str(error) else str(error)
        left_making = plan.status in {"berlaku", "ditarik"}
        assert answer == ("frozen" if left_making else "changed")

    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        with self.inside():
            rows = {
                one.pk: one for one in Rencana.objects.select_related("mapa01__corrects", "mapa02__corrects", "versi")
            }
            assert {pk: row.status for pk, row in rows.items()} == {one.row.pk: one.status for one in self.plans}
            for plan in self.plans:
                row = rows[plan.row.pk]
                assert len(former_sheets(row.mapa01)) == len(former_sheets(row.mapa02)) == plan.corrections
                assert bool(may_be_used(row, row.versi)) == (plan.status == "berlaku")

    @invariant()
    def map_agrees_with_the_plan(self) -> None:
        with self.inside():
            for row in Rencana.objects.select_related("mapa01__key", "mapa02__key"):
                assert disagreements(content_of(row.mapa01), content_of(row.mapa02), potensi=row.potensi) == []


def test_plans_in_any_order_keep_to_their_table(walked_once: Kisah) -> None:
    """PL5, PL6, PL10."""
    drive(Plans, walked_once)
