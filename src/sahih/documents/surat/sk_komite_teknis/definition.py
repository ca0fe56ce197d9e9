"""SK Penetapan Tim Komite Teknis for the asesi of a schedule (forms 7.6, SOP 4.1)."""

from sahih.documents.surat.naskah import (
    KEPALA_SURAT,
    MENGGANTIKAN,
    PENGGANTI,
    Centered,
    Facts,
    Naskah,
    Paragraph,
    Surat,
    Table,
)
from sahih.documents.vocabulary import Column, Formulir, Grid, Section, Signature

SK_KOMITE_TEKNIS = Surat(
    form=Formulir(
        code="SK.KOMITE",
        version=1,
        title="SK Penetapan Tim Komite Teknis",
        blocks=(
            Section("Surat", (*KEPALA_SURAT, MENGGANTIKAN)),
            Grid("asesi", (Column("Nama Asesi", ("{nama}",), width=1),), title="Asesi"),
            Grid(
                "anggota",
                (Column("Nama Personil Komite", ("{nama}", "{jabatan}"), width=1),),
                title="Tim Komite Teknis",
            ),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"asesi": ("nomor", "nama", "skema"), "anggota": ("nomor", "nama", "reg", "jabatan")},
    naskah=Naskah(
        version=1,
        title=("SURAT KEPUTUSAN", "KETUA {lsp}", "TENTANG", "PENETAPAN TIM KOMITE TEKNIS"),
        blocks=(
            Paragraph(
                "Membaca permohonan sertifikasi kompetensi kerja dan meninjau pemenuhan tahapan penjaminan mutu skema "
                "sertifikasi {skema_judul}, dengan ini menyatakan dan memutuskan menetapkan Tim Komite Teknis untuk melakukan "
                "verifikasi hasil asesmen terhadap:"
            ),
            Table("asesi", (("No", "{nomor}", 10), ("Nama Asesi", "{nama}", 80), ("Skema Sertifikasi", "{skema}", 80))),
            Centered("Tim Komite Teknis"),
            Table(
                "anggota",
                (
                    ("No", "{nomor}", 10),
                    ("Nama Personil Komite", "{nama}", 70),
                    ("No. Registrasi", "{reg}", 45),
                    ("Jabatan Dalam Tim", "{jabatan}", 45),
                ),
            ),
            Paragraph(
                "Tim Komite Teknis yang ditunjuk berkewajiban menjaga kerahasiaan, bertindak independen, serta memberikan "
                "rekomendasi hasil kelayakan sertifikasi kepada Ketua {lsp}."
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
            Facts((("Ditetapkan di", "{kota}"), ("Pada tanggal", "{tanggal_surat}"))),
        ),
    ),
)
