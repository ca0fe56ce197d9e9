"""The holder's receipt for the certificate (forms 7.11, SOP 4.5, CT10)."""

from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

TANDA_TERIMA = Formulir(
    code="TANDA.TERIMA",
    version=1,
    title="Tanda Terima Sertifikat Kompetensi",
    blocks=(
        Section(
            "",
            (
                Field("dari", "Telah terima dari :", "computed"),
                "Berupa : Sertifikat kompetensi asli sebagai berikut:",
                Field("nama", "Nama", "computed"),
                Field("seri", "No Seri", "computed"),
                Field("sertifikat", "No Sertifikat", "computed"),
                Field("registrasi", "No Registrasi", "computed"),
            ),
        ),
        Grid(
            "unit",
            columns=(
                Column("No.", ("{nomor}",), width=12),
                Column("Kode Unit", ("{kode}",), width=44),
                Column("Unit Kompetensi", ("{judul}",), width=124),
            ),
        ),
    ),
    signatures=(Signature("asesi", "(Pemegang Sertifikat)"),),
)
