"""Word files in the layouts of the printed instruments (forms 5), and a small skema they are for."""

import io
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from docx import Document
from PIL import Image

from sahih.documents.susunan import Elemen, Kelompok, Kuk, Unit
from sahih.materials.perangkat.importing.acuan import Acuan

A, B, C = "M.71KKK01.001.1", "M.71KKK01.005.1", "M.71KKK01.002.1"


@cache
def small_acuan() -> Acuan:
    """Two kelompok: two units with 1.1, 1.2, 2.1 in the first, one unit in the second."""
    unit_a = Unit(A, "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja", (
        Elemen("1", "Merencanakan pengendalian risiko", (
            Kuk("1.1", "Hasil identifikasi faktor bahaya dianalisis pada setiap lokasi di tempat kerja."),
            Kuk("1.2", "Faktor bahaya dinilai sesuai metode penilaian risiko yang ditentukan."),
        )),
        Elemen("2", "Merancang pengendalian", (Kuk("2.1", "Hasil penilaian risiko ditetapkan sesuai tingkat risiko K3."),)),
    ))  # fmt: skip
    unit_b = Unit(B, "Mengelola Alat Pelindung Diri", (
        Elemen("1", "Menyiapkan alat pelindung diri", (
            Kuk("1.1", "Alat pelindung diri dipilih sesuai jenis pekerjaan."),
            Kuk("1.2", "Kondisi alat pelindung diri diperiksa sebelum dipakai."),
        )),
        Elemen("3", "Menyimpan alat", (Kuk("3.1", "Alat pelindung diri disimpan menurut petunjuk pabrik."),)),
    ))  # fmt: skip
    unit_c = Unit(C, "Merancang Sistem Tanggap Darurat", (
        Elemen("1", "Menyusun rencana darurat", (Kuk("1.1", "Potensi keadaan darurat diidentifikasi."),)),
    ))  # fmt: skip
    aspek = {(A, "kritis"): ("Ketepatan menilai faktor bahaya", "Ketelitian"), (B, "sikap"): ("Cermat",)}
    susunan = (Kelompok(1, "Risiko", (unit_a, unit_b)), Kelompok(2, "Darurat", (unit_c,)))
    return Acuan("SKM/1/2026", "Petugas K3", susunan, aspek)


Doc = Any  # reason: python-docx's own class is a factory's result


def as_bytes(build: Callable[[Doc], None]) -> bytes:
    document = Document()
    build(document)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def grid(document: Doc, rows: Sequence[Sequence[str]]) -> Any:  # reason: see Doc
    """A table; equal neighbours marked "<" join the cell on their left, "^" the one above."""
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text not in ("<", "^"):
                _fill(table.cell(r, c), text)
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            if text == "<":
                table.cell(r, c - 1).merge(table.cell(r, c))
            elif text == "^":
                table.cell(r - 1, c).merge(table.cell(r, c))
    return table


def _fill(cell: Any, text: str) -> None:  # reason: see Doc
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def identity(document: Doc) -> None:
    """The head table of every instrument (forms 1.3)."""
    grid(document, [
        ["Skema Sertifikasi (KKNI/Okupasi/Klaster)*", "Judul", ":", "Petugas K3"],
        ["^", "Nomor", ":", "SKM/1/2026"],
        ["TUK", "<", ":", "Sewaktu/Tempat Kerja/Mandiri*"],
        ["Nama Asesor", "<", ":", ""], ["Nama Asesi", "<", ":", ""], ["Tanggal", "<", ":", ""],
    ])  # fmt: skip
    document.add_paragraph("*Coret yang tidak perlu")


def units(document: Doc, number: int, rows: Sequence[tuple[str, str]]) -> None:
    """The block of units by kelompok pekerjaan (forms 1.4, E23)."""
    lines = [["^" if place else f"Kelompok Pekerjaan {number}", f"{place + 1}.", code, title] for place, (code, title) in enumerate(rows)]  # fmt: skip
    head = [f"Kelompok Pekerjaan {number}", "No.", "Kode Unit", "Judul Unit"]
    lines[0][0] = "^"
    grid(document, [head, *lines])


def guidance(document: Doc, *lines: str) -> None:
    grid(document, [["PANDUAN BAGI ASESOR"], ["\n".join(f"• {line}" for line in lines)]])


