"""An LSP with its people and an asesi somewhere on the road, made by the real actions."""

import datetime as dt
import time
from dataclasses import dataclass, field

from django.test import Client

from sahih.documents.filling import gaps_of
from sahih.documents.fr.apl_02 import FR_APL_02
from sahih.documents.models import Lembar
from sahih.documents.sheets import content_of, current_part
from sahih.documents.signing import SigningProof, propose
from sahih.institution.accounts.actions import appoint, register_account
from sahih.institution.accounts.models import User
from sahih.institution.accounts.queries import actor_in
from sahih.institution.accounts.roles import KNOWN_BY_NIK, STAFF, Role
from sahih.institution.accounts.software_passkey import SoftwarePasskey, enrol
from sahih.institution.asesor.actions import register_asesor
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.actions import enter_perusahaan
from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.institution.tuk.actions import enter_tuk
from sahih.institution.tuk.models import Tuk
from sahih.kernel.actor import Actor, Level
from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.materials.data import skema_bytes
from sahih.materials.lingkup.actions import cover_asesor
from sahih.materials.skema.actions import complete_versi, import_skema
from sahih.materials.skema.completion import Completion
from sahih.materials.skema.models import SkemaVersi, Unit
from sahih.materials.tests.builders import publish
from sahih.process.biaya.actions import bill, send_proof, verify_payment
from sahih.process.permohonan.actions import (
    add_bukti,
    decide_permohonan,
    open_permohonan,
    save_apl01,
    save_apl02,
    save_review,
    submit_apl02,
    submit_permohonan,
)
from sahih.process.permohonan.models import Permohonan
from sahih.process.visibilitas.actions import sign_visibilitas, study

# The smallest picture there is.
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


