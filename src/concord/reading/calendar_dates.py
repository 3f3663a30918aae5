"""Dates that name their day, month or year, in both calendars: each form a function of the tokens it spans.

18 April 2025 · April 18 · 08.09.2025 · 2025-04-18 · 172030 SEP 25 · September 2023 · March-April 2016 ·
2019-2021 · the 1980s · ۱۷ میزان ۱۴۰۴. A year that is not written is the latest in which the date does not
lie (far) after publication.
"""

import re
from datetime import date, timedelta

from concord.evidence import PartialDate
from concord.reading.calendars import solar_day, solar_month_end
from concord.reading.date_memory import Memory, one
from concord.reading.date_tags import When

__all__ = [
    "day_at",
    "day_of_month",
    "iso",
    "month",
    "months",
    "numeric",
    "solar_year",
    "stamp",
    "year",
    "years",
]

_END_OF_SPAN = re.compile(
    r"x?(?:[-~pfi]_*){1,2}(?:[ow]_*)?(?:d(?:o_*)*m_*\.?|m_*\.?(?:[io]_*)*d(?:o_*)*)[,c]?y"
)
_OPENERS = frozenset("(,:;\n")
_COMING_DAYS = 45  # a date without a year this close after publication is the coming one
_DUE_DAYS = 183  # and so much farther if it is a term: "by December"
_TERMS = frozenset({"by", "before", "until", "till"})


def iso(memory: Memory, first: int, last: int) -> When | None:
    year, month, day = map(memory.tagged.number, memory.letters(first, last, "yd"))
    return one(first, last, day_at(year, month, day))


def numeric(memory: Memory, first: int, last: int) -> When | None:
    """08.09.2025 and 08/09/25: day first, unless only the other order is a date."""
    day, month, year = map(memory.tagged.number, memory.letters(first, last, "ydn"))
    if year < 100:
        if len(memory.words[first]) < 2:
            return None
        year += 2000
    return one(first, last, day_at(year, month, day) or day_at(year, day, month))


def stamp(memory: Memory, first: int, last: int) -> When | None:
    """172030 SEP 25: day, hour and minute, month and year of a signal."""
    digits, month = memory.words[first], int(memory.cues[first + 1].code)
    if len(digits) != len("172030"):
        return None
    return one(first, last, day_at(2000 + int(memory.words[last - 1]), month, int(digits[:2])))


def day_of_month(memory: Memory, first: int, last: int) -> When | None:
    """A day, or two days, of a month, with or without its year, in either order."""
    days = [memory.tagged.number(i) for i in memory.letters(first, last, "d")]
    month = int(memory.cues[memory.letters(first, last, "ms")[0]].code)
    find = _solar_date if "s" in memory.tags[first:last] else _gregorian_date
    ends = [find(memory, first, last, month, day) for day in days]
    if ends[0] is None or ends[-1] is None:
        return None
    return When(first, last, PartialDate.of(ends[0]), PartialDate.of(ends[-1]), span=len(ends) > 1)


def _gregorian_date(memory: Memory, first: int, last: int, month: int, day: int) -> date | None:
    year = (
        _year_in(memory, first, last, "y")
        or _year_of_end(memory, last, month)
        or _inferred_year(memory, first, month, day)
    )
    return day_at(year, month, day) if year else None


def _year_of_end(memory: Memory, last: int, month: int) -> int | None:
    """The year that a span writes once, at its end: 17 September to 15 November 2023."""
    end = _END_OF_SPAN.match(memory.tags, last)
    if end is None:
        return None
    ends_in = next(i for i in range(end.start(), end.end()) if memory.tags[i] == "m")
    return int(memory.words[end.end() - 1]) - (month > int(memory.cues[ends_in].code))


def _solar_date(memory: Memory, first: int, last: int, month: int, day: int) -> date | None:
    year = _year_in(memory, first, last, "z") or _inferred_solar_year(memory, month)
    return solar_day(year, month, day) if year and day <= 31 else None


def month(memory: Memory, first: int, last: int) -> When | None:
    at = memory.letters(first, last, "ms")[0]
    month = int(memory.cues[at].code)
    if memory.tags[at] == "m":
        year = _year_in(memory, first, last, "y") or _inferred_year(memory, first, month, None)
        return one(first, last, f"{year:04d}-{month:02d}") if year else None
    year = _year_in(memory, first, last, "z") or _inferred_solar_year(memory, month)
    if year is None:
        return None
    start, end = solar_day(year, month, 1), solar_month_end(year, month)
    return When(first, last, PartialDate.of(start), PartialDate.of(end), span=True)


