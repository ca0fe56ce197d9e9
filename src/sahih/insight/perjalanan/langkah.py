"""The road in six steps, and the one thing that is to be done now."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _

from sahih.insight.perjalanan.queries import Perjalanan
from sahih.kernel.clock import ZONES, local_date
from sahih.process.asesmen.models import Asesmen
from sahih.process.biaya.models import Tagihan
from sahih.process.biaya.queries import rupiah
from sahih.process.permohonan.models import Permohonan

State = Literal["done", "now", "later", "stopped"]
BULAN = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
S, A = Permohonan.Status, Asesmen.Status
BEFORE_ACCEPTANCE = (S.DRAF, S.DIAJUKAN, S.DIKEMBALIKAN)
BEFORE_SESSION = (A.DISIAPKAN, A.DITINJAU, A.DISETUJUI)
ENDED = (A.TIDAK_HADIR, A.MUNDUR, A.TIDAK_DILANJUTKAN)


@dataclass(frozen=True)
class Langkah:
    """One step as the journey shows it."""

    title: str
    note: str
    state: State


@dataclass(frozen=True)
class Giliran:
    """What waits now: the page's heading, why, and the act that its address is known by; no act, no duty."""

    title: str
    text: str
    act: str = ""
    label: str = ""
    minutes: int = 0
    is_done: bool = False

    @property
    def is_mine(self) -> bool:
        """Something to do, not merely something to look at."""
        return bool(self.act) and not self.is_done


def tanggal(day: dt.date) -> str:
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def langkah_of(road: Perjalanan) -> list[Langkah]:
    """Six steps; exactly one is now until the road ends."""
    steps = [_apply(road), _pay(road), _self_assess(road), _schedule(road), _assess(road), _decide(road)]
    return _one_now(steps, has_ended=road.permohonan.status in (S.DITOLAK, S.DIBATALKAN))


def _one_now(steps: list[Langkah], *, has_ended: bool) -> list[Langkah]:
    """The first step that is not done is the one now; after a stop nothing is."""
    stopped = next((n for n, one in enumerate(steps) if one.state == "stopped"), None)
    open_ones = [n for n, one in enumerate(steps) if one.state in ("now", "later")]
    current = None if stopped is not None or has_ended or not open_ones else open_ones[0]
    return [_with(one, "now" if n == current else "later") if n in open_ones else one for n, one in enumerate(steps)]


def _with(step: Langkah, state: State) -> Langkah:
    return Langkah(step.title, step.note, state)


def _apply(road: Perjalanan) -> Langkah:
    case = road.permohonan
    sent = _("FR.APL.01 ditandatangani %s") % tanggal(local_date(case.submitted_at)) if case.submitted_at else ""
    notes = {
        S.DRAF: _("Isi dan tandatangani FR.APL.01"),
        S.DIAJUKAN: _("%s · LSP sedang meninjau") % sent,
        S.DIKEMBALIKAN: _("Ada yang perlu dilengkapi"),
        S.DITOLAK: _("%s · tidak diterima") % sent,
        S.DIBATALKAN: _("Dibatalkan"),
    }
    if case.status in BEFORE_ACCEPTANCE:
        return Langkah(_("Permohonan"), notes[S(case.status)], "now")
    if case.status in (S.DITOLAK, S.DIBATALKAN):
        return Langkah(_("Permohonan"), notes[S(case.status)], "stopped")
    return Langkah(_("Permohonan diterima"), sent, "done")


def _pay(road: Perjalanan) -> Langkah:
    bill, case = road.tagihan, road.permohonan
    if case.status in (S.LUNAS, S.SIAP):
        payer = _("Dibayar perusahaan") if bill and bill.perusahaan_id else _("Pembayaran diterima")
        return Langkah(_("Pembayaran sah"), f"{payer} · {bill.number}" if bill else payer, "done")
    if bill is None:
        return Langkah(_("Pembayaran"), _("LSP mengirim tagihan setelah permohonan diterima"), "later")
    return Langkah(_("Pembayaran"), f"{bill.number} · {rupiah(bill.total)} · {bill.get_status_display()}", "now")


