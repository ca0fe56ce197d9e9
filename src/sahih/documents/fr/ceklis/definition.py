"""The cover sheet of one asesi's file: which papers are there, all of it counted (forms 6.6)."""

from collections.abc import Mapping

from sahih.documents.fr.terms import INSTRUMEN
from sahih.documents.vocabulary import Column, Field, Formulir, Grid, Option, Row, Section, Signature

STATUS = (Option("ada", "ADA", over="STATUS"), Option("belum_ada", "BELUM ADA", over="STATUS"))
PELAKSANAAN = {
    "FR.APL.01": "FR.APL.01. Permohonan Sertifikasi Kompetensi",
    "FR.APL.02": "FR.APL.02. Asesmen Mandiri",
    "PORTOFOLIO": "Portofolio Asesi",
    "FR.MAPA.01": "FR.MAPA.01. Merencanakan Aktivitas dan Proses Asesmen",
    "SKEMA": "Skema Sertifikasi & Standar Kompetensi",
    "PETA": "Peta Kompetensi Pekerjaan",
    "FR.MAPA.02": "FR.MAPA.02. Peta Instrumen Asesmen",
    "FR.AK.07": "FR.AK.07. Ceklis Penyesuaian yang Wajar dan Beralasan",
    "FR.AK.01": "FR.AK.01. Persetujuan Asesmen dan Kerahasiaan",
    "FR.AK.04": "FR.AK.04. Banding Asesmen",
    **INSTRUMEN,
}
KEPUTUSAN = {
    "FR.AK.02": "FR.AK.02. Rekaman Asesmen Kompetensi",
    "FR.AK.03": "FR.AK.03. Umpan Balik dan Catatan Asesmen",
}
LAPORAN = {"FR.AK.05": "FR.AK.05. Laporan Asesmen", "FR.AK.06": "FR.AK.06. Meninjau Proses Asesmen"}
VALIDASI = {"FR.VA": "FR.VA. Memberikan Kontribusi dalam Validasi Asesmen"}
BAGIAN: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "pelaksanaan": ("A. PELAKSANAAN ASESMEN", PELAKSANAAN),
    "keputusan": ("B. KEPUTUSAN", KEPUTUSAN),
    "laporan": ("C. LAPORAN & MENINJAU ASESMEN", LAPORAN),
    "validasi": ("D. VALIDASI", VALIDASI),
}


def bagian(source: str) -> Grid:
    """One of the four groups of papers."""
    title, dokumen = BAGIAN[source]
    return Grid(
        source,
        title=title,
        columns=(
            Column("NO.", ("{nomor}",), width=10),
            Column("JENIS DOKUMEN", ("{dokumen}",), width=90),
            Column("STATUS", (Field("status", "Status", "computed", options=STATUS),), width=40, spread=True),
            Column("KETERANGAN", (Field("keterangan", "Keterangan", "computed"),), width=50),
        ),
        rows=tuple(
            Row(key, {"nomor": str(number), "dokumen": name}) for number, (key, name) in enumerate(dokumen.items(), 1)
        ),
    )


CEKLIS = Formulir(
    code="MUK.CHECKLIST",
    version=1,
    title="Ceklis Kelengkapan Dokumen",
    header=("skema", "tuk", "asesor", "asesi", "tanggal"),
    blocks=(
        *(bagian(source) for source in BAGIAN),
        Section("", ("*(Pilih dan sesuaikan dengan dokumen yang dibuat, coret yang tidak sesuai)",)),
    ),
    signatures=(
        Signature("asesi", "Peserta :", sign_label="Paraf"),
        Signature("asesor", "Asesor :", 2, sign_label="Paraf"),
    ),
)
