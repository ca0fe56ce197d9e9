"""What a fresh development installation starts with: an invented LSP at work, and how to log in to it.

One small group has its certificates; the others stop where somebody must act, so that each role opens on work.
"""

import datetime as dt

from django.db import transaction

from sahih.institution.accounts.models import Membership, User
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel import clock
from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.process.biaya.actions import bill, verify_payment
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh import akhir, bahan, validasi
from sahih.process.contoh.awal import Kasus
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import PASSWORD, PIN, Pemeran
from sahih.process.contoh.rencana import submitted
from sahih.process.contoh.rumah import Rumah
from sahih.process.contoh.tinjauan import order_review
from sahih.process.jadwal.actions import confirm_duty, offer_duty, plan_jadwal
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.validasi.models import Periode

Login = tuple[str, str, str]
STORY_DAYS = 30
NOTES = {
    Role.ASESI: "asesmen mandirinya (FR.APL.02) menunggu diisi",
    Role.ADMIN: "permohonan menunggu tinjauan",
    Role.ASESOR: "tawaran tugas menunggu jawaban, rencana asesmen menunggu validasi, FR.VA menunggu diisi; rekannya asesor.katiga-contoh@contoh.example menilai hari ini",
    Role.PENYELIA: "kaji ulang sebuah jadwal menunggu",
    Role.KOMITE: "rapat menunggu suaranya",
    Role.KETUA: "SPT menunggu tanda tangannya",
    Role.KEUANGAN: "bukti pembayaran menunggu diperiksa",
    Role.MANAJER_MUTU: "banding menunggu jawaban; membaca berkas dan jejak audit",
    Role.PENGARAH: "membaca berkas keputusan",
    Role.PENGELOLA_SI: "mengatur LSP, personel, dan hak",
    Role.MANAJER_SERTIFIKASI: "empat draf skema menunggu dilengkapi, standar, penerbitan sertifikat",
    Role.PERUSAHAAN: "mengirim dan membayari orangnya",
}


class Antrean(Kisah):
    """The same road in the same house, left where a duty waits."""

    def __init__(self, rumah: Rumah, *, start: dt.datetime, first: int, asesi: int) -> None:
        super().__init__(start=start, asesi=asesi, others=False)
        self.rumah, self.first_number = rumah, first

    def walk_to_ready(self) -> None:
        for step in (self.apply, self.review, self.pay, self.self_assess):
            step()

    def leave_votes(self) -> None:
        """For the komite: everything but the votes."""
        self.walk_to_ready()
        for step in (self.schedule, self.agree, self.assess, self.report, self.convene):
            step()

    def leave_session(self) -> None:
        """For the asesor: a session today, agreed by both sides."""
        self.walk_to_ready()
        self.schedule()
        self.agree()

    def leave_letter_and_offer(self) -> None:
        """For the Ketua an SPT, for the second asesor an offer."""
        self.walk_to_ready()
        first, second = self.kasus
        accepted = self._offer(first, "asesor", session=14)
        self.rumah["asesor"].does(confirm_duty, accepted, outside_duties="Tidak ada.", at=self.at(8))
        self._offer(second, "asesor2", session=15)

    def leave_appeal(self) -> None:
        """For the manajer mutu: somebody who is not yet competent contests it (FX11)."""
        self.walk_to_ready()
        for step in (self.schedule, self.agree, self.assess, self.report, self.decide):
            step()
        akhir.lodge(self, self.kasus[0])

    def leave_review(self) -> None:
        """For the penyelia: a reported schedule with its SPT, to be read and reviewed (SOP 3.4.2)."""
        self.walk_to_ready()
        for step in (self.schedule, self.agree, self.assess, self.write_reports):
            step()
        order_review(self, self.jadwal[0])

    def leave_unstudied(self) -> None:
        """For the admin: ready but for the study of visibilitas (SOP 1.3)."""
        for step in (self.apply, self.review, self.pay):
            step()
        self._self_assess_all()

    def _offer(self, kasus: Kasus, key: str, *, session: int) -> Penugasan:
        admin, day = self.rumah["admin"], local_date(self.start) + dt.timedelta(days=session)
        jadwal: Jadwal = admin.does(
            plan_jadwal, [self._fresh(kasus)], day=day, starts=dt.time(9), ends=dt.time(15), tuk=self.rumah.tuk,
            meeting_link="https://rapat.contoh.example/gladi", at=self.at(7),
        )  # fmt: skip
        return admin.does(offer_duty, self._jadwal(jadwal), self.rumah.asesor[key], at=self.at(7, 10))

    def leave_proof_and_self_assessment(self) -> None:
        """For keuangan the company's proof; the last asesi has paid and goes on with FR.APL.02."""
        self.apply()
        self.review()
        sent, paid = self.kasus
        self._bill_and_prove(sent, self.rumah["perusahaan"])
        tagihan, seen = self._bill_and_prove(paid, paid.who)
        self.rumah["keuangan"].does(verify_payment, tagihan, seen=seen, at=self.at(4, 15))

    def _bill_and_prove(self, kasus: Kasus, payer: Pemeran) -> tuple[Tagihan, str]:
        tagihan: Tagihan = self.rumah["keuangan"].does(bill, [self._fresh(kasus)], at=self.at(3))
        return tagihan, self._send(tagihan, payer, day=4, amount=tagihan.total)


