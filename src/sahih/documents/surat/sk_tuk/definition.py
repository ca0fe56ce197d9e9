"""SK Penetapan TUK: one decree with a table of verified places, for the remote road one line each asesi (forms 7.4, T2, T5)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, MENGGANTIKAN, PENGGANTI, Decree, Naskah, Paragraph, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

SK_TUK = Surat(
    form=Formulir(
        code="SK.TUK",
        version=1,
        title="SK Penetapan TUK",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    MENGGANTIKAN,
                    Field("tanggal_verifikasi", "Tanggal verifikasi", "computed"),
                    Field("verifikator", "Verifikator", "computed"),
                    Field("nomor_spt", "Nomor SPT verifikasi", "computed"),
                ),
            ),
            Grid("tempat", (Column("Nama TUK", ("{nama}", "{alamat}"), width=1),), title="Tempat Uji Kompetensi"),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"tempat": ("nomor", "nama", "alamat", "jenis", "asesi", "mulai_berlaku", "sampai")},
    naskah=Naskah(
        version=1,
        title=("SURAT KEPUTUSAN", "KETUA {lsp}", "TENTANG", "PENETAPAN TUK TERVERIFIKASI"),
        blocks=(
            Decree(
                (
                    (
                        "Menimbang",
                        (
                            (
                                "Pentingnya keberadaan TUK terverifikasi sebagai persyaratan dilangsungkannya uji kompetensi "
                                "oleh {lsp}."
                            ),
                        ),
                    ),
                    ("Mengingat", ("PBNSP 206 tentang Pembentukan TUK.",)),
                    (
                        "Memperhatikan",
                        (
                            (
                                "Rekaman Verifikasi Tempat Uji Kompetensi tertanggal {tanggal_verifikasi} oleh {verifikator}, "
                                "berdasarkan Surat Perintah Tugas Nomor {nomor_spt}, dengan keputusan sesuai persyaratan."
                            ),
                        ),
                    ),
                    ("MEMUTUSKAN", ()),
                    (
                        "Menetapkan",
                        (
                            (
                                "Tempat di bawah ini sebagai TUK Terverifikasi dan dapat digunakan sebagai Tempat Uji Kompetensi, "
                                "untuk skema sertifikasi {skema_judul} ({skema_nomor})."
                            ),
                        ),
                    ),
                )
            ),
            Table(
                "tempat",
                (
                    ("No.", "{nomor}", 8),
                    ("Nama TUK", "{nama}", 38),
                    ("Alamat", "{alamat}", 46),
                    ("Tipe TUK", "{jenis}", 22),
                    ("Asesi", "{asesi}", 30),
                    ("Berlaku", "{mulai_berlaku} s/d {sampai}", 34),
                ),
            ),
            Paragraph(PENGGANTI, when="menggantikan"),
        ),
        tembusan=("Manajer Sertifikasi LSP", "Arsip"),
    ),
)
