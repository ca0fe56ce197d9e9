"""MUK written, signed, handed back, taken back and retired in any order, by anybody (PL5, PL10, FX13)."""

from dataclasses import dataclass
from secrets import token_bytes

from django.db import DatabaseError, transaction
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sahih.documents.sheets import chain_of, content_of
from sahih.materials.perangkat import actions as act
from sahih.materials.perangkat.content import salt_of, spec_of
from sahih.materials.perangkat.format import SALT_BYTES, ButirSpec, MukSpec, signed_sha256
from sahih.materials.perangkat.models import Bagian, Butir, Muk
from sahih.materials.perangkat.policies import may_be_used
from sahih.process.contoh import muk as contoh
from sahih.process.contoh.kisah import Kisah
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "open_house"
ASESI = 0

ASESOR = {"asesor", "asesor2"}
people = st.sampled_from(("asesor",) * 4 + ("asesor2",) * 4 + ("manajer", "admin", "ketua", "komite1"))
places = st.integers(0, 2)
edits = st.sampled_from(("replace", "add", "drop_butir", "drop_bagian", "name"))


@dataclass
class Made:
    row: Muk
    by: str
    status: str = "draf"
    corrections: int = 0
    signed: str = ""  # the hash under which the validator signed


class Materials(Machine):
    """The oracle knows who wrote, which state, and what a validated MUK said when it was signed."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[Made] = []
        with self.inside():
            self.spec = contoh.full_spec(self.kisah.rumah.versi, instruments=("FR.IA.03",))

    def pick(self, place: int) -> Made:
        return self.made[-1 - place % len(self.made)]

    def row(self, one: Made) -> Muk:
        return contoh.fresh(self.kisah.rumah, one.row)

    def sidik(self, one: Made) -> str:
        row = self.row(one)
        return signed_sha256(spec_of(row, keys=True), salt=salt_of(row))

    @rule(who=people, copies=st.booleans())
    def begin(self, who: str, copies: bool) -> None:
        """Empty or like a former one, whose keys only those near it may take along."""
        former = self.pick(0) if copies and self.made else None
        like, got = (self.row(former) if former else None), list[Muk]()
        near = former is None or who == former.by or former.status in {"disusun", "tervalidasi"} or bool(former.signed)

        def run() -> None:
            got.append(
                self.who(who).does(act.open_muk, self.kisah.rumah.versi, title="Paket", like=like, at=self.kisah.at(1))
            )

        if self.attempt(who in ASESOR and near, run):
            one = Made(got[0], who)
            self.made.append(one)
            if like is None:
                self.write(one, self.spec)

    def write(self, one: Made, spec: MukSpec) -> None:
        self.who(one.by).does(act.replace_content, self.row(one), spec, source="x", at=self.kisah.at(1))

    @precondition(lambda self: self.made)
    @rule(who=people, place=places, how=edits)
    def edit(self, who: str, place: int, how: str) -> None:
        """PL10: only its penyusun, only while it is a draft; whatever the way."""
        one = self.pick(place)
        row = self.row(one)
        with self.inside():
            bagian = Bagian.objects.select_related(
                "kelompok", "versi", "muk__versi__skema", "muk__penyusun", "muk__key"
            )
            part = bagian.filter(muk=row).order_by("id").first()
            items = Butir.objects.select_related("bagian__kelompok", "muk__versi__skema", "muk__penyusun", "muk__key")
            item = items.filter(muk=row).order_by("id").first()
        if (part is None and how in {"add", "drop_bagian"}) or (item is None and how == "drop_butir"):
            return
        self.attempt(
            who == one.by and one.status == "draf",
            {
                "replace": lambda: self.does(who, act.replace_content, row, self.spec, source="x"),
                "add": lambda: self.does(who, act.add_butir, part, ButirSpec(text="Menyusul.")),
                "drop_butir": lambda: self.does(who, act.drop_butir, item),
                "drop_bagian": lambda: self.does(who, act.drop_bagian, part),
                "name": lambda: self.does(
                    who, act.name_muk, row, title="Paket lain", pass_mark=80, seen=act.name_seen(row)
                ),
            }[how],
        )

    def does(self, who: str, action: object, *given: object, **named: object) -> object:
        return self.who(who).does(action, *given, at=self.kisah.at(1), **named)  # type: ignore[arg-type]  # reason: any action

    @precondition(lambda self: self.made)
    @rule(who=people, place=places)
    def submit(self, who: str, place: int) -> None:
        """Every gap with its reason; an empty MUK is not signed."""
        one = self.pick(place)
        with self.inside():
            is_written = Bagian.objects.filter(muk=one.row).exists()
        may = who == one.by and one.status == "draf" and is_written
        if self.attempt(may, lambda: contoh.submit(self.kisah.rumah, self.row(one), at=self.kisah.at(1), by=who)):
            one.status = "disusun"

    @precondition(lambda self: self.made)
    @rule(who=people, place=places)
    def validate(self, who: str, place: int) -> None:
        """PL5: another asesor than the penyusun."""
        one = self.pick(place)
        row = self.row(one)
        sheets = [row.pengesahan] if row.pengesahan is not None else []
        if not sheets:
            return
        if self.attempt(
            one.status == "disusun" and who in ASESOR - {one.by},
            lambda: self.who(who).signs(sheets, act.validate_muk, row, at=self.kisah.at(1)),
        ):
            one.status = "tervalidasi"
            with self.inside():
                one.signed = self.sidik(one)

    @precondition(lambda self: self.made)
    @rule(who=people, place=places)
    def give_back(self, who: str, place: int) -> None:
        one = self.pick(place)
        row = self.row(one)
        may = one.status == "disusun" and who in ASESOR - {one.by}
        if self.attempt(
            may, lambda: self.does(who, act.give_back_muk, row, note="Lengkapi.", salt=token_bytes(SALT_BYTES))
        ):
            one.status = "draf"
            one.corrections += 1

    @precondition(lambda self: self.made)
    @rule(who=people, place=places)
    def take_back(self, who: str, place: int) -> None:
        """Who signed it as penyusun, until another has signed."""
        one = self.pick(place)
        row = self.row(one)
        if self.attempt(
            one.status == "disusun" and who == one.by,
            lambda: self.does(who, act.take_back_muk, row, note="Salah kunci.", salt=token_bytes(SALT_BYTES)),
        ):
            one.status = "draf"
            one.corrections += 1

    @precondition(lambda self: self.made)
    @rule(who=people, place=places)
    def retire(self, who: str, place: int) -> None:
        one = self.pick(place)
        row = self.row(one)
        may = one.status != "ditarik" and (who == "manajer" or (one.status == "draf" and who == one.by))
        if self.attempt(may, lambda: self.does(who, act.retire_muk, row, reason="Usang.")):
            one.status = "ditarik"

    @precondition(lambda self: self.made)
    @rule(place=places)
    def tamper(self, place: int) -> None:
        """The database itself keeps what left the draft, whoever asks it."""
        one, answer = self.pick(place), "changed"
        with self.inside():
            try:
                with transaction.atomic():
                    if not Butir.objects.filter(muk=one.row).update(text="lain"):
                        answer = "empty"
                    transaction.set_rollback(True)
            except DatabaseError as error:
                answer = "frozen" if "frozen" in str(error) else str(error)
        assert answer in ({"changed", "empty"} if one.status == "draf" else {"frozen", "empty"})

    @invariant()
    def pl10_no_sequence_of_edits_leaves_a_validated_muk_changed(self) -> None:
        with self.inside():
            for one in self.made:
                row = self.row(one)
                assert row.status == one.status
                assert bool(may_be_used(row, row.versi)) == (one.status == "tervalidasi")
                if one.signed:
                    assert self.sidik(one) == row.content_sha256 == one.signed
                    assert row.pengesahan is not None
                    assert content_of(row.pengesahan)["fields"]["sidik"] == one.signed

    @invariant()
    def fx13_every_sheet_handed_back_is_named_by_the_next(self) -> None:
        with self.inside():
            for one in self.made:
                row = self.row(one)
                if row.pengesahan is not None:
                    assert len(chain_of(row.pengesahan)) == one.corrections + 1


def test_muk_in_any_order_keep_to_their_table(walked_once: Kisah) -> None:
    """PL5, PL10."""
    drive(Materials, walked_once)
