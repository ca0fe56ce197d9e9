"""The same road on paper (L12): blanks out, scans in, typed by the admin, confirmed by the manager."""

import datetime as dt

from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as asesmen_actions
from sahih.process.contoh import jawaban, rencana
from sahih.process.contoh.awal import Kasus
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.tinjauan import judge, review_process
from sahih.process.kertas import actions as act
from sahih.process.kertas.models import LembarKertas
from sahih.process.kertas.queries import CONTEXTS, get_kertas, kertas_of

TYPIST, CHECKER = "admin", "manajer"


class KisahKertas(Kisah):
    """Face to face; what the asesi and the asesor sign, they sign by hand."""

    mode, medium = "tatap_muka", "kertas"

    def agree(self) -> None:
        """FR.APL.02 is reviewed as everywhere; FR.AK.01 waits for the day and the pen."""
        for kasus in self.kasus:
            asesmen, at = self._asesmen(kasus), self.at(11, 8, kasus.number % 60)
            asesor, sheet = self._asesor_of(asesmen.peserta.jadwal), asesmen.peserta.permohonan.apl02
            assert sheet is not None
            asesor.does(asesmen_actions.save_review, asesmen, {"rekomendasi": ["dapat"]}, at=at, partial=False)
            asesor.signs([sheet], asesmen_actions.sign_review, asesmen, at=at)
            asesor.does(asesmen_actions.choose_rencana, [self._asesmen(kasus)], rencana.standing(self.rumah), at=at)
            asesor.does(asesmen_actions.skip_ak07, self._asesmen(kasus), at=at)
            self.blanks(kasus, at=at)

    def blanks(self, kasus: Kasus, *, at: dt.datetime) -> bytes:
        """What comes out of the printer; in the story it is also what comes back from the scanner."""
        return self.rumah[TYPIST].does(act.print_kertas, [self._asesmen(kasus)], at=at)

    def assess(self) -> None:
        for kasus in self.kasus:
            at = self.at(13, 9, kasus.number % 60)
            self.scan(kasus, self.blanks(kasus, at=at), at=at)
            for code in CONTEXTS:
                if code == "FR.AK.02":
                    self.look_back(kasus, at=at)
                self.type_in(kasus, code, at=at)
                self.confirm(kasus, code, at=at + dt.timedelta(hours=2))

    def look_back(self, kasus: Kasus, *, at: dt.datetime) -> None:
        """The evidence is judged (E4), and FR.AK.06 comes before the first recommendation (FX9)."""
        jadwal = self._asesmen(kasus).peserta.jadwal
        judge(self, kasus, self._asesor_of(jadwal), at=at)
        review_process(self, jadwal, self._asesor_of(jadwal), at=at)

    def scan(self, kasus: Kasus, pdf: bytes, *, at: dt.datetime) -> list[LembarKertas]:
        return self.rumah[TYPIST].does(act.file_scan, [self._asesmen(kasus)], pdf, name="pindaian.pdf", at=at)

    def kertas(self, kasus: Kasus, code: str, *, who: str = TYPIST) -> LembarKertas:
        asesmen = self._asesmen(kasus)
        with tenant(self.rumah.lsp.pk):
            return get_kertas(self.rumah[who].actor(self.at(13)), kertas_of(asesmen)[code].ref)

    def type_in(self, kasus: Kasus, code: str, *, at: dt.datetime, who: str = TYPIST) -> None:
        """What stands on the paper, role by role, then handed on."""
        sheet = self.rumah[who].does(act.begin_kertas, self.kertas(kasus, code), at=at)
        for role, posted in self.written(kasus, sheet).items():
            self.rumah[who].does(act.save_kertas, self.kertas(kasus, code), posted, as_role=role, at=at, partial=False)
        self.rumah[who].does(act.hand_in, self.kertas(kasus, code), at=at)

    def written(self, kasus: Kasus, sheet: Lembar) -> dict[str, jawaban.Posted]:
        if sheet.code == "FR.AK.01":
            return {
                "asesor": {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]},
                "asesi": {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]},
            }
        with tenant(self.rumah.lsp.pk):
            content = content_of(sheet)
        if sheet.code == "FR.IA.01":
            return {"asesor": jawaban.ia01(content, competent=kasus.competent)}
        if sheet.code == "FR.AK.03":
            return {"asesi": jawaban.ak03(kasus.number)}
        return {"asesor": jawaban.ak02(competent=kasus.competent)}

    def confirm(self, kasus: Kasus, code: str, *, at: dt.datetime, who: str = CHECKER) -> LembarKertas:
        kertas = self.kertas(kasus, code, who=who)
        assert kertas.lembar is not None
        return self.rumah[who].signs([kertas.lembar], act.confirm_kertas, kertas, at=at)
