"""People a week by legal status, summed from the days of a nowcast, with intervals that know what days share.

The days sum to the balanced account, and so do these weeks. They begin on the day on which the
parties' own weeks begin, so that a week that a party reports is one bar and not two halves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from concord.anticipate import Nowcast, Sum
from concord.evidence import Figure, Unit
from concord.publish.balances import Interval
from concord.publish.disclosure import withheld
from concord.publish.words import readable

__all__ = ["ALL", "Week", "first_weekday", "weeks_of"]

ALL = "all"
MONDAY = 0
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """The estimate of one week, or of what the days leave of it, for one status.

    Attributes:
        status: its code, "other" for the rest, or ``ALL`` for everybody together.
        value: persons, no finer than the interval bears; None where fewer than five, none among them.
        likely, wide: the 80 % and the 95 % interval.
    """

    start: date
    end: date
    status: str
    value: float | None
    likely: Interval
    wide: Interval


def weeks_of(made: Nowcast, *, begins: int = MONDAY) -> tuple[Week, ...]:
    """Every week of the nowcast, everybody together first and then by status.

    Args:
        begins: the weekday on which weeks begin, 0 for Monday.
    """
    statuses = made.grid.statuses
    named = (None, *((one,) for one in statuses if statuses != (ALL,)))
    return tuple(
        _week(made.sum(start, end, statuses=names), start, end, names[0] if names else ALL)
        for start, end in _spans(made.grid.first, made.grid.last, begins)
        for names in named
    )


def first_weekday(figures: Iterable[Figure]) -> int:
    """The weekday on which most claims of seven days begin; Monday where there is none.

    >>> first_weekday([])
    0
    """
    began = Counter(
        one.period_start.first.weekday()
        for one in figures
        if one.period_start
        and one.period_end
        and one.period_end.last - one.period_start.first == WEEK - timedelta(days=1)
    )
    return min(began, key=lambda day: (-began[day], day), default=MONDAY)


def _spans(first: date, last: date, begins: int) -> Iterator[tuple[date, date]]:
    start = first
    while start <= last:
        end = min(start + timedelta(days=6 - (start.weekday() - begins) % 7), last)
        yield start, end
        start = end + timedelta(days=1)


def _week(told: Sum, start: date, end: date, status: str) -> Week:
    wide = Interval(told.low95, told.high95)
    return Week(
        start=start,
        end=end,
        status=status,
        value=_printed(told.value, wide) or None,
        likely=Interval(_printed(told.low80, wide), _printed(told.high80, wide)),
        wide=Interval(_printed(told.low95, wide), _printed(told.high95, wide)),
    )


def _printed(persons: float, wide: Interval) -> float:
    """As it is printed: no finer than the interval bears, and nothing of one to four."""
    shown = float(readable(persons, wide).replace(",", ""))
    return 0.0 if shown < 0 or withheld(shown, Unit.INDIVIDUALS) else shown
