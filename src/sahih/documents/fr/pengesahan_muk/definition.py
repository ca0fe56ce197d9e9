"""Lembar Pengesahan MUK: penyusun and validator stand for one content, its hash and every gap with its reason (forms 1.8)."""

from sahih.documents.fr.pengesahan_muk import rules
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Section, Signature

PENGESAHAN_MUK = Formulir(
    code="PENGESAHAN.MUK",
    version=1,
    title="Lembar Pengesahan Materi Uji Kompetensi",
    header=("skema",),
    blocks=(
        Section(
            "Materi uji kompetensi",
            (
                Field("judul", "Judul MUK", "computed"),
                Field("butir", "Jumlah butir", "computed"),
                Field("lulus", "Nilai lulus ujian tertulis", "computed"),
                Field("celah", "Kelengkapan menurut peta bukti", "computed"),
                Field("sidik", "Sidik isi (SHA-256)", "computed"),
            ),
        ),
        Grid(
            "instrumen",
            title="Isi",
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Instrumen Asesmen", ("{instrumen}",), width=90),
                Column("Kelompok Pekerjaan", ("{kelompok}",), width=45),
                Column("Butir", ("{butir}",), width=20),
                Column("Waktu", ("{waktu}",), width=25),
            ),
        ),
        Grid(
            "celah",
            title="Yang belum terukur dan alasannya",
            given="celah",
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Yang belum terukur", ("{celah}",), width=85),
                Column("Alasan", (Field("alasan", "Alasan", "paragraph", "penyusun", longest=1000),), width=95),
            ),
        ),
        Grid(
            "perbaikan",
            title="Perbaikan yang dijawab MUK ini",
            given="perbaikan",
            columns=(
                Column("No.", ("{nomor}",), width=10),
                Column("Yang diminta", ("{perbaikan}",), width=85),
                Column("Jawaban", (Field("jawaban", "Jawaban", "paragraph", "penyusun", longest=1000),), width=95),
            ),
        ),
        Section(
            "Kaji ulang",
            (
                Field(
                    "ditinjau", "Ditinjau ulang paling lambat", "date", "penyusun",
                    hint="Bawaan satu tahun; lebih awal bila standar atau peralatan segera berubah.",
                ),
                "Penyusun menyatakan isi ini siap dipakai; validator, orang lain yang sama kompetennya, menyatakan isi ini sesuai standar. Setelah divalidasi isi ini tidak berubah.",
            ),
        ),
    ),
    signatures=(Signature("penyusun", "PENYUSUN", 1), Signature("validator", "VALIDATOR", 2)),
    signed_in="table",
    check=rules.check,
)  # fmt: skip
