"""The house of a rehearsal: an LSP with people, a skema in force, asesor, TUK and permits."""

import datetime as dt
from dataclasses import dataclass

from sahih.institution.accounts.roles import Role
from sahih.institution.asesor.actions import register_asesor
from sahih.institution.asesor.models import Asesor
from sahih.institution.lsp.actions import enter_perusahaan, found_lsp
from sahih.institution.lsp.models import Lsp, Perusahaan
from sahih.institution.perizinan.actions import enter_permit
from sahih.institution.perizinan.models import Perizinan
from sahih.institution.sop.actions import map_sop
from sahih.institution.tuk.actions import enter_tuk
from sahih.institution.tuk.models import Tuk
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date
from sahih.kernel.tenancy import tenant
from sahih.materials.data import skema_bytes
from sahih.materials.lingkup.actions import cover_asesor, cover_by_permit, cover_tuk
from sahih.materials.skema.actions import complete_versi, import_skema, publish_versi, review_versi
from sahih.materials.skema.completion import Completion
from sahih.materials.skema.models import SkemaVersi
from sahih.process.contoh.kertas import own_papers
from sahih.process.contoh.orang import Cast, Pemeran

SECTOR = "Keselamatan dan Kesehatan Kerja"
FEE = 1_350_000
STAFF: tuple[tuple[str, str, tuple[Role, ...]], ...] = (
    ("admin", "Ratih Wulandari", (Role.ADMIN,)),
    ("keuangan", "Yusuf Hidayat", (Role.KEUANGAN,)),
    ("manajer", "Dewi Kartikasari", (Role.MANAJER_SERTIFIKASI,)),
    ("mutu", "Hendra Gunawan", (Role.MANAJER_MUTU,)),
    ("ketua", "Bambang Setiawan", (Role.KETUA,)),
    ("pengarah", "Sri Mulyono", (Role.PENGARAH,)),
    ("si", "Agus Pranoto", (Role.PENGELOLA_SI,)),
    ("komite1", "Endang Lestari", (Role.KOMITE,)),
    ("komite2", "Rudi Hartono", (Role.KOMITE,)),
    ("komite3", "Maya Anggraini", (Role.KOMITE,)),
    ("asesor", "Joko Susilo", (Role.ASESOR,)),
    ("asesor2", "Nur Aini", (Role.ASESOR,)),
    ("penyelia", "Siti Rahmawati", (Role.PENYELIA,)),
)


# How the invented LSP's own SOP numbers two of the steps.
SOP_NUMBERS = {"1.3": ("B.4", "Kajian kelayakan cara uji"), "4.5": ("F.2", "Penyerahan sertifikat")}


@dataclass(frozen=True)
class Rumah:
    """What the story needs of the house."""

    cast: Cast
    versi: SkemaVersi
    asesor: dict[str, Asesor]
    tuk: Tuk
    perusahaan: Perusahaan
    permits: tuple[Perizinan, ...]

    @property
    def lsp(self) -> Lsp:
        return self.cast.lsp

    def __getitem__(self, key: str) -> Pemeran:
        return self.cast[key]


def build_house(*, at: dt.datetime) -> Rumah:
    """Found a new invented LSP and bring it to where it may take applications."""
    lsp = _found(at)
    cast = Cast(lsp)
    for key, name, roles in STAFF:
        cast.add(key, name, *roles, at=at)
    own_papers(cast, at=at)
    with tenant(lsp.pk):
        versi = _publish_skema(cast, at=at)
        asesor = {key: able_asesor(cast, key, versi, at=at) for key in ("asesor", "asesor2")}
        admin, ketua = cast["admin"].actor(at), cast["ketua"].actor(at)
        tuk = enter_tuk(
            name="TUK Sewaktu Pabrik Gresik", kind=Tuk.Kind.SEWAKTU, address="Jl. Contoh Raya 1, Gresik", actor=admin
        )
        cover_tuk(
            tuk,
            versi.skema,
            sk_number=f"001/SK-TUK/{lsp.code}",
            valid_from=local_date(at),
            valid_until=None,
            actor=cast["manajer"].actor(at),
        )
        perusahaan = enter_perusahaan(
            name="PT Kimia Contoh Gresik",
            email=f"hrd.{lsp.slug}@contoh.example",
            address="Jl. Contoh Raya 1, Gresik",
            actor=admin,
        )
        permits = tuple(_permit(kind, versi, ketua, at=at) for kind in Perizinan.Kind.values)
        map_sop(SOP_NUMBERS, title="SOP Katiga Contoh, 1 Juli 2025", actor=ketua, at=at)
    cast.add("perusahaan", "Lina Marlina", Role.PERUSAHAAN, at=at, perusahaan=perusahaan)
    return Rumah(cast=cast, versi=versi, asesor=asesor, tuk=tuk, perusahaan=perusahaan, permits=permits)


