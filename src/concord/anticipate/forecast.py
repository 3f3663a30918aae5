"""Forecast: persons a day by crossing and status, 1 to 28 days ahead, as equally likely futures.

The sum of all series is one Gaussian process of log persons, which knows weekdays and what
deadlines did before; each series' share of the sum is another, which drifts. Draws of both
multiply to draws of every series, so every sum of them is a forecast too and parts add up.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from concord.anticipate.drawn import level_and_shares
from concord.anticipate.errors import BadScenario, NothingToGoOn, OutsideTheGrid
from concord.anticipate.grid import Grid, Names
from concord.anticipate.history import History, closed_days
from concord.anticipate.scenario import AS_IT_IS, Extension, Scenario

__all__ = ["LONGEST", "Forecast", "forecast", "forecast_rows"]

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]

LONGEST = 28  # days ahead
DRAWS = 400
SEED = 20250418
RAMP = 7  # days until an extension is felt in full
LEAST_DAYS = 21
CATCH_UP = 0.4  # of those who still wait cross on each open day: half are through in a day and a half
MOST = 1e7  # persons a day


@dataclass(frozen=True, slots=True)
class Forecast:
    """Days ahead.

    Attributes:
        grid: the days ahead and the series of the history.
        futures: (draws, days, series) equally likely persons.
        scenario: what is assumed.
        method: what made it.
    """

    grid: Grid
    futures: Vector
    scenario: Scenario
    method: str = "process"

    @property
    def median(self) -> Vector:
        """(days, series) as many above as below."""
        return np.asarray(np.median(self.futures, axis=0), dtype=float)

    def between(self, level: float) -> tuple[Vector, Vector]:
        """(days, series) ends of the interval that holds what comes with this probability."""
        low, high = np.quantile(self.futures, [(1 - level) / 2, (1 + level) / 2], axis=0)
        return np.asarray(low, dtype=float), np.asarray(high, dtype=float)

    def sums(self, crossings: Names = None, statuses: Names = None) -> Vector:
        """(draws, days) persons of a scope."""
        return np.asarray(self.futures[:, :, self.grid.series(crossings, statuses)].sum(axis=2), dtype=float)


def forecast(
    history: History,
    days: int = LONGEST,
    *,
    scenario: Scenario = AS_IT_IS,
    seed: int = SEED,
    draws: int = DRAWS,
) -> Forecast:
    """What may come in the days after a history.

    Raises:
        NothingToGoOn: fewer than three weeks of the history are known.
        OutsideTheGrid: more than 28 days are asked for, or fewer than one.
        UnknownSeries: the scenario names a crossing or status that the history does not have.
    """
    grid = _ahead(history.grid, days)
    closed = history.closed()
    known = ~np.isnan(history.flows)
    if known.any(axis=1).sum() < LEAST_DAYS:
        raise NothingToGoOn("three weeks of days to learn from")
    random = np.random.default_rng(seed)
    deadlines = [history.grid.day(day) for day in scenario.dates(history.deadlines)]
    when = np.arange(history.grid.days, history.grid.days + days, dtype=float)
    import scipy.linalg  # noqa: F401  threads can be limited only of what is loaded

    with threadpool_limits(1, user_api="blas"):  # many small matrices: threads would only wait for each other
        level, shares = level_and_shares(history, closed | ~known, deadlines, when, draws, random)
    persons = np.exp(level)[:, :, None] * shares
    persons *= _extended(history, grid, scenario.extensions, draws, random)
    closed_ahead = closed_days(grid, scenario.closures)
    waiting = scenario.returning * np.where(closed_ahead, persons, 0.0)
    persons = _without_closed(grid, persons, closed_ahead, scenario.diverted)
    persons += _after_closures(waiting, closed_ahead)
    return Forecast(grid, random.poisson(np.minimum(persons, MOST)).astype(float), scenario)


def forecast_rows(done: Forecast) -> Iterator[dict[str, Any]]:
    """One row for every day ahead and series, for tables."""
    (low80, high80), (low95, high95) = done.between(0.8), done.between(0.95)
    middle = done.median
    for day, when in enumerate(done.grid.dates):
        for number, (crossing, status) in enumerate(done.grid.names):
            yield {
                "date": when.isoformat(),
                "crossing": crossing,
                "status": status,
                "median": float(middle[day, number]),
                "low80": float(low80[day, number]),
                "high80": float(high80[day, number]),
                "low95": float(low95[day, number]),
                "high95": float(high95[day, number]),
                "scenario": done.scenario.name,
                "method": done.method,
            }


def _ahead(grid: Grid, days: int) -> Grid:
    first = grid.last + timedelta(days=1)
    if not 1 <= days <= LONGEST:
        raise OutsideTheGrid(f"a forecast of {days} days, where 1 to {LONGEST} can be had", first, first)
    return replace(grid, first=first, last=grid.last + timedelta(days=days))


def _extended(
    history: History, grid: Grid, extensions: Sequence[Extension], draws: int, random: np.random.Generator
) -> Vector:
    """(draws, days, series) factors: how many times as many come of statuses that a phase reaches."""
    factor = np.zeros((draws, grid.days, grid.size))
    for one in extensions:
        rise = np.log(one.rise if one.rise is not None else _rise_like(history, one))
        felt = np.clip((np.arange(grid.days) - grid.day(one.start) + 1) / RAMP, 0, 1)
        drawn = rise + one.unsure * random.standard_normal((draws, 1))
        factor[:, :, grid.series(None, (one.status,))] += (drawn * felt[None, :])[:, :, None]
    return np.exp(factor)


def _rise_like(history: History, extension: Extension) -> float:
    """How many times as many came of another status in the four weeks after the phase reached it."""
    if extension.like is None or extension.like_start is None:
        raise BadScenario(("an extension needs rise, or like and like_start",))
    at = history.grid.day(extension.like_start)
    persons = np.nansum(history.flows[:, history.grid.series(None, (extension.like,))], axis=1)
    before, after = persons[max(at - LONGEST, 0) : max(at, 0)], persons[max(at, 0) : at + LONGEST]
    if not before.size or not after.size:
        raise OutsideTheGrid(
            f"four weeks before and after {extension.like}", history.grid.first, history.grid.last
        )
    return float((after.mean() + 1) / (before.mean() + 1))


def _without_closed(grid: Grid, persons: Vector, closed: Mask, diverted: float) -> Vector:
    """Nobody at closed crossings; the diverted share of them at the open ones of their status."""
    away = np.where(closed, persons, 0.0)
    kept = np.where(closed, 0.0, persons)
    width = len(grid.statuses)
    by_status = kept.reshape(*kept.shape[:2], -1, width)
    turned = diverted * away.reshape(by_status.shape).sum(axis=2, keepdims=True)
    there = by_status.sum(axis=2, keepdims=True)
    more = np.divide(turned, there, out=np.zeros_like(turned), where=there > 0)
    return np.asarray((by_status * (1 + more)).reshape(kept.shape), dtype=float)


def _after_closures(waiting: Vector, closed: Mask) -> Vector:
    """(draws, days, series) those who waited at a closed crossing, on the open days after it."""
    more = np.zeros_like(waiting)
    queue = np.zeros((waiting.shape[0], waiting.shape[2]))
    for day in range(waiting.shape[1]):
        queue += waiting[:, day]
        more[:, day] = np.where(closed[day], 0.0, CATCH_UP * queue)
        queue -= more[:, day]
    return more
