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
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from concord.evidence import PartialDate
from concord.reading.calendars import SOLAR_YEARS, named_span, solar_day, solar_month_end, span_back
from concord.reading.lexicon import Cue
from concord.reading.text import Page

__all__ = ["When", "find_dates"]

_YEARS = range(1947, 2100)
_TAGS = {
    "month": "m",
    "solar": "s",
    "weekday": "w",
    "relative": "r",
    "when": "p",
    "part_of_year": "q",
    "ordinal": "o",
    "connector": "~",
    "back": "h",
    "span_unit": "u",
    "numeral": "k",
}
_PATTERN = re.compile(
    r"(?P<iso>y-d-d)|(?P<numeric>d([./-])d\3[yn])"
    r"|(?P<day_range>d(?:o_*)?[-~]d(?:o_*)*(?P<c1>[ms])_*\.?(?:,?[yz])?)"
    r"|(?P<day_month>d(?:o_*)*(?P<c2>[ms])_*\.?(?:[,o]?[yz])?)"
    r"|(?P<month_range>m_*\.?d[-~]d(?![,.][nd]|%)(?:,?y)?)"
    r"|(?P<month_day>m_*\.?d(?![,.][nd]|%)(?:o_*)?(?:,?y)?)"
    r"|(?P<month_year>(?P<c3>[ms])_*\.?(?:[,o]_*)*[yz])"
    r"|(?P<month>(?P<c4>[ms])_*)"
    r"|(?P<year>(?:q_*)?(?:o_*)?y)"
    r"|(?P<solar_year>z)"
    r"|(?P<past>h_*(?:[dnk]_*)?u_*)"
    r"|(?P<weekday>w_*)|(?P<relative>r_*)"
)
_OPENERS = frozenset("(/,:;\n")
_COMING_DAYS = 45  # a date without a year this close after publication is the coming one


@dataclass(frozen=True, slots=True)
class When:
    """A date in a page: tokens ``first`` to ``last - 1``, the first and last date it names, its role.

    ``role`` is 'since', 'until' or 'in', from the word before it; ``span`` tells
    that it names an interval with two ends of its own.
    """

    first: int
    last: int
    start: PartialDate
    end: PartialDate
    role: str = "in"
    span: bool = False


def find_dates(page: Page, cues: Iterable[Cue], published: PartialDate | None) -> list[When]:
    """Dates in the order of the text, ranges joined and roles attached."""
    return _Finder(page, cues, published).run()


