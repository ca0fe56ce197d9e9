"""The letters of a schedule and of a place: what each says, what it waits for, who signs (SOP 1.4-1.6, 2.4)."""

import datetime as dt
from collections.abc import Mapping

from django.utils.translation import gettext as _

from sahih.documents.content import Context
from sahih.documents.fr.verifikasi import is_fit
from sahih.documents.sheets import answers_in, content_of
from sahih.documents.surat.sk_persyaratan_tuk.rules import (
    JARAK_JAUH,
    SPARE,
    TATAP_MUKA,
    Syarat,
    blank_rows,
    offered,
    syarat_in,
)
from sahih.documents.vocabulary import Row
from sahih.documents.wording import long_date, short_date
from sahih.institution.lsp.models import Lsp
from sahih.kernel.actor import Actor
from sahih.kernel.clock import local_date, months_later
from sahih.materials.lingkup.actions import end_tuk, establish_tuk
from sahih.materials.lingkup.queries import competent_asesor
from sahih.materials.skema.enums import Mode
from sahih.materials.skema.models import SkemaVersi, SyaratTuk
from sahih.process.jadwal.models import Jadwal, Penugasan
from sahih.process.jadwal.queries import jadwal_header, live_duty, live_peserta, peserta_row, starts_at
from sahih.process.jadwal.tempat import VERIFICATIONS, verification_of
from sahih.process.permohonan.queries import skema_header
from sahih.process.surat.actions import begin_surat
from sahih.process.surat.jenis import Jenis
from sahih.process.surat.models import Surat
from sahih.process.surat.policies import DIBUAT_DIPERIKSA_DISETUJUI, by_addressee, by_ketua, by_manajer, by_office
from sahih.process.surat.queries import letter_facts, standing, syarat_of

REMOTE, ON_SPOT = VERIFICATIONS
CARA = {Mode.TATAP_MUKA: "tatap muka", Mode.JARAK_JAUH: "jarak jauh", Mode.HIBRIDA: "hibrida"}


def verification_code(jadwal: Jadwal) -> str:
    """Which of the two papers a place is verified with."""
    return ON_SPOT if jadwal.mode == Mode.TATAP_MUKA else REMOTE


def jadwal_of(surat: Surat) -> Jadwal:
    assert surat.jadwal is not None
    return surat.jadwal


