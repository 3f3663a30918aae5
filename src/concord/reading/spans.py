"""Dates that make one period together, and the words before a date that make a period of it.

Covered: from 5 May to 8 June · 15 September 2023, to Jan. 10 · Friday and Saturday ·
the 1980s and 1990s · the week that ended on 8 November · the seven days to 10 January ·
the first ten days of January · the first half of 2025 · the last week of October.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from concord.evidence import PartialDate
from concord.reading.calendars import part_of, span_ending
from concord.reading.date_tags import Tagged, When

__all__ = ["make_spans", "widened"]

_BETWEEN = frozenset({"between", "بین", "د"})
_FROM = frozenset({"څخه", "نه"})  # Pashto closes "from" after the date: له ۱۷ سپټمبر څخه
_ENDING = frozenset({"ending", "ended", "to", "through", "closing", "till", "until"})
_EVENT = 9  # tokens between "since" and the date of the event it names
_CLAUSE = frozenset(';:()\n"')
_POSITIONS = {
    "first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "last": -1, "final": -1, "closing": -1,
}  # fmt: skip
_UNITS = {"fortnight": ("day", 14), "quarter": ("month", 3)}
_LAST = {"last_week": ("day", 7), "last_month": ("month", 1)}  # the last week *of October*
_PARTS = {**_UNITS, "half": ("half", 1)}


def make_spans(tagged: Tagged, found: Sequence[When]) -> list[When]:
    """Ranges joined, parts of months and weeks up to a day widened, roles attached."""
    return [_with_role(tagged, when) for when in _joined(tagged, [widened(tagged, when) for when in found])]


def _joined(tagged: Tagged, found: Sequence[When]) -> list[When]:
    """Two dates with nothing but 'to' or a dash between them are one range."""
    joined: list[When] = []
    for when in found:
        before = joined[-1] if joined else None
        if before and (moved := _same_in_year(tagged, before, when)):
            joined[-1] = moved
        elif before and _repeats(tagged, before, when):
            joined[-1] = replace(before, last=when.last)
        elif before and _connects(tagged, before, when) and before.start.first <= when.end.last:
            within = when.end.last < before.end.last  # in 2025 through 8 July: from its first day
            start = PartialDate.of(before.start.first) if within else before.start
            joined[-1] = When(before.first, when.last, start, when.end, span=True)
        else:
            joined.append(when)
    return joined


def _same_in_year(tagged: Tagged, before: When, when: When) -> When | None:
    """The same period *last year*, the same months *of 2024*: the span named before, in another year."""
    between = tagged.words[before.last : when.first]
    year = when.start.text
    if tagged.tags[before.first] != "a" or len(year) != 4 or between not in ([], ["of"], ["in"]):
        return None
    back = before.end.first.year - int(year)
    if back <= 0 or len(before.start.text) < 7:
        return None
    start, end = (f"{int(date.text[:4]) - back}{date.text[4:]}" for date in (before.start, before.end))
    start, end = (text.replace("-02-29", "-02-28") for text in (start, end))
    return When(before.first, when.last, PartialDate(start), PartialDate(end), span=before.span)


def _repeats(tagged: Tagged, before: When, when: When) -> bool:
    """Whether a date says again what the one before says: April 1 *this year*, that week *of November*."""
    if tagged.tags[before.first] == "a":
        return tagged.words[before.last : when.first] in (["of"], ["in"])
    year = len(when.start.text) == 4 and tagged.tags[when.first] == "r" and when.first == before.last
    return year and len(before.end.text) == 10 and before.end.text.startswith(when.start.text)


def _connects(tagged: Tagged, before: When, when: When) -> bool:
    if when.first - before.last > 4:
        return False
    after = before.last + (tagged.word(before.last) in _FROM)
    between = tagged.tags[after : when.first].replace("_", "").replace("o", "").lstrip(",")
    if between not in ("-", "~"):
        ends = ("until", "in") if between == "f" else ("until",)  # Urdu یکم مئی سے 8 جون
        led = between == "f" or set(between) <= set("pi")
        return led and _role(tagged, before) == "since" and _role(tagged, when) in ends
    if "and" in tagged.words[before.last : when.first]:
        follows = before.end.last + timedelta(days=1) == when.start.first
        return tagged.word(before.first - 1) in _BETWEEN or follows
    return not before.span


def _with_role(tagged: Tagged, when: When) -> When:
    """A range has none: its ends are its own."""
    if when.span and set("-~h") & set(tagged.tags[when.first : when.last]):
        return when
    return replace(when, role=_role(tagged, when))


def _role(tagged: Tagged, when: When) -> str:
    """The role that a word inside, before or after a date gives it: د اګست له لومړۍ, since May, مئی سے."""
    within = [tagged.roles[at] for at in range(when.first + 1, when.last) if at in tagged.roles]
    inside = [cue.code for cue in within if cue.role == "when_inside"]
    after = tagged.roles_after.get(when.last)
    roles = [*inside, _role_before(tagged, when.first), *([after.code] if after else [])]
    return next((role for role in roles if role != "in"), "in")


def _role_before(tagged: Tagged, first: int) -> str:
    """The role that the word before a date gives it, passing over a weekday or an article."""
    for at in range(first, max(first - 3, 0), -1):
        if at in tagged.roles:
            code = tagged.roles[at].code
            return "since" if code == "in" and _began(tagged, tagged.roles[at].first) else code
        if tagged.tags[at - 1] not in "w_oq,":
            break
    return "since" if _began(tagged, first) else "in"


def _began(tagged: Tagged, first: int) -> bool:
    """Since the conflict erupted in 2015: the date of an event since which something is counted."""
    for at in range(first - 1, max(first - _EVENT, -1), -1):
        if tagged.words[at] == "since":
            return True
        if tagged.tags[at] in ".,dny" or tagged.words[at] in _CLAUSE:
            return False
    return False


def widened(tagged: Tagged, when: When) -> When:
    """A date with the words before it that make a week, or a part of a month, of it."""
    return _week_to(tagged, when) or _part(tagged, when) or when


def _week_to(tagged: Tagged, when: When) -> When | None:
    """The week that ended on 8 November, the seven days to 10 January: back from a day."""
    at = when.first - 1
    while at > 0 and tagged.word(at) in ("on", "at", "the"):
        at -= 1
    if len(when.end.text) < 10 or when.span or tagged.word(at) not in _ENDING:
        return None
    at -= 1 + (tagged.word(at - 1) in ("that", "which", "up"))
    unit, length = _unit(tagged, at)
    counted = _count(tagged, at - 1)
    if not unit or (counted is None and tagged.word(at) in ("day", "days", "hours")):
        return None
    first = tagged.word(at - 1) in ("past", "last") or counted is not None
    span = span_ending(when.end.last, unit, length * (counted or 1))
    return When(at - first, when.last, PartialDate(span[0]), PartialDate(span[1]), span=True)


def _part(tagged: Tagged, when: When) -> When | None:
    """The first ten days of January, the first half of 2025: a part of a month or a year."""
    if (len(when.start.text) == 10 and not when.span) or tagged.word(when.first - 1) != "of":
        return None
    at = when.first - 2
    named = tagged.cues.get(at - 1)
    if named is not None and named.code in _LAST:
        return _narrowed(when, at - 1, part_of((when.start.first, when.end.last), *_LAST[named.code], -1))
    if tagged.word(at) == "first" and len(when.start.text) == 7:
        return _narrowed(when, at, (when.start.first, when.start.first))
    unit, length = _unit(tagged, at, parts=True)
    count = _count(tagged, at - 1)
    position = _POSITIONS.get(tagged.word(at - 1 - (count is not None)))
    if not unit or position is None:
        return None
    first = at - 1 - (count is not None)
    ends = part_of((when.start.first, when.end.last), unit, length * (count or 1), position)
    return _narrowed(when, first, ends, months=unit != "day" and len(when.start.text) == 4)


def _narrowed(when: When, first: int, ends: tuple[date, date], *, months: bool = False) -> When:
    start, end = (PartialDate(day.isoformat()[: 7 if months else 10]) for day in ends)
    return When(first, when.last, start, end, span=start != end)


def _unit(tagged: Tagged, at: int, *, parts: bool = False) -> tuple[str, int]:
    """The unit of time at a token and how many of it the word means."""
    known = (_PARTS if parts else _UNITS).get(tagged.word(at))
    if known:
        return known
    cue = tagged.cues.get(at)
    if cue is None or cue.role != "span_unit":
        return "", 1
    return ("day", 7) if cue.code == "week" else (cue.code, 1)


def _count(tagged: Tagged, at: int) -> int | None:
    """The number written at a token, in digits or in words."""
    if tagged.word(at).isdecimal():
        return int(tagged.words[at])
    cue = tagged.cues.get(at)
    return int(float(cue.code)) if cue is not None and cue.role == "numeral" else None
