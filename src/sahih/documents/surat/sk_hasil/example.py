"""One literal SK Hasil Keputusan Sertifikasi."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import HASIL, facts

EXAMPLE = Example(
    context=facts(
        {"asesi": HASIL},
        tanggal_rapat="27 November 2026",
        nomor_ba="003/BA/LSP-CONTOH/XI/2026",
        jumlah_kompeten="1",
        jumlah_belum_kompeten="1",
    ),
    posted={},
)
