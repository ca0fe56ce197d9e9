"""FR.MAPA.02, edition 2023: per kelompok pekerjaan, which instrument serves which potensi asesi."""

from sahih.documents.fr.mapa_02 import rules
from sahih.documents.fr.terms import POTENSI
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Section, Signature

NOMOR_POTENSI = tuple(Option(one.value, one.value, over="Potensi Asesi**") for one in POTENSI)

FR_MAPA_02 = Formulir(
    code="FR.MAPA.02",
    version=1,
    title="Peta Instrumen Asesmen hasil Pendekatan Asesmen dan Perencanaan Asesmen*",
    header=("skema",),
    blocks=(
        Grid(
            "instrumen",
            heads=("kelompok",),
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Instrumen Asesmen", ("{instrumen}",), width=120),
                Column(
                    "Potensi Asesi**",
                    (Field("potensi", "Potensi Asesi**", "many", "penyusun", options=NOMOR_POTENSI),),
                    width=50,
                    spread=True,
                ),
            ),
        ),
        Section(
            "",
            (
                "*) diisi berdasarkan hasil penentuan pendekatan asesmen dan perencanaan asesmen",
                "**) Keterangan:",
                *(f"{one.value}. {one.label}" for one in POTENSI),
            ),
        ),
    ),
    signatures=(Signature("penyusun", "PENYUSUN", 1), Signature("validator", "VALIDATOR", 2)),
    signed_in="table",
    check=rules.check,
    needed=rules.needed,
)