def _self_assess(road: Perjalanan) -> Langkah:
    if road.permohonan.status == S.SIAP:
        return Langkah(_("Asesmen mandiri"), _("FR.APL.02 ditandatangani"), "done")
    return Langkah(_("Asesmen mandiri"), _("Isi dan tandatangani FR.APL.02"), "later")


def _schedule(road: Perjalanan) -> Langkah:
    if road.peserta is None:
        return Langkah(_("Jadwal dan tempat uji"), _("Anda ikut menyetujui tanggal"), "later")
    jadwal = road.peserta.jadwal
    where = f"{tanggal(jadwal.day)} {jadwal.starts:%H.%M} {jadwal.zone} · {jadwal.tuk.name}"
    is_done = road.peserta.confirmed_at is not None or _has_begun(road.asesmen)
    return Langkah(_("Jadwal dan tempat uji"), where, "done" if is_done else "now")


def _has_begun(asesmen: Asesmen | None) -> bool:
    return asesmen is not None and asesmen.status not in (A.DISIAPKAN, A.DITINJAU)


def _assess(road: Perjalanan) -> Langkah:
    found = road.asesmen
    if found is None:
        return Langkah(_("Asesmen"), _("Bersama asesor, menurut jadwal"), "later")
    if found.status in ENDED:
        return Langkah(_("Asesmen"), found.get_status_display(), "stopped")
    if found.status == A.DIREKOMENDASIKAN:
        return Langkah(_("Asesmen selesai"), _("Asesor menyerahkan rekomendasinya kepada komite teknis"), "done")
    return Langkah(_("Asesmen"), found.get_status_display(), "now")


def _decide(road: Perjalanan) -> Langkah:
    title = _("Keputusan dan sertifikat")
    if road.sertifikat is not None:
        return Langkah(title, _("Sertifikat %s") % road.sertifikat.number, "done")
    if road.keputusan is None:
        return Langkah(title, _("Komite teknis memutuskan, BNSP memberi nomor"), "later")
    if road.keputusan.outcome == "K":
        return Langkah(title, _("Kompeten · menunggu nomor dari BNSP"), "now")
    return Langkah(title, _("Belum kompeten"), "done")


def giliran_of(road: Perjalanan) -> Giliran:
    """The thing to do now, or what is being waited for."""
    case = road.permohonan
    early = {
        S.DRAF: Giliran(
            _("Isi permohonan Anda"),
            _("Data diri, tujuan asesmen, dan bukti persyaratan. Isian tersimpan sendiri, boleh berhenti kapan saja."),
            "apl01", _("Lanjutkan FR.APL.01"), 15,
        ),
        S.DIKEMBALIKAN: Giliran(
            _("Permohonan perlu dilengkapi"), _("LSP menulis: “%s”") % case.note, "apl01", _("Perbaiki FR.APL.01"), 10
        ),
        S.DIAJUKAN: Giliran(_("LSP meninjau permohonan Anda"), _("Anda mendapat pesan begitu ada hasilnya. Tidak ada yang perlu dilakukan sekarang.")),
        S.DITOLAK: Giliran(_("Permohonan tidak diterima"), case.note or _("Tanyakan alasannya kepada LSP.")),
        S.DIBATALKAN: Giliran(_("Permohonan dibatalkan"), case.note),
        S.LUNAS: Giliran(
            _("Asesmen mandiri menunggu Anda"),
            _("Cocokkan kemampuan Anda dengan tiap elemen dan pilih buktinya. Jawaban tersimpan sendiri, boleh berhenti kapan saja."),
            "apl02", _("Lanjutkan FR.APL.02"), 20,
        ),
    }  # fmt: skip
    if case.status in early:
        return early[S(case.status)]
    return _payment(road) if case.status == S.DITERIMA else _session(road)


