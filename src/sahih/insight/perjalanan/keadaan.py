"""Where an application stands, in one word for everybody: its asesi, the office, the company that sent them."""

import datetime as dt
from enum import StrEnum

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sahih.insight.perjalanan.queries import Perjalanan
from sahih.process.asesmen.models import Asesmen
from sahih.process.biaya.models import Tagihan
from sahih.process.jadwal.models import Peserta
from sahih.process.keputusan.models import Keputusan
from sahih.process.permohonan.models import Permohonan
from sahih.process.sertifikat.models import Sertifikat

S, A, C = Permohonan.Status, Asesmen.Status, Sertifikat.Status


class Keadaan(StrEnum):
    """Every stop of the road; the pages colour it by its value."""

    DRAF = "draf"
    DIAJUKAN = "diajukan"
    DIKEMBALIKAN = "dikembalikan"
    DITOLAK = "ditolak"
    DIBATALKAN = "dibatalkan"
    MENUNGGU_TAGIHAN = "menunggu_tagihan"
    MENUNGGU_PEMBAYARAN = "menunggu_pembayaran"
    PEMBAYARAN_DIPERIKSA = "diperiksa"
    BUKTI_DITOLAK = "bukti_ditolak"
    MENUNGGU_MANDIRI = "menunggu_mandiri"
    MENUNGGU_JADWAL = "menunggu_jadwal"
    JADWAL_DIUSULKAN = "jadwal_diusulkan"
    MINTA_TANGGAL_LAIN = "minta_tanggal_lain"
    TERJADWAL = "terjadwal"
    MENUNGGU_PERSETUJUAN = "menunggu_persetujuan"
    SIAP_DIASES = "disetujui"
    BERLANGSUNG = "berlangsung"
    TIDAK_DILANJUTKAN = "tidak_dilanjutkan"
    TIDAK_HADIR = "tidak_hadir"
    MUNDUR = "mundur"
    MENUNGGU_KEPUTUSAN = "menunggu_keputusan"
    DIPUTUSKAN = "ditetapkan"
    KOMPETEN = "kompeten"
    BELUM_KOMPETEN = "belum_kompeten"
    CONTOH = "contoh"
    BERSERTIFIKAT = "berlaku"
    KEDALUWARSA = "kedaluwarsa"
    DIBEKUKAN = "dibekukan"
    DICABUT = "dicabut"
    DIGANTIKAN = "digantikan"

    @property
    def word(self) -> str:
        """What a person reads."""
        return str(WORDS[self])


K = Keadaan
WORDS: dict[Keadaan, Promise] = {
    K.DRAF: _("Belum dikirim"),
    K.DIAJUKAN: _("Ditinjau LSP"),
    K.DIKEMBALIKAN: _("Perlu dilengkapi"),
    K.DITOLAK: _("Tidak diterima"),
    K.DIBATALKAN: _("Dibatalkan"),
    K.MENUNGGU_TAGIHAN: _("Menunggu tagihan"),
    K.MENUNGGU_PEMBAYARAN: _("Menunggu pembayaran"),
    K.PEMBAYARAN_DIPERIKSA: _("Pembayaran diperiksa"),
    K.BUKTI_DITOLAK: _("Bukti bayar perlu diganti"),
    K.MENUNGGU_MANDIRI: _("Menunggu asesmen mandiri"),
    K.MENUNGGU_JADWAL: _("Menunggu jadwal"),
    K.JADWAL_DIUSULKAN: _("Jadwal perlu disetujui"),
    K.MINTA_TANGGAL_LAIN: _("Minta tanggal lain"),
    K.TERJADWAL: _("Terjadwal"),
    K.MENUNGGU_PERSETUJUAN: _("Menunggu persetujuan asesmen"),
    K.SIAP_DIASES: _("Siap diases"),
    K.BERLANGSUNG: _("Sedang asesmen"),
    K.TIDAK_DILANJUTKAN: _("Tidak dapat dilanjutkan"),
    K.TIDAK_HADIR: _("Tidak hadir"),
    K.MUNDUR: _("Mengundurkan diri"),
    K.MENUNGGU_KEPUTUSAN: _("Menunggu keputusan"),
    K.DIPUTUSKAN: _("Keputusan ditetapkan"),
    K.KOMPETEN: _("Kompeten, menunggu sertifikat"),
    K.BELUM_KOMPETEN: _("Belum kompeten"),
    K.CONTOH: _("Sertifikat contoh terbit"),
    K.BERSERTIFIKAT: _("Sertifikat berlaku"),
    K.KEDALUWARSA: _("Sertifikat kedaluwarsa"),
    K.DIBEKUKAN: _("Sertifikat dibekukan"),
    K.DICABUT: _("Sertifikat dicabut"),
    K.DIGANTIKAN: _("Sertifikat digantikan"),
}
_APPLYING = {
    S.DRAF: K.DRAF,
    S.DIAJUKAN: K.DIAJUKAN,
    S.DIKEMBALIKAN: K.DIKEMBALIKAN,
    S.DITOLAK: K.DITOLAK,
    S.DIBATALKAN: K.DIBATALKAN,
    S.LUNAS: K.MENUNGGU_MANDIRI,
}
_PAYING = {
    Tagihan.Status.TERBIT: K.MENUNGGU_PEMBAYARAN,
    Tagihan.Status.DIPERIKSA: K.PEMBAYARAN_DIPERIKSA,
    Tagihan.Status.BUKTI_DITOLAK: K.BUKTI_DITOLAK,
}
_ASSESSING = {
    A.DITINJAU: K.MENUNGGU_PERSETUJUAN,
    A.DISETUJUI: K.SIAP_DIASES,
    A.BERLANGSUNG: K.BERLANGSUNG,
    A.DIREKOMENDASIKAN: K.MENUNGGU_KEPUTUSAN,
    A.TIDAK_DILANJUTKAN: K.TIDAK_DILANJUTKAN,
    A.TIDAK_HADIR: K.TIDAK_HADIR,
    A.MUNDUR: K.MUNDUR,
}
_HOLDING = {C.DIBEKUKAN: K.DIBEKUKAN, C.DICABUT: K.DICABUT, C.DIGANTIKAN: K.DIGANTIKAN}