def signatures(document: Doc) -> None:
    """Blocks 1.7 and 1.8."""
    grid(document, [
        ["Asesi :", "<"], ["Nama", "Sari Wulandari"], ["Tanda tangan dan Tanggal", ""],
        ["Asesor :", "<"], ["Nama", "Budi"], ["No. Reg. MET", "MET.000.002579 2024"], ["Tanda tangan dan Tanggal", ""],
    ])  # fmt: skip
    grid(document, [
        ["STATUS", "NO", "NAMA", "NOMOR MET", "TANDA TANGAN DAN TANGGAL"],
        ["PENYUSUN", "1", "Rina", "MET.000.000111 2023", ""], ["^", "2", "", "", ""],
        ["VALIDATOR", "1", "Joko", "MET.000.000222 2023", ""], ["^", "2", "", "", ""],
    ])  # fmt: skip


def ia01(document: Doc) -> None:
    document.add_paragraph("FR.IA.01. CL - CEKLIS OBSERVASI AKTIVITAS DI TEMPAT KERJA ATAU TEMPAT KERJA SIMULASI")
    identity(document)
    guidance(
        document,
        "Lengkapi nama unit kompetensi, elemen, dan kriteria unjuk kerja sesuai kolom dalam tabel.",
        "Isilah standar industri atau tempat kerja.",
    )
    units(document, 1, [(A, "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja"), (B, "Mengelola Alat Pelindung Diri")])  # fmt: skip
    grid(document, [
        ["Unit Kompetensi 1", "Kode Unit", ":", A],
        ["^", "Judul Unit", ":", "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja"],
    ])  # fmt: skip
    grid(document, [
        ["No.", "Elemen", "Kriteria Unjuk Kerja*", "Standar Industri atau Tempat Kerja", "Pencapaian", "<", "Penilaian Lanjut"],
        ["^", "^", "^", "^", "Ya", "Tidak", "^"],
        ["1.", "Merencanakan pengendalian risiko", "1.1 Hasil identifikasi faktor bahaya dianalisis pada setiap lokasi di tempat kerja.", "a. UU No. 1 Tahun 1970\nb. PP No. 50 Tahun 2012", "", "", ""],
        ["^", "^", "1.2 Faktor bahaya dinilai sesuai metode penilaian risiko yang ditentukan.", "^", "", "", ""],
        ["2.", "Merancang pengendalian", "2.1 Hasil penilaian risiko ditetapkan sesuai tingkat risiko K3.", "", "", "", ""],
    ])  # fmt: skip
    document.add_paragraph("Umpan Balik untuk Asesi:")
    signatures(document)


def ia02(document: Doc) -> None:
    document.add_paragraph("FR.IA.02. TPD - TUGAS PRAKTIK DEMONSTRASI")
    identity(document)
    document.add_paragraph("A. Petunjuk")
    document.add_paragraph("Baca dan pelajari setiap instruksi kerja di bawah ini dengan cermat", style="List Number")
    document.add_paragraph("Klarifikasi kepada asesor apabila ada hal-hal yang belum jelas", style="List Number")
    document.add_paragraph("B. Skenario Tugas Praktik Demonstrasi")
    units(document, 1, [(A, "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja")])
    grid(document, [
        ["Skenario", "Anda petugas K3 di bengkel las. Susun rencana pengendalian risikonya."],
        ["Perlengkapan dan Peralatan", "Formulir HIRARC\nHelm"], ["Waktu", "90 menit"],
    ])  # fmt: skip
    document.add_paragraph("C. Langkah kerja")
    document.add_paragraph("1. Kenali bahaya di tiap lokasi (KUK 1.1)")
    document.add_paragraph("2. Nilai risikonya (KUK 1.2)")


def ia03(document: Doc) -> None:
    document.add_paragraph("FR.IA.03. PMO - PERTANYAAN UNTUK MENDUKUNG OBSERVASI")
    identity(document)
    guidance(
        document, "Formulir ini diisi oleh asesor kompetensi dapat sebelum, pada saat atau setelah melakukan asesmen."
    )
    units(document, 1, [(A, "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja"), (B, "Mengelola Alat Pelindung Diri")])  # fmt: skip
    grid(document, [
        ["No.", "Pertanyaan", "Tanggapan", "Pencapaian", "<"], ["^", "^", "^", "Ya", "Tidak"],
        ["Sebelum praktik demonstrasi", "<", "<", "<", "<"],
        ["1.", "Apa alat pelindung diri untuk mengelas? (TS)\nUk.2 EK.1 KUK.1.1", "", "", ""],
        ["Sesudah praktik demonstrasi", "<", "<", "<", "<"],
        ["2.", "Apa yang Anda lakukan bila ventilasi mati? (CMS)\nUk.1 EK.1 KUK.1.2", "", "", ""],
        ["3.", "Bagaimana kondisi alat pelindung diri diperiksa sebelum dipakai?", "", "", ""],
    ])  # fmt: skip
    signatures(document)