def _payment(road: Perjalanan) -> Giliran:
    bill = road.tagihan
    if bill is None:
        return Giliran(_("Permohonan diterima"), _("LSP sedang menyiapkan tagihan. Anda mendapat pesan begitu terbit."))
    if bill.perusahaan_id:
        return Giliran(
            _("Menunggu pembayaran perusahaan"), _("Tagihan %s dikirim kepada perusahaan Anda.") % bill.number
        )
    if bill.status == Tagihan.Status.DIPERIKSA:
        return Giliran(
            _("Bukti pembayaran diperiksa"),
            _("LSP memeriksa bukti yang Anda kirim. Tidak ada yang perlu dilakukan sekarang."),
        )
    title = (
        _("Kirim ulang bukti pembayaran")
        if bill.status == Tagihan.Status.BUKTI_DITOLAK
        else _("Tagihan menunggu pembayaran")
    )
    text = _("Bayar %(total)s paling lambat %(due)s, lalu unggah buktinya.") % {
        "total": rupiah(bill.total), "due": tanggal(bill.due_on),
    }  # fmt: skip
    return Giliran(title, text, "tagihan", _("Buka tagihan"), 5)


def _session(road: Perjalanan) -> Giliran:
    if road.peserta is None:
        return Giliran(_("LSP menyusun jadwal"), _("Anda akan diminta menyetujui tanggal dan tempatnya."))
    if road.asesmen is not None and (waiting := _to_sign(road, road.asesmen) or _rules_to_accept(road, road.asesmen)):
        return waiting
    if road.peserta.confirmed_at is None and not road.peserta.wish and not _has_begun(road.asesmen):
        return Giliran(_("Setujui jadwal asesmen"), _schedule(road).note, "jadwal", _("Periksa jadwal"), 2)
    return _after_session(road)


def _to_sign(road: Perjalanan, asesmen: Asesmen) -> Giliran | None:
    return _adjustment_to_sign(road, asesmen) or _sheet_to_sign(road, asesmen)


def _adjustment_to_sign(road: Perjalanan, asesmen: Asesmen) -> Giliran | None:
    if asesmen.status not in (*ENDED, A.DIREKOMENDASIKAN) and road.awaits(asesmen.ak07_id):
        return Giliran(
            _("Setujui penyesuaian asesmen"),
            _("Baca FR.AK.07: yang disesuaikan untuk Anda, tanpa menurunkan standar. Tandatangani bila sesuai."),
            "ak07",
            _("Buka FR.AK.07"),
            3,
        )
    return None


def _sheet_to_sign(road: Perjalanan, asesmen: Asesmen) -> Giliran | None:
    match asesmen.status:
        case A.DITINJAU:
            return _consent_to_sign(road, asesmen)
        case A.BERLANGSUNG:
            return _result_to_sign(road, asesmen)
        case _:
            return None


def _consent_to_sign(road: Perjalanan, asesmen: Asesmen) -> Giliran | None:
    if road.asks(asesmen.ak01_id):
        return Giliran(
            _("Setujui pelaksanaan asesmen"), _("Baca FR.AK.01 bersama asesor, nyatakan persetujuan Anda, lalu tandatangani."),
            "ak01", _("Buka FR.AK.01"), 5,
        )  # fmt: skip
    if road.awaits(asesmen.ak01_id):
        return Giliran(
            _("Anda menolak menandatangani FR.AK.01"),
            _("Asesmen tidak dibuka. Bila berubah pikiran, Anda masih dapat membaca dan menandatanganinya; bila tidak, hubungi LSP."),
            "ak01", _("Buka FR.AK.01"), 5,
        )  # fmt: skip
    return None


def _result_to_sign(road: Perjalanan, asesmen: Asesmen) -> Giliran | None:
    if road.asks(asesmen.ia01_id) and road.asks(asesmen.ak02_id):
        return Giliran(
            _("Lihat hasil observasi dan rekomendasi"),
            _(
                "Baca FR.IA.01 dan FR.AK.02. Anda menandatangani bahwa sudah melihatnya; keputusan dibuat komite teknis."
            ),
            "bersama",
            _("Baca dan tandatangani"),
            10,
        )
    if road.asks(asesmen.ia01_id):
        return Giliran(
            _("Lihat hasil observasi"),
            _("Asesor selesai mengisi FR.IA.01. Baca dan tandatangani."),
            "ia01",
            _("Buka FR.IA.01"),
            5,
        )
    if road.asks(asesmen.ak02_id):
        return Giliran(
            _("Lihat rekomendasi asesor"),
            _("Baca FR.AK.02. Anda menandatangani bahwa sudah melihatnya; keputusan dibuat komite teknis."),
            "ak02",
            _("Buka FR.AK.02"),
            5,
        )
    return None


