"""One literal Berita Acara Penerbitan Sertifikat."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import SKEMA, facts
from sahih.documents.vocabulary import Row

ASESI = (
    Row(
        "1",
        {
            "nomor": "1",
            "nama": "Siti Contoh",
            "skema": SKEMA,
            "komite": "v",
            "keputusan": "KOMPETEN",
            "sertifikat": "71102 3257 2 0000001 2026",
            "registrasi": "KKK.000.00001 2026",
            "blangko": "A0000001",
            "terbit": "30-11-2026",
            "sampai": "30-11-2029",
        },
    ),
    Row(
        "2",
        {
            "nomor": "2",
            "nama": "Joko Contoh",
            "skema": SKEMA,
            "komite": "x",
            "keputusan": "BELUM KOMPETEN",
            "sertifikat": "–",
            "registrasi": "–",
            "blangko": "–",
            "terbit": "–",
            "sampai": "–",
        },
    ),
)

EXAMPLE = Example(
    context=facts(
        {"asesi": ASESI},
        nama_asesor="Bambang Contoh",
        nomor_sk="012/SK/LSP-CONTOH/XI/2026",
        tanggal_sk="28 November 2026",
        jumlah_kompeten="1",
        jumlah_belum_kompeten="1",
    ),
    posted={},
)
