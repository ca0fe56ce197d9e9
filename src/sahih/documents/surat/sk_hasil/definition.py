"""SK Hasil Keputusan Sertifikasi of the Ketua, with the results in an annex (forms 7.8, SOP 4.3)."""

from sahih.documents.surat.naskah import KEPALA_SURAT, Annex, Decree, Naskah, Surat, Table
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

SK_HASIL = Surat(
    form=Formulir(
        code="SK.HASIL",
        version=1,
        title="SK Hasil Keputusan Sertifikasi",
        blocks=(
            Section(
                "Surat",
                (
                    *KEPALA_SURAT,
                    Field("tanggal_rapat", "Tanggal rapat", "computed"),
                    Field("nomor_ba", "Nomor berita acara", "computed"),
                    Field("jumlah_kompeten", "Jumlah kompeten", "computed"),
                    Field("jumlah_belum_kompeten", "Jumlah belum kompeten", "computed"),
                ),
            ),
            Grid("asesi", (Column("Nama Asesi", ("{nama}", "{keterangan}"), width=1),), title="Hasil"),
        ),
        signatures=(Signature("ketua", "Ketua {lsp}"),),
    ),
    cells={"asesi": ("nomor", "nama", "skema", "keterangan")},
    naskah=Naskah(
        version=1,
        title=(
            "SURAT KEPUTUSAN",
            "KETUA {lsp}",
            "Tentang",
            "PENETAPAN HASIL ASESMEN ATAU UJI KOMPETENSI",
            "{lsp}",
        ),
        blocks=(
            Decree(
                (
                    (
                        "Menimbang",
                        (
                            "Bahwa hasil asesmen atau uji kompetensi harus ditetapkan oleh Lembaga Sertifikasi Profesi.",
                            (
                                "Bahwa pada tanggal {tanggal_rapat} telah dilakukan rapat pleno Komite Teknis {lsp}, setelah "
                                "dilakukan verifikasi rekaman asesmen dinyatakan dari {jumlah_asesi} asesi, {jumlah_kompeten} "
                                "kompeten dan {jumlah_belum_kompeten} belum kompeten (Berita Acara Nomor {nomor_ba})."
                            ),
                            "Bahwa berdasarkan poin a dan b maka perlu ditetapkan hasil asesmen atau uji kompetensi {lsp}.",
                        ),
                    ),
                    (
                        "Mengingat",
                        (
                            "Peraturan Pemerintah Nomor 10 Tahun 2018 tentang Badan Nasional Sertifikasi Profesi.",
                            "Peraturan BNSP Nomor 1/BNSP/III/2014.",
                            "Peraturan BNSP Nomor 2/BNSP/III/2014.",
                            "Peraturan BNSP Nomor 09/BNSP.301/XI/2013.",
                        ),
                    ),
                    ("MEMUTUSKAN", ()),
                    (
                        "Menetapkan",
                        (
                            (
                                "Hasil asesmen atau uji kompetensi skema {skema_judul} yang dilaksanakan pada tanggal {tanggal} "
                                "sebagaimana terlampir."
                            ),
                        ),
                    ),
                )
            ),
            Annex("Lampiran Surat Keputusan", (("Nomor", "{nomor}"), ("Tanggal", "{tanggal_surat}"))),
            Table(
                "asesi",
                (
                    ("No.", "{nomor}", 10),
                    ("Nama Asesi", "{nama}", 60),
                    ("Skema", "{skema}", 60),
                    ("Keterangan", "{keterangan}", 40),
                ),
            ),
        ),
        tembusan=("Dewan Pengarah",),
    ),
)
