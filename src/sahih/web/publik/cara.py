"""The ways of being assessed that a skema knows, each with what keeps it closed today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sahih.institution.lsp.models import Lsp
from sahih.materials.skema.enums import Medium, Mode
from sahih.materials.skema.models import SkemaVersi
from sahih.process.permohonan.policies import gate_apply, out_of_reach

WAYS = (
    (
        Mode.TATAP_MUKA,
        Medium.NIRKERTAS,
        "Tatap muka, nirkertas",
        "Di TUK bersama asesor; semua lembar diisi dan ditandatangani di sini.",
    ),
    (
        Mode.TATAP_MUKA,
        Medium.KERTAS,
        "Tatap muka, di atas kertas",
        "Di TUK bersama asesor; lembar dicetak dan ditandatangani basah.",
    ),
    (Mode.HIBRIDA, Medium.NIRKERTAS, "Hibrida", "Teori dari jauh, praktik di TUK."),
    (Mode.JARAK_JAUH, Medium.NIRKERTAS, "Jarak jauh", "Seluruhnya lewat pertemuan video."),
)


@dataclass(frozen=True)
class Way:
    """One radio button: what it means, and why not when it is closed."""

    mode: str
    medium: str
    is_trial: bool
    label: str
    about: str
    gaps: Sequence[str] = ()

    @property
    def key(self) -> str:
        return f"{self.mode}:{self.medium}:{'uji' if self.is_trial else 'resmi'}"

    @property
    def why_not(self) -> str:
        return " ".join(self.gaps)


def ways_of(lsp: Lsp, versi: SkemaVersi, *, day: dt.date) -> list[Way]:
    """Official ways under the permits of the day, then the same as rehearsals (L11)."""
    return [_way(lsp, versi, one, is_trial=is_trial, day=day) for is_trial in (False, True) for one in WAYS]


def _way(lsp: Lsp, versi: SkemaVersi, one: tuple[Mode, Medium, str, str], *, is_trial: bool, day: dt.date) -> Way:
    mode, medium, label, about = one
    gaps = gate_apply(lsp, versi, mode=mode, medium=medium, uji_coba=is_trial, under_permit=not is_trial, day=day)
    gaps += [] if is_trial else out_of_reach(versi, mode, medium)
    return Way(mode, medium, is_trial, label, about, gaps)
