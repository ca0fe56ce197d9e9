"""One assessment in any order: consent, session, judgement, record, refusal, absence, withdrawal (PL9, E7, FX5–FX7, FX13)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from sahih.documents.models import Tandatangan
from sahih.documents.sheets import content_of, part_content
from sahih.materials.skema.models import Kuk, Unit
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.models import Asesmen, HasilUnit
from sahih.process.contoh import jawaban, rencana
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.tinjauan import judge, review_process
from sahih.process.jadwal.actions import replace_asesor
from sahih.process.tests.machines.machine import Machine, drive

UNTIL = "schedule"
ASESI = 1

ASESOR, ASESI_KEY, SESSION = "asesor", "asesi01", 12
# Who records an end, and from where: the whole oracle beside the order of the papers.
RECORDERS = {"asesor", "admin", "manajer"}
BOTH = {"asesor", "asesi"}
BEFORE = {"disiapkan", "ditinjau", "disetujui"}
ENDS = {"tidak_dilanjutkan", "direkomendasikan", "tidak_hadir", "mundur"}

asesor_first = st.sampled_from(("asesor",) * 10 + ("asesor2", "admin", "ketua", "komite1", "asesi01"))
asesi_first = st.sampled_from(("asesi01",) * 6 + ("asesor", "admin", "perusahaan"))
either = st.sampled_from(("asesi01",) * 4 + ("asesor",) * 4 + ("asesor2", "admin", "perusahaan"))
codes = st.sampled_from(("FR.AK.01", "FR.IA.01", "FR.AK.02"))
correctable = st.sampled_from(("FR.AK.07", "FR.AK.01", "FR.IA.01", "FR.AK.02", "FR.AK.03"))
recorders = st.sampled_from(("asesor", "admin", "manajer", "asesor2", "ketua", "asesi01"))
# How FR.IA.01 was filled: every KUK met, some not, or some not judged at all.
judgements = st.sampled_from(("K", "BK", "gap"))


def near(*states: str) -> Callable[["Session"], bool]:
    """Tried where it is right and one state before and after; elsewhere it would only be noise."""
    return lambda machine: machine.state in states


RESTING = {"FR.AK.07": ("FR.AK.01", "FR.AK.02"), "FR.IA.01": ("FR.AK.02",)}


@dataclass(frozen=True)
class Begun:
    """A correction: what it began, and what was so before."""

    code: str
    codes: tuple[str, ...]
    before: dict[str, Any]


class Session(Machine):
    """One asesi, the day before, the day and the day after."""

    def __init__(self) -> None:
        super().__init__()
        self.state, self.day = "disiapkan", SESSION - 1
        self.plan = self.skipped = self.adjusting = False
        self.ak07: set[str] = set()
        self.former: list[set[str]] = []
        self.ak01: set[str] = set()
        self.ia01: set[str] = set()
        self.ak02: set[str] = set()
        self.judged = self.said = ""
        self.means = "K"
        self.refused = self.assessed = False
        self.said_no: set[str] = set()  # sheets whose asesi refused, before they signed it after all
        self.ak03: set[str] = set()
        self.minutes = 0
        self.overtaken = False  # FR.AK.07 was opened under a correction that is open
        self.begun: list[Begun] = []  # corrections that nobody signed, the latest last
        self.page: Asesmen | None = None

    def now(self) -> dt.datetime:
        """No two acts in the same instant, as in life."""
        self.minutes += 1
        return self.kisah.at(self.day, 10) + dt.timedelta(minutes=self.minutes)

    def row(self) -> Asesmen:
        """As it is now: fetched once after each act that was tried."""
        if self.page is None:
            self.page = self.kisah._asesmen(self.kisah.kasus[0])
        return self.page

    def attempt(self, allowed: object, run: Callable[[], object]) -> bool:
        try:
            return super().attempt(allowed, run)
        finally:
            self.page = None

    def does(self, who: str, action: Callable[..., object], *args: Any, **kwargs: Any) -> Callable[[], object]:
        return lambda: self.who(who).does(action, self.row(), *args, at=self.now(), **kwargs)

    def puts(self, who: str, action: Callable[..., object], name: str) -> Callable[[], object]:
        row = self.row()
        return lambda: self.who(who).signs([getattr(row, name)], action, row, at=self.now())

    # --- before the session -----------------------------------------------------------------------
    @initialize(steps=st.sampled_from((0, 2, 4, 6, 8, 9, 10, 11, 13, 13)), means=st.sampled_from(("K", "BK")))
    def begin(self, steps: int, means: str) -> None:
        self.means = means
        for _step in range(steps):
            self.go_on()

    @precondition(near("disiapkan", "ditinjau", "tidak_dilanjutkan"))
    @rule(who=asesor_first, goes_on=st.sampled_from((True, True, True, False)))
    def review(self, who: str, goes_on: bool) -> None:
        row = self.row()
        sheet = row.peserta.permohonan.apl02
        assert sheet is not None
        said = {"rekomendasi": ["dapat"]} if goes_on else {"rekomendasi": ["tidak_dapat"], "catatan": ["Bukti kurang."]}

        def run() -> None:
            self.who(who).does(act.save_review, row, said, at=self.now())
            self.who(who).signs([sheet], act.sign_review, row, at=self.now())

        if self.attempt(who == ASESOR and self.state == "disiapkan", run):
            self.state = "ditinjau" if goes_on else "tidak_dilanjutkan"

    @property
    def settled(self) -> bool:
        """PL8: FR.AK.07 is signed by both, or was recorded as not needed."""
        return not self.adjusting and (self.skipped or self.ak07 == BOTH)

    @precondition(near("disiapkan", "ditinjau", "disetujui"))
    @rule(who=asesor_first)
    def choose(self, who: str) -> None:
        """PL6: after the review, and until something that both sign was made from the plan."""
        plan = rencana.standing(self.kisah.rumah)
        allowed = who == ASESOR and self.state == "ditinjau" and not (self.adjusting or self.ak07 or self.ak01)
        rows = [self.row()]
        if self.attempt(allowed, lambda: self.who(who).does(act.choose_rencana, rows, plan, at=self.now())):
            self.plan, self.skipped = True, False

    @precondition(near("disiapkan", "ditinjau", "disetujui", "berlangsung"))
    @rule(who=asesor_first)
    def need_nothing(self, who: str) -> None:
        undecided = self.state == "ditinjau" and self.plan and not self.skipped and not self.ak07
        is_correction = any(one.code == "FR.AK.07" for one in self.begun) and not self.ak07
        allowed = who == ASESOR and (undecided or self.adjusting) and self.state not in ENDS and not is_correction
        if self.attempt(allowed, self.does(who, act.skip_ak07)):
            self.ak07 = self.former.pop() if self.adjusting else set()
            self.adjusting, self.skipped, self.overtaken = False, not self.ak07, False

    @precondition(near("disiapkan", "ditinjau", "disetujui", "berlangsung"))
    @rule(who=asesor_first)
    def adjust(self, who: str) -> None:
        """PL8: before the consent and in the session; never while FR.AK.01 is half signed, nor after FR.AK.02."""
        open_to = self.plan and self.state in {"ditinjau", "disetujui", "berlangsung"}
        allowed = who == ASESOR and open_to and not self.adjusting and self.ak01 != {"asesor"} and not self.ak02
        if self.attempt(allowed, self.does(who, act.open_ak07)):
            self.former.append(self.ak07)
            self.ak07, self.adjusting, self.skipped = set(), True, False
            self.overtaken = bool(self.begun)

    @precondition(lambda self: self.adjusting)
    @rule(who=asesor_first)
    def adjust_first(self, who: str) -> None:
        allowed = who == ASESOR and self.state not in ENDS and not self.ak07
        save = self.does(who, act.save_ak07, jawaban.AK07)
        if self.attempt(allowed, self.both(save, who, act.sign_ak07_asesor, "ak07")):
            self.ak07.add("asesor")

    @precondition(lambda self: self.adjusting)
    @rule(who=asesi_first)
    def agree_to_adjust(self, who: str) -> None:
        allowed = who == ASESI_KEY and self.state not in ENDS and self.ak07 == {"asesor"}
        if self.attempt(allowed, self.puts(who, act.sign_ak07_asesi, "ak07")):
            self.ak07.add("asesi")
            self.adjusting = False

    @precondition(near("disiapkan", "ditinjau", "disetujui"))
    @rule(who=asesor_first)
    def consent_first(self, who: str) -> None:
        allowed = who == ASESOR and self.state == "ditinjau" and not self.ak01 and self.settled
        posted = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
        if self.row().ak01 is None:
            self.attempt(False, self.does(who, act.save_ak01, posted))
        elif self.attempt(allowed, self.both(self.does(who, act.save_ak01, posted), who, act.sign_ak01_asesor, "ak01")):
            self.ak01.add("asesor")

    @precondition(near("disiapkan", "ditinjau", "disetujui"))
    @rule(who=asesi_first)
    def consent(self, who: str) -> None:
        """PL9: the asesor first, then the asesi; then and only then the session may open."""
        allowed = who == ASESI_KEY and self.state == "ditinjau" and self.ak01 == {"asesor"}
        ticks = {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]}
        if self.row().ak01 is None:
            self.attempt(False, self.does(who, act.accept_ak01, ticks))
        elif self.attempt(allowed, self.both(self.does(who, act.accept_ak01, ticks), who, act.sign_ak01_asesi, "ak01")):
            self.ak01.add("asesi")
            self.state = "disetujui"
            self.said_no.discard("FR.AK.01")

    def both(
        self, first: Callable[[], object], who: str, action: Callable[..., object], name: str
    ) -> Callable[[], None]:
        def run() -> None:
            first()
            self.puts(who, action, name)()

        return run

    @precondition(lambda self: self.day <= SESSION and self.state in BEFORE)
    @rule()
    def night_falls(self) -> None:
        self.day += 1

    # --- the session --------------------------------------------------------------------------------
    @precondition(near("ditinjau", "disetujui", "berlangsung", "mundur", "tidak_hadir"))
    @rule(who=asesor_first)
    def start(self, who: str) -> None:
        allowed = who == ASESOR and self.state == "disetujui" and self.day == SESSION and self.settled
        if self.attempt(allowed, self.does(who, act.start_asesmen)):
            self.state = "berlangsung"

    @precondition(near("disetujui", "berlangsung", "direkomendasikan"))
    @rule(who=asesor_first, judged=judgements)
    def judge(self, who: str, judged: str) -> None:
        row, posted = self.row(), dict[str, list[str]]()
        if row.ia01 is not None:
            with self.inside():
                posted = jawaban.ia01(content_of(row.ia01), competent=judged != "BK")
        if judged == "gap":
            gap = next((path for path in posted if path.endswith("/pencapaian")), "")
            posted[gap] = [""]
        if self.attempt(
            who == ASESOR and self.state == "berlangsung" and not self.ia01,
            self.does(who, act.save_ia01, posted, partial=True),
        ):
            self.judged = judged

    @precondition(lambda self: self.row().ia01)
    @rule(who=asesor_first)
    def close_instrument(self, who: str) -> None:
        allowed = who == ASESOR and self.state == "berlangsung" and not self.ia01 and self.judged in {"K", "BK"}
        if self.attempt(allowed, self.puts(who, act.sign_ia01_asesor, "ia01")):
            self.ia01.add("asesor")
            # E4, FX9: the evidence is judged and the process reviewed before anybody is recommended.
            jadwal = self.kisah._jadwal(self.kisah.jadwal[0])
            judge(self.kisah, self.kisah.kasus[0], self.who(ASESOR), at=self.now())
            review_process(self.kisah, jadwal, self.who(ASESOR), at=self.now())
            if self.judged == "BK":  # E7: tried at once, for K is what everybody hopes for
                self.conclude(ASESOR, "K")

    @precondition(lambda self: self.row().ia01)
    @rule(who=asesi_first)
    def see_judgement(self, who: str) -> None:
        allowed = who == ASESI_KEY and self.state == "berlangsung" and self.ia01 == {"asesor"}
        if self.attempt(allowed, self.puts(who, act.sign_ia01_asesi, "ia01")):
            self.ia01.add("asesi")
            self.said_no.discard("FR.IA.01")

    @precondition(lambda self: self.row().ia01)
    @rule(who=asesor_first, said=st.sampled_from(("K", "BK", "same")))
    def conclude(self, who: str, said: str) -> None:
        """E7: K only over units that are all K; BK may be said of any."""
        said = self.judged if said == "same" else said
        open_to = (
            who == ASESOR and self.state == "berlangsung" and "asesor" in self.ia01 and not self.ak02 and self.settled
        )
        fits = said == "BK" or self.judged == "K"
        save = self.does(who, act.save_ak02, jawaban.ak02(competent=said == "K"), partial=True)
        if self.row().ak02 is None:
            self.attempt(False, save)
        elif self.attempt(open_to and fits, self.both(save, who, act.sign_ak02_asesor, "ak02")):
            self.ak02.add("asesor")
            self.said = said

    @precondition(lambda self: self.row().ak02)
    @rule(who=asesi_first)
    def accept_result(self, who: str) -> None:
        seen = self.ia01 == {"asesor", "asesi"} or "FR.IA.01" in self.said_no
        done = self.state == "berlangsung" and self.ak02 == {"asesor"} and seen
        if self.attempt(who == ASESI_KEY and done, self.puts(who, act.sign_ak02_asesi, "ak02")):
            self.ak02.add("asesi")
            self.state, self.assessed = "direkomendasikan", True

    def waits(self, code: str) -> bool:
        """Whether this sheet waits for the asesi's signature."""
        signed = {"FR.AK.01": self.ak01, "FR.IA.01": self.ia01, "FR.AK.02": self.ak02}[code]
        return self.state == ("ditinjau" if code == "FR.AK.01" else "berlangsung") and signed == {"asesor"}

    @precondition(near("ditinjau", "disetujui", "berlangsung", "direkomendasikan"))
    @rule(who=either, code=codes, note=st.sampled_from(("Waktunya kurang.", "Waktunya kurang.", " ")))
    def refuse_to_sign(self, who: str, code: str, note: str) -> None:
        """FX13, B6: of each sheet that waits for the asesi, by them or as the asesor heard it; once."""
        allowed = who in {ASESOR, ASESI_KEY} and self.waits(code) and code not in self.said_no and note.strip()
        if self.attempt(allowed, self.does(who, act.refuse_signature, note=note, code=code)):
            self.said_no.add(code)
            if code == "FR.AK.02":
                self.state, self.refused, self.assessed = "direkomendasikan", True, True

    @precondition(near("ditinjau", "disetujui", "berlangsung", "direkomendasikan"))
    @rule(who=either, code=correctable, reason=st.sampled_from(("Tertukar.", "Tertukar.", " ")))
    def correct(self, who: str, code: str, reason: str) -> None:
        """FX13: by who signed first; the road goes back, and what followed from the sheet falls with it."""
        signed, judged = self.sheets()[code], {"berlangsung", "direkomendasikan"}
        states = {
            "FR.AK.07": {*BEFORE, *judged},
            "FR.AK.01": {"ditinjau", "disetujui"},
            "FR.AK.03": {"direkomendasikan"},
        }
        first = ASESI_KEY if code == "FR.AK.03" else ASESOR
        role = "asesi" if code == "FR.AK.03" else "asesor"
        allowed = who == first and self.state in states.get(code, judged) and role in signed and reason.strip()
        before = self.kept()
        if not self.attempt(allowed, self.does(who, act.correct_sheet, code, reason=reason)):
            return
        follow = [one for one in RESTING.get(code, ()) if self.falls(one)]
        self.begun.append(Begun(code, (code, *follow), before))
        if code == "FR.AK.07" and self.ak07 == BOTH:
            self.former.append(set(BOTH))
        for one in (code, *follow):
            self.sheets()[one].clear()
            self.said_no.discard(one)
        if code == "FR.AK.03":
            return
        self.adjusting = self.adjusting or code == "FR.AK.07"
        if self.state in BEFORE:
            self.state = "ditinjau"
        else:
            self.state, self.said, self.refused = "berlangsung", "", False

    def falls(self, code: str) -> bool:
        """Whether a sheet is made anew with the one it rests on."""
        states = {"ditinjau", "disetujui"} if code == "FR.AK.01" else {"berlangsung", "direkomendasikan"}
        return self.state in states and "asesor" in self.sheets()[code]

    def sheets(self) -> dict[str, set[str]]:
        return {
            "FR.AK.07": self.ak07, "FR.AK.01": self.ak01, "FR.IA.01": self.ia01, "FR.AK.02": self.ak02, "FR.AK.03": self.ak03,
        }  # fmt: skip

    def kept(self) -> dict[str, Any]:
        """What a correction that is given up brings back."""
        sheets = {code: set(roles) for code, roles in self.sheets().items()}
        road = (self.state, self.said, self.refused)
        return {
            "sheets": sheets,
            "no": set(self.said_no),
            "road": road,
            "judged": self.judged,
            "former": list(self.former),
        }

    @precondition(lambda self: self.begun)
    @rule(who=either, reason=st.sampled_from(("Sudah benar.", "Sudah benar.", " ")))
    def give_up_correction(self, who: str, reason: str) -> None:
        """FX13: the latest one, unsigned: what stood before it stands again, as it was."""
        last = self.begun[-1]
        first = ASESI_KEY if last.code == "FR.AK.03" else ASESOR
        untouched = not self.sheets()[last.code] and self.state not in {"mundur", "tidak_hadir"}
        rests = {"FR.AK.01", "FR.AK.02"} & set(last.codes) and "FR.AK.07" not in last.codes
        allowed = who == first and untouched and reason.strip() and not (rests and self.overtaken)
        if not self.attempt(allowed, self.does(who, act.drop_sheet_correction, last.code, reason=reason)):
            return
        self.begun.pop()
        for code in last.codes:
            self.sheets()[code] |= last.before["sheets"][code]
            self.said_no |= {code} & last.before["no"]
        if last.code != "FR.AK.03":
            self.state, self.said, self.refused = last.before["road"]
        if last.code == "FR.IA.01":
            self.judged = last.before["judged"]
        if last.code == "FR.AK.07":
            self.former, self.adjusting = last.before["former"], self.ak07 != BOTH

    @precondition(near("direkomendasikan"))
    @rule(who=asesi_first)
    def speak(self, who: str) -> None:
        """FR.AK.03, once."""
        allowed = who == ASESI_KEY and self.state == "direkomendasikan" and not self.ak03
        save = self.does(who, act.save_ak03, jawaban.ak03(1), partial=False)
        if self.attempt(allowed, self.both(save, who, act.sign_ak03, "ak03")):
            self.ak03.add("asesi")

    # --- other ends -----------------------------------------------------------------------------------
    @precondition(lambda self: self.state in BEFORE | ENDS)
    @rule(who=recorders, reason=st.sampled_from(("Tanpa kabar.", " ")))
    def stay_away(self, who: str, reason: str) -> None:
        allowed = who in RECORDERS and self.state in BEFORE and self.day >= SESSION and reason.strip()
        if self.attempt(allowed, self.does(who, act.mark_absent, reason=reason)):
            self.state = "tidak_hadir"

    @precondition(lambda self: self.state in {"berlangsung", *ENDS})
    @rule(who=recorders, reason=st.sampled_from(("Sakit.", " ")))
    def give_up(self, who: str, reason: str) -> None:
        running = self.state in BEFORE | {"berlangsung"} and not self.assessed
        allowed = who in RECORDERS and running and reason.strip()
        if self.attempt(allowed, self.does(who, act.withdraw_asesmen, reason=reason)):
            self.state = "mundur"

    @rule()
    def go_on(self) -> None:
        """The next right step by whoever may, so that a road gets far."""
        match self.state:
            case "disiapkan":
                self.review(ASESOR, goes_on=True)
            case "ditinjau":
                self._go_on_before_the_session()
            case "disetujui" | "berlangsung" if self.adjusting:
                self._go_on_with_the_adjustment()
            case "disetujui":
                self.start(ASESOR) if self.day >= SESSION else self.night_falls()
            case "berlangsung":
                self._go_on_with_records()

    def _go_on_before_the_session(self) -> None:
        if not self.plan:
            self.choose(ASESOR)
        elif self.adjusting:
            self._go_on_with_the_adjustment()
        elif not self.settled:
            self.adjust(ASESOR) if self.means == "BK" else self.need_nothing(ASESOR)
        else:
            self.consent(ASESI_KEY) if self.ak01 else self.consent_first(ASESOR)

    def _go_on_with_the_adjustment(self) -> None:
        self.agree_to_adjust(ASESI_KEY) if self.ak07 else self.adjust_first(ASESOR)

    def _go_on_with_records(self) -> None:
        if not self.ia01:
            self.close_instrument(ASESOR) if self.judged in {"K", "BK"} else self.judge(ASESOR, self.means)
        elif "asesi" not in self.ia01:
            self.see_judgement(ASESI_KEY)
        elif not self.ak02:
            self.conclude(ASESOR, "same")
        else:
            self.accept_result(ASESI_KEY)

    # --- what must hold -------------------------------------------------------------------------------
    @invariant()
    def the_row_is_what_the_oracle_says(self) -> None:
        row = self.row()
        with self.inside():
            signed = {name: roles_of(getattr(row, name)) for name in ("ak07", "ak01", "ia01", "ak02")}
        assert (row.status, row.recommendation, bool(row.refusal)) == (self.state, self.said, self.refused)
        assert signed == {"ak07": self.ak07, "ak01": self.ak01, "ia01": self.ia01, "ak02": self.ak02}

    @invariant()
    def nothing_is_recommended_without_every_kuk_judged(self) -> None:
        row = self.row()
        if not row.recommendation:
            with self.inside():
                assert not HasilUnit.objects.filter(asesmen=row, superseded_at=None).exists()
            return
        assert row.ia01 is not None
        with self.inside():
            part = row.ia01.parts.get(role="asesor", locked_at__isnull=False)
            met = [one["answers"].get("pencapaian") for one in part_content(part)["rows"]["kuk"]]
            versi = row.peserta.permohonan.versi
            assert (len(met), set(met) <= {"ya", "tidak"}) == (Kuk.objects.filter(versi=versi).count(), True)
            results = list(HasilUnit.objects.filter(asesmen=row, superseded_at=None).values_list("result", flat=True))
            assert len(results) == Unit.objects.filter(versi=versi).count()
        assert ("tidak" in met) == ("BK" in results)
        assert row.recommendation == "BK" or (set(met), set(results)) == ({"ya"}, {"K"})

    @invariant()
    def papers_follow_each_other(self) -> None:
        """PL9: no evidence without the consent of both; FX13: no end without its paper, no paper left open."""
        row = self.row()
        sheets = [sheet for sheet in (row.ak07, row.ak01, row.ia01, row.ak02) if sheet is not None]
        assert row.ak01 is None or (row.rencana is not None and (row.ak07_skipped_at or row.ak07))
        assert row.ia01 is None or (row.ak01 is not None and row.ak01.locked_at is not None)
        if self.state in {"tidak_hadir", "mundur"}:
            assert all(sheet.locked_at or sheet.void_reason for sheet in sheets)
        if self.state == "direkomendasikan":
            assert row.ak02 is not None
            assert bool(row.ak02.locked_at) != bool(row.refusal)

    @invariant()
    def an_asesor_who_began_is_not_replaced(self) -> None:
        """Tried on the side, and undone: what it would open again is another machine's."""
        if self.state in {"berlangsung", "direkomendasikan"}:
            jadwal = self.kisah._jadwal(self.kisah.jadwal[0])
            admin, at = self.who("admin"), self.kisah.at(self.day, 10)
            assert not self.attempt(False, lambda: admin.does(replace_asesor, jadwal, reason="Sakit.", at=at))


def roles_of(sheet: Any) -> set[str]:
    """Who signed; nobody signs twice."""
    if sheet is None:
        return set()
    roles = list(Tandatangan.objects.filter(lembar=sheet).values_list("role", flat=True))
    assert len(roles) == len(set(roles))
    return set(roles)


def test_an_assessment_in_any_order_keeps_to_its_table(walked_once: Kisah) -> None:
    """PL9, E7, FX6, FX13."""
    drive(Session, walked_once, examples=10, steps=14)