def _rules_to_accept(road: Perjalanan, asesmen: Asesmen) -> Giliran | None:
    if asesmen.status in BEFORE_SESSION and road.awaits(asesmen.tata_tertib_id):
        return Giliran(
            _("Baca tata tertib asesmen"), _("Tanpa persetujuan Anda asesmen tidak dapat dibuka. Baca di ponsel, lalu tandatangani."),
            "tata_tertib", _("Buka tata tertib"), 3,
        )  # fmt: skip
    return None


def _after_session(road: Perjalanan) -> Giliran:
    if road.penyerahan is not None and road.penyerahan.signed_at is None:
        return Giliran(
            _("Tandatangani tanda terima dan komitmen"),
            _("Sertifikat Anda terbit. Baca dan tandatangani tanda terima serta pernyataan komitmen; sesudah itu sertifikat dapat diunduh."),
            "serah", _("Baca dan tandatangani"), 3,
        )  # fmt: skip
    if road.banding is not None and road.banding.filed_at is not None and road.sertifikat is None:
        return Giliran(
            f"{road.banding.get_kind_display()} {road.banding.get_status_display().lower()}",
            _("Nomor %s. Keadaan dan batas waktunya ada pada halaman banding.") % road.banding.number,
            "banding", _("Buka banding"), is_done=True,
        )  # fmt: skip
    if road.sertifikat is not None:
        return Giliran(
            _("Sertifikat Anda terbit"),
            _("Unduh, simpan, dan bagikan tautan verifikasinya."),
            "sertifikat",
            _("Buka sertifikat"),
            is_done=True,
        )
    if road.keputusan is not None:
        if road.keputusan.outcome == "K":
            return Giliran(
                _("Anda dinyatakan kompeten"),
                _("LSP mengajukan nomor sertifikat kepada BNSP. Anda mendapat pesan begitu terbit."),
            )
        return Giliran(
            _("Belum kompeten"),
            _("Bacalah hasilnya: apa yang sudah tercapai dan apa yang belum."),
            "hasil",
            _("Buka hasil"),
            is_done=True,
        )
    return _waiting(road)


def _lacks_feedback(road: Perjalanan, asesmen: Asesmen) -> bool:
    """Until it is signed, or recorded that none was given; an older assessment has no sheet yet."""
    return asesmen.ak03_waived_at is None and (asesmen.ak03_id is None or road.awaits(asesmen.ak03_id))


def _waiting(road: Perjalanan) -> Giliran:
    found, peserta = road.asesmen, road.peserta
    assert peserta is not None
    if found is not None and found.status in ENDED:
        return Giliran(found.get_status_display(), found.note or _("Tanyakan kelanjutannya kepada LSP."))
    if found is not None and found.status == A.DIREKOMENDASIKAN:
        if _lacks_feedback(road, found):
            return Giliran(
                _("Umpan balik Anda ditunggu"),
                _("Sepuluh pernyataan singkat tentang asesmen Anda (FR.AK.03). Asesor baru membacanya setelah Anda tandatangani; hasil Anda tidak berubah olehnya."),
                "ak03", _("Isi FR.AK.03"), 5,
            )  # fmt: skip
        return Giliran(
            _("Komite teknis memutuskan"),
            _("Asesor sudah menyerahkan rekomendasinya. Keputusan dibuat komite teknis, bukan asesor."),
        )
    if peserta.wish and peserta.confirmed_at is None:
        return Giliran(_("LSP mencari tanggal lain"), _("Anda menulis: “%s”") % peserta.wish)
    when = dt.datetime.combine(peserta.jadwal.day, peserta.jadwal.starts, tzinfo=ZONES[peserta.jadwal.zone])
    return Giliran(_("Asesmen Anda %s") % tanggal(when.date()), _schedule(road).note)
