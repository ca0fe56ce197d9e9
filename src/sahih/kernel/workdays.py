"""Working days in Indonesia: Monday to Friday, but for national holidays."""

import datetime as dt
import functools

import holidays


@functools.cache
def _national(year: int) -> holidays.HolidayBase:
    return holidays.country_holidays("ID", years=year)


def is_workday(day: dt.date) -> bool:
    return day.weekday() < 5 and day not in _national(day.year)


def workdays_after(day: dt.date, count: int) -> dt.date:
    """The last of `count` working days that follow a day."""
    found = day
    while count > 0:
        found += dt.timedelta(days=1)
        count -= is_workday(found)
    return found
