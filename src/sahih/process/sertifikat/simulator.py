"""A small stand-in for BNSP in rehearsals: answers a request with marked numbers (L11).

Its answer goes through the same import as the real one; serials begin at 9000000, blanks at 90000000.
"""

import datetime as dt
import io
import itertools
from collections.abc import Iterator

from openpyxl import load_workbook

from sahih.institution.lsp.models import Lsp
from sahih.materials.skema.models import SkemaVersi
from sahih.process.sertifikat.models import SertifikatPublik
from sahih.process.sertifikat.numbers import TRIAL_BLANKO, TRIAL_SECTOR, TRIAL_SERIAL, taken
from sahih.process.sertifikat.sheets import ANSWER_HEAD, write_rows


def answer(request: bytes, *, lsp: Lsp, versi: SkemaVersi, day: dt.date) -> bytes:
    """Numbers for each K of the request list, none for a BK."""
    refs = [row[0] for row in _rows(request) if row[6] == "K"]
    return numbers_for(refs, lsp=lsp, versi=versi, day=day)


def numbers_for(refs: list[str], *, lsp: Lsp, versi: SkemaVersi, day: dt.date) -> bytes:
    """The next marked numbers that nobody in the installation has taken."""
    serials = itertools.count(SertifikatPublik.objects.filter(uji_coba=True).count() + 1)
    return write_rows(ANSWER_HEAD, [_next_free(ref, serials, lsp, versi, day) for ref in refs])


def _next_free(
    ref: str, serials: Iterator[int], lsp: Lsp, versi: SkemaVersi, day: dt.date
) -> tuple[str, str, str, str]:
    while taken((row := _numbered(ref, next(serials), lsp, versi, day))[1:]):
        pass
    return row


def _rows(request: bytes) -> list[list[str]]:
    sheet = load_workbook(io.BytesIO(request), read_only=True).worksheets[0]
    return [[str(value or "") for value in row] for row in sheet.iter_rows(values_only=True, min_row=2)]


def _numbered(ref: str, serial: int, lsp: Lsp, versi: SkemaVersi, day: dt.date) -> tuple[str, str, str, str]:
    number = f"{versi.kbli} {versi.kbji} {versi.level} {TRIAL_SERIAL + serial} {day.year}"
    registration = f"{TRIAL_SECTOR} {lsp.licence.split('-')[2]} {serial:05d} {day.year}"
    return ref, number, registration, f"{TRIAL_BLANKO + serial}"
