"""Days that are known, as a forecast needs them: flows, how sure they are, and when crossings were closed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.claims import Closure
from concord.anticipate.grid import Grid
from concord.anticipate.nowcast import Nowcast

__all__ = ["History", "of_nowcast", "until"]

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]

FEWEST = 1e-6  # persons a day, where shares of nobody would be taken
USUALLY = 20.0  # persons a day: a crossing with as many that has none on a day was closed


@dataclass(frozen=True, slots=True)
class History:
    """Daily flows up to the day a forecast is made.

    Attributes:
        grid: days and series.
        flows: (days, series) persons; NaN where a day is not known.
        spread: (days, series) one sd of their errors; zero where they are counts.
        deadlines: known ones, before and after the last day.
        closures: known ones of the past; days without anybody at a busy crossing are found.
        around: (draws, days, series) equally likely deviations of days that are not counts; None where
            errors of days have nothing in common.
    """

    grid: Grid
    flows: Vector
    spread: Vector
    deadlines: tuple[date, ...] = ()
    closures: tuple[Closure, ...] = ()
    around: Vector | None = None

    def likely(self, count: int, seed: int = 0) -> Vector:
        """(count, days, series) pasts that are equally likely; all alike where days are counts."""
        if self.around is not None:
            off = self.around[np.arange(count) % len(self.around)]
        else:
            off = self.spread * np.random.default_rng(seed).standard_normal((count, *self.flows.shape))
        # Errors as large as the flows are skewed: the log-normal law of the same mean and spread.
        share = self.spread / np.maximum(self.flows, FEWEST)
        wide = np.sqrt(np.log1p(share**2))
        moved = off / np.maximum(self.spread, FEWEST) * wide - wide**2 / 2
        return np.asarray(self.flows * np.exp(moved), dtype=float)

    def closed(self) -> Mask:
        """(days, series) True where a crossing let nobody through."""
        width = len(self.grid.statuses)
        by_crossing = self.flows.reshape(self.grid.days, -1, width).sum(axis=2)
        busy = np.nan_to_num(np.nanmedian(by_crossing, axis=0)) >= USUALLY
        closed = np.repeat((by_crossing == 0) & busy[None, :], width, axis=1)
        return closed | closed_days(self.grid, self.closures)


def closed_days(grid: Grid, closures: Sequence[Closure]) -> Mask:
    """(days, series) True on days of closure that are in the grid."""
    closed = np.zeros((grid.days, grid.size), dtype=bool)
    for closure in closures:
        first, last = max(grid.day(closure.start), 0), grid.day(closure.end) + 1
        if last > first:
            closed[first:last, grid.series(closure.crossings, None)] = True
    return closed


def of_nowcast(done: Nowcast, *, deadlines: Sequence[date] = (), closures: Sequence[Closure] = ()) -> History:
    """The days of a nowcast, with their errors."""
    return History(done.grid, done.flows, done.spread, tuple(deadlines), tuple(closures), done.around)


def until(history: History, days: int) -> History:
    """The first days of a history, as if the rest had not come."""
    grid = replace(history.grid, last=history.grid.first + timedelta(days=days - 1))
    around = None if history.around is None else history.around[:, :days]
    return replace(
        history, grid=grid, flows=history.flows[:days], spread=history.spread[:days], around=around
    )