def needs_live(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    gone = jadwal_of(surat).status == Jadwal.Status.BATAL
    return [_("Jadwal ini sudah dibatalkan.")] if gone else []


def _place(jadwal: Jadwal) -> dict[str, str]:
    return {"nama_tuk": jadwal.tuk.name, "jenis_tuk": jadwal.tuk.kind, "alamat_tuk": jadwal.tuk.address}


def _appointment(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    jadwal = jadwal_of(surat)
    return Context(header=jadwal_header(jadwal), computed=letter_facts(lsp, number=number, at=at) | _place(jadwal))


def _order(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    jadwal, asesor = jadwal_of(surat), surat.asesor
    assert asesor is not None
    row = Row("1", {"nomor": "1", "nama": asesor.person.name, "reg": asesor.met})
    computed = letter_facts(lsp, number=number, at=at) | _place(jadwal) | {"cara": CARA[Mode(jadwal.mode)]}
    return Context(header=jadwal_header(jadwal), rows={"verifikator": (row,)}, computed=computed)


def _order_needs(surat: Surat, lsp: Lsp, *, at: dt.datetime) -> list[str]:
    """A7: an asesor who is willing, and the order before the session."""
    jadwal = jadwal_of(surat)
    duty = live_duty(jadwal)
    willing = duty is not None and duty.answer == Penugasan.Answer.WILLING and duty.asesor_id == surat.asesor_id
    gaps = needs_live(surat, lsp, at=at)
    gaps += [] if willing else [_("SPT verifikasi TUK menunggu kesediaan asesor yang ditugaskan.")]
    late = at >= starts_at(jadwal)
    return gaps + ([_("Asesmennya sudah dimulai; SPT verifikasi TUK tidak boleh menyusul.")] if late else [])


def _verification(surat: Surat, _lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    """One row for each requirement that the SK in force decrees."""
    jadwal = jadwal_of(surat)
    syarat = syarat_of(jadwal.versi, jadwal.mode)
    decreed = syarat_in(answers_in(content_of(syarat.lembar))) if syarat else []
    rows = tuple(Row(str(n), {"nomor": str(n), **one._asdict()}) for n, one in enumerate(decreed, 1))
    facts = _place(jadwal) | {"skema": jadwal.versi.title, "nomor_sk": syarat.lembar.number if syarat else ""}
    prefill = {"kota": jadwal.lsp.city}
    return Context(header=jadwal_header(jadwal), rows={"persyaratan": rows}, computed=facts, prefill=prefill)


def _verification_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    jadwal, gaps = jadwal_of(surat), []
    orders = standing("SPT.TUK").filter(jadwal=jadwal, asesor=surat.asesor)
    if not orders.exists():
        gaps.append(_("SPT verifikasi TUK belum terbit; TUK belum boleh diverifikasi."))
    elif not orders.filter(received_at__isnull=False).exists():
        gaps.append(_("Tandai SPT verifikasi TUK diterima dulu."))
    if syarat_of(jadwal.versi, jadwal.mode) is None:
        gaps.append(_("SK persyaratan TUK untuk skema dan cara asesmen ini belum terbit. Minta Admin menyusunnya."))
    return gaps


def _verification_outcome(surat: Surat) -> str:
    fit = is_fit(content_of(surat.lembar))
    return Surat.Outcome.SESUAI if fit else Surat.Outcome.TIDAK_SESUAI


def _decree_follows(surat: Surat, lsp: Lsp, *, actor: Actor, at: dt.datetime) -> None:
    """Found fit, the place waits for its SK (T2)."""
    if surat.outcome == Surat.Outcome.SESUAI:
        begin_surat(SK_TUK, lsp, at=at, jadwal=jadwal_of(surat))


def _span(jadwal: Jadwal, lsp: Lsp) -> tuple[dt.date, dt.date]:
    """T3: a TUK sewaktu or at the workplace for the day, a standing one for a time."""
    if jadwal.tuk.kind != "Mandiri":
        return jadwal.day, jadwal.day
    return jadwal.day, months_later(jadwal.day, lsp.tuk_months)


def _decree(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    jadwal = jadwal_of(surat)
    found, (begins, ends) = verification_of(jadwal, lsp), _span(jadwal, lsp)
    order = standing("SPT.TUK").filter(jadwal=found.jadwal).first() if found else None
    cells = {
        "nomor": "1", "nama": jadwal.tuk.name, "alamat": jadwal.tuk.address, "jenis": jadwal.tuk.kind,
        "asesi": _("%d orang") % live_peserta(jadwal).count(),
        "mulai_berlaku": short_date(begins.isoformat()), "sampai": short_date(ends.isoformat()),
    }  # fmt: skip
    return Context(
        header=jadwal_header(jadwal),
        rows={"tempat": (Row("1", cells),)},
        computed=letter_facts(lsp, number=number, at=at)
        | {
            "tanggal_verifikasi": _day(found.signed_at, lsp) if found else "",
            "verifikator": found.asesor.person.name if found and found.asesor else "",
            "nomor_spt": order.lembar.number if order else "",
        },
    )


def _day(instant: dt.datetime | None, lsp: Lsp) -> str:
    return long_date(local_date(instant, lsp.zone).isoformat()) if instant else ""


def _decree_needs(surat: Surat, lsp: Lsp, *, at: dt.datetime) -> list[str]:
    found = verification_of(jadwal_of(surat), lsp)
    gaps = needs_live(surat, lsp, at=at)
    return gaps + ([] if found else [_("TUK ini belum diverifikasi dengan hasil Sesuai.")])


def _establish(surat: Surat, lsp: Lsp, *, actor: Actor, at: dt.datetime) -> None:
    """The decree is what makes the TUK usable for the skema (T2)."""
    jadwal = jadwal_of(surat)
    begins, ends = _span(jadwal, lsp)
    Surat.objects.filter(pk=surat.pk).update(valid_from=begins, valid_until=ends)
    establish_tuk(jadwal.tuk, jadwal.versi.skema, sk_number=surat.lembar.number, valid_from=begins, valid_until=ends)


def _disestablish(surat: Surat, _lsp: Lsp, *, actor: Actor, at: dt.datetime) -> None:
    """The place is usable only by a decree that stands (T2)."""
    jadwal = jadwal_of(surat)
    end_tuk(jadwal.tuk, jadwal.versi.skema, sk_number=surat.lembar.number, day=local_date(at, jadwal.zone))


def _requirements(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    """A new SK offers what the last one decreed, else what the skema asks for, else what LSPs commonly ask for."""
    assert surat.versi is not None
    former = syarat_of(surat.versi, surat.mode)
    common = TATAP_MUKA if surat.mode == Mode.TATAP_MUKA else JARAK_JAUH
    asked = syarat_in(answers_in(content_of(former.lembar))) if former else _of_skema(surat.versi) or list(common)
    return Context(
        header=skema_header(surat.versi),
        rows={"persyaratan": blank_rows(max(len(asked), len(common)) + SPARE)},
        prefill=offered(asked),
        computed=letter_facts(lsp, number=number, at=at) | {"cara": CARA[Mode(surat.mode)]},
    )


def _of_skema(versi: SkemaVersi) -> list[Syarat]:
    rows = SyaratTuk.objects.filter(versi=versi).order_by("number")
    return [Syarat(row.perlengkapan, row.spesifikasi, row.jumlah) for row in rows]


def _requirements_needs(surat: Surat, _lsp: Lsp, *, at: dt.datetime) -> list[str]:
    return [] if surat.versi is not None and surat.mode in CARA else [_("Pilih skema dan cara asesmennya.")]


def _list_of_asesi(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    jadwal = jadwal_of(surat)
    rows = tuple(_listed(n, one, jadwal) for n, one in enumerate(live_peserta(jadwal), 1))
    return Context(
        header=jadwal_header(jadwal), rows={"peserta": rows}, computed=letter_facts(lsp, number=number, at=at)
    )


def _listed(number: int, peserta: object, jadwal: Jadwal) -> Row:
    row = peserta_row(number, peserta)  # type: ignore[arg-type]  # reason: a row of `live_peserta`
    agreed = _("Menyetujui jadwal") if getattr(peserta, "confirmed_at", None) else ""
    return Row(row.key, {**row.cells, "cara": jadwal.get_mode_display(), "keterangan": agreed})


def _list_of_asesor(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    """SOP 1.6.1: who is competent for the skema that day, who is free, who was chosen."""
    jadwal = jadwal_of(surat)
    duty = live_duty(jadwal)
    busy = set(
        Penugasan.objects.filter(is_live=True, days__contains=jadwal.day)
        .exclude(jadwal=jadwal)
        .values_list("asesor_id", flat=True)
    )
    rows = tuple(
        Row(
            one.ref,
            {
                "nomor": str(n),
                "nama": one.person.name,
                "reg": one.met,
                "berlaku": short_date(one.certified_until.isoformat()),
                "asal": one.home_lsp.name,
                "tersedia": _("Tidak") if one.pk in busy else _("Ya"),
                "keterangan": _("Ditunjuk") if duty and duty.asesor_id == one.pk else "",
            },
        )
        for n, one in enumerate(competent_asesor(jadwal.versi.skema, jadwal.day).select_related("home_lsp"), 1)
    )
    return Context(
        header=jadwal_header(jadwal), rows={"asesor": rows}, computed=letter_facts(lsp, number=number, at=at)
    )


def _loan(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    asesor, versi = surat.asesor, surat.versi
    assert asesor is not None
    assert versi is not None
    row = Row("1", {"nomor": "1", "nama": asesor.person.name, "reg": asesor.met, "skema": versi.title})
    begins, ends = (long_date(day.isoformat()) if day else "" for day in (surat.valid_from, surat.valid_until))
    return Context(
        header=skema_header(versi),
        rows={"asesor": (row,)},
        computed=letter_facts(lsp, number=number, at=at)
        | {"kepada": asesor.home_lsp.name, "mulai_pinjam": begins, "akhir_pinjam": ends},
    )


def _loan_needs(surat: Surat, lsp: Lsp, *, at: dt.datetime) -> list[str]:
    if surat.asesor is None or surat.versi is None or surat.valid_from is None or surat.valid_until is None:
        return [_("Pilih asesor, skema, dan tanggal peminjamannya.")]
    if surat.asesor.home_lsp_id == lsp.pk:
        return [_("Asesor ini berinduk pada LSP ini sendiri; tidak perlu dipinjam.")]
    return []


def _reply(surat: Surat, lsp: Lsp, *, number: str, at: dt.datetime) -> Context:
    asesor = surat.asesor
    assert asesor is not None
    computed = {"nama_asesor": asesor.person.name, "reg_asesor": asesor.met}
    return Context(computed=letter_facts(lsp, number=number, at=at) | computed)


def _reply_needs(surat: Surat, lsp: Lsp, *, at: dt.datetime) -> list[str]:
    ours = surat.asesor is not None and surat.asesor.home_lsp_id == lsp.pk
    return [] if ours else [_("Surat balasan hanya untuk asesor yang berinduk pada LSP ini.")]


KETUA = {"ketua": by_ketua}
SK_TUK = Jenis("SK.TUK", "SK-TUK", _decree, _decree_needs, by_office, KETUA, finish=_establish, undo=_disestablish)
JENIS: Mapping[str, Jenis] = {
    one.code: one
    for one in (
        Jenis("PENUNJUKAN.TUK", "PNJ-TUK", _appointment, needs_live, by_office, KETUA),
        Jenis("SPT.TUK", "SPT-TUK", _order, _order_needs, by_office, KETUA, receives=by_addressee),
        Jenis(
            REMOTE, "", _verification, _verification_needs, by_addressee, {"verifikator": by_addressee},
            writer="verifikator", finish=_decree_follows, outcome=_verification_outcome,
        ),
        Jenis(
            ON_SPOT, "", _verification, _verification_needs, by_addressee,
            {"verifikator": by_addressee, "manajer": by_manajer},
            writer="verifikator", finish=_decree_follows, outcome=_verification_outcome,
        ),
        SK_TUK,
        Jenis(
            "SK.PERSYARATAN.TUK", "SK-SYARAT", _requirements, _requirements_needs, by_office,
            DIBUAT_DIPERIKSA_DISETUJUI, writer="admin",
        ),
        Jenis("DAFTAR.ASESI", "DFT-ASESI", _list_of_asesi, needs_live, by_office, DIBUAT_DIPERIKSA_DISETUJUI),
        Jenis("DAFTAR.ASESOR", "DFT-ASESOR", _list_of_asesor, needs_live, by_office, DIBUAT_DIPERIKSA_DISETUJUI),
        Jenis("PINJAM.ASESOR", "PINJAM", _loan, _loan_needs, by_office, KETUA),
        Jenis("BALASAN.PINJAM", "BALASAN", _reply, _reply_needs, by_office, KETUA, writer="admin"),
    )
}  # fmt: skip
