"""Numbers of letters: gapless per LSP, kind and year; a void number is never used again."""

import datetime as dt
import re
from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext as _

from sahih.kernel.audit import AuditKind, record
from sahih.kernel.clock import local_date
from sahih.kernel.policy import Refused
from sahih.kernel.tenancy import TenantModel, active_lsp

TAKEN = AuditKind("nomor.taken", ("number",))
VOIDED = AuditKind("nomor.voided", ("number",))

PLACE = re.compile(r"\{(urut|kode|bulan|tahun)\}")
NEEDED = ("{urut}", "{kode}", "{tahun}")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


class LetterCounter(TenantModel):
    """The last number given out; its locked row makes the series gapless."""

    kind = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["lsp", "kind", "year"], name="counter_once"),)


class LetterNumber(TenantModel):
    """A number given out, used or void."""

    kind = models.CharField(max_length=24)
    year = models.PositiveSmallIntegerField()
    serial = models.PositiveIntegerField()
    text = models.CharField(max_length=64)
    taken_at = models.DateTimeField()
    void_reason = models.TextField(blank=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["lsp", "kind", "year", "serial"], name="letter_serial_once"),
            models.UniqueConstraint(fields=["lsp", "kind", "text"], name="letter_text_once"),
        )


def series(kind: str, *, uji_coba: bool) -> str:
    """A rehearsal's letters count in a series of their own, so that the real one has no gaps (L11)."""
    return f"{kind}-UJI" if uji_coba else kind


def require_pattern(pattern: str) -> None:
    """Refuse a pattern with a place that nothing fills, or one by which two letters would get the same number."""
    if re.search(r"[{}]", PLACE.sub("", pattern)):
        raise Refused(_("Hanya {urut}, {kode}, {bulan}, dan {tahun} yang dikenal."))
    if not all(place in pattern for place in NEEDED):
        raise Refused(_("Pola harus memuat {urut}, {kode}, dan {tahun}, supaya tidak ada nomor kembar."))


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    """The places replaced and nothing evaluated: a pattern is a text that an LSP typed."""
    return PLACE.sub(lambda match: values[match[1]], pattern)


def take_number(kind: str, *, pattern: str, at: dt.datetime, zone: str = "WIB") -> LetterNumber:
    """The next number in the series; a rollback returns it, so no gap appears.

    The pattern may name {urut} {kode} {bulan} {tahun}, as in `014/SPT/KTG/XI/2026`.
    """
    day = local_date(at, zone)
    LetterCounter.objects.bulk_create(
        [LetterCounter(lsp_id=active_lsp(), kind=kind, year=day.year)], ignore_conflicts=True
    )
    counter = LetterCounter.objects.select_for_update().get(kind=kind, year=day.year)
    counter.last += 1
    counter.save(update_fields=["last"])
    places = {"urut": f"{counter.last:03d}", "kode": kind, "bulan": ROMAN[day.month - 1], "tahun": str(day.year)}
    text = _filled(pattern, places)
    number = LetterNumber.objects.create(kind=kind, year=day.year, serial=counter.last, text=text, taken_at=at)
    record(TAKEN, number, new={"number": text})
    return number


def void_number(number: LetterNumber, *, reason: str) -> None:
    number.void_reason = reason
    number.save(update_fields=["void_reason"])
    record(VOIDED, number, old={"number": number.text}, reason=reason)