def months(memory: Memory, first: int, last: int) -> When | None:
    """March-April 2016, between January and June: two months of one year, or of two."""
    start, end = (int(memory.cues[i].code) for i in memory.letters(first, last, "m"))
    year = _year_in(memory, first, last, "y") or _inferred_year(memory, first, end, None)
    if year is None:
        return None
    ends = f"{year - (start > end):04d}-{start:02d}", f"{year:04d}-{end:02d}"
    return When(first, last, PartialDate(ends[0]), PartialDate(ends[1]), span=True)


def year(memory: Memory, first: int, last: int) -> When | None:
    """A bare year, where the word before it says that it is one; the 1980s."""
    part = memory.cues[first].code if memory.tags[first] == "q" else ""
    year = int(memory.words[last - 1])
    if year % 10 == 0 and memory.tagged.word(last) in ("s", "'s"):
        return year_span(first, last + 1, year, year + 9)
    if not part and not _leads_year(memory, first):
        return None
    memory.year = year
    return one(first, last, f"{year}-{part}" if part.isdecimal() else f"{year}")


def _leads_year(memory: Memory, at: int) -> bool:
    if memory.tags[at + 1 : at + 3] in ("cn", "cd"):
        return False
    if memory.tagged.word(at - 1) == "the":
        at -= 1
    before, after = memory.tagged.word(at - 1), memory.tagged.word(at + 1)
    if before == "of" or (before == "د" and after == "په"):  # د ۱۴۰۴ په پیل کې
        return True
    if _beside_year(memory, at):
        return True
    if at + 1 in memory.tagged.counted:
        return False
    if at + 1 in memory.tagged.roles_after:
        return True
    return (
        at in memory.tagged.roles or memory.tags[at - 1 : at] == "~" or memory.tagged.word(at - 1) in _OPENERS
    )


def _beside_year(memory: Memory, at: int) -> bool:
    """Whether the word for year stands beside: سال ۱۴۰۴, ۲۰۲۵ کال."""
    beside = (memory.cues.get(i) for i in (at - 1, at + 1))
    return any(cue is not None and (cue.role, cue.code) == ("span_unit", "year") for cue in beside)


def years(memory: Memory, first: int, last: int) -> When | None:
    """2019-2021, 2009-10; 2023-11 is a month."""
    start, end = map(memory.tagged.number, memory.letters(first, last, "yd"))
    if end > 1000 or end == (start + 1) % 100:
        return year_span(first, last, start, end if end > 1000 else start + 1)
    return one(first, last, f"{start}-{end:02d}") if end <= 12 else None


def solar_year(memory: Memory, first: int, last: int) -> When | None:
    if not _leads_year(memory, first):
        return None
    year = int(memory.words[first])
    start, end = solar_day(year, 1, 1), solar_month_end(year, 12)
    return When(first, last, PartialDate.of(start), PartialDate.of(end), span=True)


def _year_in(memory: Memory, first: int, last: int, letter: str) -> int | None:
    written = memory.letters(first, last, letter)
    if not written:
        return None
    year = int(memory.words[written[0]])
    if letter == "y":
        memory.year = year
    return year


def _inferred_year(memory: Memory, first: int, month: int, day: int | None) -> int | None:
    """The latest year in which the date does not lie (far) after publication."""
    if memory.today is None:
        return memory.year
    begins = day_at(memory.today.year, month, day or 1)
    if begins is None:
        return memory.today.year
    term = memory.tagged.word(first - 1) in _TERMS
    if term and day and (memory.today - begins).days > 365 - _DUE_DAYS:
        return memory.today.year + 1
    ahead = _DUE_DAYS if term else _COMING_DAYS
    return memory.today.year - (begins - memory.today > timedelta(days=ahead))


def _inferred_solar_year(memory: Memory, month: int) -> int | None:
    if memory.today is None:
        return None
    year = memory.today.year - 621
    return year if solar_day(year, month, 1) <= memory.today else year - 1


def day_at(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def year_span(first: int, last: int, start: int, end: int) -> When:
    return When(first, last, PartialDate(str(start)), PartialDate(str(end)), span=True)
