"""An archive asked for, made, failed, destroyed and asked for again, by anybody in any order (SE.007 A.IV.8)."""

from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from sahih.insight.berkas.actions import advance_arsip, ask_arsip, expire_arsip, fetch_arsip
from sahih.kernel.actor import Actor
from sahih.kernel.tenancy import tenant
from sahih.kernel.vault.store import read
from sahih.process.arsip.models import Arsip
from sahih.process.contoh.kisah import Kisah
from sahih.process.permohonan.models import Permohonan
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "review"
ASESI = 1
READERS = {"ketua", "mutu"}

people = st.sampled_from(("ketua", "ketua", "mutu", "admin", "asesi01"))
hands = st.sampled_from(("system", "system", "system", "ketua"))


class Archives(Machine):
    """One application with one signed sheet: the first run prints it, the second packs."""

    def __init__(self) -> None:
        super().__init__()
        self.states: list[str] = []  # the oracle's, the oldest first
        self.runs = 0

    def case(self) -> Permohonan:
        return self.kisah._fresh(self.kisah.kasus[0])

    def newest(self) -> Arsip:
        with self.inside():
            return Arsip.objects.select_related("file__key", "permohonan").order_by("-id")[0]

    def by(self, hand: str, act: object, *given: object) -> object:
        at = self.kisah.at(2)
        if hand != "system":
            return self.who(hand).does(act, *given, at=at)  # type: ignore[arg-type]  # reason: any action
        with tenant(self.kisah.rumah.lsp.pk):
            return act(*given, actor=Actor.system(self.kisah.rumah.lsp.pk), at=at)  # type: ignore[operator]  # reason: any action

    @rule(who=people)
    def ask(self, who: str) -> None:
        if not self.attempt(who in READERS, lambda: self.by(who, ask_arsip, self.case())):
            return
        if not self.states or self.states[-1] in {"siap", "dimusnahkan"}:
            self.states.append("disusun")
            self.runs = 0
        elif self.states[-1] == "gagal":
            self.states[-1], self.runs = "disusun", 0

    @precondition(lambda self: self.states and self.states[-1] == "disusun")
    @rule(hand=hands)
    def advance(self, hand: str) -> None:
        if self.attempt(hand == "system", lambda: self.by(hand, advance_arsip, self.newest())):
            self.runs += 1
            self.states[-1] = "siap" if self.runs == 2 else "disusun"

    @precondition(lambda self: self.states)
    @rule(hand=hands)
    def expire(self, hand: str) -> None:
        allowed = hand == "system" and self.states[-1] == "siap"
        if self.attempt(allowed, lambda: self.by(hand, expire_arsip, self.newest())):
            self.states[-1] = "dimusnahkan"

    @precondition(lambda self: self.states)
    @rule(who=people)
    def fetch(self, who: str) -> None:
        self.attempt(who in READERS and self.states[-1] == "siap", lambda: self.by(who, fetch_arsip, self.newest()))

    @invariant()
    def rows_are_what_the_oracle_says(self) -> None:
        with self.inside():
            rows = list(Arsip.objects.select_related("file__key").order_by("id"))
            assert [one.status for one in rows] == self.states
            assert all(read(one.file)[:2] == b"PK" for one in rows if one.status == "siap" and one.file)


def test_archives_in_any_order_keep_to_their_table(walked_once: Kisah) -> None:
    drive(Archives, walked_once, examples=6, steps=10)
