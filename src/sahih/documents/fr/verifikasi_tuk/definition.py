"""Ceklist Verifikasi TUK jarak jauh: a row for each requirement of the SK persyaratan TUK (forms 7.3 a, SOP 2.4.1, T2, T5)."""

from sahih.documents.fr.verifikasi import check, needed
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Section, Signature

VERIFIKATOR = "verifikator"
KONDISI = (Option("sesuai", "Sesuai", over="Kondisi"), Option("tidak_sesuai", "Tidak Sesuai", over="Kondisi"))
METODE = tuple(
    Option(value, label)
    for value, label in (
        ("observasi", "Observasi"),
        ("demonstrasi", "Demonstrasi"),
        ("praktek", "Praktek"),
        ("tes_tulis", "Tes Tulis"),
        ("wawancara", "Wawancara"),
    )
)
KEPUTUSAN = (Option("sesuai", "Sesuai"), Option("tidak_sesuai", "Tidak Sesuai"))

VERIFIKASI_TUK = Formulir(
    code="VERIFIKASI.TUK",
    version=1,
    title="Ceklist Verifikasi Tempat Uji Kompetensi (TUK) Jarak Jauh",
    blocks=(
        Section(
            "",
            (
                Field("nama_tuk", "Nama TUK", "computed"),
                Field("jenis_tuk", "Jenis TUK", "computed"),
                Field("alamat_tuk", "Alamat", "computed"),
                Field("skema", "Skema", "computed"),
                Field("nomor_sk", "SK Persyaratan TUK", "computed"),
                Field("hari_tanggal", "Hari/Tanggal", "date", VERIFIKATOR),
                Field("metode", "Metode Asesmen", "many", VERIFIKATOR, options=METODE, columns=3),
            ),
        ),
        Grid(
            "persyaratan",
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Perlengkapan", ("{perlengkapan}",), width=54),
                Column("Spesifikasi", ("{spesifikasi}",), width=40),
                Column("Jumlah", ("{jumlah}",), width=16),
                Column(
                    "", (Field("kondisi", "Kondisi", "choice", VERIFIKATOR, options=KONDISI),), width=32, spread=True
                ),
                Column(
                    "Catatan",
                    (
                        Field("catatan", "Catatan", "paragraph", VERIFIKATOR, required=False, longest=600),
                        Field("foto", "Foto bukti", "files", VERIFIKATOR, required=False, source="foto"),
                    ),
                    width=38,
                ),
            ),
        ),
        Section(
            "Keputusan Verifikasi :",
            (
                Field(
                    "keputusan",
                    "Keputusan",
                    "choice",
                    VERIFIKATOR,
                    options=KEPUTUSAN,
                    strike=True,
                    after="persyaratan teknis TUK",
                ),
                Field("kota", "Kota", by=VERIFIKATOR, longest=60),
            ),
        ),
    ),
    signatures=(Signature(VERIFIKATOR, "Tim Verifikator", reg_label="No. Reg", sign_label="Tanda Tangan"),),
    needed=needed,
    check=check,
)
