"""BNSP's three numbers: looked at, never made up, each taken once in the whole installation (CT3–CT6)."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sahih.institution.lsp.models import Lsp
from sahih.process.sertifikat.models import BLANKO, NUMBER, REGISTRATION, NomorBatal, NomorTerpakai

TRIAL_SERIAL = 9_000_000
TRIAL_BLANKO = 90_000_000
TRIAL_SECTOR = "UJI"
REF_COLUMN = "Rujukan"
NUMBER_COLUMNS = ("Nomor Sertifikat", "Nomor Registrasi", "Nomor Blangko")


@dataclass(frozen=True)
class NumberRow:
    """One line of BNSP's answer."""

    line: int
    ref: str
    number: str
    registration: str
    blanko: str

    @property
    def values(self) -> tuple[str, str, str]:
        return self.number, self.registration, self.blanko

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """Each of the three under the name that its column bears in the file."""
        return tuple(zip(NUMBER_COLUMNS, self.values, strict=True))


@dataclass(frozen=True)
class RowProblem:
    """What is wrong with one field of one line; no field where it is the line itself."""

    line: int
    message: str
    field: str = ""


def digest_of(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def taken(values: Iterable[str]) -> dict[str, str]:
    """Why each may not be used: void here, or used by somebody; whose it is stays unsaid (CT5, CT6)."""
    digests = {digest_of(value): value for value in values}
    used = NomorTerpakai.objects.filter(digest__in=digests).values_list("digest", flat=True)
    why = {digests[digest]: _("sudah dipakai sertifikat lain") for digest in used}
    void = NomorBatal.objects.filter(number__in=digests.values())
    return why | {one.number: _("batal dan tidak boleh dipakai lagi: %s") % one.reason for one in void}


def reserve(values: Iterable[str]) -> None:
    """Take them for ever; IntegrityError where somebody did before.

    In one order, so that two imports of the same numbers wait for each other and neither deadlocks.
    """
    NomorTerpakai.objects.bulk_create([NomorTerpakai(digest=one) for one in sorted(map(digest_of, set(values)))])


def as_kept(text: str) -> str:
    """A number however it was typed: BNSP prints spaces or dots, the register keeps spaces."""
    return " ".join(text.replace(".", " ").upper().split())


def shape_of_any(value: str, *, lsp: Lsp) -> str:
    """What speaks against this being one of the three numbers that this LSP may hold; empty when nothing does."""
    if _is_shaped(NUMBER, value) or _is_shaped(BLANKO, value):
        return ""
    if not _is_shaped(REGISTRATION, value):
        return _("“%s” bukan nomor sertifikat, nomor registrasi, atau nomor blangko BNSP.") % value
    return "" if _licence_in(value) == _licence_of(lsp) else _("Nomor registrasi itu memuat lisensi LSP lain.")


def shape_problems(row: NumberRow, *, lsp: Lsp, uji_coba: bool) -> list[RowProblem]:
    """Shape of each number, licence in the registration (CT4), and the marks of a rehearsal (L11)."""
    number, registration, blanko = NUMBER_COLUMNS
    said = [(number, one) for one in _number_problems(row.number, uji_coba=uji_coba)]
    said += [(registration, one) for one in _registration_problems(row.registration, lsp=lsp, uji_coba=uji_coba)]
    said += [(blanko, one) for one in _blanko_problems(row.blanko, uji_coba=uji_coba)]
    return [RowProblem(row.line, one, field) for field, one in said]


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
    sector = re.split(r"[ .]", registration)[0]
    said = []
    if _licence_in(registration) != _licence_of(lsp):
        said.append(_("nomor registrasi memuat lisensi lain, bukan %s") % lsp.licence)
    if (sector == TRIAL_SECTOR) != uji_coba:
        marked = _("nomor registrasi uji coba berawalan UJI"), _("awalan UJI hanya untuk uji coba")
        said.append(marked[0] if uji_coba else marked[1])
    return said


def _blanko_problems(blanko: str, *, uji_coba: bool) -> list[str]:
    if not _is_shaped(BLANKO, blanko):
        return [_("nomor blangko “%s” bukan 8 angka") % blanko]
    if (int(blanko) >= TRIAL_BLANKO) == uji_coba:
        return []
    said = _("nomor blangko uji coba mulai 90000000"), _("nomor blangko 90000000 ke atas hanya untuk uji coba")
    return [said[0] if uji_coba else said[1]]


def _licence_in(registration: str) -> str:
    return re.split(r"[ .]", registration)[1]


def _licence_of(lsp: Lsp) -> str:
    return lsp.licence.split("-")[2]


def repeated(rows: Sequence[NumberRow]) -> list[RowProblem]:
    """A number that stands twice in the same answer."""
    problems, seen = [], dict[str, int]()
    for row in rows:
        for field, value in ((REF_COLUMN, row.ref), *row.columns):
            if value in seen:
                said = _("“%(value)s” sudah ada pada baris %(line)d") % {"value": value, "line": seen[value]}
                problems.append(RowProblem(row.line, said, field))
            seen.setdefault(value, row.line)
    return problems


def used_before(rows: Sequence[NumberRow], taken: Mapping[str, str]) -> list[RowProblem]:
    """A number that another certificate bears, or that is void (CT6)."""
    return [
        RowProblem(row.line, _("“%(value)s” %(why)s") % {"value": value, "why": taken[value]}, field)
        for row in rows
        for field, value in row.columns
        if value in taken
    ]
