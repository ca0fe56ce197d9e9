"""BNSP's three numbers: looked at, never made up (CT3–CT6)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.process.sertifikat.models import BLANKO, NUMBER, REGISTRATION

TRIAL_SERIAL = 9_000_000
TRIAL_SECTOR = "UJI"


@dataclass(frozen=True)
class NumberRow:
    """One line of BNSP's answer."""

    line: int
    ref: str
    number: str
    registration: str
    blanko: str


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one line."""

    line: int
    message: str


def shape_problems(row: NumberRow, *, lsp: Lsp, uji_coba: bool) -> list[RowProblem]:
    """Shape of each number, licence in the registration (CT4), and the marks of a rehearsal (L11)."""
    said = [*_number_problems(row.number, uji_coba=uji_coba)]
    said += _registration_problems(row.registration, lsp=lsp, uji_coba=uji_coba)
    if not _is_shaped(BLANKO, row.blanko):
        said.append(_("nomor blangko “%s” bukan 8 angka") % row.blanko)
    return [RowProblem(row.line, one) for one in said]


def _is_shaped(pattern: str, value: str) -> bool:
    return re.fullmatch(pattern, value, re.ASCII) is not None


def _number_problems(number: str, *, uji_coba: bool) -> list[str]:
    if not _is_shaped(NUMBER, number):
        return [_("nomor sertifikat “%s” tidak berbentuk KBLI KBJI jenjang seri tahun") % number]
    serial = number.split()[3]
    is_marked = len(serial) == 7 and int(serial) >= TRIAL_SERIAL
    if is_marked == uji_coba:
        return []
    return [_("seri uji coba mulai 9000000") if uji_coba else _("seri 9000000 ke atas hanya untuk uji coba")]


def _registration_problems(registration: str, *, lsp: Lsp, uji_coba: bool) -> list[str]:
    if not _is_shaped(REGISTRATION, registration):
        return [_("nomor registrasi “%s” tidak berbentuk sektor, lisensi, seri, tahun") % registration]
    sector, licence, *_rest = re.split(r"[ .]", registration)
    said = []
    if licence != lsp.licence.split("-")[2]:
        said.append(_("nomor registrasi memuat lisensi lain, bukan %s") % lsp.licence)
    if (sector == TRIAL_SECTOR) != uji_coba:
        marked = _("nomor registrasi uji coba berawalan UJI"), _("awalan UJI hanya untuk uji coba")
        said.append(marked[0] if uji_coba else marked[1])
    return said


def repeated(rows: Sequence[NumberRow]) -> list[RowProblem]:
    """A number that stands twice in the same answer."""
    problems, seen = [], dict[str, int]()
    for row in rows:
        for value in (row.ref, row.number, row.registration, row.blanko):
            if value in seen:
                problems.append(
                    RowProblem(
                        row.line, _("“%(value)s” sudah ada pada baris %(line)d") % {"value": value, "line": seen[value]}
                    )
                )
            seen.setdefault(value, row.line)
    return problems


def used_before(rows: Sequence[NumberRow], taken: Mapping[str, str]) -> list[RowProblem]:
    """A number that another certificate bears, or that is void (CT6)."""
    return [
        RowProblem(row.line, _("“%(value)s” %(why)s") % {"value": value, "why": taken[value]})
        for row in rows
        for value in (row.number, row.registration, row.blanko)
        if value in taken
    ]
