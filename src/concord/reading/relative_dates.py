"""Dates that count from another day: yesterday, on Friday, the past 24 hours, by the 18th, that week.

Each form is a function of the tokens it spans and of what the text has told before.
"""

from datetime import date, timedelta

from concord.reading.calendar_dates import day_at
from concord.reading.calendars import named_span, span_back
from concord.reading.date_memory import Memory, between, one
from concord.reading.date_tags import When
from concord.reading.leaning import counted, months_of_year, preceding, same_as, solar_year_edge

__all__ = ["counted_span", "day", "day_of_relative_month", "edge", "past", "relative", "same", "weekday"]

_AHEAD = frozenset(
    {"expect", "expected", "expects", "forecast", "planned", "planning", "plan", "likely", "next"}
)
_POINTING = frozenset({"the", "those", "these", "same"})
_BEFORE = {"day": "yesterday", "week": "last_week", "month": "last_month", "year": "last_year"}
_PARTS = {"quarter": 3, "half": 6}  # months


def weekday(memory: Memory, first: int, last: int) -> When | None:
    """The latest such day up to today, or to the end of the week reported; a forecast's lies ahead."""
    if memory.today is None:
        return None
    weekday = int(memory.cues[first].code)
    until = memory.week.end.last if memory.week is not None else memory.today
    if _is_forecast(memory, first, last):
        return one(first, last, until + timedelta(days=1 + (weekday - until.weekday() - 1) % 7))
    return one(first, last, until - timedelta(days=(until.weekday() - weekday) % 7))


def _is_forecast(memory: Memory, first: int, last: int) -> bool:
    """Whether words of planning stand beside a weekday: for Sunday expect 30,000; planning for Friday."""
    words = memory.words
    return words[max(0, first - 1)] == "next" or (
        words[max(0, first - 1)] in ("for", "on", "from")
        and not _AHEAD.isdisjoint([*words[max(0, first - 7) : first], *words[last : last + 2]])
    )


def relative(memory: Memory, first: int, last: int) -> When | None:
    today = memory.today
    if memory.tagged.word(last) == "of":
        return None
    name, _, part = memory.cues[first].code.partition("-")
    if part == "before":
        known = [when for when in memory.found[-2:] if _share_sentence(memory, when, first)]
        ends = preceding(name, memory.named if name != "day" else known)
        return between(first, last, ends or (named_span(_BEFORE[name], today) if today else None))
    if name == "solar" and today is not None:
        return one(first, last, solar_year_edge(today, part))
    if name in _PARTS and part and today is not None:
        months = _PARTS[name]
        return between(first, last, months_of_year((int(part) - 1) * months + 1, int(part) * months, today))
    if today is None:
        if memory.year is None or not memory.cues[first].code.endswith("year"):
            return None
        today = date(memory.year, 12, 31)
    return _named(memory, first, last, memory.cues[first].code, today)


def _share_sentence(memory: Memory, when: When, at: int) -> bool:
    sentence = memory.tagged.page.sentence
    return sentence[when.first] == sentence[at]


def _named(memory: Memory, first: int, last: int, name: str, today: date) -> When | None:
    return between(first, last, named_span(name, today))


def past(memory: Memory, first: int, last: int) -> When | None:
    """The past 24 hours, the last two weeks: a count, if any, and a unit."""
    if memory.today is None or memory.tagged.word(last) == "of":
        return None
    count = next((_count(memory, at) for at in memory.letters(first, last, "dnk")), 1)
    unit = memory.cues[memory.letters(first, last, "u")[0]].code
    if memory.tags[first] == "u" and unit != "hour":  # ماه گذشته, the month past
        return _named(memory, first, last, "yesterday" if unit == "day" else f"last_{unit}", memory.today)
    return between(first, last, span_back(memory.today, unit, count) if count < 1000 else None)


def _count(memory: Memory, at: int) -> int:
    word = memory.words[at]
    return int(word) if word.isdecimal() else int(float(memory.cues[at].code))


def day(memory: Memory, first: int, last: int) -> When | None:
    """By the 18th: a day of the month last named."""
    at = memory.letters(first, last, "d")[0]
    ordinal = memory.words[at + 1] in ("st", "nd", "rd", "th")
    if (
        not ordinal
        or memory.month is None
        or memory.words[first] != "the"
        or first not in memory.tagged.roles
    ):
        return None
    return one(first, last, day_at(memory.month.year, memory.month.month, int(memory.words[at])))


def edge(memory: Memory, first: int, last: int) -> When | None:
    """The end of the year, the middle of the month: of the one that the text is in."""
    unit = memory.cues[memory.letters(first, last, "u")[0]].code
    part = memory.cues[first].code
    if unit == "year" and memory.year is not None and part.isdecimal():
        return one(first, last, f"{memory.year}-{part}")
    if unit == "month" and memory.month is not None:
        return one(first, last, memory.month.isoformat()[:7])
    return None


def same(memory: Memory, first: int, last: int) -> When | None:
    """That week, the same month, those two days: the last one named; the same period: the last span."""
    when = same_as(memory.cues[first].code, memory.named)
    return when and When(first, last, when.start, when.end, span=when.span)


def day_of_relative_month(memory: Memory, first: int, last: int) -> When | None:
    """The 1st of this month, between the first and the ninth of last month."""
    at = memory.letters(first, last, "r")[0]
    span = named_span(memory.cues[at].code, memory.today) if memory.today is not None else None
    if span is None or len(span[0]) != len("2025-04"):
        return None
    year, month = map(int, span[0].split("-"))
    days = [memory.tagged.number(i) for i in memory.letters(first, last, "d")]
    start, end = day_at(year, month, days[0]), day_at(year, month, days[-1])
    if start is None or end is None:
        return None
    return between(first, last, (start.isoformat(), end.isoformat()))


def counted_span(memory: Memory, first: int, last: int) -> When | None:
    """The seven days, those nine days: a span named before; the first five months: of this year."""
    count, unit = _count(memory, first), memory.cues[memory.letters(first, last, "u")[0]].code
    before = memory.tagged.word(first - 1)
    if before == "first" and unit == "month" and memory.today is not None and 0 < count <= 12:
        ahead = memory.tagged.word(last) in ("of", "after")
        return None if ahead else between(first - 1, last, months_of_year(1, count, memory.today))
    if before not in _POINTING:
        return None
    when = counted(count, unit, memory.named)
    return when and When(first - 1, last, when.start, when.end, span=True)