def _found(at: dt.datetime) -> Lsp:
    number = 9001 + Lsp.objects.filter(licence__startswith="BNSP-LSP-9").count()
    suffix = "" if number == 9001 else f"-{number - 9000}"
    today = local_date(at)
    return found_lsp(
        actor=Actor.system(request_id="gladi"), slug=f"katiga-contoh{suffix}", name=f"LSP Katiga Contoh{suffix.replace('-', ' ')}",
        kind=Lsp.Kind.P3, licence=f"BNSP-LSP-{number}-ID", licence_sk=f"KEP.{number}/BNSP/2024", sector=SECTOR,
        licensed_from=today - dt.timedelta(days=700), licensed_until=today + dt.timedelta(days=1100),
        profile="Lembaga contoh untuk gladi. Semua orang dan sertifikatnya rekaan.",
        address="Jl. Gladi Bersih No. 3", city="Surabaya", phone="031-5550-001", email=f"kantor.{number}@contoh.example",
        code=f"KTC{suffix.replace('-', '')}", bank_account="Bank Contoh 000-111-222 a.n. LSP Katiga Contoh",
        uji_coba=True,
    )  # fmt: skip


def _publish_skema(cast: Cast, *, at: dt.datetime) -> SkemaVersi:
    manajer = cast["manajer"].actor(at)
    versi = import_skema(skema_bytes("petugas_k3"), actor=manajer, at=at).versi
    complete_versi(
        versi,
        Completion(
            title_en="Occupational Safety and Health Officer", sector=SECTOR, fee=FEE, level=4, kbli="71102", kbji="3257",
            remote_category="knowledge", basic_rule="any_one", kind_confirmed=True, kelompok_confirmed=True,
            unit_titles_en=TITLES_EN,
        ),
        actor=manajer,
    )  # fmt: skip
    review_versi(SkemaVersi.objects.get(pk=versi.pk), actor=cast["mutu"].actor(at), at=at)
    return publish_versi(SkemaVersi.objects.get(pk=versi.pk), actor=manajer, at=at)


def able_asesor(cast: Cast, key: str, versi: SkemaVersi, *, at: dt.datetime) -> Asesor:
    """Registered with a certificate in force and competence in the skema; call it with the LSP entered."""
    person, today = cast[key], local_date(at)
    serial = 2000 + Asesor.objects.count()
    asesor = register_asesor(
        person.user.person, met=f"MET.000.{serial:06d} {today.year - 1}", home_lsp=cast.lsp, certificate_no=f"ASK-{serial}",
        certified_from=today - dt.timedelta(days=300), certified_until=today + dt.timedelta(days=700), actor=cast["ketua"].actor(at),
    )  # fmt: skip
    cover_asesor(
        asesor, versi.skema, basis="sertifikat", certificate_no=f"TEK-{serial}", valid_from=today - dt.timedelta(days=300),
        valid_until=None, actor=cast["manajer"].actor(at),
    )  # fmt: skip
    return asesor


def _permit(kind: str, versi: SkemaVersi, ketua: Actor, *, at: dt.datetime) -> Perizinan:
    today = local_date(at)
    permit = enter_permit(
        kind=kind, decision_no=f"KEP.{kind.upper()}/CONTOH/{today.year}", decided_on=today - dt.timedelta(days=60),
        valid_from=today - dt.timedelta(days=60), valid_until=today + dt.timedelta(days=700), actor=ketua,
    )  # fmt: skip
    cover_by_permit(permit, versi.skema, actor=ketua)
    return permit


# Our own translations, for the rehearsal only; an LSP types those of its standard.
TITLES_EN = {
    "M.71KKK00.001.1": "Applying Laws and Standards in Occupational Safety and Health Testing",
    "M.71KKK00.002.1": "Surveying Potential Occupational Safety and Health Hazards",
    "M.71KKK01.003.1": "Communicating Occupational Safety and Health",
    "M.71KKK01.004.1": "Supervising the Implementation of Work Permits",
    "M.71KKK01.005.1": "Measuring Potential Hazards at the Workplace",
    "M.71KKK01.007.1": "Managing Emergency Response Measures",
    "M.71KKK01.008.1": "Managing Personal Protective Equipment at the Workplace",
    "M.71KKK01.010.1": "Managing the Occupational Safety and Health Documentation System",
    "M.71KKK01.013.1": "Managing Work Accident Investigation",
}
