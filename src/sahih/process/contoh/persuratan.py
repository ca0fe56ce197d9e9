"""The letters of the story: requirements of a place, its verification and decree, lists, money, issue."""

import datetime as dt
from collections.abc import Sequence

from sahih.documents.sheets import content_of
from sahih.kernel.tenancy import tenant
from sahih.process.asesmen import letters as of_session
from sahih.process.biaya import letters as of_money
from sahih.process.biaya.models import Tagihan
from sahih.process.contoh import jawaban
from sahih.process.contoh.orang import Pemeran
from sahih.process.contoh.rumah import Rumah
from sahih.process.jadwal import letters as of_schedule
from sahih.process.jadwal.models import Jadwal
from sahih.process.sertifikat import letters as of_certificate
from sahih.process.surat.actions import add_foto, draft_surat, receive_surat, save_surat, sign_surat
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat
from sahih.process.surat.queries import syarat_of

JENIS: dict[str, Jenis] = {**of_money.JENIS, **of_schedule.JENIS, **of_session.JENIS, **of_certificate.JENIS}
SIGNED_BY = {"admin": "admin", "manajer": "manajer", "ketua": "ketua", "keuangan": "keuangan"}


def fresh(rumah: Rumah, surat: Surat) -> Surat:
    """The letter as a page would fetch it now."""
    with tenant(rumah.lsp.pk):
        return Surat.objects.select_related(
            "lembar__key", "key", "jadwal__versi__skema", "jadwal__tuk", "jadwal__key", "versi__skema", "tuk",
            "asesor__person", "tagihan", "sertifikat",
        ).get(pk=surat.pk)  # fmt: skip


def sign(rumah: Rumah, who: Pemeran, letters: Sequence[Surat], *, at: dt.datetime) -> None:
    """One act over all of them."""
    rows = [fresh(rumah, one) for one in letters]
    who.signs([one.lembar for one in rows], sign_surat, [(JENIS[one.code], one) for one in rows], at=at)


def write(rumah: Rumah, code: str, *, at: dt.datetime, **about: object) -> Surat:
    """Draft a letter by whoever does, and have it signed by everybody in order."""
    jenis = JENIS[code]
    drafter = rumah["keuangan"] if code in of_money.JENIS else rumah["admin"]
    surat = drafter.does(draft_surat, jenis, at=at, **about)
    for role in (box.role for box in jenis.form.signatures):
        sign(rumah, rumah[SIGNED_BY[role]], [surat], at=at)
    return fresh(rumah, surat)


def decree_requirements(rumah: Rumah, jadwal: Jadwal, *, at: dt.datetime) -> None:
    """Once for a version and a way of assessment (SOP 1.2.1)."""
    with tenant(rumah.lsp.pk):
        known = syarat_of(jadwal.versi, jadwal.mode)
    if known is not None:
        return
    jenis = JENIS["SK.PERSYARATAN.TUK"]
    surat = rumah["admin"].does(draft_surat, jenis, at=at, versi=jadwal.versi, mode=jadwal.mode)
    rumah["admin"].does(save_surat, jenis, fresh(rumah, surat), {"persyaratan/1/jumlah": ["1 ruang"]}, at=at)
    for who in ("admin", "manajer", "ketua"):
        sign(rumah, rumah[who], [surat], at=at)


def order_verification(rumah: Rumah, jadwal: Jadwal, asesor: Pemeran, *, at: dt.datetime) -> Surat:
    """The appointment of the place and the order to verify it, signed in one act; the asesor notes the receipt."""
    decree_requirements(rumah, jadwal, at=at)
    admin = rumah["admin"]
    with tenant(rumah.lsp.pk):
        duty = jadwal.penugasan_set.select_related("asesor__person").get(is_live=True)
    appointed = admin.does(draft_surat, JENIS["PENUNJUKAN.TUK"], at=at, jadwal=jadwal)
    order = admin.does(draft_surat, JENIS["SPT.TUK"], at=at, jadwal=jadwal, asesor=duty.asesor)
    sign(rumah, rumah["ketua"], [appointed, order], at=at)
    asesor.does(receive_surat, JENIS["SPT.TUK"], fresh(rumah, order), at=at)
    return fresh(rumah, order)


def verify(rumah: Rumah, jadwal: Jadwal, asesor: Pemeran, *, at: dt.datetime, fit: bool = True) -> Surat:
    """Every requirement looked at, the first with a photo; found fit, its SK is drafted (T2)."""
    order = order_verification(rumah, jadwal, asesor, at=at)
    jenis = JENIS[of_schedule.verification_code(jadwal)]
    record: Surat = asesor.does(draft_surat, jenis, at=at, jadwal=jadwal, asesor=order.asesor)
    foto = asesor.does(
        add_foto, jenis, fresh(rumah, record), jawaban.photo(7), name="ruangan.jpg", label="Ruangan", at=at
    )
    with tenant(rumah.lsp.pk):
        posted = jawaban.verification(content_of(record.lembar), foto=foto.ref, day=at.date(), fit=fit)
    asesor.does(save_surat, jenis, fresh(rumah, record), posted, at=at, partial=False)
    sign(rumah, asesor, [record], at=at)
    if len(jenis.form.signatures) > 1:
        sign(rumah, rumah["manajer"], [record], at=at)
    return fresh(rumah, record)


def prepare_place(rumah: Rumah, jadwal: Jadwal, asesor: Pemeran, *, at: dt.datetime) -> None:
    """Everything that the session waits for (T4)."""
    verify(rumah, jadwal, asesor, at=at)
    with tenant(rumah.lsp.pk):
        decree = Surat.objects.get(code="SK.TUK", jadwal=jadwal, status=Surat.Status.DISUSUN)
    sign(rumah, rumah["ketua"], [decree], at=at + dt.timedelta(minutes=30))


def list_asesi(rumah: Rumah, jadwal: Jadwal, *, at: dt.datetime) -> None:
    for code in ("DAFTAR.ASESI", "DAFTAR.ASESOR"):
        write(rumah, code, at=at, jadwal=jadwal)


def take_presence(rumah: Rumah, jadwal: Jadwal, asesor: Pemeran, *, at: dt.datetime) -> None:
    surat = asesor.does(draft_surat, JENIS["DAFTAR.HADIR"], at=at, jadwal=jadwal)
    sign(rumah, asesor, [surat], at=at)


def money(rumah: Rumah, code: str, tagihan: Tagihan, *, at: dt.datetime) -> None:
    write(rumah, code, at=at, tagihan=tagihan)
