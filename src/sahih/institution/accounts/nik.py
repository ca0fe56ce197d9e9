"""The sixteen digits of a NIK: what is refused, what only warns (N1–N3)."""

import datetime as dt
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class NikCheck:
    """Whether the number can exist at all, and what a person should look at."""

    error: str = ""
    warning: str = ""


def check_nik(nik: str, *, birth_date: dt.date | None = None, sex: str = "") -> NikCheck:
    """N2 refuses the impossible; N3 warns where number, birth date and sex disagree."""
    if not re.fullmatch(r"[0-9]{16}", nik):
        return NikCheck(error=_("NIK harus 16 angka; yang diisi %d.") % len(nik))
    day, month, year, serial = int(nik[6:8]), int(nik[8:10]), int(nik[10:12]), nik[12:]
    is_woman = day > 40
    day -= 40 if is_woman else 0
    if len(set(nik)) == 1 or serial == "0000" or not (1 <= day <= 31 and 1 <= month <= 12):
        return NikCheck(error=_("NIK ini tidak mungkin ada. Periksa lagi angka pada KTP."))
    return NikCheck(warning=_disagreement(day, month, year, birth_date=birth_date, sex=sex, is_woman=is_woman))


def _disagreement(day: int, month: int, year: int, *, birth_date: dt.date | None, sex: str, is_woman: bool) -> str:
    if birth_date and (birth_date.day, birth_date.month, birth_date.year % 100) != (day, month, year):
        return _("Tanggal lahir pada NIK berbeda dari yang diisi. Petugas LSP akan memeriksa KTP.")
    if sex and (sex == "Wanita") != is_woman:
        return _("Jenis kelamin pada NIK berbeda dari yang diisi. Petugas LSP akan memeriksa KTP.")
    return ""


def masked(nik: str) -> str:
    """What a list may show."""
    return f"{nik[:4]}••••••••{nik[-4:]}" if len(nik) == 16 else "••••"
