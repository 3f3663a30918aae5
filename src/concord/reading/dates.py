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
from collections.abc import Iterable
from datetime import date, timedelta

from concord.evidence import PartialDate
from concord.reading.calendars import named_span, solar_day, solar_month_end, span_back
from concord.reading.date_tags import Tagged, When
from concord.reading.leaning import counted, months_of_year, preceding, same_as, solar_year_edge
from concord.reading.lexicon import Cue
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
    rf"|(?P<month_day>(?:[yz]u_*(?:[io]_*)*)?[ms]_*\.?(?:[io]_*)*d{_NO_FIGURE}(?:o_*)*(?:[,c]?[yz])?))"
    r"|(?P<months>m_*\.?[-~]_*m_*\.?(?:[,co]?_*y)?)"
    r"|(?P<month_year>[ms]_*\.?(?:[,co]_*)*(?:u_*)?[yz])"
    r"|(?P<month>[ms]_*)"
    r"|(?P<year_month>y-d)|(?P<years>y-y)"
    r"|(?P<year>(?:q_*(?:o_*)?)?y)"
    r"|(?P<solar_year>z)"
    r"|(?P<day_of>(?:d(?:o_*)?~_*(?:o_*)?)?d_*(?:o_*)+r_*)"
    r"|(?P<edge>q_*(?:o_*)?u_*)"
    r"|(?P<day>o_*do_*)"
    r"|(?P<past>h_*(?:[dnk]_*)?u_*|(?:[dnk]_*)?u_*h_*)"
    r"|(?P<counted>[dk]_*u_*)"
    r"|(?P<weekday>w_*)|(?P<relative>r_*)"
)
_OPENERS = frozenset("(,:;\n")
_COMING_DAYS = 45  # a date without a year this close after publication is the coming one
_DUE_DAYS = 183  # and so much farther if it is a term: "by December"
_TERMS = frozenset({"by", "before", "until", "till"})
_STANDING = 3  # days; a report's own date stands at most so long before its publication
_HEAD = 40  # tokens at the top of a report among which its own date stands
_WEEK = range(6, 9)  # days of a week that a report is about
_AHEAD = frozenset({"expect", "expected", "expects", "forecast", "planned", "planning", "plan", "likely", "next"})
_POINTING = frozenset({"the", "those", "these", "same"})
_BEFORE = {"day": "yesterday", "week": "last_week", "month": "last_month", "year": "last_year"}
_PARTS = {"quarter": 3, "half": 6}  # months


def find_dates(page: Page, cues: Iterable[Cue], published: PartialDate | None) -> list[When]:
    """Dates in the order of the text, ranges joined and roles attached."""
    finder = _Finder(Tagged(page, cues), published)
    return make_spans(finder.tagged, finder.run())