@transaction.atomic
def seed() -> list[Login]:
    """Build the LSP once, whole or not at all."""
    lsp = Lsp.objects.filter(slug="katiga-contoh").first() or _build(clock.now())
    return _logins(lsp)


def _build(now: dt.datetime) -> Lsp:
    def days_ago(days: int) -> dt.datetime:
        return now - dt.timedelta(days=days)

    done = Kisah(start=days_ago(STORY_DAYS), asesi=2, others=False)
    done.run()
    house = done.rumah
    Antrean(house, start=days_ago(20), first=11, asesi=1).leave_votes()
    Antrean(house, start=days_ago(12), first=21, asesi=1).leave_session()
    Antrean(house, start=days_ago(9), first=31, asesi=2).leave_letter_and_offer()
    Antrean(house, start=days_ago(24), first=35, asesi=1).leave_appeal()
    Antrean(house, start=days_ago(17), first=37, asesi=1).leave_review()
    Antrean(house, start=days_ago(8), first=41, asesi=2).leave_unstudied()
    Antrean(house, start=days_ago(2), first=50, asesi=2).apply()
    Antrean(house, start=days_ago(6), first=61, asesi=2).leave_proof_and_self_assessment()
    # For the second asesor a plan to validate; of the workers' potensi one is in force already.
    submitted(house, at=days_ago(1), potensi="1")
    # One MUK that a team validated after the first assessments, and a second look that waits for its lead.
    validasi.finished(house, done.muk, at=days_ago(4))
    validasi.opened(house, done.muk, at=days_ago(1), periode=Periode.SAAT)
    bahan.stock(house, at=days_ago(3))
    return house.lsp


def _logins(lsp: Lsp) -> list[Login]:
    """One line per role, then the secrets that all of them share; the asesi is the newest of the cast, never somebody who applied since."""
    by_role: dict[Role, User] = {}
    with tenant(lsp.pk):
        ours = Membership.objects.filter(person__user__email__endswith=f".{lsp.slug}@contoh.example")
        for row in ours.select_related("person__user").order_by("-id"):
            by_role.setdefault(Role(row.role), row.person.user)
    lines = [(str(role.label), str(by_role[role].email), NOTES.get(role, "")) for role in Role if role in by_role]
    return [
        *lines,
        ("Sandi semuanya", PASSWORD, f"PIN {PIN}; kode masuk: sahih kode EMAIL (di folder ini: .venv/bin/sahih)"),
    ]
