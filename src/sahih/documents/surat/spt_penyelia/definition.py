"""Surat Perintah Tugas to review a finished schedule, in the frame of the other SPT (forms 7.1, SOP 3.4.2)."""

from sahih.documents.surat.naskah import (
    KEPALA_SURAT,
    MENGGANTIKAN,
    PENGGANTI,
    Centered,
    Facts,
    Listed,
    Naskah,
    Paragraph,
    Surat,
)
from sahih.documents.vocabulary import Field, Formulir, Section, Signature

SPT_PENYELIA = Surat(
    form=Formulir(
        code="SPT.PENYELIA",
        version=1,
        title="Surat Perintah Tugas Asesor Penyelia",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("nama_penyelia", "Nama", "computed"),
                    Field("reg_penyelia", "No. Reg", "computed"),
                    Field("nama_asesor", "Asesor", "computed"),
                    Field("jumlah_asesi", "Asesi", "computed"),
                ),
            ),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    naskah=Naskah(
        version=1,
        title=("SURAT PERINTAH TUGAS",),
        blocks=(
            Centered("DIPERINTAHKAN:"),
            Facts((("Kepada", "{nama_penyelia}"), ("Jabatan", "Asesor Penyelia"), ("No. Reg", "{reg_penyelia}"))),
            Centered("Tugas :"),
            Listed(
                (
                    "Melakukan kaji ulang atas laporan asesmen dan meninjau proses asesmen",
                    "Skema Kompetensi : {skema_judul}",
                    "Hari/ Tanggal asesmen : {tanggal}",
                    "Asesor : {nama_asesor}",
                    "Asesi : {jumlah_asesi} orang",
                    "Mengisi FR.AK.06. Meninjau Proses Asesmen dan FR.VA. Memberikan Kontribusi dalam Validasi Asesmen",
                    "Mengembalikan berkas kepada asesor dengan temuan tertulis apabila ada yang perlu diperbaiki",
                    "Melaksanakan perintah ini dengan sebaik-baiknya dan penuh tanggung jawab",
                )
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
        ),
        tembusan=("Manajer Sertifikasi LSP", "Manajer Mutu LSP", "Arsip"),
    ),
)
