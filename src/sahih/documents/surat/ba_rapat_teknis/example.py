"""One literal Berita Acara Rapat Teknis."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import ANGGOTA, HASIL, facts

EXAMPLE = Example(
    context=facts(
        {"asesi": HASIL, "anggota": ANGGOTA},
        tanggal_rapat="27 November 2026",
        jumlah_kompeten="1",
        jumlah_belum_kompeten="1",
    ),
    posted={},
)
