"""The one clock: UTC instants, local dates, and an offset for rehearsals.

The offset lives in the database so that server, worker and command see the same time; it is
refused in production. The database keeps its own time beside ours in every audit entry.
"""

import calendar
import datetime as dt
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

ZONES = {"WIB": ZoneInfo("Asia/Jakarta"), "WITA": ZoneInfo("Asia/Makassar"), "WIT": ZoneInfo("Asia/Jayapura")}


def is_movable() -> bool:
    return bool(settings.SAHIH_CLOCK_MOVABLE)


def now() -> dt.datetime:
    """The present instant, UTC; reads the offset (one query) only where the clock may move."""
    return timezone.now() + offset()


def offset() -> dt.timedelta:
    if not is_movable():
        return dt.timedelta()
    with connection.cursor() as cursor:
        cursor.execute("SELECT seconds FROM kernel_clockoffset WHERE id = 1")
        row = cursor.fetchone()
    return dt.timedelta(seconds=row[0] if row else 0)


def move_to(instant: dt.datetime) -> None:
    """Set the rehearsal's time; from here on it runs as fast as the real one."""
    if not is_movable():
        raise ImproperlyConfigured("Jam hanya boleh digeser di luar produksi (SAHIH_CLOCK_MOVABLE).")
    seconds = (instant - timezone.now()).total_seconds()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO kernel_clockoffset (id, seconds) VALUES (1, %s) ON CONFLICT (id) DO UPDATE SET seconds = EXCLUDED.seconds",
            [seconds],
        )


def local_date(instant: dt.datetime, zone: str = "WIB") -> dt.date:
    """The calendar date of an instant in one of Indonesia's zones."""
    return instant.astimezone(ZONES[zone]).date()


def months_later(day: dt.date, months: int) -> dt.date:
    """The same day that many calendar months later, or earlier; where the month is shorter, its last day (T3)."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(years, month + 1, min(day.day, calendar.monthrange(years, month + 1)[1]))


def same_day_later(day: dt.date, *, years: int) -> dt.date:
    """The same day that many calendar years later; 29 February falls on the 28th (CT11)."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
