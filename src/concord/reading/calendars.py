"""Days of the Gregorian and the solar Hijri calendar, and the spans that people name.

The solar year of Afghanistan and Iran begins at the spring equinox, on 20 or 21 March.
Its leap years follow here the 33-year rule (years 1, 5, 9, 13, 17, 22, 26, 30 of each
cycle), which agrees with the observed equinox from 1206 to 1498.
"""

from collections.abc import Callable
from datetime import date, timedelta

__all__ = [
    "SOLAR_YEARS",
    "named_span",
    "part_of",
    "solar_day",
    "solar_month_end",
    "span_back",
    "span_ending",
]

Days = tuple[date, date]

SOLAR_YEARS = range(1350, 1450)
_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_EPOCH = date(1971, 3, 21)  # 1 Hamal 1350
_FIRST_WEEKDAY = 0  # Monday


def solar_day(year: int, month: int, day: int) -> date:
    """The Gregorian day of a solar Hijri date.

    >>> solar_day(1404, 1, 1)
    datetime.date(2025, 3, 21)
    """
    days = sum(366 if _is_leap(y) else 365 for y in range(1350, year))
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return _EPOCH + timedelta(days=days + before + day - 1)


def solar_month_end(year: int, month: int) -> date:
    """The last Gregorian day of a solar Hijri month."""
    following = solar_day(year, month + 1, 1) if month < 12 else solar_day(year + 1, 1, 1)
    return following - timedelta(days=1)


def _is_leap(year: int) -> bool:
    return year % 33 in _LEAPS


def named_span(name: str, today: date) -> tuple[str, str] | None:
    """First and last date of a span named in words, as ISO text no finer than the words.

    Names: today, yesterday, two_days (yesterday and today), past_two_days, this_week,
    last_week, this_month, last_month, this_year, last_year, next_year, this_solar_year,
    last_solar_year, new_year (its first
    day), year_start, month_start (the first day), spring, summer, autumn, winter (the year
    of the latest such season).
    """
    find = _SPANS.get(name)
    return find(today) if find else None


def span_back(today: date, unit: str, count: int) -> tuple[str, str] | None:
    """The past ``count`` hours, days, weeks, months or years, ending today."""
    if unit == "hour":
        back = timedelta(days=max(1, round(count / 24)))
    elif unit in ("day", "week"):
        back = timedelta(days=count * (7 if unit == "week" else 1))
    else:
        return _months_back(today, count * (12 if unit == "year" else 1)), today.isoformat()
    return (today - back).isoformat(), today.isoformat()


def span_ending(day: date, unit: str, count: int) -> tuple[str, str]:
    """The ``count`` whole days, months or years that end with a day: the week to 10 January.

    >>> span_ending(date(2026, 1, 10), "day", 7)
    ('2026-01-04', '2026-01-10')
    """
    if unit in ("day", "hour"):
        days = count if unit == "day" else max(1, round(count / 24))
        return (day - timedelta(days=days - 1)).isoformat(), day.isoformat()
    back = _months_back(day + timedelta(days=1), count * (12 if unit == "year" else 1))
    return back, day.isoformat()


def part_of(whole: Days, unit: str, count: int, position: int) -> Days:
    """A part of a year or a month: ``position`` 1 is the first, 2 the second, -1 the last.

    ``unit`` is day, month, year or half; ``count`` of it make one part. A part never
    runs beyond the whole.

    >>> part_of((date(2026, 1, 1), date(2026, 1, 31)), "day", 10, 1)
    (datetime.date(2026, 1, 1), datetime.date(2026, 1, 10))
    """
    first, last = whole
    if unit == "half":
        middle = _month_on(first, 6) if (last - first).days > 31 else first + timedelta(days=15)
        return (first, middle - timedelta(days=1)) if position == 1 else (middle, last)
    if position < 0:
        return max(first, _steps(last + timedelta(days=1), unit, -count)), last
    start, following = (_steps(first, unit, n * count) for n in (position - 1, position))
    return min(start, last), min(following - timedelta(days=1), last)


def _steps(day: date, unit: str, count: int) -> date:
    if unit == "day":
        return day + timedelta(days=count)
    return _month_on(day, count * (12 if unit == "year" else 1))


def _month_on(day: date, months: int) -> date:
    return date.fromisoformat(_months_back(day, -months))


def _months_back(today: date, months: int) -> str:
    year, month = divmod(today.year * 12 + today.month - 1 - months, 12)
    return f"{year:04d}-{month + 1:02d}-{min(today.day, 28):02d}"


def _days(first: int, last: int) -> Callable[[date], tuple[str, str]]:
    return lambda day: ((day + timedelta(days=first)).isoformat(), (day + timedelta(days=last)).isoformat())


def _week(back: int) -> Callable[[date], tuple[str, str]]:
    def span(day: date) -> tuple[str, str]:
        monday = day - timedelta(days=day.weekday() - _FIRST_WEEKDAY + 7 * back)
        return monday.isoformat(), (monday + timedelta(days=6)).isoformat()

    return span


def _month(back: int) -> Callable[[date], tuple[str, str]]:
    return lambda day: (_months_back(day, back)[:7],) * 2


def _solar_year(back: int) -> Callable[[date], tuple[str, str]]:
    """The solar Hijri year that a day stands in, or the one before."""

    def span(day: date) -> tuple[str, str]:
        year = day.year - 621
        year -= back + (day < solar_day(year, 1, 1))
        return solar_day(year, 1, 1).isoformat(), solar_month_end(year, 12).isoformat()

    return span


def _first_of(length: int) -> Callable[[date], tuple[str, str]]:
    """The first day of the year (4 letters of ISO text kept) or of the month (7)."""
    return lambda day: ((day.isoformat()[:length] + "-01-01")[:10],) * 2


def _season(month: int) -> Callable[[date], tuple[str, str]]:
    """The year of the latest season that began in this month."""
    return lambda day: (str(day.year - (day.month < month)),) * 2


def _year(back: int) -> Callable[[date], tuple[str, str]]:
    return lambda day: (str(day.year - back),) * 2


_SPANS: dict[str, Callable[[date], tuple[str, str]]] = {
    "today": _days(0, 0),
    "yesterday": _days(-1, -1),
    "two_days": _days(-1, 0),
    "past_two_days": _days(-2, -1),
    "tomorrow": _days(1, 1),
    "this_week": _week(0),
    "last_week": _week(1),
    "this_month": _month(0),
    "last_month": _month(1),
    "this_year": _year(0),
    "last_year": _year(1),
    "this_solar_year": _solar_year(0),
    "last_solar_year": _solar_year(1),
    "next_year": _year(-1),
    "new_year": _first_of(4),
    "year_start": _first_of(4),
    "month_start": _first_of(7),
    "spring": _season(3),
    "summer": _season(6),
    "autumn": _season(9),
    "winter": _season(12),
}
