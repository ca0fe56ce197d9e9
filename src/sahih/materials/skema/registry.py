"""Which records an asesmen must leave behind (D5): the titles, today's reach, the defaults.

The required set of a version is rows of `RekamanWajib`; what stands here only fills a new
version. AVAILABLE is closed: it grows when a part of the system can make the record, and until
then a required record shows as *belum tersedia*.
"""

from collections.abc import Iterator, Mapping

from sahih.materials.skema.enums import Medium, Mode

TITLES: Mapping[str, str] = {
    "FR.APL.01": "Permohonan Sertifikasi Kompetensi",
    "FR.APL.02": "Asesmen Mandiri",
    "FR.MAPA.01": "Merencanakan Aktivitas dan Proses Asesmen",
    "FR.MAPA.02": "Peta Instrumen Asesmen",
    "SK.TUK": "SK Penetapan TUK",
    "SPT": "Surat Perintah Tugas Asesor",
    "VERIFIKASI.TUK": "Rekaman Verifikasi TUK",
    "FR.AK.01": "Persetujuan Asesmen dan Kerahasiaan",
    "FR.IA.01": "Ceklis Observasi Aktivitas di Tempat Kerja atau Tempat Kerja Simulasi",
    "FR.IA.11": "Ceklis Meninjau Instrumen Asesmen",
    "REKAMAN": "Rekaman Video Asesmen",
    "FR.AK.02": "Rekaman Asesmen Kompetensi",
    "FR.AK.03": "Umpan Balik dan Catatan Asesmen",
    "FR.AK.05": "Laporan Asesmen",
    "FR.AK.06": "Meninjau Proses Asesmen",
    "FR.VA": "Memberikan Kontribusi dalam Validasi Asesmen",
    "PINDAIAN": "Pindaian Lembar Kertas Bertanda Tangan",
}

AVAILABLE = frozenset({
    "FR.APL.01", "FR.APL.02", "FR.MAPA.01", "FR.MAPA.02", "SPT", "SK.TUK", "VERIFIKASI.TUK", "FR.AK.01", "FR.IA.01",
    "FR.AK.02", "FR.AK.03", "FR.AK.05", "FR.AK.06", "FR.VA", "PINDAIAN",
})  # fmt: skip

_CORE = (
    "FR.APL.01", "FR.APL.02", "FR.MAPA.01", "FR.MAPA.02", "SPT", "FR.AK.01", "FR.IA.01", "FR.AK.02", "FR.AK.03", "FR.AK.05",
    "FR.AK.06", "FR.VA",
)  # fmt: skip
# SE.007/BNSP/V/2023 A.IV.5-8: letters and recording of the TUK, plan and instruments, a to i.
_REMOTE = tuple(code for code in TITLES if code != "PINDAIAN")

_DEFAULTS: Mapping[tuple[Mode, Medium], tuple[str, ...]] = {
    (Mode.TATAP_MUKA, Medium.NIRKERTAS): _CORE,
    (Mode.TATAP_MUKA, Medium.KERTAS): (*_CORE, "PINDAIAN"),
    (Mode.JARAK_JAUH, Medium.NIRKERTAS): _REMOTE,
    (Mode.JARAK_JAUH, Medium.KERTAS): (*_REMOTE, "PINDAIAN"),
    (Mode.HIBRIDA, Medium.NIRKERTAS): _REMOTE,
    (Mode.HIBRIDA, Medium.KERTAS): (*_REMOTE, "PINDAIAN"),
}


def default_codes(mode: str, medium: str) -> tuple[str, ...]:
    """The set that a version starts with in one way of assessment."""
    return _DEFAULTS[Mode(mode), Medium(medium)]


def default_rows() -> Iterator[tuple[Mode, Medium, int, str]]:
    """The rows that a new version starts with: mode, medium, number, code."""
    for (mode, medium), codes in _DEFAULTS.items():
        for number, code in enumerate(codes, 1):
            yield mode, medium, number, code
