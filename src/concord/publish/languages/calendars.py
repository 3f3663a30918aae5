"""The solar Hijri calendar of Afghanistan: its year begins at the March equinox.

Leap years follow the rule of 33 years, which agrees with the observed equinox from
1343 to 1472 (1964 to 2093); no publication of this record lies outside.
"""

from datetime import date

__all__ = ["solar_hijri"]

ANCHOR = date(2023, 3, 21)  # 1 Hamal 1402
ANCHOR_YEAR = 1402


def solar_hijri(day: date) -> tuple[int, int, int]:
    """Year, month and day of the solar Hijri calendar.

    >>> solar_hijri(date(2025, 4, 18)), solar_hijri(date(2025, 3, 20))
    ((1404, 1, 29), (1403, 12, 30))
    """
    year, left = ANCHOR_YEAR, (day - ANCHOR).days
    while left < 0:
        year -= 1
        left += _days(year)
    while left >= _days(year):
        left -= _days(year)
        year += 1
    month = left // 31 if left < 186 else 6 + (left - 186) // 30
    return year, month + 1, left - (31 * month if month <= 6 else 186 + 30 * (month - 6)) + 1


def _days(year: int) -> int:
    return 366 if (year * 8 + 29) % 33 < 8 else 365
