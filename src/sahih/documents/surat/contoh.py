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


def facts(rows: dict[str, tuple[Row, ...]], **computed: str) -> Context:
    return Context(header=HEADER, rows=rows, computed=KEPALA | computed)
