"""Days in the solar Hijri calendar, which Afghanistan and Iran use beside the Gregorian one.

The 33-year rule of leap years, as in reading; it agrees with the equinox from 1206 to 1498.
"""

from datetime import date, timedelta

__all__ = ["SOLAR_MONTHS", "solar"]

SOLAR_MONTHS = {
    "en": (
        "Hamal",
        "Sawr",
        "Jawza",
        "Saratan",
        "Asad",
        "Sunbula",
        "Mizan",
        "Aqrab",
        "Qaws",
        "Jadi",
        "Dalw",
        "Hut",
    ),
    "fa-af": ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبله", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
    "ps": ("وری", "غویی", "غبرګولی", "چنګاښ", "زمری", "وږی", "تله", "لړم", "لیندۍ", "مرغومی", "سلواغه", "کب"),
    "ur": ("حمل", "ثور", "جوزا", "سرطان", "اسد", "سنبلہ", "میزان", "عقرب", "قوس", "جدی", "دلو", "حوت"),
}
_LEAPS = frozenset({1, 5, 9, 13, 17, 22, 26, 30})
_YEAR, _NEW_YEAR = 1350, date(1971, 3, 21)


def solar(day: date) -> tuple[int, int, int]:
    """Year, month and day of a Gregorian day from 1971 on.

    >>> solar(date(2025, 3, 31))
    (1404, 1, 11)
    """
    year, first = _YEAR, _NEW_YEAR
    while day >= first + timedelta(days=_length(year)):
        first += timedelta(days=_length(year))
        year += 1
    passed = (day - first).days
    if passed < 186:
        return year, passed // 31 + 1, passed % 31 + 1
    return year, (passed - 186) // 30 + 7, (passed - 186) % 30 + 1


def _length(year: int) -> int:
    return 366 if year % 33 in _LEAPS else 365
