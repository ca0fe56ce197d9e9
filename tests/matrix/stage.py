"""A finished road in one LSP, a second LSP beside it, and a browser for each audience."""

import datetime as dt
from dataclasses import dataclass
from secrets import token_bytes

from django.test import Client

from sahih.institution.accounts.actions import invite
from sahih.institution.accounts.roles import Role
from sahih.institution.tuk.models import Tuk
from sahih.kernel.actor import Actor
from sahih.kernel.audit import AuditEntry
from sahih.kernel.tenancy import tenant
from sahih.materials.perangkat.actions import keep_import, present_muk
from sahih.materials.perangkat.content import salt_of
from sahih.materials.perangkat.format import SALT_BYTES
from sahih.materials.perangkat.models import Muk
from sahih.materials.skema.models import Kuk, SkemaVersi
from sahih.materials.standar.actions import import_standar
from sahih.materials.standar.actions import keep_import as keep_standar
from sahih.materials.standar.tests.examples import YAML as STANDAR
from sahih.materials.tests.builders import make_muk
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh import akhir, validasi
from sahih.process.contoh.kisah import Kisah
from sahih.process.contoh.muk import MARK
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rumah import Rumah, build_house
from sahih.process.kaji_ulang.models import KajiUlang, Perbaikan, Temuan
from sahih.process.keputusan.models import Keputusan
from sahih.process.sertifikat.models import Sertifikat, SertifikatPublik
from sahih.process.surat.models import Surat
from sahih.process.tests.jalan import drain
from sahih.web.tests.panggung import browser_of

# Who asks: the asesi of the case and another, the asesor of the case and another, the admin of another LSP last.
AUDIENCES = (
    "anonim", "asesi", "asesi_lain", "admin", "manajer", "asesor", "asesor2", "komite", "ketua", "perusahaan", "asing",
)  # fmt: skip
OUTSIDERS = ("anonim", "asesi_lain", "asing")


@dataclass
class Stage:
    """Everything that an address may name, and who may ask for it."""

    kisah: Kisah
    elsewhere: Rumah
    refs: dict[str, str]
    last_entry: int
    secrets: tuple[str, ...]
    """Of each MUK what begins every key, and the salt of what was signed; without white space."""

    @property
    def slug(self) -> str:
        return self.kisah.rumah.lsp.slug

    def person(self, audience: str) -> Pemeran:
        """Who stands for an audience."""
        house = self.kisah.rumah
        match audience:
            case "asesi":
                return self.kisah.kasus[0].who
            case "asesi_lain":
                return self.kisah.kasus[1].who
            case "komite":
                return house["komite1"]
            case "asing":
                return self.elsewhere["admin"]
            case _:
                return house[audience]

    def browser(self, audience: str) -> Client:
        return Client() if audience == "anonim" else browser_of(self.person(audience))


def set_stage(now: dt.datetime) -> Stage:
    """The first case belongs to the company, the second pays alone; both end in certificates."""
    kisah = Kisah(start=now - dt.timedelta(days=30), asesi=2, others=False)
    kisah.run()
    drain()
    kisah.hand_over()
    akhir.lodge(kisah, kisah.kasus[0], day=28)
    elsewhere, refs = build_house(at=kisah.start), _refs(kisah)
    with tenant(kisah.rumah.lsp.pk):
        last = AuditEntry.objects.order_by("-id").values_list("pk", flat=True)[0]
        salts = [salt_of(one) or b"" for one in Muk.objects.exclude(sealed_salt=None).select_related("key")]
    assert len(salts) >= 2
    return Stage(
        kisah=kisah, elsewhere=elsewhere, refs=refs, last_entry=last, secrets=(MARK, *(one.hex() for one in salts))
    )