def ia04a(document: Doc) -> None:
    document.add_paragraph(
        "FR.IA.04A. DIT - DAFTAR INSTRUKSI TERSTRUKTUR (PENJELASAN PROYEK SINGKAT/ KEGIATAN TERSTRUKTUR LAINNYA*)"
    )
    units(document, 2, [(C, "Merancang Sistem Tanggap Darurat")])
    grid(document, [
        ["Hal yang harus disiapkan atau dilakukan atau dihasilkan untuk suatu proyek singkat/ kegiatan terstruktur lainnya", "Susun rencana tanggap darurat dalam 12 salindia.\nWaktu: 120 menit"],
        ["Hal yang perlu didemonstrasikan/dipresentasikan", "Presentasikan rencana itu.\nWaktu: 15 menit"],
    ])  # fmt: skip
    document.add_paragraph(
        "*) Apabila asesi pada Level 4 ke atas, berikan tugas proyek yang meliputi tentang pemecahan masalah dan analisa"
    )


def ia04b(document: Doc) -> None:
    document.add_paragraph("FR.IA.04B. DIT - PENILAIAN PROYEK SINGKAT ATAU KEGIATAN TERSTRUKTUR LAINNYA")
    units(document, 2, [(C, "Merancang Sistem Tanggap Darurat")])
    grid(document, [
        ["Aspek Penilaian", "<", "<", "<", "<", "<"],
        ["No", "Lingkup Penyajian proyek atau kegiatan terstruktur lainnya", "Daftar Pertanyaan", "Kesesuaian dengan standar kompetensi kerja (unit/elemen/KUK)", "Pencapaian", "<"],
        ["^", "^", "^", "^", "Ya", "Tdk"],
        ["1", "Potensi darurat", "Pertanyaan: Sebutkan potensi darurat di gedung ini.\nTanggapan:\nPertanyaan: Mana yang paling berat?\nTanggapan:", f"{C} / 1 / 1.1", "", ""],
    ])  # fmt: skip


def ia05(document: Doc) -> None:
    document.add_paragraph("FR.IA.05A. DPT - PERTANYAAN TERTULIS PILIHAN GANDA")
    units(document, 1, [(A, "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja"), (B, "Mengelola Alat Pelindung Diri")])  # fmt: skip
    document.add_paragraph("Jawab semua pertanyaan berikut:")
    grid(document, [
        ["No", "Pertanyaan"],
        ["1.", f"Faktor bahaya dinilai dengan …\n(Unit {A} KUK 1.2)\na. tebakan\nb. metode penilaian risiko\nc. suara terbanyak\nd. undian"],
        ["2.", "Alat pelindung diri disimpan menurut …"], ["", "a. selera"], ["", "b. petunjuk pabrik"], ["", "c. ukuran"],
        ["3.", "Mana yang pertama? a. lari b. menilai c. tidur"],
    ])  # fmt: skip
    signatures(document)
    document.add_paragraph("FR.IA.05B. LEMBAR KUNCI JAWABAN PERTANYAAN TERTULIS PILIHAN GANDA")
    grid(
        document,
        [["No", "Jawaban", "No", "Jawaban"], ["1", "B", "3", "b. menilai"], ["2", "petunjuk pabrik", "9", "A"]],
    )
    document.add_paragraph("FR.IA.05C. LEMBAR JAWABAN PERTANYAAN TERTULIS PILIHAN GANDA")
    grid(
        document,
        [["No.", "Jawaban", "Pencapaian", "<"], ["^", "^", "Ya", "Tidak"], ["1", "C", "", ""], ["2", "", "", ""]],
    )


def ia06(document: Doc) -> None:
    document.add_paragraph("FR.IA.06A. DPT - PERTANYAAN TERTULIS ESAI")
    grid(
        document,
        [["Kelompok Pekerjaan 2", "Kode Unit :", C], ["^", "Judul Unit :", "Merancang Sistem Tanggap Darurat"]],
    )
    document.add_paragraph("Jawab semua pertanyaan di bawah ini:")
    grid(document, [["No", "Pertanyaan"], ["1", "Jelaskan dua potensi keadaan darurat. KUK 1.1"]])
    document.add_paragraph("FR.IA.06B. LEMBAR KUNCI JAWABAN PERTANYAAN TERTULIS ESAI")
    grid(document, [["No", "Kunci Jawaban"], ["1", "Kebakaran dan gempa"]])


