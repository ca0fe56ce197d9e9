"""Which record proves which step of the SOP, and which parts of it this release does not have."""

from collections.abc import Mapping
from typing import Final

# A record by code, or by code and the role that signed it, to its step or substep.
STEP_OF: Final[Mapping[str, str]] = {
    "SK.PERSYARATAN.TUK": "1.2.1",
    "FR.APL.01/asesi": "1.2", "FR.APL.01/admin": "1.2.2",
    "TAGIHAN": "1.2.3", "KUITANSI": "1.2.5", "FR.APL.02/asesi": "1.2.8",
    "KAJI.VISIBILITAS": "1.3",
    "PENUNJUKAN.TUK": "1.4.1", "SK.TUK": "1.4.2",
    "DAFTAR.ASESI": "1.5", "DAFTAR.ASESOR": "1.5", "PINJAM.ASESOR": "1.5", "BALASAN.PINJAM": "1.5",
    "SPT.ASESOR": "1.6.5", "SPT": "1.6.5", "SPT.TUK": "1.6.5",
    "FR.MAPA.01": "2.2.1", "FR.MAPA.02": "2.2.4", "FR.IA.11": "2.3",
    "VERIFIKASI.TUK": "2.4.1", "VERIFIKASI.TUK.TM": "2.4.1",
    "FR.AK.07": "2.5", "FR.APL.02/asesor": "2.6", "FR.AK.01": "2.7",
    "DAFTAR.HADIR": "3.3.6", "BA.GANGGUAN": "3.3", "TATA.TERTIB": "3.3.8",
    "FR.IA.01": "3.3.15", "FR.IA.05": "3.3.7", "FR.IA.08": "3.3.27", "FR.IA.09": "3.3.29",
    "FR.AK.02": "3.3.33", "FR.AK.03": "3.3.37",
    "FR.AK.05": "3.4.1", "KAJI.ULANG": "3.4.2", "FR.AK.06": "3.4.3", "FR.VA": "3.4.3",
    "SK.KOMITE": "4.1", "UND.RAPAT": "4.2.1", "BA.RAPAT": "4.2.4", "SK.HASIL": "4.3.2", "FR.AK.04": "4.3.3",
    "SURAT.BLANKO": "4.4", "BA.PENERBITAN": "4.4", "KOMITMEN": "4.5.1", "TANDA.TERIMA": "4.5.2", "INFO.SURVEILAN": "4.6",
}  # fmt: skip

# What must be there before a step counts as done; a step that is not named waits for what the case requires (D5).
CLOSES: Final[Mapping[str, frozenset[str]]] = {
    "1.1": frozenset({"informasi"}),
    "1.2": frozenset({"FR.APL.01/asesi", "FR.APL.01/admin", "bayar", "FR.APL.02/asesi"}),
    "1.3": frozenset({"KAJI.VISIBILITAS/admin"}),
    "1.4": frozenset({"tuk"}),
    "1.5": frozenset({"tugas"}),
    "1.6": frozenset({"bersedia", "SPT.ASESOR/ketua", "setuju"}),
    "2.1": frozenset({"FR.APL.01/admin"}),
    "2.4": frozenset({"FR.AK.01/asesi"}),
    "2.6": frozenset({"FR.APL.02/asesor"}),
    "2.7": frozenset({"FR.AK.01/asesor", "FR.AK.01/asesi"}),
    "3.1": frozenset({"siap"}),
    "3.2": frozenset({"mulai"}),
    "3.3": frozenset({"FR.IA.01/asesor", "FR.AK.02/asesor"}),
    "3.4": frozenset({"FR.AK.05/asesor"}),
    "4.1": frozenset({"SK.KOMITE/ketua"}),
    "4.2": frozenset({"suara", "BA.RAPAT"}),
    "4.3": frozenset({"SK.HASIL/ketua"}),
    "4.4": frozenset({"terbit"}),
    "4.5": frozenset({"KOMITMEN/asesi", "TANDA.TERIMA/asesi"}),
    "4.6": frozenset({"INFO.SURVEILAN"}),
}

# Said plainly wherever the step is shown: there is nothing here that could record it.
NOT_YET: Final[Mapping[str, tuple[str, ...]]] = {
    "2.3": ("2.3",),
    "3.1": ("3.1.1", "3.1.2", "3.1.4", "3.1.5"),
    "3.2": ("3.2.2",),
    "3.3": ("3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.7", "3.3.27", "3.3.29"),
}
# Only where it is needed: nothing is missing when nobody planned it.
OPTIONAL: Final[frozenset[str]] = frozenset({"2.5"})


def step_of(code: str, role: str = "") -> str:
    """The step or substep of a record; empty for one that the SOP does not name."""
    return STEP_OF.get(f"{code}/{role}") or STEP_OF.get(code, "")


def main_step(nomor: str) -> str:
    """1.2.8 belongs to 1.2."""
    return ".".join(nomor.split(".")[:2])
