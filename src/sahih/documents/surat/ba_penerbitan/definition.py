"""Berita Acara Penerbitan Sertifikat: which certificate bears which numbers, signed by office, manager and Ketua (forms 7.9, SOP 4.4)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Facts, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

BA_PENERBITAN = Surat(
    form=Formulir(
        code="BA.PENERBITAN",
        version=1,
        title="Berita Acara Penerbitan Sertifikat",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("nama_asesor", "Nama Asesor", "computed"),
                    Field("nomor_sk", "Nomor SK hasil", "computed"),
                    Field("tanggal_sk", "Tanggal SK hasil", "computed"),
                    Field("jumlah_kompeten", "Jumlah kompeten", "computed"),
                    Field("jumlah_belum_kompeten", "Jumlah belum kompeten", "computed"),
                ),
            ),
            Grid("asesi", (Column("Nama Kandidat", ("{nama}", "{keputusan}"), width=1),), title="Keputusan"),
        ),
        signatures=(
            Signature("admin", "Dibuat oleh"),
            Signature("manajer", "Diperiksa oleh"),
            Signature("ketua", "Disetujui oleh Ketua {lsp}"),
        ),
    ),
    cells={
        "asesi": (
            "nomor",
            "nama",
            "skema",
            "komite",
            "keputusan",
            "sertifikat",
            "registrasi",
            "blangko",
            "terbit",
            "sampai",
        )
    },
    landscape=True,
    naskah=Naskah(
        version=1,
        title=("BERITA ACARA PENERBITAN SERTIFIKAT",),
        blocks=(
            Paragraph(
                "Yang bertanda tangan di bawah ini, {lsp}, berdasarkan Surat Keputusan Hasil Sertifikasi Nomor {nomor_sk} tanggal "
                "{tanggal_sk}, setelah verifikasi atas bukti-bukti dan dokumen asesmen yang dilaksanakan:"
            ),
            Facts(
                (
                    ("Nama Asesor", "{nama_asesor}"),
                    ("Tanggal Asesmen", "{tanggal}"),
                    ("Tempat Asesmen", "{tuk_nama}"),
                    ("Skema", "{skema_judul}"),
                )
            ),
            Paragraph("Dengan ini menerbitkan sertifikat kompetensi sebagai berikut:"),
            Table(
                "asesi",
                (
                    ("No.", "{nomor}", 8),
                    ("Nama Kandidat", "{nama}", 42),
                    ("Komite Teknis", "{komite}", 18),
                    ("Keputusan LSP", "{keputusan}", 30),
                    ("Nomor Sertifikat", "{sertifikat}", 46),
                    ("Nomor Registrasi", "{registrasi}", 34),
                    ("Nomor Blangko", "{blangko}", 24),
                    ("Terbit", "{terbit}", 22),
                    ("Berlaku s/d", "{sampai}", 22),
                ),
            ),
            Paragraph(
                "Dari {jumlah_asesi} kandidat, {jumlah_kompeten} kompeten dan {jumlah_belum_kompeten} belum kompeten. Ket: kolom "
                "Komite Teknis bertanda “v” apabila kompeten dan “x” apabila belum kompeten."
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
        ),
    ),
)
