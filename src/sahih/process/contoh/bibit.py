"""What a fresh development installation starts with: an invented LSP at work, and how to log in to it."""

import datetime as dt

from django.db import transaction

from sahih.institution.accounts.models import Membership, User
from sahih.institution.accounts.roles import Role
from sahih.institution.lsp.models import Lsp
from sahih.kernel import clock
from sahih.kernel.tenancy import tenant
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.orang import PASSWORD, PIN

Login = tuple[str, str, str]
STORY_DAYS = 30
NOTES = {
    Role.ASESI: "permohonannya menunggu tinjauan",
    Role.ADMIN: "meninjau permohonan, menyusun jadwal",
    Role.ASESOR: "menilai",
    Role.KOMITE: "memberi suara",
    Role.KETUA: "menandatangani surat dan SK",
    Role.KEUANGAN: "memeriksa pembayaran",
    Role.MANAJER_MUTU: "membaca berkas dan jejak audit",
    Role.PENGARAH: "membaca berkas keputusan",
    Role.PENGELOLA_SI: "mengatur LSP, personel, dan hak",
    Role.MANAJER_SERTIFIKASI: "skema dan penerbitan sertifikat",
    Role.PERUSAHAAN: "mengirim dan membayari orangnya",
}


@transaction.atomic
def seed() -> list[Login]:
    """Build the LSP once, whole or not at all: one small group that reached its certificates, and applications waiting today."""
    lsp = Lsp.objects.filter(slug="katiga-contoh").first()
    if lsp is None:
        now = clock.now()
        done = Kisah(start=now - dt.timedelta(days=STORY_DAYS), asesi=3, others=False)
        done.run()
        waiting = Kisah(start=now - dt.timedelta(days=1), asesi=0, others=False)
        waiting.rumah, waiting.asesi = done.rumah, 3
        waiting.first_number = 50
        waiting.apply()
        lsp = done.rumah.lsp
    return _logins(lsp)


def _logins(lsp: Lsp) -> list[Login]:
    """One line per role, then the secrets that all of them share; the asesi is the newest."""
    by_role: dict[Role, User] = {}
    with tenant(lsp.pk):
        for row in Membership.objects.select_related("person__user").order_by("-id"):
            by_role.setdefault(Role(row.role), row.person.user)
    lines = [(str(role.label), str(by_role[role].email), NOTES.get(role, "")) for role in Role if role in by_role]
    return [
        *lines,
        ("Sandi semuanya", PASSWORD, f"PIN {PIN}; kode masuk: sahih kode EMAIL (di folder ini: .venv/bin/sahih)"),
    ]
