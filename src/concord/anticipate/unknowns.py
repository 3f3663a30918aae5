"""The unknowns of a nowcast, numbered in the order of time.

For every day: the running total of each series (a claim of any period is then a difference of
two), the common level, the level of each crossing and of each status; once a week the mix of
each series. After all days: seven weekdays and a bias for each party. Levels are logarithms.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.grid import Grid

__all__ = ["WEEK", "Layout", "layout"]

WEEK = 7  # days between two knots of the mix

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each unknown stands.

    Attributes:
        running: (days, series); common: (days,); crossing: (days, crossings); status: (days,
        statuses); mix: (knots, series); weekday: (7,); bias: (parties,).
        size: how many unknowns there are.
    """

    running: Index
    common: Index
    crossing: Index
    status: Index
    mix: Index
    weekday: Index
    bias: Index
    parties: tuple[str, ...]
    size: int

    def knots(self, days: int) -> tuple[Index, NDArray[np.float64]]:
        """The knot before each day, and how far the day is on the way to the next, 0 to 1."""
        day = np.arange(days)
        return day // WEEK, (day % WEEK) / WEEK


def layout(grid: Grid, parties: Sequence[str]) -> Layout:
    """Number the unknowns day by day; what belongs to no day comes last."""
    days, series = grid.days, grid.size
    width = (series, 1, len(grid.crossings), len(grid.statuses))
    knots = (days - 1) // WEEK + 2
    weekly = np.arange(knots) * WEEK
    when = np.concatenate(
        [np.repeat(np.arange(days), sum(width)), np.repeat(np.minimum(weekly, days - 1), series)]
    )
    order = np.empty(when.size, dtype=np.int64)
    order[np.argsort(when, kind="stable")] = np.arange(when.size)
    daily = order[: days * sum(width)].reshape(days, sum(width))
    running, common, crossing, status = np.split(daily, np.cumsum(width)[:-1], axis=1)
    last = when.size
    return Layout(
        running,
        common[:, 0],
        crossing,
        status,
        order[days * sum(width) :].reshape(knots, series),
        last + np.arange(7),
        last + 7 + np.arange(len(parties)),
        tuple(parties),
        last + 7 + len(parties),
    )