def _refs(kisah: Kisah) -> dict[str, str]:
    rumah, case = kisah.rumah, kisah.kasus[0].permohonan
    with tenant(rumah.lsp.pk):
        tagihan = Tagihan.objects.get(perusahaan__isnull=False)
        asesmen = kisah._asesmen(kisah.kasus[0])
        keputusan = Keputusan.objects.get(asesmen=asesmen)
        duty = kisah.jadwal[0].penugasan_set.get(is_live=True)
        member = rumah["komite2"].user.person.memberships.get()
        invitation, invitation_ref = _invitation(kisah)
        sertifikat = Sertifikat.objects.get(keputusan=keputusan)
        surat = Surat.objects.get(jadwal=kisah.jadwal[0], code="VERIFIKASI.TUK")
        standar = import_standar(STANDAR.encode(), actor=Actor.system(rumah.lsp.pk), at=kisah.at(28)).standar
        berkas = keep_standar(STANDAR.encode(), name="standar.yaml", actor=Actor.system(rumah.lsp.pk), at=kisah.at(28))
        kaji = KajiUlang.objects.get()
        muk = make_muk(rumah.versi, penyusun=rumah["asesor"].user.person, at=kisah.at(28), title="Draf")
        file = b"muk: {skema: %s, title: A}" % rumah.versi.skema.number.encode()
        kept = rumah["asesor"].does(keep_import, muk, content=file, name="muk.yaml", at=kisah.at(28))
        temuan = Temuan.objects.get()
        va = validasi.opened(rumah, kisah.muk, at=kisah.at(28))
        return {
            "permohonan": case.ref, "bukti": case.bukti_set.order_by("id")[0].ref, "tagihan": tagihan.ref,
            "bukti_bayar": tagihan.bukti_set.get().ref, "jadwal": kisah.jadwal[0].ref, "penugasan": duty.ref,
            "peserta": asesmen.peserta.ref, "asesmen": asesmen.ref, "rapat": kisah.rapat.ref, "keputusan": keputusan.ref,
            "kaji_ulang": kaji.ref, "temuan": temuan.ref, "perbaikan": Perbaikan.objects.order_by("id")[0].ref,
            "permintaan": kisah.permintaan.ref, "sertifikat": sertifikat.ref,
            "publik": SertifikatPublik.objects.get(number=sertifikat.number).ref,
            "rencana": kisah.rencana.ref, "mapa01": kisah.rencana.mapa01.ref,
            "muk": muk.ref, "kuk": Kuk.objects.filter(versi=rumah.versi).order_by("id")[0].ref, "berkas_muk": kept.ref, "berkas_standar": berkas.ref, "pengesahan": rumah["asesor"].does(present_muk, muk, salt=token_bytes(SALT_BYTES), at=kisah.at(28)).ref, "validasi": va.ref, "anggota": va.anggota_set.get(peran="manajer").ref, "va": va.lembar.ref, "butir": muk.butir_set.filter(bagian__instrumen="FR.IA.07").order_by("id")[0].ref,
            "visibilitas": case.visibilitas_set.get(is_live=True).ref,
            "banding": keputusan.banding.ref, "standar": standar.ref, "standar_unit": standar.unit_set.order_by("id")[0].ref,
            "skema": rumah.versi.skema.ref, "versi": SkemaVersi.objects.get(pk=rumah.versi.pk).ref, "membership": member.ref,
            "izin": rumah.permits[0].ref, "tuk": Tuk.objects.get(pk=rumah.tuk.pk).ref, "asesor": rumah.asesor["asesor"].ref,
            "lingkup_asesor": rumah.asesor["asesor"].lingkup_set.order_by("id")[0].ref,
            "lingkup_tuk": rumah.tuk.lingkup_set.order_by("id")[0].ref,
            "surat": surat.ref, "foto": surat.foto_set.get().ref, "undangan": invitation, "undangan_ref": invitation_ref, "spt": duty.spt.ref if duty.spt else "",
            "tandatangan": asesmen.ak02.signatures.order_by("id")[0].ref if asesmen.ak02 else "",
        }  # fmt: skip


def _invitation(kisah: Kisah) -> tuple[str, str]:
    at = kisah.at(28)
    admin = kisah.rumah["admin"]
    row, token = admin.does(
        invite,
        name="Tamu",
        contact="tamu@contoh.example",
        role=Role.ASESI,
        link="https://contoh.example/{token}",
        at=at,
    )
    return str(token), row.ref
