"""Where a form or letter differs from the paper, in words for whoever compares; docs/forms-differences.md gives the reasons at length."""

from typing import Final

from sahih.documents.fr import FORMS

Beda = tuple[str, str]
SEMUA: Final = "*"

PERBEDAAN: Final[dict[str, tuple[Beda, ...]]] = {
    SEMUA: (
        ("Huruf Source Sans 10,5; tepi kanan 9,8 mm, atas dan bawah 16 mm; tabel tetap 182,6 mm.", "Huruf yang boleh disematkan, tepi yang dapat dicetak, dan kaki halaman."),
        ("Tanda tangan berupa nama, nomor registrasi, waktu, cara, dan kode QR dalam satu kotak.", "Tanda tangan elektronik diperiksa, bukan dilihat."),
        ("Satu kotak untuk tiap penanda tangan; asesor kedua mendapat kotak kedua.", "Kotak kosong tidak pernah tertinggal."),
        ("Baris penyusun dan validator sebanyak yang menandatangani.", "Baris kosong mengundang tulisan kemudian."),
        ("Lebar kolom sama dalam beberapa milimeter; KUK dan kotak K/BK lebih lebar.", "Satu KUK adalah satu kalimat."),
        ("Kepala tabel berulang di tiap halaman; baris dan tanda tangan tidak terbelah.", "Halaman tetap terbaca sendiri."),
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
        (
            "Tinjauan kedua menyebut yang pertama dalam tabel sendiri di atas aspeknya.",
            "Kertas tidak punya tempatnya, dan dua lembar satu kode harus dibedakan.",
        ),
        ("Kotak terbuka atau dimensi kosong meminta rekomendasi peningkatan.", "Yang belum terpenuhi perlu diperbaiki."),
        ("Kode formulir diketik, dan ditawarkan oleh pembuka lembar.", "Pertanyaan belum menyebut dimensinya."),
    ),
    "FR.VA": (
        ("“Pemenuhan Terhadap :” di depan kedua kepala kolom; dua huruf F seperti tercetak.", "Tiga kepala bertumpuk tidak terbaca."),
        ("Tim validasi menandatangani; pada kaji ulang satu jadwal itu asesor penyelia.", "Cetakan tidak memuat tanda tangan, aturan memintanya."),
        ("Validasi sebuah MUK menambah tabel tim, tabel MUK, dan kesimpulan tim.", "Kertas tidak menyebut materi mana yang dilihat dan apa hasilnya."),
        ("Kotak terbuka meminta temuan, dan rekomendasi meminta rencana dengan tanggal dan orang.", "Temuan harus bermuara."),
        ("Setiap aspek dijawab; kotak – berarti tidak satu pun terpenuhi.", "Baris kosong tidak terbedakan dari yang belum dilihat."),
        ("Sebuah kotak menyatakan tidak ada temuan dan rekomendasi.", "Tim yang tidak menemukan apa-apa tidak perlu mengarang."),
    ),
    "MUK.CHECKLIST": (("Berkode MUK.CHECKLIST; yang tidak direncanakan bertuliskan Tidak dipakai.", "Kertasnya tidak berkode FR; satu LSP memakai ini."),
        ("Tidak diparaf; kotaknya menyebut bahwa isinya dihitung dari lembar yang ditandatangani.", "Yang dihitung tidak perlu disetujui."),
    ),
    "KAJI.VISIBILITAS": (("Kode dan kalimatnya dari kami.", "SOP menyebut langkahnya, tidak kertasnya."),),
    "PENGESAHAN.MUK": (("Kode dan kalimatnya dari kami; tanda tangannya tabel penyusun dan validator.", "Kertas mencetak tabel itu pada tiap instrumen; di sini ditandatangani sekali untuk seluruh MUK."),),
    "TANDA.TERIMA": (("Berkode TANDA.TERIMA; unitnya dalam tabel.", "Kertasnya tidak berkode."),),
    "KOMITMEN": (("Berkode KOMITMEN; ketentuannya gabungan dari beberapa cetakan, sama untuk semua LSP.", "Satu LSP menyebutnya FR.AK.14."),),
    "VERIFIKASI.TUK": (("Barisnya dari SK persyaratan TUK yang berlaku; foto tercetak sebagai nama berkas.", "Satu daftar untuk yang menyiapkan dan yang memeriksa."),),
    "VERIFIKASI.TUK.TM": (("Kepala TUK berupa nama, bukan tanda tangan.", "Kepala tempat kerja tidak mempunyai akun."),),
    "SPT.TUK": (("Harinya hari asesmen; verifikasi selesai sebelumnya.", "Hari kunjungan dipilih verifikator."),),
    "PENUNJUKAN.TUK": (("Menyebut bahwa SK menyusul setelah verifikasi.", "Ditunjuk lebih dulu, ditetapkan kemudian."),),
    "SK.TUK": (("Tabel tempat dengan nama asesi dan tanggal, bukan satu tempat.", "Satu SK untuk semua tempat jarak jauh satu jadwal."),),
    "SK.PERSYARATAN.TUK": (("Dibuat, diperiksa, disetujui; baris kosong tidak tercetak.", "SOP menyebut SK ini, cetakannya tidak ditemukan."),),
    "PINJAM.ASESOR": (("Menyebut skema dan tanggal.", "Peminjaman hanya berlaku untuk itu."),),
    "BALASAN.PINJAM": (("Menyebut skema dan tanggal.", "Peminjaman hanya berlaku untuk itu."),),
    "BA.PENERBITAN": (("Satu tabel mendatar dengan tiga nomor dan tanggal tiap sertifikat.", "Unit tercantum pada SK dan sertifikat."),),
    "BA.GANGGUAN": (("Susunan kami sendiri.", "Cetakannya tidak ditemukan."),),
    "DAFTAR.ASESI": (("Halaman mendatar, kepala tabel berulang.", "Ada tujuh kolom."),),
    "DAFTAR.ASESOR": (("Halaman mendatar, kepala tabel berulang.", "Ada tujuh kolom."),),
    "DAFTAR.HADIR": (("Halaman mendatar; kehadiran dan pemeriksaan identitas dari sesi; kolom tanda tangan kosong.", "Asesi menandatangani lembarnya secara elektronik."),),
    "TAGIHAN": (("Ditandatangani keuangan; jumlah juga dengan huruf.", "SOP hanya menyebut tagihan."),),
    "KUITANSI": (("Ditandatangani keuangan; jumlah juga dengan huruf.", "SOP hanya menyebut tagihan."),),
    "INFO.SURVEILAN": (("Surveilan tahunan, sertifikasi ulang dua bulan sebelum berakhir; satu surat tiap pemegang.", "Mengikuti dokumen skema."),),
    "TATA.TERTIB": (("Teks usulan kami; ditandatangani asesi, tanpa nomor surat.", "Tidak ada sumber yang memuat teksnya; LSP menetapkannya lebih dulu."),),
}  # fmt: skip


def perbedaan_of(code: str) -> tuple[Beda, ...]:
    """What differs on this form, then what differs on all."""
    return (*PERBEDAAN.get(code, ()), *(PERBEDAAN[SEMUA] if code in FORMS else ()))