def ia07(document: Doc) -> None:
    document.add_paragraph("FR.IA.07. DPL - PERTANYAAN LISAN")
    units(document, 1, [(A, "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja"), (B, "Mengelola Alat Pelindung Diri")])  # fmt: skip
    document.add_paragraph("Instruksi:")
    document.add_paragraph("Ajukan pertanyaan kepada Asesi dari daftar pertanyaan di bawah ini.", style="List Number")
    grid(document, [
        ["No.", "Pertanyaan", "Pencapaian", "<"], ["^", "^", "Ya", "Tidak"],
        ["1.", "Pertanyaan: Bagaimana hasil penilaian risiko ditetapkan? (KUK 2.1)", "", ""],
        ["^", "Kunci Jawaban: Sesuai tingkat risiko K3", "^", "^"], ["^", "Jawaban Asesi:", "^", "^"],
        ["2.", "Pertanyaan: Siapa yang bertanggung jawab atas alat?", "", ""],
        ["^", "Kunci Jawaban: Pemakainya", "^", "^"], ["^", "Jawaban Asesi:", "^", "^"],
    ])  # fmt: skip


def ia08_to_11(document: Doc) -> None:
    document.add_paragraph("FR.IA.08. CVP - CEKLIS VERIFIKASI PORTOFOLIO")
    units(document, 2, [(C, "Merancang Sistem Tanggap Darurat")])
    grid(document, [
        ["No.", "Bukti/Dokumen Portofolio", "Aturan Bukti", "<", "<", "<"], ["^", "^", "Valid", "Asli", "Terkini", "Memadai"],
        ["1.", "Rencana tanggap darurat yang pernah disusun", "", "", "", ""], ["2.", "", "", "", "", ""],
    ])  # fmt: skip
    document.add_paragraph("FR.IA.09. PW - PERTANYAAN WAWANCARA")
    units(document, 2, [(C, "Merancang Sistem Tanggap Darurat")])
    grid(document, [["No.", "Bukti Portofolio"], ["1.", "Rencana tanggap darurat"]])
    grid(document, [
        ["No.", "Daftar Pertanyaan Wawancara", "Kesimpulan Jawaban Asesi", "Pencapaian", "<"], ["^", "^", "^", "Ya", "Tidak"],
        ["1.", "Ceritakan potensi darurat yang Anda kenali. (KUK 1.1)", "", "", ""],
    ])  # fmt: skip
    document.add_paragraph("FR.IA.10. VPK - VERIFIKASI PIHAK KETIGA")
    grid(
        document,
        [
            ["Nama Pengawas/penyelia/atasan/orang lain di perusahaan :", ""],
            ["Tempat kerja :", ""],
            ["Alamat :", ""],
            ["Telepon :", ""],
        ],
    )
    grid(
        document,
        [["Pertanyaan", "Ya", "Tdk"], ["Apakah asesi berinteraksi dengan harmonis didalam kelompoknya?", "", ""]],
    )
    document.add_paragraph("FR.IA.11. CRP - CEKLIS REVIU PRODUK")
    units(document, 1, [(A, "Merancang Strategi Pengendalian Risiko K3 di Tempat Kerja")])
    grid(
        document,
        [
            ["RANCANGAN PRODUK ATAU DATA TEKNIS PRODUK", "<"],
            ["Nama produk yang direviu", "Dokumen HIRARC"],
            ["Bahan produk / Berat produk", ""],
        ],
    )
    grid(document, [
        ["No.", "DAFTAR PERTANYAAN", "HASIL", "<", "PENCAPAIAN", "<"], ["^", "^", "Ya", "Tidak", "Ya", "Tidak"],
        ["1", "Spesifikasi produk", "", "", "", ""], ["a", "Ukuran produk sesuai rencana atau gambar kerja", "", "", "", ""],
        ["b", "Estetika/penampilan produk", "", "", "", ""], ["2", "Performa produk", "", "", "", ""],
    ])  # fmt: skip


EVERY = (ia01, ia02, ia03, ia04a, ia04b, ia05, ia06, ia07, ia08_to_11)


def whole_muk(document: Doc) -> None:
    for one in EVERY:
        one(document)


def png(colour: str = "red", *, size: tuple[int, int] = (40, 30), kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind)
    return out.getvalue()
