"""The unknowns of a nowcast, numbered in the order of time.

For every day: the running total of each series (a claim of any period is then a difference of
two) and sums of them, the common level, the level of each crossing and of each status; once a
fortnight the mix of each series. After all days: weekdays, of all and of each crossing, and a
bias for each party. Levels are logarithms.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.grid import Grid

__all__ = ["FORTNIGHT", "Layout", "layout"]

FORTNIGHT = 14  # days between two knots of the mix

Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where each unknown stands.

    Attributes:
        running: (days, series); by_crossing, by_status, whole: sums of these, so that a claim about
            many series touches one unknown; common: (days,); crossing: (days, crossings); status: (days,
        statuses); mix: (knots, series); weekday: (7,); own_weekday: (7, crossings); bias: (parties,).
        size: how many unknowns there are.
    """

    running: Index
    by_crossing: Index
    by_status: Index
    whole: Index
    common: Index
    crossing: Index
    status: Index
    mix: Index
    weekday: Index
    own_weekday: Index
    bias: Index
    parties: tuple[str, ...]
    size: int

    @property
    def inner(self) -> int:
        """How many unknowns belong to a day or fortnight; the rest touch all of them and are solved last."""
        return int(self.weekday[0])

    def summed(self, running: NDArray[np.float64]) -> NDArray[np.float64]:
        """All unknowns, with these running totals and their sums in place and nought elsewhere."""
        unknowns = np.zeros(self.size)
        by_place = running.reshape(len(running), self.by_crossing.shape[1], -1)
        unknowns[self.running] = running
        unknowns[self.by_crossing], unknowns[self.by_status] = by_place.sum(axis=2), by_place.sum(axis=1)
        unknowns[self.whole] = running.sum(axis=1)
        return unknowns

    def knots(self, days: int) -> tuple[Index, NDArray[np.float64]]:
        """The knot before each day, and how far the day is on the way to the next, 0 to 1."""
        day = np.arange(days)
        return day // FORTNIGHT, (day % FORTNIGHT) / FORTNIGHT


def layout(grid: Grid, parties: Sequence[str]) -> Layout:
    """Number the unknowns day by day; what belongs to no day comes last."""
    days, series = grid.days, grid.size
    places, kinds = len(grid.crossings), len(grid.statuses)
    width = (series, places, kinds, 1, 1, places, kinds)
    knots = (days - 1) // FORTNIGHT + 2
    spaced = np.arange(knots) * FORTNIGHT
    when = np.concatenate(
        [np.repeat(np.arange(days), sum(width)), np.repeat(np.minimum(spaced, days - 1), series)]
    )
    order = np.empty(when.size, dtype=np.int64)
    order[np.argsort(when, kind="stable")] = np.arange(when.size)
    daily = order[: days * sum(width)].reshape(days, sum(width))
    running, by_crossing, by_status, whole, common, crossing, status = np.split(
        daily, np.cumsum(width)[:-1], axis=1
    )
    last, crossings = when.size, len(grid.crossings)
    behind = last + 7 + 7 * crossings
    return Layout(
        running,
        by_crossing,
        by_status,
        whole[:, 0],
        common[:, 0],
        crossing,
        status,
        order[days * sum(width) :].reshape(knots, series),
        last + np.arange(7),
        last + 7 + np.arange(7 * crossings).reshape(7, crossings),
        behind + np.arange(len(parties)),
        tuple(parties),
        behind + len(parties),
    )
