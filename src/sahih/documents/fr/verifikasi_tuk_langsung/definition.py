"""Ceklist Verifikasi TUK for assessment face to face: the room, the tools, the materials (forms 7.3 b, T2)."""

from sahih.documents.fr.verifikasi import check, needed
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Row, Section, Signature

VERIFIKATOR = "verifikator"
KONDISI = (Option("baik", "Baik", over="Kondisi"), Option("rusak", "Rusak", over="Kondisi"))
YA_TIDAK = (Option("ya", "Ya"), Option("tidak", "Tidak"))
KEPUTUSAN = (Option("layak", "Layak"), Option("tidak_layak", "Tidak Layak"))


def ceklis(source: str, title: str, items: tuple[str, ...]) -> Grid:
    """One group of the paper: aspect, yes or no, and a note."""
    return Grid(
        source,
        title=title,
        columns=(
            Column("No.", ("{nomor}",), width=10),
            Column("Aspek", ("{aspek}",), width=90),
            Column("", (Field("kondisi", "Memenuhi", "choice", VERIFIKATOR, options=YA_TIDAK),), width=32, spread=True),
            Column(
                "Catatan",
                (Field("catatan", "Catatan", "paragraph", VERIFIKATOR, required=False, longest=600),),
                width=58,
            ),
        ),
        rows=tuple(Row(str(number), {"nomor": str(number), "aspek": name}) for number, name in enumerate(items, 1)),
    )


VERIFIKASI_TUK_LANGSUNG = Formulir(
    code="VERIFIKASI.TUK.TM",
    version=1,
    title="Ceklist Verifikasi Tempat Uji Kompetensi (TUK)",
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
                Field("kepala_tuk", "Kepala TUK", by=VERIFIKATOR, longest=120),
            ),
        ),
        ceklis("ruang", "Ruang TUK", ("Penerangan", "Sirkulasi udara", "Kebersihan & K3", "Kenyamanan")),
        ceklis("peralatan", "Peralatan Utama", ("Ketersediaan fungsi", "Kalibrasi", "Keamanan")),
        ceklis("bahan", "Bahan Uji", ("Ketersediaan", "Kualitas/kadaluwarsa")),
        Grid(
            "persyaratan",
            title="Perlengkapan",
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
                Field("keputusan", "Keputusan", "choice", VERIFIKATOR, options=KEPUTUSAN, columns=2),
                Field("kota", "Kota", by=VERIFIKATOR, longest=60),
            ),
        ),
    ),
    signatures=(
        Signature(VERIFIKATOR, "Verifikator TUK", reg_label="No. Reg", sign_label="Tanda Tangan"),
        Signature("manajer", "Manajer Sertifikasi", 2, sign_label="Tanda Tangan"),
    ),
    needed=needed,
    check=check,
)
