"""FR.VA: a team looks at how was assessed, and plans what is to improve (forms 6.5, E8, FX9).

Version 2 is the sheet of a whole team: where it is about one MUK it names the team and the MUK, and says in the end what they found.
Version 3 asks an answer for each aspect, and lets a team say that it found nothing.
"""

from sahih.documents.fr.va import pilihan, rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Row, Section, Signature

PENYELIA = "penyelia"
TIM = "Tim Validasi"


def boxes(key: str, label: str, options: tuple[Option, ...]) -> tuple[Field, ...]:
    """A list of boxes, with a text where its last one is a row of dots."""
    chosen = Field(key, label, "many", PENYELIA, options=options)
    other = Field(f"{key}_lainnya", f"{label} – lainnya", by=PENYELIA, required=False)
    return (chosen, other) if pilihan.LAINNYA in options else (chosen,)


FR_VA = Formulir(
    code="FR.VA",
    version=3,
    title="Memberikan Kontribusi dalam Validasi Asesmen",
    blocks=(
        Section(
            "",
            (
                Field("tim_1", "1", by=PENYELIA, group=TIM, longest=120),
                Field("tim_2", "2", by=PENYELIA, group=TIM, longest=120),
                Field("hari_tanggal", "Hari/ Tanggal", "date", PENYELIA),
                Field("tempat", "Tempat", by=PENYELIA),
                Field("periode", "Periode :", "choice", PENYELIA, options=pilihan.PERIODE, columns=3),
                Field("nama_skema", "Nama Skema", "computed"),
                Field("nomor_skema", "Nomor Skema", "computed"),
            ),
        ),
        Grid(
            "tim",
            title="Anggota tim validasi",
            given="tim",
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Nama", ("{nama}",), width=65),
                Column("Tugas dalam tim", ("{tugas}",), width=60),
                Column("No. Reg. MET", ("{reg}",), width=45),
            ),
        ),
        Grid(
            "muk",
            title="Materi uji kompetensi yang divalidasi",
            given="muk",
            columns=(
                Column("Materi uji kompetensi", ("{muk}",), width=55),
                Column("Penyusun", ("{penyusun}",), width=35),
                Column("Disahkan", ("{validator}",), width=35),
                Column("Sidik isi (SHA-256)", ("{sidik}",), width=55),
            ),
        ),
        Section("1 Menyiapkan proses validasi"),
        Grid(
            "persiapan",
            columns=(
                Column(
                    "Tujuan dan fokus validasi", boxes("tujuan", "Tujuan dan fokus validasi", pilihan.TUJUAN), width=69
                ),
                Column("Konteks validasi", boxes("konteks", "Konteks validasi", pilihan.KONTEKS), width=57),
                Column("Pendekatan validasi", boxes("pendekatan", "Pendekatan validasi", pilihan.PENDEKATAN), width=54),
            ),
            rows=(Row("validasi", {"nomor": ""}),),
        ),
        Grid(
            "relevan",
            columns=(
                Column("", (Field("hadir", "", "computed", options=(Option("ya", ""),)),), width=8, spread=True),
                Column("Orang yang relevan", ("{orang}",), width=52),
                Column("Nama", (Field("nama", "Nama", by=PENYELIA, required=False, longest=120),), width=50),
                Column(
                    "Hasil konfirmasi/diskusi tujuan, fokus & konteks",
                    (
                        Field(
                            "konfirmasi",
                            "Hasil konfirmasi/diskusi tujuan, fokus & konteks",
                            "paragraph",
                            PENYELIA,
                            required=False,
                            longest=1000,
                            tucked=True,
                        ),
                    ),
                    width=70,
                ),
            ),
            rows=tuple(Row(key, {"nomor": "", "orang": orang}) for key, orang in pilihan.ORANG),
        ),
        Grid(
            "acuan",
            columns=(
                Column("Acuan Pembanding :", boxes("acuan", "Acuan Pembanding", pilihan.ACUAN), width=90),
                Column(
                    "Dokumen terkait dan bahan-bahan :",
                    boxes("dokumen", "Dokumen terkait dan bahan-bahan", pilihan.DOKUMEN),
                    width=90,
                ),
            ),
            rows=(Row("validasi", {"nomor": ""}),),
        ),
        Section(
            "2 Memberikan kontribusi dalam proses validasi",
            (
                Field(
                    "keterampilan",
                    "Keterampilan komunikasi yang digunakan dalam kegiatan validasi :",
                    "many",
                    PENYELIA,
                    options=pilihan.KETERAMPILAN,
                    columns=2,
                ),
                Field(
                    "keterampilan_lainnya",
                    "Lainnya",
                    by=PENYELIA,
                    required=False,
                    group="Keterampilan komunikasi yang digunakan dalam kegiatan validasi :",
                ),
            ),
            intro="Jawab setiap aspek pada tabel: beri tanda pada yang terpenuhi; – berarti tidak satu pun terpenuhi.",
        ),
        Grid(
            "aspek",
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column(
                    "Aspek-Aspek Dalam Kegiatan Validasi (Meninjau, Membandingkan, Mengevaluasi)",
                    ("{aspek}",),
                    width=90,
                ),
                Column(
                    "Aturan Bukti",
                    (
                        Field(
                            "aturan_bukti",
                            "Aturan Bukti (Valid, Asli, Terkini, Memadai)",
                            "many",
                            PENYELIA,
                            options=pilihan.ATURAN_BUKTI,
                        ),
                    ),
                    width=42,
                    spread=True,
                ),
                Column(
                    "Prinsip Asesmen",
                    (
                        Field(
                            "prinsip",
                            "Prinsip Asesmen (Validitas, Reliabel, Fleksibel, Fair/Adil)",
                            "many",
                            PENYELIA,
                            options=pilihan.PRINSIP,
                        ),
                    ),
                    width=42,
                    spread=True,
                ),
            ),
            rows=tuple(
                Row(str(number), {"nomor": str(number), "aspek": aspek})
                for number, aspek in enumerate(pilihan.ASPEK, 1)
            ),
        ),
        Section(
            "3 Memberikan kontribusi untuk hasil asesmen",
            (
                Field(
                    "tanpa_temuan",
                    "Hasil validasi",
                    "many",
                    PENYELIA,
                    required=False,
                    options=(Option("ya", "Tidak ada temuan dan tidak ada rekomendasi"),),
                ),
            ),
        ),
        Grid(
            "temuan",
            columns=(
                Column(
                    "Temuan-temuan validasi :",
                    (Field("temuan", "Temuan-temuan validasi", "paragraph", PENYELIA, required=False, longest=2000),),
                    width=90,
                ),
                Column(
                    "Rekomendasi-rekomendasi untuk meningkatkan praktek asesmen",
                    (
                        Field(
                            "rekomendasi",
                            "Rekomendasi-rekomendasi untuk meningkatkan praktek asesmen",
                            "paragraph",
                            PENYELIA,
                            required=False,
                            longest=2000,
                        ),
                    ),
                    width=90,
                ),
            ),
        ),
        Grid(
            "rencana",
            title="Rencana Implementasi perubahan/perbaikan pelaksanaan asesmen :",
            level=3,
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column(
                    "Kegiatan Perbaikan sesuai Rekomendasi",
                    (
                        Field(
                            "kegiatan",
                            "Kegiatan Perbaikan sesuai Rekomendasi",
                            "paragraph",
                            PENYELIA,
                            required=False,
                            longest=2000,
                        ),
                    ),
                    width=85,
                ),
                Column(
                    "Waktu Penyelesaian",
                    (Field("waktu", "Waktu Penyelesaian", "date", PENYELIA, required=False),),
                    width=40,
                ),
                Column(
                    "Penanggungjawab",
                    (
                        Field(
                            "penanggungjawab",
                            "Penanggungjawab",
                            by=PENYELIA,
                            required=False,
                            longest=120,
                            source=rules.ORANG,
                        ),
                    ),
                    width=50,
                ),
            ),
        ),
        Section(
            "Kesimpulan tim validasi",
            (Field("kesimpulan", "Materi uji kompetensi ini", "choice", PENYELIA, options=pilihan.KESIMPULAN),),
            given="muk",
        ),
    ),
    signatures=(Signature(PENYELIA, "Tim Validasi :", reg_label="No. Reg. MET"),),
    check=rules.check,
    derive=rules.derive,
    needed=rules.needed,
)
