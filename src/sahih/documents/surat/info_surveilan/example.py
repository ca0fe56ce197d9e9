"""One literal information on surveilan and sertifikasi ulang."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import facts

EXAMPLE = Example(
    context=facts(
        {},
        nama_pemegang="Siti Contoh",
        nomor_sertifikat="71102 3257 2 0000001 2026",
        nomor_registrasi="KKK.000.00001 2026",
        terbit="30 November 2026",
        berlaku_sampai="30 November 2029",
        surveilan_pertama="30 November 2027",
        batas_ulang="30 September 2029",
    ),
    posted={},
)
