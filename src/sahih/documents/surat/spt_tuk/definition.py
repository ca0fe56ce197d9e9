"""Surat Perintah Tugas for who verifies a TUK, in the frame of the SPT asesor (forms 7.2, SOP 1.6.5, T2, T5)."""

from sahih.documents.surat.naskah import (
    KEPALA_SURAT,
    MENGGANTIKAN,
    PENGGANTI,
    Centered,
    Listed,
    Naskah,
    Paragraph,
    Surat,
    Table,
)
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

SPT_TUK = Surat(
    form=Formulir(
        code="SPT.TUK",
        version=1,
        title="Surat Perintah Tugas Verifikasi TUK",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("nama_tuk", "Tempat Uji Kompetensi", "computed"),
                    Field("jenis_tuk", "Jenis TUK", "computed"),
                    Field("alamat_tuk", "Alamat", "computed"),
                    Field("cara", "Cara verifikasi", "computed"),
                ),
            ),
            Grid("verifikator", (Column("Nama", ("{nama}", "{reg}"), width=1),), title="Verifikator"),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"verifikator": ("nomor", "nama", "reg")},
    naskah=Naskah(
        version=1,
        title=("SURAT PERINTAH TUGAS",),
        blocks=(
            Centered("DIPERINTAHKAN:"),
            Paragraph("Kepada :"),
            Table(
                "verifikator",
                (("No.", "{nomor}", 10), ("Nama Verifikator", "{nama}", 90), ("No. Reg. MET", "{reg}", 70)),
            ),
            Centered("Tugas :"),
            Listed(
                (
                    "Melakukan Verifikasi Tempat Uji Kompetensi (TUK) {cara}",
                    "Skema Kompetensi : {skema_judul}",
                    "Tempat Uji Kompetensi : {nama_tuk} ({jenis_tuk}), {alamat_tuk}",
                    "Hari/ Tanggal asesmen : {tanggal}; verifikasi selesai sebelum asesmen dimulai",
                    "Waktu asesmen : {mulai} – {selesai}",
                    "Mengisi dan menandatangani rekaman verifikasi TUK dengan bukti foto tiap perlengkapan",
                    "Melaksanakan perintah ini dengan sebaik-baiknya dan penuh tanggung jawab",
                )
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
        ),
        tembusan=("Manajer Sertifikasi LSP", "Manajer Administrasi & Keuangan LSP", "Arsip"),
    ),
)
