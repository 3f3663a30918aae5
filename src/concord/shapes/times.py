"""Periods as cells write them: 2025 · 2025-03 · 2025-03-31T00:00:00 · 2025-Q1 · 2025-W14 · 2025-01-01/P3M."""

import re
from datetime import date, timedelta

from concord.evidence import PartialDate

__all__ = ["days_of", "moment"]

Period = tuple[PartialDate, PartialDate]

_CLOCK = re.compile(r"[T ]\d{2}:.*$")
_PART = re.compile(r"(\d{4})-?(Q|S|T|W|M|D|A)(\d{1,3})", re.I)
_MONTHS = {"Q": 3, "S": 6, "T": 4, "M": 1, "A": 12}  # months of a quarter, half, third, month, year
_DURATION = re.compile(r"P(\d{1,4})([DWMY])")


def moment(text: str) -> PartialDate | None:
    """The day, month or year in a cell, without its clock; None for an empty cell.

    Raises:
        ValueError: other words.
    """
    plain = _CLOCK.sub("", text.strip())
    return PartialDate(plain) if plain else None


def days_of(text: str) -> Period:
    """First and last date of a period.

    >>> [str(day) for day in days_of("2025-Q1")]
    ['2025-01-01', '2025-03-31']

    Raises:
        ValueError: no such period.
    """
    first, mark, last = text.strip().partition("/")
    if mark:
        return _range(PartialDate(_CLOCK.sub("", first)), last)
    if part := _PART.fullmatch(first):
        return _part(int(part[1]), part[2].upper(), int(part[3]))
    whole = PartialDate(_CLOCK.sub("", first))
    return whole, whole


def _range(start: PartialDate, last: str) -> Period:
    if (length := _DURATION.fullmatch(last)) is None:
        return start, PartialDate(_CLOCK.sub("", last))
    count, unit = int(length[1]), length[2]
    if unit in "DW":
        return start, PartialDate.of(start.first + timedelta(days=count * (7 if unit == "W" else 1) - 1))
    after = _months_on(start.first, count * (12 if unit == "Y" else 1))
    return start, PartialDate.of(after - timedelta(days=1))


def _part(year: int, unit: str, number: int) -> Period:
    if unit == "W":
        monday = date.fromisocalendar(year, number, 1)
        return PartialDate.of(monday), PartialDate.of(monday + timedelta(days=6))
    if unit == "D":
        day = PartialDate.of(date(year, 1, 1) + timedelta(days=number - 1))
        return day, day
    months = _MONTHS[unit]
    if not 1 <= number <= 12 // months:
        raise ValueError(f"a year has no {unit}{number}")
    first = date(year, 1 + (number - 1) * months, 1)
    return PartialDate.of(first), PartialDate.of(_months_on(first, months) - timedelta(days=1))


def _months_on(day: date, months: int) -> date:
    year, month = divmod(day.month - 1 + months, 12)
    return date(day.year + year, month + 1, 1) if day.day == 1 else _same_day(day, day.year + year, month + 1)


def _same_day(day: date, year: int, month: int) -> date:
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, min(day.day, 28))
