"""One literal FR.MAPA.01: a plan for experienced workers, by observation and questions."""

from sahih.documents.content import Context
from sahih.documents.fr.contoh import HEADER, STANDAR, SUSUNAN, Example
from sahih.documents.susunan import rows_of

EXAMPLE = Example(
    context=Context(header=HEADER, rows=rows_of(SUSUNAN)),
    posted={
        "penyusun": {
            "potensi": ["3"],
            "tujuan": ["sertifikasi"],
            "lingkungan": ["simulasi"],
            "peluang": ["tersedia"],
            "hubungan": ["aktivitas"],
            "pelaku": ["lsp"],
            "relevan": ["manajer_sertifikasi", "master_asesor"],
            "tolok_ukur/standar/uraian": [STANDAR],
            "tolok_ukur/pedoman/uraian": ["SOP K3 TUK Sewaktu Gresik"],
            "unit/M.71KKK00.001.1/bukti": [
                "Hasil observasi penerapan peraturan K3 di tempat kerja\nHasil tanya jawab tentang peraturan K3"
            ],
            "unit/M.71KKK00.001.1/perangkat": ["CL", "TPD", "DPT"],
            "unit/M.71KKK01.004.1/bukti": ["Formulir izin kerja yang diisi\nHasil tanya jawab tentang izin kerja"],
            "unit/M.71KKK01.004.1/perangkat": ["CL", "DPL"],
            "karakteristik": ["tidak_ada"],
            "kontekstualisasi": ["ada"],
            "kontekstualisasi_uraian": ["Izin kerja memakai formulir perusahaan asesi."],
            "saran": ["tidak_ada"],
            "penyesuaian": ["tidak_ada"],
            "terintegrasi": ["tidak_ada"],
            "konfirmasi/manajer_sertifikasi/nama": ["Endah Contoh"],
            "konfirmasi/manajer_sertifikasi/tanggal": ["2026-11-02"],
            "konfirmasi/master_asesor/nama": ["Gunawan Contoh"],
            "konfirmasi/master_asesor/tanggal": ["2026-11-03"],
        },
    },
)
