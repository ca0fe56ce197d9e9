"""The closed sets of a MUK: instruments, tools, methods, dimensions, kinds of evidence (forms 2, E3, E6)."""

from collections.abc import Mapping

from django.db import models


class Instrumen(models.TextChoices):
    """The instruments whose content a MUK holds; FR.IA.05 and FR.IA.06 hold their parts A, B and C."""

    IA01 = "FR.IA.01", "FR.IA.01 Ceklis Observasi"
    IA02 = "FR.IA.02", "FR.IA.02 Tugas Praktik Demonstrasi"
    IA03 = "FR.IA.03", "FR.IA.03 Pertanyaan untuk Mendukung Observasi"
    IA04A = "FR.IA.04A", "FR.IA.04A Daftar Instruksi Terstruktur"
    IA04B = "FR.IA.04B", "FR.IA.04B Penilaian Proyek Singkat"
    IA05 = "FR.IA.05", "FR.IA.05 Pertanyaan Tertulis Pilihan Ganda"
    IA06 = "FR.IA.06", "FR.IA.06 Pertanyaan Tertulis Esai"
    IA07 = "FR.IA.07", "FR.IA.07 Pertanyaan Lisan"
    IA08 = "FR.IA.08", "FR.IA.08 Ceklis Verifikasi Portofolio"
    IA09 = "FR.IA.09", "FR.IA.09 Pertanyaan Wawancara"
    IA10 = "FR.IA.10", "FR.IA.10 Verifikasi Pihak Ketiga"
    IA11 = "FR.IA.11", "FR.IA.11 Ceklis Reviu Produk"


class Metode(models.TextChoices):
    """The six methods of FR.MAPA.01."""

    OBSERVASI = "observasi", "Observasi langsung"
    TERSTRUKTUR = "terstruktur", "Kegiatan terstruktur"
    TANYA_JAWAB = "tanya_jawab", "Tanya jawab"
    PORTOFOLIO = "portofolio", "Verifikasi portofolio"
    PRODUK = "produk", "Reviu produk"
    PIHAK_KETIGA = "pihak_ketiga", "Verifikasi pihak ketiga"


class Jenis(models.TextChoices):
    """E3: what an item gives as evidence."""

    LANGSUNG = "L", "Langsung"
    TIDAK_LANGSUNG = "TL", "Tidak langsung"
    TAMBAHAN = "T", "Tambahan"


class Dimensi(models.TextChoices):
    """E6: the five dimensions of competence."""

    TS = "TS", "Task skills: melakukan tugas"
    TMS = "TMS", "Task management skills: mengelola tugas"
    CMS = "CMS", "Contingency management skills: mengatasi yang tidak terduga"
    JRES = "JRES", "Job/role environment skills: bekerja dalam peran dan lingkungannya"
    TRS = "TRS", "Transfer skills: memindahkan keterampilan ke keadaan baru"


class Saat(models.TextChoices):
    """PL11: when FR.IA.03 asks; before the practice K3L and SOP, after it CMS, JRES and TRS."""

    SEBELUM = "sebelum", "Sebelum praktik (K3L, SOP, peralatan)"
    SESUDAH = "sesudah", "Sesudah praktik (CMS, JRES, TRS)"


# forms 2: the letters on the papers, the method and the usual kind of evidence of each instrument.
PERANGKAT: Mapping[Instrumen, str] = {
    Instrumen.IA01: "CL", Instrumen.IA02: "TPD", Instrumen.IA03: "PMO", Instrumen.IA04A: "DIT", Instrumen.IA04B: "DIT",
    Instrumen.IA05: "DPT", Instrumen.IA06: "DPT", Instrumen.IA07: "DPL", Instrumen.IA08: "CVP", Instrumen.IA09: "PW",
    Instrumen.IA10: "VPK", Instrumen.IA11: "CRP",
}  # fmt: skip
METODE: Mapping[Instrumen, Metode] = {
    Instrumen.IA01: Metode.OBSERVASI, Instrumen.IA02: Metode.OBSERVASI, Instrumen.IA03: Metode.OBSERVASI,
    Instrumen.IA04A: Metode.TERSTRUKTUR, Instrumen.IA04B: Metode.TERSTRUKTUR, Instrumen.IA05: Metode.TANYA_JAWAB,
    Instrumen.IA06: Metode.TANYA_JAWAB, Instrumen.IA07: Metode.TANYA_JAWAB, Instrumen.IA08: Metode.PORTOFOLIO,
    Instrumen.IA09: Metode.TANYA_JAWAB, Instrumen.IA10: Metode.PIHAK_KETIGA, Instrumen.IA11: Metode.PRODUK,
}  # fmt: skip
JENIS: Mapping[Instrumen, Jenis] = {
    Instrumen.IA01: Jenis.LANGSUNG, Instrumen.IA02: Jenis.LANGSUNG, Instrumen.IA03: Jenis.LANGSUNG,
    Instrumen.IA04A: Jenis.LANGSUNG, Instrumen.IA04B: Jenis.LANGSUNG, Instrumen.IA05: Jenis.TAMBAHAN,
    Instrumen.IA06: Jenis.TAMBAHAN, Instrumen.IA07: Jenis.TAMBAHAN, Instrumen.IA08: Jenis.TIDAK_LANGSUNG,
    Instrumen.IA09: Jenis.TAMBAHAN, Instrumen.IA10: Jenis.TIDAK_LANGSUNG, Instrumen.IA11: Jenis.TIDAK_LANGSUNG,
}  # fmt: skip

# FX18: the questions over which the five dimensions are counted, and those that must name one.
BERDIMENSI = (Instrumen.IA03, Instrumen.IA04B, Instrumen.IA05, Instrumen.IA06, Instrumen.IA07)
# The questions of FR.IA.10 are printed on the form; the MUK has nothing to add.
PRINTED = frozenset({Instrumen.IA10})
# A task told in words is content: scenario and project need no items.
TOLD = frozenset({Instrumen.IA02, Instrumen.IA04A})
# Questions that are answered in words: the asesor lays the answer beside a model answer or a rubric.
DIJAWAB = (Instrumen.IA03, Instrumen.IA06, Instrumen.IA07)
# FX14: the instruments whose items have a key or a model answer.
BERKUNCI = (Instrumen.IA03, Instrumen.IA04B, Instrumen.IA05, Instrumen.IA06, Instrumen.IA07, Instrumen.IA09)
