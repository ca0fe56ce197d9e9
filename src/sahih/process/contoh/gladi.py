"""The story of `sahih demo`: the whole road, with one correction on it, and one asesi beside it who signs on paper."""

import datetime as dt
from collections.abc import Callable

from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as act
from sahih.process.asesmen.queries import laporan_of
from sahih.process.contoh import jawaban
from sahih.process.contoh.awal import Kasus
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.kisah_kertas import KisahKertas
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rumah import Rumah
from sahih.process.contoh.tinjauan import supervise

ON_PAPER = 90
WHY = "Satu KUK tercentang pada baris di bawahnya."


class Gladi(Kisah):
    """Nothing of the road is left out: what is corrected, what is refused, what is signed by hand."""

    def steps(self) -> list[Callable[[], None]]:
        return [*super().steps(), self.walk_on_paper]

    def report(self) -> None:
        """Between report and review the asesor finds a mistake of their own (FX13)."""
        self.write_reports()
        self.correct(self.kasus[0])
        supervise(self, self.jadwal[0])

    def correct(self, kasus: Kasus) -> None:
        """A new FR.IA.01; the asesi says no before they read it again and sign; record and report follow."""
        asesor, at = self._asesor_of(self.jadwal[0]), self.at(15, 10)
        asesor.does(act.correct_sheet, self._asesmen(kasus), "FR.IA.01", reason=WHY, at=at)
        self._fill(
            asesor, act.save_ia01, kasus, "ia01", lambda said: jawaban.ia01(said, competent=kasus.competent), at=at
        )
        self._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
        kasus.who.does(act.refuse_signature, self._asesmen(kasus), note="Belum saya baca.", code="FR.IA.01", at=at)
        self._put(kasus.who, act.sign_ia01_asesi, kasus, "ia01", at=at)
        self._fill(asesor, act.save_ak02, kasus, "ak02", lambda _said: jawaban.ak02(competent=kasus.competent), at=at)
        self._put(asesor, act.sign_ak02_asesor, kasus, "ak02", at=at)
        self._put(kasus.who, act.sign_ak02_asesi, kasus, "ak02", at=at)
        self._report_again(asesor)

    def _report_again(self, asesor: Pemeran) -> None:
        at, jadwal = self.at(15, 12), self._jadwal(self.jadwal[0])
        asesor.does(act.save_laporan, asesor.does(act.open_laporan, jadwal, at=at), jawaban.AK05, at=at, partial=False)
        with tenant(self.rumah.lsp.pk):
            laporan = laporan_of(jadwal)
        assert laporan is not None
        asesor.signs([laporan.lembar], act.sign_laporan, laporan, at=at)

    def walk_on_paper(self) -> None:
        """One more asesi, face to face, who signs by hand; to the certificate (L12)."""
        self.paper = SatuKertas(self.rumah, start=self.start + dt.timedelta(days=3))
        self.paper.run()

    def hand_over(self) -> None:
        super().hand_over()
        self.paper.hand_over()


class SatuKertas(KisahKertas):
    """One asesi on paper in a house that stands; the clock is left where the story before it was."""

    def __init__(self, rumah: Rumah, *, start: dt.datetime) -> None:
        super().__init__(start=start, asesi=1, others=False)
        self.rumah, self.first_number = rumah, ON_PAPER

    def steps(self) -> list[Callable[[], None]]:
        built = {"open_house", "plan"}
        return [one for one in super().steps() if one.__name__ not in built]
