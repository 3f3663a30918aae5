"""Dates that lean on a date named before: that week, the week before, the seven days, the first five months.

that week · the same month · those two days      the last one of that length
the day before · a week earlier · the month before      what precedes the last one of that length
the seven days · those nine days · the same eight days      the last span of just so many days
the first five months · the third quarter      of the year that the report is in
"""

from collections.abc import Sequence
from datetime import date, timedelta

from concord.reading.calendars import span_ending
from concord.reading.date_tags import When

__all__ = ["Ends", "counted_days", "months_of_year", "preceding", "same_as"]

Ends = tuple[str, str]

_BACK = 12  # dates among which "the same week" looks for one
_SAME = {"day": (1, 1), "two_days": (2, 2), "week": (6, 8), "month": (28, 31), "year": (365, 366)}
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


def counted_days(count: int, found: Sequence[When]) -> When | None:
    """The last span named that is just so many days long: the seven days, over the same eight days."""
    return next((when for when in reversed(found[-_BACK:]) if _days(when) == count), None)


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