@dataclass
class Dunia:
    """One LSP, the clock's noon, and whoever was appointed so far."""

    lsp: Lsp
    at: dt.datetime
    people: dict[str, User] = field(default_factory=dict)
    passkeys: dict[int, SoftwarePasskey] = field(default_factory=dict)

    def user(self, name: str, *roles: Role, perusahaan: Perusahaan | None = None) -> User:
        """The account of this name, made once and given the roles."""
        if name not in self.people:
            account = register_account(
                name=name, email=f"{name.lower().replace(' ', '.')}@{self.lsp.slug}.example", phone=None,
                actor=Actor.system(self.lsp.pk), at=self.at,
            )  # fmt: skip
            self.people[name] = account
        for role in roles:
            appoint(
                self.people[name].person, role, actor=Actor.system(self.lsp.pk), at=self.at,
                sk_number="SK-1" if role in STAFF else "", nik=self._nik(name) if role in KNOWN_BY_NIK else "", perusahaan=perusahaan, valid_from=dt.date(2026, 1, 1),
            )  # fmt: skip
        return self.people[name]

    def _nik(self, name: str) -> str:
        """An invented number, one for each name."""
        return f"990101010180{list(self.people).index(name) + 1:04d}"

    def actor(self, name: str) -> Actor:
        return actor_in(
            self.lsp.pk, user=self.people[name], day=local_date(self.at), level=Level.STRONG, request_id="uji"
        )

    def prove(self, name: str, sheet: Lembar, *, meaning: str = "uji") -> SigningProof:
        """A real passkey signs the open part of the sheet."""
        user = self.people[name]
        if user.pk not in self.passkeys:
            self.passkeys[user.pk] = enrol(user, name=f"Passkey {name}")
        sheet.refresh_from_db()
        act = propose([(sheet, current_part(sheet))], meaning=meaning, actor=self.actor(name), at=self.at)
        return self.passkeys[user.pk].prove(act)

    def client(self, name: str) -> Client:
        """A browser in which this person logged in with a second factor."""
        client = Client()
        client.force_login(self.people[name])
        session = client.session
        session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
        session["account_authentication_methods_user"] = str(self.people[name].pk)
        session.save()
        return client

    def skema(self) -> SkemaVersi:
        """Petugas K3, published."""
        self.user("Maya Manajer", Role.MANAJER_SERTIFIKASI)
        manager = self.actor("Maya Manajer")
        draft = import_skema(skema_bytes("petugas_k3"), actor=manager, at=self.at).versi
        codes = Unit.objects.filter(versi=draft).values_list("code", flat=True)
        completed = complete_versi(draft, Completion(
            title_en="Occupational Safety and Health Officer", sector="K3L", fee=1_350_000, level=4, kbli="71209",
            kbji="3257", remote_category="technical_hybrid", basic_rule="any_one", kind_confirmed=True,
            unit_titles_en={code: f"Unit {code}" for code in codes},
        ), actor=manager)  # fmt: skip
        return publish(completed, actor=manager, at=self.at)

    def perusahaan(self) -> Perusahaan:
        return enter_perusahaan(name="PT Kimia Gresik", email="hrd@kimia.example", actor=Actor.system(self.lsp.pk))

    def draf(self, versi: SkemaVersi, name: str, *, perusahaan: Perusahaan | None = None) -> Permohonan:
        """An application begun as a rehearsal, face to face."""
        self.user(name)
        return open_permohonan(
            versi,
            mode="tatap_muka",
            medium="nirkertas",
            uji_coba=True,
            actor=self.actor(name),
            at=self.at,
            perusahaan=perusahaan,
        )

    def diajukan(
        self, versi: SkemaVersi, name: str, *, perusahaan: Perusahaan | None = None, **identity: str
    ) -> Permohonan:
        """Filled, every paper named, signed and handed in."""
        case = self.draf(versi, name, perusahaan=perusahaan)
        asesi = self.actor(name)
        paper = add_bukti(case, PNG, name="ktp.png", label="KTP", actor=asesi, at=self.at)
        content = content_of(case.apl01)
        posted = {key: [value] for key, value in (_IDENTITY | identity).items()} | {"nama": [name]}
        for source in ("syarat_dasar", "syarat_administratif"):
            posted |= {f"{source}/{row['key']}/berkas": [paper.ref] for row in content["rows"][source]}
        filled, _part = save_apl01(case, posted, actor=asesi, at=self.at, partial=False)
        assert filled.problems == []
        return submit_permohonan(case, proof=self.prove(name, case.apl01), actor=asesi, at=self.at)

    def judgement(self, case: Permohonan, *, rekomendasi: str = "diterima") -> dict[str, list[str]]:
        """What an admin ticks when everything is there."""

        rows = content_of(case.apl01)["rows"]
        paths = [
            f"{source}/{row['key']}/penilaian"
            for source in ("syarat_dasar", "syarat_administratif")
            for row in rows[source]
        ]
        return {key: ["memenuhi"] for key in paths} | {"rekomendasi": [rekomendasi], "catatan": [""]}

    def diterima(self, versi: SkemaVersi, name: str, *, perusahaan: Perusahaan | None = None) -> Permohonan:
        case = self.diajukan(versi, name, perusahaan=perusahaan)
        self.user("Ayu Admin", Role.ADMIN)
        admin = self.actor("Ayu Admin")
        save_review(case, self.judgement(case), actor=admin, at=self.at, partial=False)
        return decide_permohonan(case, proof=self.prove("Ayu Admin", case.apl01), actor=admin, at=self.at)

    def siap(self, versi: SkemaVersi, name: str, *, studied: bool = True) -> Permohonan:
        """Paid for, FR.APL.02 signed, visibilitas studied: ready for a date."""
        case = self.diterima(versi, name)
        admin, asesi = self.actor("Ayu Admin"), self.actor(name)
        tagihan = bill([case], actor=admin, at=self.at)
        proof = send_proof(
            tagihan,
            PNG,
            name="bukti.png",
            sender=name,
            amount=tagihan.total,
            paid_on=local_date(self.at),
            actor=asesi,
            at=self.at,
        )
        verify_payment(tagihan, seen=proof.ref, actor=admin, at=self.at)
        case = Permohonan.objects.select_related("apl02__key", "key", "versi__skema", "asesi").get(pk=case.pk)
        assert case.apl02 is not None
        paths = [slot.path for slot in gaps_of(FR_APL_02, content_of(case.apl02), "asesi")]
        paper = case.bukti_set.get()
        posted = {path: ["k"] for path in paths} | {f"{path.rpartition('/')[0]}/bukti": [paper.ref] for path in paths}
        filled, _part = save_apl02(case, posted, actor=asesi, at=self.at, partial=False)
        assert filled.problems == [], filled.problems
        ready = submit_apl02(case, proof=self.prove(name, case.apl02), actor=asesi, at=self.at)
        return self.dikaji(ready) if studied else ready

    def dikaji(self, case: Permohonan) -> Permohonan:
        """Visibilitas studied: to be assessed face to face."""
        found = {
            "perangkat": ["tidak_perlu"],
            "asesor": ["ya"],
            "kebutuhan": ["Tidak ada."],
            "cara": ["tatap_muka"],
            "alasan": ["Praktik di TUK."],
        }
        rows = study([case], found, actor=self.actor("Ayu Admin"), at=self.at)
        proof = self.prove("Ayu Admin", rows[0].lembar)
        sign_visibilitas(rows, proof=proof, actor=self.actor("Ayu Admin"), at=self.at)
        return case

    def asesor(self, name: str, versi: SkemaVersi, *, serial: int = 1) -> Asesor:
        """In the register, with a certificate, competent for the skema."""
        self.user(name, Role.ASESOR)
        system = Actor.system(self.lsp.pk)
        asesor = register_asesor(
            self.people[name].person, met=f"MET.000.{serial:06d} 2024", home_lsp=self.lsp, certificate_no=f"A-{serial}",
            certified_from=dt.date(2024, 1, 1), certified_until=dt.date(2029, 1, 1), actor=system,
        )  # fmt: skip
        cover_asesor(
            asesor,
            versi.skema,
            basis="sertifikat",
            certificate_no="T-1",
            valid_from=dt.date(2024, 1, 1),
            valid_until=None,
            actor=system,
        )
        return asesor

    def tuk(self) -> Tuk:
        return enter_tuk(
            name="TUK Gresik", kind="Tempat Kerja", address="Jl. Veteran 1, Gresik", actor=Actor.system(self.lsp.pk)
        )


_IDENTITY = {
    "nomor_identitas": "3525014107900001", "tempat_lahir": "Gresik", "tanggal_lahir": "1990-07-01", "jenis_kelamin": "wanita",
    "kebangsaan": "Indonesia", "alamat_rumah": "Jl. Contoh 1, Manyar", "hp": "0812-0000-0001", "pendidikan": "S1", "tujuan": "sertifikasi",
}  # fmt: skip


def make_dunia(slug: str, number: int, at: dt.datetime) -> Dunia:
    lsp = Lsp.objects.create(
        slug=slug, name=f"LSP {slug.title()}", licence=f"BNSP-LSP-{number:04d}-ID", kind="P3", sector="K3L", address="Jl. Veteran 1",
        city="Gresik", phone="031-1", code=slug[:3].upper(), email=f"{slug}@example.test",
        licensed_from=dt.date(2024, 1, 1), licensed_until=dt.date(2029, 1, 1),
    )  # fmt: skip
    return Dunia(lsp, at)


def inside(dunia: Dunia):  # noqa: ANN201 -- a context manager of the kernel
    return tenant(dunia.lsp.pk)
