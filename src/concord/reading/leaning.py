"""Dates that lean on a date named before: that week, the week before, the seven days, the first five months.

that week · the same month · those two days      the last one of that length
the day before · a week earlier · the month before      what precedes the last one of that length
the seven days · those nine days · the same eight days      the last span of just so many days
the first five months · the third quarter      of the year that the report is in
"""

from collections.abc import Sequence
from datetime import date, timedelta

from concord.reading.calendars import solar_day, solar_month_end, span_ending
from concord.reading.date_tags import When

__all__ = ["Ends", "counted", "months_of_year", "preceding", "same_as", "solar_year_edge"]

Ends = tuple[str, str]

_BACK = 12  # dates among which "the same week" looks for one
_SAME = {
    "day": (1, 1),
    "two_days": (2, 2),
    "week": (6, 8),
    "month": (28, 31),
    "months": (32, 370),
    "year": (365, 366),
}
_LONGEST = 10000  # days


def same_as(code: str, found: Sequence[When]) -> When | None:
    """The last date named that is as long as the word says: that week, the same month; the same period."""
    low, high = _SAME.get(code, (2, _LONGEST))
    return next((when for when in reversed(found[-_BACK:]) if low <= _days(when) <= high), None)


def preceding(code: str, found: Sequence[When]) -> Ends | None:
    """The day, week, month or year before the last one named: 9,000 in May, 7,000 *the month before*."""
    when = same_as(code, found)
    if when is None:
        return None
    eve = when.start.first - timedelta(days=1)
    if code == "week":
        return span_ending(eve, "day", _days(when))
    text = eve.isoformat()[: {"day": 10, "month": 7, "year": 4}[code]]
    return text, text


def counted(count: int, unit: str, found: Sequence[When]) -> When | None:
    """The last span named that is just so long: the seven days, over the same nine months."""
    wanted = {"day": count, "week": 7 * count}.get(unit)
    for when in reversed(found[-_BACK:]):
        if wanted == _days(when) if wanted is not None else unit == "month" and count == _months(when):
            return when
    return None


def _months(when: When) -> int:
    """How many whole months a span names; 0 for days."""
    first, last = when.start.first, when.end.last
    months = len(when.start.text) == len(when.end.text) == len("2025-04")
    return (last.year - first.year) * 12 + last.month - first.month + 1 if months else 0


def solar_year_edge(today: date, edge: str) -> date:
    """The first or the last day of the solar year that a day stands in: since Nowruz.

    >>> solar_year_edge(date(2025, 6, 12), "start")
    datetime.date(2025, 3, 21)
    """
    year = today.year - 621
    year -= today < solar_day(year, 1, 1)
    return solar_day(year, 1, 1) if edge == "start" else solar_month_end(year, 12)


def months_of_year(first: int, last: int, today: date) -> Ends:
    """Months of the year of a day, or of the year before if they still lie ahead.

    >>> months_of_year(1, 5, date(2025, 6, 12))
    ('2025-01', '2025-05')
    >>> months_of_year(7, 9, date(2025, 6, 12))
    ('2024-07', '2024-09')
    """
    year = today.year - (first > today.month)
    return f"{year:04d}-{first:02d}", f"{year:04d}-{last:02d}"


def _days(when: When) -> int:
    return (when.end.last - when.start.first).days + 1