class _Finder:
    """Reads each match of the pattern, remembering the year and the month that the text is in.

    ``today`` is the day from which "yesterday" counts: that of publication, or the report's
    own where its head names one shortly before, or the date of the item of a compilation.
    """

    def __init__(self, tagged: Tagged, published: PartialDate | None) -> None:
        self.tagged, self.tags, self.words = tagged, tagged.tags, tagged.words
        self.cues, self.published = tagged.cues, published
        self.year = published.first.year if published else None
        self.today = published.last if published and len(published.text) == 10 else None
        self.month: date | None = None
        self.week: When | None = None
        self.found: list[When] = []

    def run(self) -> list[When]:
        for match in _PATTERN.finditer(self.tags):
            kind = next(name for name in _READERS if match.group(name))
            when = _READERS[kind](self, match.start(), match.end())
            if when is not None:
                self.found.append(when)
                self._remember(when, full=kind in ("iso", "numeric", "stamp", "day_month", "month_day"))
        return self.found

    def _remember(self, when: When, *, full: bool) -> None:
        if len(when.end.text) < 7:
            return
        self.month = when.end.first
        if when.span and when.first < _HEAD and self._is_week_past(when):
            self.week = when
        if not full:
            return
        day, own = when.end.last, self.published
        late = 0 if own is None else (own.last - day).days
        heads = when.first < _HEAD and 0 <= late <= _STANDING and self.today in (None, own and own.last)
        if heads or self._dates_item(when):
            self.today, self.year = day, day.year

    def _is_week_past(self, when: When) -> bool:
        """Whether a span is the week that a weekly report covers: its weekdays are those of that week."""
        days = (when.end.last - when.start.first).days + 1
        return days in _WEEK and self.today is not None and 0 <= (self.today - when.end.last).days < days

    def _dates_item(self, when: When) -> bool:
        """Whether a date in brackets closes a line, or a dateline opens one: an item of a compilation."""
        word = self.tagged.word
        closes = word(when.first - 1) == "(" and word(when.last) == ")" and word(when.last + 1) == "\n"
        return closes or (word(when.first - 1) == "," and word(when.last) == "]")

    def _letters(self, first: int, last: int, letters: str) -> list[int]:
        return self.tagged.letters(first, last, letters)

    # --- calendar dates -------------------------------------------------

    def _iso(self, first: int, last: int) -> When | None:
        year, month, day = map(self.tagged.number, self._letters(first, last, "yd"))
        return _one(first, last, _date(year, month, day))

    def _numeric(self, first: int, last: int) -> When | None:
        """08.09.2025 and 08/09/25: day first, unless only the other order is a date."""
        day, month, year = map(self.tagged.number, self._letters(first, last, "ydn"))
        if year < 100:
            if len(self.words[first]) < 2:
                return None
            year += 2000
        return _one(first, last, _date(year, month, day) or _date(year, day, month))

    def _stamp(self, first: int, last: int) -> When | None:
        """172030 SEP 25: day, hour and minute, month and year of a signal."""
        digits, month = self.words[first], int(self.cues[first + 1].code)
        if len(digits) != len("172030"):
            return None
        return _one(first, last, _date(2000 + int(self.words[last - 1]), month, int(digits[:2])))

    def _dated(self, first: int, last: int) -> When | None:
        """A day, or two days, of a month, with or without its year, in either order."""
        days = [self.tagged.number(i) for i in self._letters(first, last, "d")]
        month = int(self.cues[self._letters(first, last, "ms")[0]].code)
        find = self._solar_date if "s" in self.tags[first:last] else self._gregorian_date
        ends = [find(first, last, month, day) for day in days]
        if ends[0] is None or ends[-1] is None:
            return None
        return When(first, last, PartialDate.of(ends[0]), PartialDate.of(ends[-1]), span=len(ends) > 1)

    def _gregorian_date(self, first: int, last: int, month: int, day: int) -> date | None:
        year = self._year_in(first, last, "y") or self._inferred_year(first, month, day)
        return _date(year, month, day) if year else None

    def _solar_date(self, first: int, last: int, month: int, day: int) -> date | None:
        year = self._year_in(first, last, "z") or self._inferred_solar_year(month)
        return solar_day(year, month, day) if year and day <= 31 else None

    def _month(self, first: int, last: int) -> When | None:
        at = self._letters(first, last, "ms")[0]
        month = int(self.cues[at].code)
        if self.tags[at] == "m":
            year = self._year_in(first, last, "y") or self._inferred_year(first, month, None)
            return _one(first, last, f"{year:04d}-{month:02d}") if year else None
        year = self._year_in(first, last, "z") or self._inferred_solar_year(month)
        if year is None:
            return None
        start, end = solar_day(year, month, 1), solar_month_end(year, month)
        return When(first, last, PartialDate.of(start), PartialDate.of(end), span=True)

    def _months(self, first: int, last: int) -> When | None:
        """March-April 2016, between January and June: two months of one year, or of two."""
        start, end = (int(self.cues[i].code) for i in self._letters(first, last, "m"))
        year = self._year_in(first, last, "y") or self._inferred_year(first, end, None)
        if year is None:
            return None
        ends = f"{year - (start > end):04d}-{start:02d}", f"{year:04d}-{end:02d}"
        return When(first, last, PartialDate(ends[0]), PartialDate(ends[1]), span=True)

    def _year_alone(self, first: int, last: int) -> When | None:
        """A bare year, where the word before it says that it is one; the 1980s."""
        part = self.cues[first].code if self.tags[first] == "q" else ""
        year = int(self.words[last - 1])
        if year % 10 == 0 and self.tagged.word(last) in ("s", "'s"):
            return _years(first, last + 1, year, year + 9)
        if not part and not self._leads_year(first):
            return None
        self.year = year
        return _one(first, last, f"{year}-{part}" if part.isdecimal() else f"{year}")

    def _leads_year(self, at: int) -> bool:
        if self.tags[at + 1 : at + 3] in ("cn", "cd"):
            return False
        if self.tagged.word(at - 1) == "the":
            at -= 1
        if self.tagged.word(at - 1) == "of":
            return True
        if self._beside_year(at):
            return True
        if at + 1 in self.tagged.counted:
            return False
        if at + 1 in self.tagged.roles_after:
            return True
        return (
            at in self.tagged.roles or self.tags[at - 1 : at] == "~" or self.tagged.word(at - 1) in _OPENERS
        )

    def _beside_year(self, at: int) -> bool:
        """Whether the word for year stands beside: سال ۱۴۰۴, ۲۰۲۵ کال."""
        beside = (self.cues.get(i) for i in (at - 1, at + 1))
        return any(cue is not None and (cue.role, cue.code) == ("span_unit", "year") for cue in beside)

    def _year_pair(self, first: int, last: int) -> When | None:
        """2019-2021, 2009-10; 2023-11 is a month."""
        start, end = map(self.tagged.number, self._letters(first, last, "yd"))
        if end > 1000 or end == (start + 1) % 100:
            return _years(first, last, start, end if end > 1000 else start + 1)
        return _one(first, last, f"{start}-{end:02d}") if end <= 12 else None

    def _solar_year_alone(self, first: int, last: int) -> When | None:
        if not self._leads_year(first):
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

    def _inferred_year(self, first: int, month: int, day: int | None) -> int | None:
        """The latest year in which the date does not lie (far) after publication."""
        if self.today is None:
            return self.year
        begins = _date(self.today.year, month, day or 1)
        if begins is None:
            return self.today.year
        term = self.tagged.word(first - 1) in _TERMS
        if term and day and (self.today - begins).days > 365 - _DUE_DAYS:
            return self.today.year + 1
        ahead = _DUE_DAYS if term else _COMING_DAYS
        return self.today.year - (begins - self.today > timedelta(days=ahead))

    def _inferred_solar_year(self, month: int) -> int | None:
        if self.today is None:
            return None
        year = self.today.year - 621
        return year if solar_day(year, month, 1) <= self.today else year - 1

    # --- relative dates -------------------------------------------------

    def _weekday(self, first: int, last: int) -> When | None:
        """The latest such day up to today, or to the end of the week reported; a forecast's lies ahead."""
        if self.today is None:
            return None
        weekday = int(self.cues[first].code)
        until = self.week.end.last if self.week is not None else self.today
        if self._is_forecast(first, last):
            return _one(first, last, until + timedelta(days=1 + (weekday - until.weekday() - 1) % 7))
        return _one(first, last, until - timedelta(days=(until.weekday() - weekday) % 7))

    def _is_forecast(self, first: int, last: int) -> bool:
        """Whether words of planning stand beside a weekday: for Sunday expect 30,000; planning for Friday."""
        words = self.words
        return words[max(0, first - 1)] == "next" or (
            words[max(0, first - 1)] in ("for", "on", "from")
            and not _AHEAD.isdisjoint([*words[max(0, first - 7) : first], *words[last : last + 2]])
        )

    def _relative(self, first: int, last: int) -> When | None:
        today = self.today
        if self.tagged.word(last) == "of":
            return None
        name, _, part = self.cues[first].code.partition("-")
        if part == "before":
            known = [when for when in self.found[-2:] if self._share_sentence(when, first)]
            ends = preceding(name, self.found if name != "day" else known)
            return _between(first, last, ends or (named_span(_BEFORE[name], today) if today else None))
        if name == "solar" and today is not None:
            return _one(first, last, solar_year_edge(today, part))
        if name in _PARTS and part and today is not None:
            months = _PARTS[name]
            return _between(first, last, months_of_year((int(part) - 1) * months + 1, int(part) * months, today))
        if today is None:
            if self.year is None or not self.cues[first].code.endswith("year"):
                return None
            today = date(self.year, 12, 31)
        return self._named(first, last, self.cues[first].code, today)

    def _share_sentence(self, when: When, at: int) -> bool:
        sentence = self.tagged.page.sentence
        return sentence[when.first] == sentence[at]

    def _named(self, first: int, last: int, name: str, today: date) -> When | None:
        return _between(first, last, named_span(name, today))

    def _past(self, first: int, last: int) -> When | None:
        """The past 24 hours, the last two weeks: a count, if any, and a unit."""
        if self.today is None or self.tagged.word(last) == "of":
            return None
        count = next(map(self._count, self._letters(first, last, "dnk")), 1)
        unit = self.cues[self._letters(first, last, "u")[0]].code
        if self.tags[first] == "u" and unit != "hour":  # ماه گذشته, the month past
            return self._named(first, last, "yesterday" if unit == "day" else f"last_{unit}", self.today)
        return _between(first, last, span_back(self.today, unit, count) if count < 1000 else None)

    def _count(self, at: int) -> int:
        word = self.words[at]
        return int(word) if word.isdecimal() else int(float(self.cues[at].code))

    # --- dates that lean on a date before --------------------------------

    def _day(self, first: int, last: int) -> When | None:
        """By the 18th: a day of the month last named."""
        at = self._letters(first, last, "d")[0]
        ordinal = self.words[at + 1] in ("st", "nd", "rd", "th")
        if not ordinal or self.month is None or self.words[first] != "the" or first not in self.tagged.roles:
            return None
        return _one(first, last, _date(self.month.year, self.month.month, int(self.words[at])))

    def _edge(self, first: int, last: int) -> When | None:
        """The end of the year, the middle of the month: of the one that the text is in."""
        unit = self.cues[self._letters(first, last, "u")[0]].code
        part = self.cues[first].code
        if unit == "year" and self.year is not None and part.isdecimal():
            return _one(first, last, f"{self.year}-{part}")
        if unit == "month" and self.month is not None:
            return _one(first, last, self.month.isoformat()[:7])
        return None

    def _same(self, first: int, last: int) -> When | None:
        """That week, the same month, those two days: the last one named; the same period: the last span."""
        when = same_as(self.cues[first].code, self.found)
        return when and When(first, last, when.start, when.end, span=when.span)

    def _day_of(self, first: int, last: int) -> When | None:
        """The 1st of this month, between the first and the ninth of last month."""
        at = self._letters(first, last, "r")[0]
        span = named_span(self.cues[at].code, self.today) if self.today is not None else None
        if span is None or len(span[0]) != len("2025-04"):
            return None
        year, month = map(int, span[0].split("-"))
        days = [self.tagged.number(i) for i in self._letters(first, last, "d")]
        start, end = _date(year, month, days[0]), _date(year, month, days[-1])
        return start and end and _between(first, last, (start.isoformat(), end.isoformat()))

    def _counted(self, first: int, last: int) -> When | None:
        """The seven days, those nine days: a span named before; the first five months: of this year."""
        count, unit = self._count(first), self.cues[self._letters(first, last, "u")[0]].code
        before = self.tagged.word(first - 1)
        if before == "first" and unit == "month" and self.today is not None and 0 < count <= 12:
            ahead = self.tagged.word(last) in ("of", "after")
            return None if ahead else _between(first - 1, last, months_of_year(1, count, self.today))
        if before not in _POINTING:
            return None
        when = counted(count, unit, self.found)
        return when and When(first - 1, last, when.start, when.end, span=True)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _years(first: int, last: int, start: int, end: int) -> When:
    return When(first, last, PartialDate(str(start)), PartialDate(str(end)), span=True)


def _between(first: int, last: int, ends: tuple[str, str] | None) -> When | None:
    if ends is None:
        return None
    return When(first, last, PartialDate(ends[0]), PartialDate(ends[1]), span=ends[0] != ends[1])


def _one(first: int, last: int, named: date | str | None) -> When | None:
    if named is None:
        return None
    text = PartialDate(named if isinstance(named, str) else named.isoformat())
    return When(first, last, text, text)


_READERS = {
    "same": _Finder._same,
    "iso": _Finder._iso,
    "numeric": _Finder._numeric,
    "stamp": _Finder._stamp,
    "day_range": _Finder._dated,
    "day_month": _Finder._dated,
    "month_range": _Finder._dated,
    "month_day": _Finder._dated,
    "month_year": _Finder._month,
    "month": _Finder._month,
    "months": _Finder._months,
    "year_month": _Finder._year_pair,
    "years": _Finder._year_pair,
    "year": _Finder._year_alone,
    "solar_year": _Finder._solar_year_alone,
    "day_of": _Finder._day_of,
    "edge": _Finder._edge,
    "day": _Finder._day,
    "weekday": _Finder._weekday,
    "relative": _Finder._relative,
    "past": _Finder._past,
    "counted": _Finder._counted,
}
