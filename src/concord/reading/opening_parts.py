"""The first days, weeks or months of a month or a year, as Urdu, Persian and Pashto name them.

After the month: اپریل کے پہلے 13 دنوں · د وږي په لومړیو څلورو ورځو · د ۱۴۰۴ په لومړیو نهو میاشتو.
Before it: نخستین هشت روز میزان · ده روز نخست مارچ · هفتهٔ اول نومبر.
"""

from datetime import date, timedelta

from concord.evidence import PartialDate
from concord.reading.calendars import part_of, solar_month_end
from concord.reading.date_tags import Tagged, When

__all__ = ["opening_part"]

# Words are folded as the page is: پہلے is پهلی, کے is کی.
_FIRST = frozenset(
    {"پهلی", "ابتدائی", "لومړیو", "لومړی", "لومړنیو", "لومړۍ", "نخست", "نخستین", "اول", "اولین"}
)
_LINKS = frozenset({"کی", "په", "در"})
_DAYS = {"day": 1, "week": 7}


def opening_part(tagged: Tagged, when: When) -> When | None:
    """The part of a month or a year that words after or before it say is its first; None for none."""
    return _after(tagged, when) or _before(tagged, when)


def _after(tagged: Tagged, when: When) -> When | None:
    at = when.last
    if tagged.word(at) not in _LINKS or tagged.word(at + 1) not in _FIRST or not _is_whole(when):
        return None
    count = _count(tagged, at + 2)
    unit = at + 2 + (count is not None)
    return _opening(tagged, when, (when.first, unit + 1), unit, count)


def _before(tagged: Tagged, when: When) -> When | None:
    """Its ordinal stands before the count, or between the unit and the month, where it reads as a day."""
    if tagged.word(when.first) in _FIRST and not when.span and len(when.start.text) == 10:
        count = _count(tagged, when.first - 2)
        return _opening(
            tagged, when, (when.first - 1 - (count is not None), when.last), when.first - 1, count
        )
    count = _count(tagged, when.first - 2)
    ordinal = when.first - 2 - (count is not None)
    if not _is_whole(when) or tagged.word(ordinal) not in _FIRST:
        return None
    return _opening(tagged, when, (ordinal, when.last), when.first - 1, count)


def _is_whole(when: When) -> bool:
    return (when.end.last - when.start.first).days >= 27


def _opening(
    tagged: Tagged, when: When, tokens: tuple[int, int], unit: int, count: int | None
) -> When | None:
    cue = tagged.cues.get(unit)
    if cue is None or cue.role != "span_unit" or (count is None and cue.code != "week"):
        return None
    start = when.start.first
    end = _end(start, when, cue.code, count or 1)
    if end is None:
        return None
    return When(*tokens, PartialDate.of(start), PartialDate.of(end), span=True)


def _end(start: date, when: When, unit: str, count: int) -> date | None:
    if unit in _DAYS:
        return start + timedelta(days=count * _DAYS[unit] - 1)
    if unit != "month" or not 0 < count <= 12 or not _is_whole(when):
        return None
    if start.day != 1:
        return solar_month_end(start.year - 621, count)
    return part_of((start, when.end.last), "month", count, 1)[1]


def _count(tagged: Tagged, at: int) -> int | None:
    """The number at a token, in digits or in words."""
    word, cue = tagged.word(at), tagged.cues.get(at)
    if word.isdecimal():
        return int(word) if len(word) <= 2 else None
    return int(float(cue.code)) if cue is not None and cue.role == "numeral" else None
