"""The report over all asesi of a schedule, tried before, between and after their ends (FX8, FX13, X1)."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from sahih.documents.sheets import content_of
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen, Laporan
from sahih.process.asesmen.queries import laporan_of
from sahih.process.contoh import jawaban
from sahih.process.contoh.kisah import Kisah
from sahih.process.jadwal import actions as jadwal_actions
from sahih.process.jadwal.models import Peserta
from sahih.process.tests.jalan import undone
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "agree"
ASESI = 2

OFFICE = {"admin", "manajer"}
# How an assessment ended, and what its row of FR.AK.05 must say of it: result, and what stands in its place.
ENDS = {
    "kompeten": ("k", ""),
    "belum kompeten": ("bk", ""),
    "menolak": ("k", "menolak"),
    "tidak hadir": (None, "tidak_hadir"),
    "mundur": (None, "mengundurkan_diri"),
}
ASSESSED = {"kompeten", "belum kompeten", "menolak"}

writers = st.sampled_from(("asesor",) * 8 + ("asesor2", "admin", "ketua", "asesi01"))
officers = st.sampled_from(("admin", "admin", "admin", "manajer", "asesor", "asesi01"))
cases = st.sampled_from((0, 1))


class Report(Machine):
    """Two asesi who have consented, on one schedule of one asesor."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: dict[int, str] = {}
        self.left: set[int] = set()
        self.read: dict[int, str] | None = None  # what the asesor was last shown of it
        self.filled = self.told = self.signed = False

    def laporan(self) -> Laporan | None:
        with self.inside():
            found = laporan_of(self.kisah.jadwal[0])
        return self.fresh(found, "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "lembar__key") if found else None

    # --- steps ------------------------------------------------------------------------------------
    @initialize(
        ends=st.lists(st.sampled_from(sorted(ENDS)), min_size=2, max_size=2),
        assessed=st.sampled_from((0, 1, 2, 2, 2, 2)),
        steps=st.sampled_from((0, 2, 3, 3)),
    )
    def walk(self, ends: list[str], assessed: int, steps: int) -> None:
        for case in range(assessed):
            self.end(case, ends[case])
        for _step in range(steps):
            self.go_on(told=True)

    @precondition(lambda self: len(self.ends) < 2 or not self.signed)
    @rule(case=cases, end=st.sampled_from(sorted(ENDS)))
    def end(self, case: int, end: str) -> None:
        kasus, asesor = self.kisah.kasus[case], self.who("asesor")
        kasus.fate = end
        if self.attempt(case not in self.ends, lambda: self.kisah._assess(kasus, asesor, day=12)):
            self.ends[case] = end

    @rule(who=writers)
    def begin(self, who: str) -> None:
        had, jadwal = self.read is not None, self.kisah._jadwal(self.kisah.jadwal[0])
        if self.attempt(
            who == "asesor" and not self.signed,
            lambda: self.who(who).does(act.open_laporan, jadwal, at=self.kisah.at(15)),
        ):
            self.read = self.read if had else dict(self.ends)

    @precondition(lambda self: self.read is not None)
    @rule(who=writers, told=st.booleans())
    def fill(self, who: str, told: bool) -> None:
        laporan = self.laporan()
        said = jawaban.AK05 if told else jawaban.AK05 | {"penolakan": [""]}
        if self.attempt(
            who == "asesor" and not self.signed,
            lambda: self.who(who).does(act.save_laporan, laporan, said, at=self.kisah.at(15)),
        ):
            self.filled, self.told, self.read = True, told, dict(self.ends)

    @precondition(lambda self: self.read is not None)
    @rule(who=writers)
    def show(self, who: str) -> None:
        laporan = self.laporan()
        if self.attempt(
            who == "asesor" and not self.signed,
            lambda: self.who(who).does(act.present_laporan, laporan, at=self.kisah.at(15)),
        ):
            self.read = dict(self.ends)

    @precondition(lambda self: self.read is not None)
    @rule(who=writers)
    def sign(self, who: str) -> None:
        """FX8: each asesi has an end; FX13: a refusal is told in its box; X1: what is signed is what was read."""
        laporan = self.laporan()
        assert laporan is not None
        complete = len(self.ends) == 2 and self.filled and (self.told or "menolak" not in self.ends.values())
        if self.attempt(
            who == "asesor" and complete and self.read == self.ends and not self.signed,
            lambda: self.who(who).signs([laporan.lembar], act.sign_laporan, laporan, at=self.kisah.at(15)),
        ):
            self.signed = True

    @rule(who=officers, case=cases)
    def leave(self, who: str, case: int) -> None:
        """After the report whoever was not assessed is free again; whoever was waits for the committee."""
        with self.inside():
            seat = Peserta.objects.select_related("jadwal", "permohonan").get(
                jadwal=self.kisah.jadwal[0], permohonan=self.kisah.kasus[case].permohonan
            )
        free = self.signed and self.ends[case] not in ASSESSED and case not in self.left
        if self.attempt(
            who in OFFICE and free,
            lambda: self.who(who).does(jadwal_actions.leave_jadwal, seat, reason="Jadwal baru.", at=self.kisah.at(16)),
        ):
            self.left.add(case)

    @precondition(lambda self: self.read is not None)
    @rule(who=officers)
    def replace(self, who: str) -> None:
        """An asesor who began, or reported, stays; tried on the side, for a successor is another machine's matter."""
        began = ASSESSED & set(self.ends.values())
        jadwal = self.kisah._jadwal(self.kisah.jadwal[0])
        with undone():
            self.attempt(
                who in OFFICE and not began and not self.signed,
                lambda: self.who(who).does(
                    jadwal_actions.replace_asesor, jadwal, reason="Sakit.", at=self.kisah.at(15)
                ),
            )

    @rule(told=st.sampled_from((True, True, False)))
    def go_on(self, told: bool) -> None:
        """The next right step by whoever may, so that a road gets far."""
        waiting = [case for case in (0, 1) if case not in self.ends]
        if waiting:
            self.end(waiting[0], "tidak hadir" if told else "menolak")
        elif self.read is None:
            self.begin("asesor")
        elif not self.filled:
            self.fill("asesor", told=told)
        elif self.read != self.ends:
            self.show("asesor")
        else:
            self.sign("asesor")

    # --- what must hold ---------------------------------------------------------------------------
    @invariant()
    def schedule_is_complete_when_and_only_when_the_report_is_signed(self) -> None:
        laporan, jadwal = self.laporan(), self.kisah._jadwal(self.kisah.jadwal[0])
        assert jadwal.status == ("selesai" if self.signed else "ditugaskan")
        assert (laporan is not None) == (self.read is not None)
        if laporan is not None:
            assert (bool(laporan.signed_at), bool(laporan.lembar.locked_at)) == (self.signed, self.signed)

    @invariant()
    def fx8_report_says_of_each_what_was_last_read(self) -> None:
        laporan = self.laporan()
        if laporan is None:
            return
        with self.inside():
            refs = {
                row.ref: one
                for one, kasus in enumerate(self.kisah.kasus)
                for row in Asesmen.objects.filter(peserta__permohonan=kasus.permohonan)
            }
            rows: list[Any] = content_of(laporan.lembar)["rows"]["asesi"]
        said = {refs[row["key"]]: (row["answers"].get("rekomendasi"), row["cells"]["sebagai_ganti"]) for row in rows}
        assert self.read is not None
        assert said == {case: ENDS[self.read[case]] if case in self.read else (None, "") for case in (0, 1)}


def test_a_report_at_any_moment_keeps_to_its_table(walked_once: Kisah) -> None:
    """FX8, FX13, X1."""
    drive(Report, walked_once, examples=10, steps=8)
