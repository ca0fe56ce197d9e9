"""The story of a rehearsal: a plant's safety workers, from permohonan to certificate, and five who end otherwise.

Every step is an action of the road, called as the person who may; time is handed in, so that the
same story runs in a test in seconds and as a demonstration over thirty days.
"""

import datetime as dt
from collections.abc import Callable

from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of
from sahih.institution.perizinan.actions import withdraw_permit
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import actions as asesmen_actions
from sahih.process.asesmen.models import Asesmen
from sahih.process.contoh import akhir, jawaban, muk, persuratan, rencana
from sahih.process.contoh.awal import FATES, Awal, Kasus
from sahih.process.contoh.kertas import accept_rules
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.tinjauan import judge, review_process, speak, stay_silent, supervise
from sahih.process.jadwal.actions import (
    confirm_date,
    confirm_duty,
    offer_duty,
    plan_jadwal,
    receive_spt,
    replace_asesor,
    sign_spt,
)
from sahih.process.jadwal.models import Jadwal
from sahih.process.keputusan import actions as keputusan_actions
from sahih.process.keputusan.models import Keputusan, Rapat
from sahih.process.sertifikat.actions import ask_issue, export_request, import_numbers, open_request, sign_request
from sahih.process.sertifikat.models import Permintaan
from sahih.process.sertifikat.simulator import answer