def keadaan_of(road: Perjalanan, *, day: dt.date) -> Keadaan:
    """The furthest stop that the road has reached, for those who may know the outcome."""
    if road.sertifikat is not None:
        return _holding(road.sertifikat, day)
    if road.keputusan is not None:
        return K.KOMPETEN if road.keputusan.outcome == "K" else K.BELUM_KOMPETEN
    return _before_decision(road)


def keadaan_without_outcome(road: Perjalanan) -> Keadaan:
    """The same for a company: that there is a decision, never which."""
    return _before_decision(road) if road.keputusan is None else K.DIPUTUSKAN


def _holding(paper: Sertifikat, day: dt.date) -> Keadaan:
    if paper.status in _HOLDING:
        return _HOLDING[C(paper.status)]
    if paper.uji_coba:
        return K.CONTOH
    return K.KEDALUWARSA if paper.valid_until < day else K.BERSERTIFIKAT


def _before_decision(road: Perjalanan) -> Keadaan:
    case, seat, session = road.permohonan, road.peserta, road.asesmen
    if case.status in _APPLYING:
        return _APPLYING[S(case.status)]
    if case.status == S.DITERIMA:
        return _PAYING.get(Tagihan.Status(road.tagihan.status), K.MENUNGGU_TAGIHAN) if road.tagihan else K.MENUNGGU_TAGIHAN  # fmt: skip
    if session is not None and session.status in _ASSESSING:
        return _ASSESSING[A(session.status)]
    return K.MENUNGGU_JADWAL if seat is None else _seated(seat)


def _seated(seat: Peserta) -> Keadaan:
    if seat.confirmed_at is not None:
        return K.TERJADWAL
    return K.MINTA_TANGGAL_LAIN if seat.wish else K.JADWAL_DIUSULKAN


class Tahap(StrEnum):
    """What follows when an application is ready for a date; before that its own state is its stage."""

    ASESMEN = "asesmen"
    KEPUTUSAN = "keputusan"
    SELESAI = "selesai"


TAHAP_WORDS: dict[str, Promise | str] = {
    **{one.value: one.label for one in S},
    S.DIAJUKAN.value: _("Ditinjau"),
    S.LUNAS.value: _("Asesmen mandiri"),
    S.SIAP.value: _("Menunggu jadwal"),
    Tahap.ASESMEN: _("Jadwal dan asesmen"),
    Tahap.KEPUTUSAN: _("Menunggu keputusan"),
    Tahap.SELESAI: _("Selesai"),
}


def in_tahap(cases: QuerySet[Permohonan], tahap: str) -> QuerySet[Permohonan]:
    """Those that stand at this stage, sifted by the database."""
    return cases.alias(tahap=_tahap()).filter(tahap=tahap)


def count_by_tahap(cases: QuerySet[Permohonan]) -> dict[str, int]:
    rows = cases.order_by().annotate(tahap=_tahap()).values_list("tahap").annotate(count=Count("pk"))
    return dict(rows)


def _tahap() -> Case:
    seats = Peserta.objects.filter(permohonan=OuterRef("pk"), is_live=True)
    sessions = Asesmen.objects.filter(peserta__permohonan=OuterRef("pk"), peserta__is_live=True)
    decreed = Keputusan.objects.filter(asesmen__peserta__permohonan=OuterRef("pk"), status=Keputusan.Status.DITETAPKAN)
    ended = sessions.filter(status__in=(A.TIDAK_DILANJUTKAN, A.TIDAK_HADIR, A.MUNDUR))
    return Case(
        When(~Q(status=S.SIAP), then=F("status")),
        When(~Exists(seats), then=F("status")),
        When(Exists(decreed) | Exists(ended), then=Value(Tahap.SELESAI.value)),
        When(Exists(sessions.filter(status=A.DIREKOMENDASIKAN)), then=Value(Tahap.KEPUTUSAN.value)),
        default=Value(Tahap.ASESMEN.value),
    )
