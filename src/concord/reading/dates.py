"""Dates and periods as reports write them, resolved against the day of publication.

Covered: 18 April 2025 · April 18 · Mar. 31 · 4 to 10 January · 1–15 January 2024 · 08.09.2025 ·
2025-04-18 · September 2023 · mid-2023 · end of 2015 · in 2014 · today · yesterday · on Friday ·
last week · this year · in the past 24 hours · ۱۷ میزان ۱۴۰۴. A year that is not written is the
latest one in which the date does not lie after publication; without a day of publication it is
the last year that the text wrote. What cannot be resolved is not guessed.

The method: each token gets one letter for its kind (d a day number, m a month, y a year ...),
and one pattern over these letters finds all dates in any of the languages.
"""

import re
from collections.abc import Callable, Iterable

from concord.evidence import PartialDate
from concord.reading import calendar_dates, relative_dates
from concord.reading.date_memory import Memory
from concord.reading.date_tags import Tagged, When
from concord.reading.lexicon import Cue
from concord.reading.opening_parts import opening_part
from concord.reading.spans import make_spans
from concord.reading.text import Page

__all__ = ["When", "find_dates"]

# After the day of "Jan. 10" no group of three digits may follow: that is a figure, "January 10,500".
_NO_FIGURE = r"(?![c.]?n|[c.]d|%)"
_PATTERN = re.compile(
    r"(?P<same>a_*)"
    r"|(?:w_*[,c]?o?|o(?=d))?(?:(?P<iso>y-d-d)|(?P<stamp>nmd)|(?P<numeric>d(?P<mark>[./-])d(?P=mark)[ynd])"
    r"|(?P<day_range>d(?:o_*)?[-~f/]_*(?:w_*)?d(?:o_*)*[ms]_*\.?(?:[,c]?[yz])?)"
    r"|(?P<day_month>d_*(?:o_*)*[ms]_*\.?(?:(?:[,co]|u_*)?[yz])?)"
    rf"|(?P<month_range>m_*\.?(?:o_*)?d(?:o_*)?[-~]_*d{_NO_FIGURE}(?:o_*)?(?:[,c]?y)?)"
    rf"|(?P<month_day>(?:(?:[yz]u_*|z(?=o))(?:[io]_*)*)?[ms]_*\.?(?:[io]_*)*d{_NO_FIGURE}(?:o_*)*(?:[,c]?[yz])?))"
    r"|(?P<months>m_*\.?[-~]_*m_*\.?(?:[,co]?_*y)?)"
    r"|(?P<month_year>[ms]_*\.?(?:[,co]_*)*(?:u_*)?[yz])"
    r"|(?P<month>[ms]_*)"
    r"|(?P<year_month>y-d)|(?P<years>y-y)"
    r"|(?P<year>(?:q_*(?:o_*)?)?y)"
    r"|(?P<solar_year>z)"
    r"|(?P<day_of>(?:o_*)*(?:d(?:o_*)*~_*(?:o_*)*)?d_*(?:o_*)+r_*)"
    r"|(?P<edge>q_*(?:o_*)?u_*)"
    r"|(?P<day>o_*do_*)"
    r"|(?P<past>h_*(?:[dnk]_*)?u_*|(?:[dnk]_*)?u_*h_*)"
    r"|(?P<counted>[dk]_*u_*)"
    r"|(?P<weekday>w_*)|(?P<relative>r_*)"
)
_FULL = frozenset({"iso", "numeric", "stamp", "day_month", "month_day"})  # forms that name a day of a year
_READERS: dict[str, Callable[[Memory, int, int], When | None]] = {
    "same": relative_dates.same,
    "iso": calendar_dates.iso,
    "numeric": calendar_dates.numeric,
    "stamp": calendar_dates.stamp,
    "day_range": calendar_dates.day_of_month,
    "day_month": calendar_dates.day_of_month,
    "month_range": calendar_dates.day_of_month,
    "month_day": calendar_dates.day_of_month,
    "month_year": calendar_dates.month,
    "month": calendar_dates.month,
    "months": calendar_dates.months,
    "year_month": calendar_dates.years,
    "years": calendar_dates.years,
    "year": calendar_dates.year,
    "solar_year": calendar_dates.solar_year,
    "day_of": relative_dates.day_of_relative_month,
    "edge": relative_dates.edge,
    "day": relative_dates.day,
    "weekday": relative_dates.weekday,
    "relative": relative_dates.relative,
    "past": relative_dates.past,
    "counted": relative_dates.counted_span,
}


def find_dates(page: Page, cues: Iterable[Cue], published: PartialDate | None) -> list[When]:
    """Dates in the order of the text, ranges joined and roles attached."""
    memory = Memory(Tagged(page, cues), published)
    for match in _PATTERN.finditer(memory.tags):
        kind = next(name for name in _READERS if match.group(name))
        when = _READERS[kind](memory, match.start(), match.end())
        if when is not None:
            when = opening_part(memory.tagged, when) or when
            memory.append(when)
            memory.remember(when, full=kind in _FULL)
    return make_spans(memory.tagged, memory.found)
