"""Dates as cells print them, as precise as they are written, on the common or the solar Hijri calendar.

Covered: 2027-05-01 · 20270501 · 01/05/2027 · 1 May 2027 · May 2027 · 2027-05 · 2027 · ۱۴۰۵/۰۲/۱۱ · 1405.
Whether 03/05 is in March or in May is decided for a whole column, by a cell that can be read in one
order only; where none decides, the mapping has to say it.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta

from concord.evidence import PartialDate
from concord.mapping.numbers import ascii_digits

__all__ = ["ORDERS", "day_of", "order_of"]

ORDERS = ("dmy", "mdy")
SOLAR_YEARS = range(1300, 1500)
COMMON_YEARS = range(1900, 2101)
LEAPS = frozenset(
    {1, 5, 9, 13, 17, 22, 26, 30}
)  # years of a 33-year cycle; agrees with the equinox 1206-1498
EPOCH = date(1921, 3, 21)  # 1 Hamal 1300
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR_FIRST = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?:[T ]\d\d:.*)?")
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})")
_NAMED = re.compile(r"(?:(\d{1,2})[-\s./]*)?([A-Za-z]{3,9})\.?[-\s,./]*(\d{4}|\d{2})")
_NAMED_FIRST = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})")


def day_of(cell: str, order: str | None = None) -> PartialDate | None:
    """The day, month or year that a cell is; None for anything else, and for a day that does not exist.

    >>> str(day_of("۱۴۰۴/۰۱/۰۱")), str(day_of("May 2027")), str(day_of("03/05/2027", "dmy"))
    ('2025-03-21', '2027-05', '2027-05-03')
    >>> day_of("03/05/2027") is None, day_of("31/02/2027", "dmy") is None
    (True, True)
    """
    text = ascii_digits(cell.strip())
    try:
        return _year_first(text) or _named(text) or _year_last(text, order)
    except ValueError:
        return None


def order_of(cells: Iterable[str]) -> str | None:
    """The order of day and month in which all these cells can be read, where only one can be."""
    texts = [ascii_digits(cell.strip()) for cell in cells]
    shaped = [text for text in texts if _YEAR_LAST.fullmatch(text)]
    fitting = [order for order in ORDERS if all(_fits(text, order) for text in shaped)]
    return fitting[0] if shaped and len(fitting) == 1 else None


def _fits(text: str, order: str) -> bool:
    try:
        return _year_last(text, order) is not None
    except ValueError:
        return False


def _year_first(text: str) -> PartialDate | None:
    found = _COMPACT.fullmatch(text) or _YEAR_FIRST.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    return _partial(year or 0, month, day)


def _named(text: str) -> PartialDate | None:
    if found := _NAMED_FIRST.fullmatch(text):
        name, day, year = found.groups()
    elif found := _NAMED.fullmatch(text):
        day, name, year = found.groups()
    else:
        return None
    month = name[:3].casefold()
    if month not in MONTHS:
        return None
    return _partial(_century(year), MONTHS.index(month) + 1, int(day) if day else None)


def _year_last(text: str, order: str | None) -> PartialDate | None:
    found = _YEAR_LAST.fullmatch(text)
    if found is None or (order is None and found[1] != found[2]):
        return None
    first, second, year = int(found[1]), int(found[2]), _century(found[3])
    day, month = (second, first) if order == "mdy" else (first, second)
    return _partial(year, month, day)


def _century(year: str) -> int:
    return int(year) if len(year) == 4 else 2000 + int(year)


def _partial(year: int, month: int | None, day: int | None) -> PartialDate | None:
    if year in SOLAR_YEARS:
        return _solar(year, month, day)
    if year not in COMMON_YEARS:
        return None
    parts = [f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)]
    return PartialDate("-".join(parts))


def _solar(year: int, month: int | None, day: int | None) -> PartialDate | None:
    """A solar day; a solar month or year alone spans two common ones and has no such date."""
    if month is None or day is None or not 1 <= month <= 12 or not 1 <= day <= _length(year, month):
        return None
    days = sum(366 if y % 33 in LEAPS else 365 for y in range(1300, year))
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return PartialDate.of(EPOCH + timedelta(days=days + before + day - 1))


def _length(year: int, month: int) -> int:
    if month <= 6:
        return 31
    return 30 if month < 12 or year % 33 in LEAPS else 29
