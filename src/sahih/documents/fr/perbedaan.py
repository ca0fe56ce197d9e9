"""Where a form differs from the paper, in words for whoever compares; docs/forms-differences.md says the same, row by row."""

from typing import Final

Beda = tuple[str, str]
SEMUA: Final = "*"

PERBEDAAN: Final[dict[str, tuple[Beda, ...]]] = {
    SEMUA: (
        ("Huruf Source Sans 10,5; tepi kanan 9,8 mm, atas dan bawah 16 mm; tabel tetap 182,6 mm.", "Huruf yang boleh disematkan, tepi yang dapat dicetak, dan kaki halaman."),
        ("Tanda tangan berupa nama, nomor registrasi, waktu, cara, dan kode QR dalam satu kotak.", "Tanda tangan elektronik diperiksa, bukan dilihat."),
        ("Satu kotak untuk tiap penanda tangan; asesor kedua mendapat kotak kedua.", "Kotak kosong tidak pernah tertinggal."),
        ("Baris penyusun dan validator sebanyak yang menandatangani.", "Baris kosong mengundang tulisan kemudian."),
        ("“*Coret yang tidak perlu” selalu di bawah tabel identitas.", "Di situlah yang dicoret."),
        ("Catatan kaki tentang templat Australia hanya pada FR.APL.02.", "Di tempat lain sumbernya tidak sepakat."),
        ("“Lainnya” berupa isian sendiri yang diminta bila kotaknya dicentang.", "Layar tidak dapat memuat kotak tanpa nama."),
    ),
    "FR.APL.01": (("Nama berkas tercetak di bawah persyaratannya; tanpa nomor registrasi admin.", "Pembaca melihat apa yang dinilai."),),
    "FR.APL.02": (("Nama berkas pada Bukti yang relevan, dengan teks bebas di sampingnya.", "Bukti diserahkan lebih dulu menurut SOP."),),
    "FR.AK.01": (("Hari, jam, dan TUK diambil dari jadwal.", "Yang disetujui adalah yang direncanakan."),),
    "FR.IA.01": (("Unit, elemen, dan KUK pada rekomendasi dihitung.", "Semuanya mengikuti tiap jawaban Tidak."),),
    "FR.AK.02": (("Rekomendasi, tindak lanjut, dan komentar di bawah matriks; tanpa tabel kelompok.", "Satu bingkai pada dua halaman patah dengan buruk."),),
    "FR.AK.05": (("Hanya asesor yang menandatangani.", "Cetakan yang ada tidak memuat tempat bagi asesor penyelia."),),
    "FR.AK.03": (("Asesi menandatangani.", "Tanpa tanda tangan lembarnya tidak pernah ditutup."),),
    "FR.AK.04": (("Pertanyaan tidak bernomor; tanpa lampiran.", "Seperti kebanyakan cetakan."),),
    "FR.AK.07": (
        ("Waktu penggunaan dicoret pada baris sendiri di bawah panduan; persetujuan asesi menjadi kepala kotak tanda tangannya.", "Kalimat panduan tetap utuh."),
        ("Bagian B hanya tercetak bila LSP memakai dua bagian.", "Kedua susunan dipakai."),
        ("Satu potensi; tanpa “Lainnya” dan tanpa kotak “Tidak ada penyesuaian”.", "Satu rencana untuk satu potensi; sumber tunggal."),
        ("Keputusan Penyesuaian mencetak petunjuknya; hasil tanpa Ya/Tidak.", "Sumber tunggal."),
    ),
    "FR.MAPA.01": (
        ("Satu rencana untuk satu potensi, jadi satu kotak dicentang.", "Rencana dibuat sekali dan dipakai berulang."),
        ("Jenis Bukti mengikuti perangkatnya.", "Menurut peta formulir; untuk DIT, PW, dan CRP sumbernya tidak pasti."),
        ("TPD dan PMO dapat dipilih di bawah Observasi langsung.", "Bila tidak, FR.IA.02 dan FR.IA.03 tidak dapat direncanakan."),
        ("Tanpa gambar wajah pada hubungan standar kompetensi.", "Hanya pada edisi 2020."),
        ("Standar Industri atau Tempat Kerja tercentang dengan menuliskannya.", "Satu langkah, bukan dua."),
        ("Orang yang relevan: nama dan tanggal; manajer sertifikasi yang menandatangani.", "Yang lain mungkin tidak mempunyai akun."),
        ("Paling sedikit dua butir bukti tiap unit, satu baris satu butir.", "Kebiasaan asesor; tidak tercetak di mana pun."),
    ),
    "FR.MAPA.02": (("Tiap kelompok mempunyai instrumen untuk setiap potensi yang dilayani peta.", "Bila tidak, ada asesi tanpa instrumen."),),
    "FR.AK.06": (
        ("Kotak terbuka atau dimensi kosong meminta rekomendasi peningkatan.", "Yang belum terpenuhi perlu diperbaiki."),
        ("Kode formulir diketik, dan ditawarkan oleh pembuka lembar.", "Pertanyaan belum menyebut dimensinya."),
    ),
    "FR.VA": (
        ("“Pemenuhan Terhadap :” di depan kedua kepala kolom; dua huruf F seperti tercetak.", "Tiga kepala bertumpuk tidak terbaca."),
        ("Asesor penyelia menandatangani.", "Cetakan tidak memuat tanda tangan, aturan memintanya."),
        ("Kotak terbuka meminta temuan, dan rekomendasi meminta rencana dengan tanggal dan orang.", "Temuan harus bermuara."),
    ),
    "MUK.CHECKLIST": (("Berkode MUK.CHECKLIST; yang tidak direncanakan bertuliskan Tidak dipakai.", "Kertasnya tidak berkode FR; satu LSP memakai ini."),),
}  # fmt: skip


def perbedaan_of(code: str) -> tuple[Beda, ...]:
    """What differs on this form, then what differs on all."""
    return (*PERBEDAAN.get(code, ()), *(PERBEDAAN[SEMUA] if code.startswith(("FR.", "MUK.")) else ()))