class Kisah(Awal):
    """The whole road: what `Awal` made ready is assessed, decided and certified."""

    def run(self) -> None:
        """Everything up to the queued certificates."""
        for step in self.steps():
            step()

    def steps(self) -> list[Callable[[], None]]:
        return [
            self.open_house, self.apply, self.review, self.pay, self.self_assess, self.plan, self.schedule, self.agree,
            self.assess,
            self.report, self.decide, self.appeal, self.request_numbers, self.issue,
        ]  # fmt: skip

    def plan(self) -> None:
        """Two asesor and the manager make the plan of the workers' potensi and its MUK, once for all of them (PL5, PL10)."""
        self.rencana = rencana.in_force(self.rumah, at=self.at(6, 13))
        self.muk = muk.validated(self.rumah, at=self.at(6, 16))

    def schedule(self) -> None:
        main = [one for one in self.kasus if one.fate not in FATES]
        second = [one for one in self.kasus if one.fate in FATES[:4]]
        third = [one for one in self.kasus if one.fate == FATES[4]]
        for group, asesor, session in ((main, "asesor", 12), (second, "asesor2", 13), (third, "asesor", 14)):
            if group:
                self._schedule(group, asesor, session)

    def _schedule(self, group: list[Kasus], key: str, session: int) -> None:
        rumah, admin = self.rumah, self.rumah["admin"]
        date = local_date(self.start) + dt.timedelta(days=session)
        jadwal: Jadwal = admin.does(
            plan_jadwal, [self._fresh(one) for one in group], day=date, starts=dt.time(9), ends=dt.time(15), tuk=rumah.tuk,
            meeting_link="https://rapat.contoh.example/gladi", at=self.at(7),
        )  # fmt: skip
        self.jadwal.append(jadwal)
        self._engage(jadwal, key, day=7)
        if any(one.fate == "asesor diganti" for one in group):
            admin.does(replace_asesor, jadwal, reason="Asesor sakit; surat dokter terlampir.", at=self.at(9))
            # The other asesor is busy on another date only, so may take this one (A3).
            self._engage(jadwal, "asesor", day=9)
        persuratan.list_asesi(rumah, self._jadwal(jadwal), at=self.at(10, 10))
        persuratan.prepare_place(rumah, self._jadwal(jadwal), self._asesor_of(jadwal), at=self.at(10, 14))
        for kasus in group:
            with tenant(rumah.lsp.pk):
                peserta = kasus.permohonan.peserta_set.get(is_live=True)
            kasus.who.does(confirm_date, peserta, at=self.at(10))

    def _engage(self, jadwal: Jadwal, key: str, *, day: int) -> None:
        """Offer, confirm, SPT signed by the Ketua, receipt (A7)."""
        rumah, asesor = self.rumah, self.rumah[key]
        duty = rumah["admin"].does(offer_duty, self._jadwal(jadwal), rumah.asesor[key], at=self.at(day, 10))
        asesor.does(confirm_duty, duty, outside_duties="Tidak ada.", at=self.at(day + 1, 9))
        assert duty.spt is not None
        rumah["ketua"].signs([duty.spt], sign_spt, [duty], at=self.at(day + 1, 11))
        with tenant(rumah.lsp.pk):
            duty.refresh_from_db()
        asesor.does(receive_spt, duty, at=self.at(day + 1, 13))

    def _jadwal(self, jadwal: Jadwal) -> Jadwal:
        with tenant(self.rumah.lsp.pk):
            return Jadwal.objects.select_related("versi__skema", "tuk", "key").get(pk=jadwal.pk)

    # --- pra-asesmen dan asesmen ----------------------------------------------------------------------
    def _asesor_of(self, jadwal: Jadwal) -> Pemeran:
        with tenant(self.rumah.lsp.pk):
            duty = jadwal.penugasan_set.select_related("asesor").get(is_live=True)
        return next(self.rumah[key] for key, asesor in self.rumah.asesor.items() if asesor.pk == duty.asesor_id)

    def _asesmen(self, kasus: Kasus) -> Asesmen:
        with tenant(self.rumah.lsp.pk):
            return Asesmen.objects.select_related(
                "peserta__jadwal__versi__skema", "peserta__jadwal__tuk", "peserta__permohonan__asesi__user",
                "peserta__permohonan__versi__skema", "peserta__permohonan__key", "peserta__permohonan__apl02__key",
                "muk__versi__skema", "rencana__versi", "rencana__mapa02__key", "ak07__key", "ak01__key", "tata_tertib__key", "ia01__key",
                "ak02__key", "ak03__key",
            ).get(peserta__permohonan_id=kasus.permohonan.pk)  # fmt: skip

    def agree(self) -> None:
        for kasus in self.kasus:
            asesmen, at = self._asesmen(kasus), self.at(11, 8, kasus.number % 60)
            asesor = self._asesor_of(asesmen.peserta.jadwal)
            sheet = asesmen.peserta.permohonan.apl02
            assert sheet is not None
            asesor.does(asesmen_actions.save_review, asesmen, {"rekomendasi": ["dapat"]}, at=at, partial=False)
            asesor.signs([sheet], asesmen_actions.sign_review, asesmen, at=at)
            self._prepare(kasus, asesor, at=at)
            self._consent(kasus, asesor, at=at)

    def _prepare(self, kasus: Kasus, asesor: Pemeran, *, at: dt.datetime) -> None:
        """The plan of the workers' potensi is confirmed; the first asesi gets longer time, the others need nothing (PL8)."""
        act = asesmen_actions
        asesor.does(act.choose_rencana, [self._asesmen(kasus)], rencana.standing(self.rumah), at=at)
        if kasus is not self.kasus[0]:
            asesor.does(act.skip_ak07, self._asesmen(kasus), at=at)
            return
        asesor.does(act.open_ak07, self._asesmen(kasus), at=at)
        asesor.does(act.save_ak07, self._asesmen(kasus), jawaban.AK07, at=at, partial=False)
        self._put(asesor, act.sign_ak07_asesor, kasus, "ak07", at=at)
        self._put(kasus.who, act.sign_ak07_asesi, kasus, "ak07", at=at)

    def _consent(self, kasus: Kasus, asesor: Pemeran, *, at: dt.datetime) -> None:
        """FR.AK.01: the asesor first, then the asesi, before any evidence (PL9)."""
        asesmen = self._asesmen(kasus)
        assert asesmen.ak01 is not None
        posted = {"bukti": ["observasi"], "setuju/kerahasiaan": ["ya"]}
        asesor.does(asesmen_actions.save_ak01, asesmen, posted, at=at, partial=False)
        asesor.signs([asesmen.ak01], asesmen_actions.sign_ak01_asesor, asesmen, at=at)
        ticks = {"setuju/banding": ["ya"], "setuju/mengikuti": ["ya"]}
        kasus.who.does(asesmen_actions.accept_ak01, self._asesmen(kasus), ticks, at=at)
        kasus.who.signs([asesmen.ak01], asesmen_actions.sign_ak01_asesi, self._asesmen(kasus), at=at)
        accept_rules(kasus.who, self._asesmen(kasus), at=at)

    def assess(self) -> None:
        for day, jadwal in zip((12, 13, 14), self.jadwal, strict=False):
            for kasus in self._of(jadwal):
                self._assess(kasus, self._asesor_of(jadwal), day=day)

    def _of(self, jadwal: Jadwal) -> list[Kasus]:
        with tenant(self.rumah.lsp.pk):
            ids = set(jadwal.peserta_set.filter(is_live=True).values_list("permohonan_id", flat=True))
        return [one for one in self.kasus if one.permohonan.pk in ids]

    def _assess(self, kasus: Kasus, asesor: Pemeran, *, day: int) -> None:
        at = self.at(day, 9 + kasus.number % 5, kasus.number % 60)
        match kasus.fate:
            case "tidak hadir":
                asesor.does(asesmen_actions.mark_absent, self._asesmen(kasus), reason="Tidak hadir tanpa kabar.", at=at)
            case "mundur":
                kept = "Mengundurkan diri karena sakit."
                asesor.does(asesmen_actions.withdraw_asesmen, self._asesmen(kasus), reason=kept, at=at)
            case "izin berakhir":
                self._lose_permit(kasus, asesor, at=at)
            case _:
                self._observe(kasus, asesor, at=at)

    def _lose_permit(self, kasus: Kasus, asesor: Pemeran, *, at: dt.datetime) -> None:
        """The permit ends before the session: gate 4 stays shut and says why (L9)."""
        ketua, yesterday = self.rumah["ketua"], local_date(at) - dt.timedelta(days=1)
        for permit in self.rumah.permits:
            with tenant(self.rumah.lsp.pk):
                withdraw_permit(permit, on=yesterday, reason="Dicabut BNSP.", actor=ketua.actor(at))
        try:
            asesor.does(asesmen_actions.start_asesmen, self._asesmen(kasus), at=at)
        except Refused:
            return
        raise AssertionError("the session opened without a permit")

    def _observe(self, kasus: Kasus, asesor: Pemeran, *, at: dt.datetime) -> None:
        act = asesmen_actions
        asesor.does(act.start_asesmen, self._asesmen(kasus), at=at)
        self._fill(
            asesor,
            act.save_ia01,
            kasus,
            "ia01",
            lambda content: jawaban.ia01(content, competent=kasus.competent),
            at=at,
        )
        self._put(asesor, act.sign_ia01_asesor, kasus, "ia01", at=at)
        self._put(kasus.who, act.sign_ia01_asesi, kasus, "ia01", at=at)
        judge(self, kasus, asesor, at=at)
        review_process(self, self._asesmen(kasus).peserta.jadwal, asesor, at=at)
        self._fill(
            asesor, act.save_ak02, kasus, "ak02", lambda _content: jawaban.ak02(competent=kasus.competent), at=at
        )
        self._put(asesor, act.sign_ak02_asesor, kasus, "ak02", at=at)
        if kasus.fate == "menolak":
            note = "Asesi merasa waktunya kurang."
            asesor.does(act.refuse_signature, self._asesmen(kasus), note=note, at=at)
        else:
            self._put(kasus.who, act.sign_ak02_asesi, kasus, "ak02", at=at)
            speak(self, kasus, at=at)

    def _fill(self, who: Pemeran, act: Callable[..., object], kasus: Kasus, name: str, make: Callable[..., jawaban.Posted], *, at: dt.datetime) -> None:  # fmt: skip
        asesmen = self._asesmen(kasus)
        with tenant(self.rumah.lsp.pk):
            posted = make(content_of(self._sheet(asesmen, name)))
        who.does(act, asesmen, posted, at=at, partial=False)

    def _put(self, who: Pemeran, act: Callable[..., object], kasus: Kasus, name: str, *, at: dt.datetime) -> None:
        asesmen = self._asesmen(kasus)
        who.signs([self._sheet(asesmen, name)], act, asesmen, at=at)

    def _sheet(self, asesmen: Asesmen, name: str) -> Lembar:
        sheet: Lembar = getattr(asesmen, name)
        return sheet

    def report(self) -> None:
        """The asesor's report, then the review of it by the penyelia (SOP 3.4)."""
        self.write_reports()
        supervise(self, self.jadwal[0])

    def write_reports(self) -> None:
        """FR.AK.05 of each schedule that can be closed; the one without a permit waits (FX8)."""
        for jadwal in self.jadwal[:2]:
            asesor, at = self._asesor_of(jadwal), self.at(15)
            persuratan.take_presence(self.rumah, self._jadwal(jadwal), asesor, at=at)
            laporan = asesor.does(asesmen_actions.open_laporan, self._jadwal(jadwal), at=at)
            asesor.does(asesmen_actions.save_laporan, laporan, jawaban.AK05, at=at, partial=False)
            asesor.signs([laporan.lembar], asesmen_actions.sign_laporan, laporan, at=at)
        for kasus in self.kasus:
            if kasus.fate == "menolak":
                stay_silent(self, kasus, day=15)

    # --- keputusan dan sertifikat ----------------------------------------------------------------------
    def convene(self) -> Rapat:
        """The committee is named and invited over the first schedule; its votes are open."""
        rumah, act = self.rumah, keputusan_actions
        members = [(rumah[f"komite{n}"].user.person, f"KT-{n:02d}") for n in (1, 2, 3)]
        meets = self.at(20, 13)
        rapat: Rapat = rumah["admin"].does(
            act.compose_rapat,
            self._jadwal(self.jadwal[0]),
            members,
            meets_at=meets,
            place="Ruang rapat daring LSP",
            at=self.at(17),
        )
        self._decree(rapat, "sk_komite", act.sign_sk_komite, at=self.at(17, 14))
        self._decree(rapat, "undangan", act.sign_undangan, at=self.at(18))
        return rapat

    def decide(self) -> None:
        """The committee meets; the second group stays with its recommendation."""
        rumah, act, rapat = self.rumah, keputusan_actions, self.convene()
        self._vote(rapat)
        rumah["admin"].does(act.close_votes, self._rapat(rapat), at=self.at(20, 15))
        for n in (1, 2, 3):
            fresh = self._rapat(rapat)
            assert fresh.berita_acara is not None
            rumah[f"komite{n}"].signs([fresh.berita_acara], act.sign_minutes, fresh, at=self.at(20, 16, n))
        self._decree(rapat, "sk_hasil", act.sign_sk_hasil, at=self.at(21))
        self.rapat = self._rapat(rapat)

    def _rapat(self, rapat: Rapat) -> Rapat:
        with tenant(self.rumah.lsp.pk):
            return Rapat.objects.select_related(
                "jadwal__versi__skema", "jadwal__tuk", "key", "sk_komite__key", "undangan__key", "berita_acara__key", "sk_hasil__key",
            ).get(pk=rapat.pk)  # fmt: skip

    def _decree(self, rapat: Rapat, name: str, act: Callable[..., object], *, at: dt.datetime) -> None:
        fresh = self._rapat(rapat)
        self.rumah["ketua"].signs([getattr(fresh, name)], act, fresh, at=at)

    def _vote(self, rapat: Rapat) -> None:
        with tenant(self.rumah.lsp.pk):
            cases = list(
                Keputusan.objects.filter(rapat=rapat).select_related(
                    "asesmen__peserta__permohonan__asesi", "rapat__jadwal"
                )
            )
        for keputusan in cases:
            for n in (1, 2, 3):
                self.rumah[f"komite{n}"].does(
                    keputusan_actions.cast_vote,
                    keputusan,
                    vote=keputusan.asesmen.recommendation,
                    reason="",
                    at=self.at(20, 14),
                )

    def appeal(self) -> None:
        """The first who is not yet competent contests it; the office answers before the list goes to BNSP (B7)."""
        for kasus in [one for one in self._of(self.jadwal[0]) if not one.competent][:1]:
            akhir.settle(self, akhir.lodge(self, kasus))

    def hand_over(self) -> None:
        """After the certificates are made: each holder signs for theirs, one gets the print by courier (SOP 4.5)."""
        signed = [row for kasus in self._of(self.jadwal[0]) if (row := akhir.sign_for(self, kasus))]
        for row in signed[:1]:
            akhir.send(self, row)

    def request_numbers(self) -> None:
        """The letter, the list, the simulator's answer through the real import (L11)."""
        rumah, admin = self.rumah, self.rumah["admin"]
        self.permintaan: Permintaan = admin.does(open_request, self.rapat, at=self.at(22))
        rumah["ketua"].signs([self.permintaan.surat], sign_request, self.permintaan, at=self.at(22, 14))
        with tenant(rumah.lsp.pk):
            listed = export_request(self.permintaan, actor=admin.actor(self.at(23)))
            given = answer(listed, lsp=rumah.lsp, versi=rumah.versi, day=local_date(self.at(23)))
        admin.does(import_numbers, self.permintaan, given, at=self.at(26))

    def issue(self) -> None:
        persuratan.write(self.rumah, "BA.PENERBITAN", at=self.at(26, 14), jadwal=self._jadwal(self.jadwal[0]))
        self.rumah["manajer"].does(ask_issue, self.permintaan, at=self.at(27))
