"""One literal SK Penetapan TUK with two remote places."""

from sahih.documents.fr.contoh import Example
from sahih.documents.surat.contoh import facts
from sahih.documents.vocabulary import Row

TEMPAT = (
    Row(
        "1",
        {
            "nomor": "1",
            "nama": "Rumah Siti Contoh",
            "alamat": "Jalan Contoh 1, Manyar, Gresik",
            "jenis": "Sewaktu",
            "asesi": "Siti Contoh",
            "mulai_berlaku": "20-11-2026",
            "sampai": "20-11-2026",
        },
    ),
    Row(
        "2",
        {
            "nomor": "2",
            "nama": "Kantor PT Kimia Contoh",
            "alamat": "Jalan Contoh 2, Gresik",
            "jenis": "Tempat Kerja",
            "asesi": "Joko Contoh",
            "mulai_berlaku": "20-11-2026",
            "sampai": "20-11-2026",
        },
    ),
)

EXAMPLE = Example(
    context=facts(
        {"tempat": TEMPAT},
        tanggal_verifikasi="18 November 2026",
        verifikator="Bambang Contoh",
        nomor_spt="014/SPT-TUK/LSP-CONTOH/XI/2026",
    ),
    posted={},
)
