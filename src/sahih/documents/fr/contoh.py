"""People and a scheme that the forms' examples share; nobody in it is real."""

from collections.abc import Mapping
from dataclasses import dataclass

from sahih.documents.content import Choice, Content, Context, Header, Orang
from sahih.documents.filling import begin, fill
from sahih.documents.susunan import Elemen, Kelompok, Kuk, Unit
from sahih.documents.vocabulary import Formulir, Row

STANDAR = "SKKNI No. 38 Tahun 2019"
PERATURAN = Unit(
    "M.71KKK00.001.1",
    "Menerapkan Peraturan Perundang-undangan dan Standar dalam Pengujian Keselamatan dan Kesehatan Kerja",
    (
        Elemen(
            "1",
            "Mengidentifikasi pengujian K3 sesuai peraturan perundang-undangan dan standar pengujian K3",
            (
                Kuk(
                    "1.1",
                    "Peraturan perundang-undangan dan standar K3 diidentifikasi sebagai dasar perlindungan tenaga kerja.",
                ),
                Kuk("1.2", "Peraturan perundang-undangan dan standar pengujian K3 di tempat kerja dikelompokkan."),
            ),
            acuan="UU No. 1 Tahun 1970; PP No. 50 Tahun 2012",
        ),
        Elemen(
            "2",
            "Melaksanakan peraturan perundang-undangan dan standar pengujian K3 di tempat kerja",
            (
                Kuk("2.1", "Peraturan perundang-undangan dilaksanakan sesuai dengan bidang pengujian K3."),
                Kuk("2.2", "Standar pengujian dilaksanakan sesuai dengan bidang pengujian K3."),
            ),
        ),
    ),
    STANDAR,
)
IZIN_KERJA = Unit(
    "M.71KKK01.004.1",
    "Mengawasi Pelaksanaan Izin Kerja",
    (
        Elemen(
            "1",
            "Mempersiapkan pengawasan izin kerja",
            (
                Kuk("1.1", "Jenis pekerjaan yang memerlukan izin kerja diidentifikasi sesuai prosedur."),
                Kuk("1.2", "Formulir izin kerja disiapkan dan diverifikasi kelengkapannya."),
            ),
        ),
    ),
    STANDAR,
)
SUSUNAN = (
    Kelompok(1, "Merencanakan penerapan prinsip K3", (PERATURAN,)),
    Kelompok(2, "Melaksanakan penerapan prinsip K3", (IZIN_KERJA,)),
)
HEADER = Header(
    skema_jenis="okupasi",
    skema_judul="Petugas Keselamatan dan Kesehatan Kerja",
    skema_nomor="001/SKM/LSP-CONTOH/2026",
    tuk_jenis="sewaktu",
    tuk_nama="TUK Sewaktu Gresik",
    asesor=(Orang("Bambang Contoh", "MET.000.002579 2024"),),
    asesi="Siti Contoh",
    tanggal="2026-11-20",
    mulai="09:00",
    selesai="12:00",
)
BERKAS = (
    Choice("b1", "KTP Siti Contoh.pdf", "a" * 64),
    Choice("b2", "Sertifikat pelatihan K3.pdf", "b" * 64),
    Choice("b3", "Surat keterangan kerja.pdf", "c" * 64),
)

PERSYARATAN = (
    Row(
        "1",
        {
            "nomor": "1",
            "perlengkapan": "TUK Memiliki Pencahayaan Yang Baik",
            "spesifikasi": "Cahaya dari depan",
            "jumlah": "1",
        },
    ),
    Row(
        "2",
        {
            "nomor": "2",
            "perlengkapan": "TUK Memiliki Akses Jaringan Yang Stabil",
            "spesifikasi": "Minimal 600 Kbps (down)",
            "jumlah": "1",
        },
    ),
)
FOTO = (Choice("f1", "ruangan.jpg", "d" * 64), Choice("f2", "uji kecepatan.png", "e" * 64))
TEMPAT_UJI = Context(
    header=HEADER,
    rows={"persyaratan": PERSYARATAN},
    choices={"foto": FOTO},
    computed={
        "nama_tuk": "TUK Sewaktu Gresik",
        "jenis_tuk": "Sewaktu",
        "alamat_tuk": "Jalan Contoh 1, Gresik",
        "skema": HEADER.skema_judul,
        "nomor_sk": "003/SK-SYARAT/LSP-CONTOH/X/2026",
    },
)


@dataclass(frozen=True)
class Example:
    """A form filled as people would: the facts, and what each role sends, in signing order."""

    context: Context
    posted: Mapping[str, Mapping[str, list[str]]]


def filled_example(formulir: Formulir, example: Example) -> Content:
    content = begin(formulir, example.context)
    for role, answers in example.posted.items():
        filled = fill(formulir, answers, example.context, previous=content, as_role=role)
        if filled.problems:
            raise AssertionError(filled.problems)
        content = filled.content
    return content
