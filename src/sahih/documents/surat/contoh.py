"""Facts that the letters' examples share; nobody in it is real."""

from sahih.documents.content import Context, Value
from sahih.documents.fr.contoh import HEADER
from sahih.documents.vocabulary import Row

SKEMA = HEADER.skema_judul
KEPALA: dict[str, Value] = {
    "nomor": "012/SK/LSP-CONTOH/XI/2026",
    "tanggal_surat": "2026-11-20",
    "kota": "Gresik",
    "lsp": "LSP Contoh Gresik",
}
ANGGOTA = (
    Row("1", {"nomor": "1", "nama": "Ratna Contoh", "reg": "KT-01", "jabatan": "Ketua Komite Teknis"}),
    Row("2", {"nomor": "2", "nama": "Hadi Contoh", "reg": "KT-02", "jabatan": "Anggota"}),
    Row("3", {"nomor": "3", "nama": "Yuni Contoh", "reg": "KT-03", "jabatan": "Anggota"}),
)
HASIL = (
    Row("1", {"nomor": "1", "nama": "Siti Contoh", "skema": SKEMA, "keterangan": "Kompeten"}),
    Row("2", {"nomor": "2", "nama": "Joko Contoh", "skema": SKEMA, "keterangan": "Belum Kompeten"}),
)
TUK = {"nama_tuk": "TUK Sewaktu Gresik", "jenis_tuk": "Sewaktu", "alamat_tuk": "Jalan Contoh 1, Gresik"}
PESERTA = (
    Row(
        "1",
        {
            "nomor": "1",
            "nama": "Siti Contoh",
            "perusahaan": "PT Kimia Contoh",
            "alamat": "Manyar, Gresik",
            "telepon": "0812-0000-0001",
            "cara": "Jarak jauh",
            "keterangan": "FR.APL.02 ditandatangani",
            "hadir": "Hadir 09.02 WIB",
            "diperiksa": "Ya",
        },
    ),
    Row(
        "2",
        {
            "nomor": "2",
            "nama": "Joko Contoh",
            "perusahaan": "Perorangan",
            "alamat": "Kebomas, Gresik",
            "telepon": "0812-0000-0002",
            "cara": "Jarak jauh",
            "keterangan": "FR.APL.02 ditandatangani",
            "hadir": "Tidak hadir",
            "diperiksa": "–",
        },
    ),
)
ASESOR = (
    Row(
        "1",
        {
            "nomor": "1",
            "nama": "Bambang Contoh",
            "reg": "MET.000.002579 2024",
            "berlaku": "31-12-2027",
            "asal": "LSP Contoh Gresik",
            "tersedia": "Ya",
            "keterangan": "Ditunjuk",
        },
    ),
    Row(
        "2",
        {
            "nomor": "2",
            "nama": "Dewi Contoh",
            "reg": "MET.000.009911 2025",
            "berlaku": "30-06-2028",
            "asal": "LSP Induk Contoh",
            "tersedia": "Tidak",
            "keterangan": "Bertugas di tempat lain",
        },
    ),
)
RINCIAN = (Row("1", {"nomor": "1", "uraian": f"Sertifikasi {SKEMA}, Siti Contoh", "jumlah": "1.500.000"}),)


def facts(rows: dict[str, tuple[Row, ...]], **computed: str) -> Context:
    return Context(header=HEADER, rows=rows, computed=KEPALA | computed)