class _Finder:
    """Tags the tokens once and reads each match of the pattern."""

    def __init__(self, page: Page, cues: Iterable[Cue], published: PartialDate | None) -> None:
        self.page, self.words, self.published = page, page.words, published
        self.year = published.first.year if published else None
        self.cues: dict[int, Cue] = {}
        self.endings: dict[int, Cue] = {}
        tags = [_digit_tag(word) for word in page.words]
        for cue in cues:
            tag = _TAGS.get(cue.role)
            if tag and not (cue.code == "05" and not self._names_may(cue)):
                self.cues[cue.first] = self.endings[cue.last] = cue
                tags[cue.first : cue.last] = tag + "_" * (cue.last - cue.first - 1)
        self.tags = "".join(tags)

    def run(self) -> list[When]:
        found = [when for match in _PATTERN.finditer(self.tags) if (when := self._read(match))]
        return [self._with_role(when) for when in self._joined(found)]

    def _names_may(self, cue: Cue) -> bool:
        """Whether 'May' is the month, not the verb: a capital inside a sentence or a number beside it."""
        before = self.words[cue.first - 1] if cue.first else ""
        after = self.words[cue.last] if cue.last < len(self.words) else ""
        capital = self.page.text[self.page.starts[cue.first]].isupper()
        return self.words[cue.first] != "may" or (capital and (before.isalnum() or after.isdigit()))

    def _read(self, match: re.Match[str]) -> When | None:
        kind = next(name for name in _READERS if match.group(name))
        return _READERS[kind](self, match.start(), match.end())

    def _letters(self, first: int, last: int, letters: str) -> list[int]:
        return [i for i in range(first, last) if self.tags[i] in letters]

    # --- calendar dates -------------------------------------------------

    def _iso(self, first: int, last: int) -> When | None:
        year, month, day = (int(self.words[i]) for i in self._letters(first, last, "yd"))
        return _one(first, last, _date(year, month, day))

    def _numeric(self, first: int, last: int) -> When | None:
        """08.09.2025 and 8/9/25: day first."""
        day, month, year = (int(self.words[i]) for i in self._letters(first, last, "ydn"))
        return _one(first, last, _date(year + 2000 if year < 100 else year, month, day))

    def _dated(self, first: int, last: int) -> When | None:
        """A day, or two days, of a month, with or without its year, in either order."""
        days = [int(self.words[i]) for i in self._letters(first, last, "d")]
        month = int(self.cues[self._letters(first, last, "ms")[0]].code)
        find = self._solar_date if "s" in self.tags[first:last] else self._gregorian_date
        ends = [find(first, last, month, day) for day in days]
        if ends[0] is None or ends[-1] is None:
            return None
        return When(first, last, PartialDate.of(ends[0]), PartialDate.of(ends[-1]), span=len(ends) > 1)

    def _gregorian_date(self, first: int, last: int, month: int, day: int) -> date | None:
        year = self._year_in(first, last, "y") or self._inferred_year(month, day)
        return _date(year, month, day) if year else None

    def _solar_date(self, first: int, last: int, month: int, day: int) -> date | None:
        year = self._year_in(first, last, "z") or self._inferred_solar_year(month)
        return solar_day(year, month, day) if year and day <= 31 else None

    def _month(self, first: int, last: int) -> When | None:
        at = self._letters(first, last, "ms")[0]
        month = int(self.cues[at].code)
        if self.tags[at] == "m":
            year = self._year_in(first, last, "y") or self._inferred_year(month, None)
            return _one(first, last, f"{year:04d}-{month:02d}") if year else None
        year = self._year_in(first, last, "z") or self._inferred_solar_year(month)
        if year is None:
            return None
        start, end = solar_day(year, month, 1), solar_month_end(year, month)
        return When(first, last, PartialDate.of(start), PartialDate.of(end), span=True)

    def _year_alone(self, first: int, last: int) -> When | None:
        """A bare year, where the word before it says that it is one."""
        at = last - 1
        part = self.cues[first].code if self.tags[first] == "q" else ""
        if not part and not self._leads_year(first):
            return None
        self.year = int(self.words[at])
        return _one(first, last, self.words[at] + (f"-{part}" if part.isdigit() else ""))

    def _leads_year(self, at: int) -> bool:
        after = self.tags[at + 1 : at + 3]
        if after[:1] == "," and after[1:] in "nd" and self.page.starts[at + 2] == self.page.ends[at + 1]:
            return False
        before = self.words[at - 1] if at else "\n"
        return at in self.endings or before in _OPENERS

    def _solar_year_alone(self, first: int, last: int) -> When | None:
        if first not in self.endings:
            return None
        year = int(self.words[first])
        start, end = solar_day(year, 1, 1), solar_month_end(year, 12)
        return When(first, last, PartialDate.of(start), PartialDate.of(end), span=True)

    def _year_in(self, first: int, last: int, letter: str) -> int | None:
        written = self._letters(first, last, letter)
        if not written:
            return None
        year = int(self.words[written[0]])
        if letter == "y":
            self.year = year
        return year

    def _inferred_year(self, month: int, day: int | None) -> int | None:
        """The latest year in which the date does not lie (far) after publication."""
        if self.published is None:
            return self.year
        year = self.published.first.year
        begins = _date(year, month, day or 1)
        if begins is None or len(self.published.text) == 4:
            return year
        return year - 1 if begins - self.published.last > timedelta(days=_COMING_DAYS) else year

    def _inferred_solar_year(self, month: int) -> int | None:
        if self.published is None:
            return None
        year = self.published.last.year - 621
        return year if solar_day(year, month, 1) <= self.published.last else year - 1

    # --- relative dates -------------------------------------------------

    def _weekday(self, first: int, last: int) -> When | None:
        """The latest such day up to publication."""
        if self.published is None or len(self.published.text) < 10:
            return None
        back = (self.published.last.weekday() - int(self.cues[first].code)) % 7
        return _one(first, last, self.published.last - timedelta(days=back))

    def _relative(self, first: int, last: int) -> When | None:
        if self.published is None:
            return None
        code = self.cues[first].code
        if len(self.published.text) < 10 and not code.endswith("year"):
            return None
        today = self.published.last
        span = named_span(code, today)
        return span and When(first, last, PartialDate(span[0]), PartialDate(span[1]), span=span[0] != span[1])

    def _past(self, first: int, last: int) -> When | None:
        """The past 24 hours, the last two weeks: a count, if any, and a unit."""
        if self.published is None or len(self.published.text) < 10:
            return None
        counts = self._letters(first, last, "dnk")
        count = 1
        if counts:
            count = (
                int(self.words[counts[0]])
                if self.words[counts[0]].isdigit()
                else int(float(self.cues[counts[0]].code))
            )
        unit = self.cues[self._letters(first, last, "u")[0]].code
        span = span_back(self.published.last, unit, count) if count < 1000 else None
        return When(first, last, PartialDate(span[0]), PartialDate(span[1]), span=True) if span else None

    # --- ranges and roles -----------------------------------------------

    def _joined(self, found: Sequence[When]) -> list[When]:
        """Two dates with nothing but 'to' or a dash between them are one range."""
        joined: list[When] = []
        for when in found:
            before = joined[-1] if joined else None
            if (
                before
                and not before.span
                and self._connects(before, when)
                and before.start.first <= when.end.last
            ):
                joined[-1] = When(before.first, when.last, before.start, when.end, span=True)
            else:
                joined.append(when)
        return joined

    def _connects(self, before: When, when: When) -> bool:
        between = self.tags[before.last : when.first].replace("_", "").replace("o", "")
        if between in ("-", "~"):
            return "and" not in self.words[before.last : when.first] or self._opens_between(before)
        return between == "p" and self._role(when.first) == "until" and self._role(before.first) == "since"

    def _opens_between(self, when: When) -> bool:
        return when.first > 0 and self.words[when.first - 1] in ("between", "بین", "د")

    def _with_role(self, when: When) -> When:
        return when if when.span else replace(when, role=self._role(when.first))

    def _role(self, first: int) -> str:
        """The role that the word before a date gives it, passing over a weekday or an article."""
        for at in range(first, max(first - 3, 0), -1):
            cue = self.endings.get(at)
            if cue is not None and cue.role == "when":
                return cue.code
            if self.tags[at - 1] not in "w_oq,":
                break
        return "in"


def _digit_tag(word: str) -> str:
    """The letter of a token that is no cue: day number, year, other number, dash, stop, anything."""
    if not word[0].isdigit():
        return word if word in "-,./" else "," if word == "،" else "x"
    value = int(word)
    if len(word) <= 2:
        return "d" if 1 <= value <= 31 else "n"
    if len(word) == 4:
        return "y" if value in _YEARS else "z" if value in SOLAR_YEARS else "n"
    return "n"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _one(first: int, last: int, named: date | str | None) -> When | None:
    if named is None:
        return None
    text = PartialDate(named if isinstance(named, str) else named.isoformat())
    return When(first, last, text, text)


_READERS = {
    "iso": _Finder._iso,
    "numeric": _Finder._numeric,
    "day_range": _Finder._dated,
    "day_month": _Finder._dated,
    "month_range": _Finder._dated,
    "month_day": _Finder._dated,
    "month_year": _Finder._month,
    "month": _Finder._month,
    "year": _Finder._year_alone,
    "solar_year": _Finder._solar_year_alone,
    "weekday": _Finder._weekday,
    "relative": _Finder._relative,
    "past": _Finder._past,
}
