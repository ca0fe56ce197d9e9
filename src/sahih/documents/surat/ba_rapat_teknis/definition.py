"""Berita Acara Rapat Teknis, signed by every member of the komite (forms 7.7, SOP 4.2)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

BA_RAPAT_TEKNIS = Surat(
    form=Formulir(
        code="BA.RAPAT",
        version=1,
        title="Berita Acara Rapat Teknis",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    Field("tanggal_rapat", "Tanggal rapat", "computed"),
                    Field("jumlah_kompeten", "Jumlah kompeten", "computed"),
                    Field("jumlah_belum_kompeten", "Jumlah belum kompeten", "computed"),
                ),
            ),
            Grid("asesi", (Column("Nama Asesi", ("{nama}", "{keterangan}"), width=1),), title="Hasil"),
            Grid("anggota", (Column("Anggota", ("{nama}", "{jabatan}"), width=1),), title="Peserta rapat"),
        ),
        signatures=(Signature("komite", "Anggota Komite Teknis"),),
    ),
    cells={"asesi": ("nomor", "nama", "skema", "keterangan"), "anggota": ("nomor", "nama", "jabatan")},
    naskah=Naskah(
        version=1,
        title=("BERITA ACARA PLENO KOMITE TEKNIS",),
        blocks=(
            Paragraph(
                "Bahwa pada tanggal {tanggal_rapat} telah dilakukan rapat pleno Komite Teknis {lsp}, setelah dilakukan "
                "verifikasi rekaman asesmen skema sertifikasi {skema_judul} dinyatakan dari {jumlah_asesi} asesi, "
                "{jumlah_kompeten} kompeten dan {jumlah_belum_kompeten} belum kompeten, sebagai berikut:"
            ),
            Table(
                "asesi",
                (
                    ("No.", "{nomor}", 10),
                    ("Nama Asesi", "{nama}", 60),
                    ("Skema", "{skema}", 60),
                    ("Keterangan", "{keterangan}", 40),
                ),
            ),
            Paragraph("Peserta rapat pleno anggota Komite Teknis:"),
        ),
    ),
)
