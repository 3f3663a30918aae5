"""Totals over time: calendar years, and running totals with bands for a chart."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from concord.accounts.account import Series, SeriesPoint
from concord.accounts.margin import Margin
from concord.accounts.solve import Z80, Z95, Solved, spreads

__all__ = ["RUNNING", "Runs", "running_asked", "runs_of", "series_of", "years_asked"]

SAME_BASE = timedelta(days=62)  # totals since days no further apart are followed as one
RUNNING = timedelta(days=31)  # a shorter period is a flow of its own, not a running total

Runs = dict[Margin, tuple[Margin, ...]]


def runs_of(claimed: Sequence[Margin]) -> Runs:
    """Running totals of everybody that claims follow from about one base date: base total to members.

    The key is the total since the earliest day of the base up to the latest day claimed.
    Of several bases the one that most claims count from.
    """
    grouped: dict[Margin, list[Margin]] = defaultdict(list)
    for margin in dict.fromkeys(claimed):
        if _everybody(margin) and _length(margin) > RUNNING:
            grouped[replace(margin, start=None, end=None)].append(margin)
    runs: Runs = {}
    for members in grouped.values():
        clusters = [_since_about(_start(margin), members) for margin in members]
        chosen = max(clusters, key=lambda c: (len({_end(m) for m in c}), -min(map(_start, c)).toordinal()))
        first, last = min(map(_start, chosen)), max(map(_end, chosen))
        if len(chosen) > 1:
            runs[replace(chosen[0], start=first, end=last)] = tuple(sorted(chosen, key=_end))
    return runs


def running_asked(runs: Runs) -> list[Margin]:
    """The total since the base up to every day on which a claimed total of the run ends."""
    return [replace(base, end=day) for base, members in runs.items() for day in _days(members)]


def years_asked(runs: Runs) -> list[Margin]:
    """Every calendar year that a run reaches into, from its base and up to its latest day."""
    return [
        replace(base, start=max(date(year, 1, 1), _start(base)), end=min(date(year, 12, 31), _end(base)))
        for base in runs
        for year in range(_start(base).year, _end(base).year + 1)
    ]


def series_of(solved: Solved, runs: Runs) -> Iterator[Series]:
    """The balanced running totals of the block."""
    for base, members in runs.items():
        if base not in solved.block.margins:
            continue
        days = _days(members)
        marks = np.array([solved.marks(replace(base, end=day)) for day in days])
        points = zip(days, marks @ solved.fit.cells, spreads(solved, marks), strict=True)
        told = tuple(_point(day, float(value), float(sd)) for day, value, sd in points)
        yield Series(base, told, tuple(m.key for m in members))


def _days(members: Sequence[Margin]) -> list[date]:
    return sorted({_end(margin) for margin in members})


def _point(day: date, value: float, sd: float) -> SeriesPoint:
    near, far = Z80 * sd, Z95 * sd
    return SeriesPoint(day, value, max(value - near, 0.0), value + near, max(value - far, 0.0), value + far)


def _since_about(day: date, members: Sequence[Margin]) -> list[Margin]:
    return [margin for margin in members if timedelta() <= _start(margin) - day <= SAME_BASE]


def _everybody(margin: Margin) -> bool:
    whole = margin.status is None and margin.manner is None and margin.phase is None and not margin.places
    return whole and margin.start is not None and margin.end is not None


def _length(margin: Margin) -> timedelta:
    return _end(margin) - _start(margin)


def _start(margin: Margin) -> date:
    return margin.start or date.min


def _end(margin: Margin) -> date:
    return margin.end or date.max
