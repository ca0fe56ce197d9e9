"""Which colour a stored state wears; every page takes it from here."""

from sahih.insight.perjalanan.keadaan import Keadaan
from sahih.web.ui.parts import Badge, Tone

_STATES: dict[Tone, str] = {
    Tone.OK: """
        diterima disetujui lunas sah terverifikasi lengkap selesai aktif berlaku kompeten terbit diterbitkan siap hadir
        ditandatangani terkunci dikonfirmasi memenuhi sesuai tercatat dibuka sk_terbit
    """,
    Tone.WAIT: """
        diajukan menunggu ditinjau dikembalikan perbaikan diunggah dijadwalkan diundang sebagian ditunda kurang
        menunggu_pembayaran menunggu_verifikasi menunggu_bnsp menunggu_tagihan menunggu_mandiri menunggu_jadwal menunggu_persetujuan
        menunggu_keputusan jadwal_diusulkan minta_tanggal_lain diperiksa bukti_ditolak disusun ditawarkan bernomor draf_terkirim uji_coba akan_berakhir
    """,
    Tone.NO: """
        ditolak dibatalkan dicabut kedaluwarsa kadaluwarsa belum_kompeten tidak_hadir dibekukan berakhir mendesak gagal
        tidak_memenuhi tidak_sah tidak_berlaku tidak_dilanjutkan mengundurkan_diri mundur batal dimusnahkan
    """,
    Tone.INFO: """
        berlangsung diisi diproses dinilai diputuskan terkirim dikirim ditugaskan terjadwal rapat ditetapkan ba_sah dijawab
    """,
}

_TONE_BY_STATE = {state: tone for tone, states in _STATES.items() for state in states.split()}


def tone_of(state: str) -> Tone:
    """The tone of a state; a state nobody has coloured stays neutral."""
    return _TONE_BY_STATE.get(str(state), Tone.NEUTRAL)


def badge_of(keadaan: Keadaan) -> Badge:
    """Where an application stands, as every list and page shows it."""
    return Badge(keadaan.word, tone_of(keadaan))
