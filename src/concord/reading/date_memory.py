"""What the dates of a text so far tell of the next: its year, its month, its week, the day it speaks from."""

from datetime import date

from concord.evidence import PartialDate
from concord.reading.date_tags import Tagged, When
from concord.reading.spans import widened

__all__ = ["Memory", "between", "one"]

_STANDING = 3  # days; a report's own date stands at most so long before its publication
_HEAD = 40  # tokens at the top of a report among which its own date stands
_JOINT = 4  # tokens between the two ends of a span
_WEEK = range(6, 9)  # days of a week that a report is about


class Memory:
    """The dates of a page as they are found, with the year and the month that the text is in.

    ``today`` is the day from which "yesterday" counts: that of publication, or the report's
    own where its head names one shortly before, or the date of the item of a compilation.
    ``named`` holds the dates and what two of them make together, "the same period" among these.
    """

    def __init__(self, tagged: Tagged, published: PartialDate | None) -> None:
        self.tagged, self.tags, self.words = tagged, tagged.tags, tagged.words
        self.cues, self.published = tagged.cues, published
        self.year = published.first.year if published else None
        self.today = published.last if published and len(published.text) == 10 else None
        self.month: date | None = None
        self.week: When | None = None
        self.found: list[When] = []
        self.named: list[When] = []  # the same, and what two of them make together: between 1 and 8 April

    def append(self, when: When) -> None:
        """Keep a date, and the span that it makes with the one before or, after since, with today."""
        before = self.found[-1] if self.found else None
        self.found.append(when)
        self._name(when)
        wide = widened(self.tagged, when)
        if wide is not when:
            self.named.append(wide)
        role = self.tagged.roles.get(when.first)
        if before and self._reach(before, when) and before.start.first < when.end.last:
            self._name(When(before.first, when.last, before.start, when.end, span=True))
        elif role is not None and role.code == "since" and self.today and when.start.first < self.today:
            today = PartialDate.of(self.today)
            self.named.append(When(when.first, when.last, when.start, today, span=True))

    def _name(self, when: When) -> None:
        self.named.append(when)
        if when.span and when.first < _HEAD and self._is_week_past(when):
            self.week = when

    def _reach(self, before: When, when: When) -> bool:
        """Whether two dates are the ends of one span: 1 and 8 April, 1 April up to last night."""
        stretch = self.tags[before.last : when.first]
        role = self.tagged.roles.get(when.first)
        joined = "~" in stretch or "-" in stretch or (role is not None and role.code == "until")
        return joined and len(stretch) <= _JOINT

    def remember(self, when: When, *, full: bool) -> None:
        """Let a date tell the year, the month, the week and the day of those that follow."""
        if len(when.end.text) < 7:
            return
        self.month = when.end.first
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

    def letters(self, first: int, last: int, letters: str) -> list[int]:
        """The tokens of a stretch that have one of these letters."""
        return self.tagged.letters(first, last, letters)


def between(first: int, last: int, ends: tuple[str, str] | None) -> When | None:
    """A date from one day to another, as ISO text; None for none."""
    if ends is None:
        return None
    return When(first, last, PartialDate(ends[0]), PartialDate(ends[1]), span=ends[0] != ends[1])


def one(first: int, last: int, named: date | str | None) -> When | None:
    """A single day, month or year; None for none."""
    if named is None:
        return None
    text = PartialDate(named if isinstance(named, str) else named.isoformat())
    return When(first, last, text, text)
