"""Nowcast: daily flows by crossing and legal status from cumulative and period claims.

Given what several parties say about overlapping periods and scopes, and totals of the balanced
account, find the daily series that fits the claims as well as their wording asks, is smooth on
its scale, and sums to the totals exactly; with an interval for every day and for any sum.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.assumptions import Assumptions
from concord.anticipate.claims import Claim, Closure, Total, centre, known
from concord.anticipate.errors import NothingToGoOn, OutsideTheGrid
from concord.anticipate.exact import to_totals
from concord.anticipate.fitting import Fitted, fit
from concord.anticipate.given import first_state, problem
from concord.anticipate.grid import Grid, Names
from concord.anticipate.heard import inside
from concord.anticipate.intervals import between

__all__ = ["Nowcast", "Sum", "nowcast", "nowcast_rows"]

Vector = NDArray[np.float64]

DRAWS = 120
LEAST = 0.5  # persons a day, where levels start
SEED = 20250418


@dataclass(frozen=True, slots=True)
class Sum:
    """An estimate of persons with its 80 % and 95 % intervals."""

    value: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Nowcast:
    """Daily flows with what is known of their errors.

    Attributes:
        grid: days, crossings and statuses.
        flows: (days, series) persons; they meet every balanced total.
        around: (draws, days, series) equally likely deviations.
        claims: those that were used, in the order of ``weights``.
        weights: (claims,) 1 for a claim taken at its word; near 0 for one that the rest contradicts.
        steps: learned spreads by name, one sd each.
        weekdays: (7,) persons on a Monday to Sunday, against 1 on the mean day.
    """

    grid: Grid
    flows: Vector
    around: Vector
    claims: tuple[Claim, ...]
    weights: Vector
    steps: dict[str, float]
    weekdays: Vector

    @property
    def spread(self) -> Vector:
        """(days, series) one standard deviation, persons."""
        return np.asarray(self.around.std(axis=0), dtype=float)

    def between(self, level: float) -> tuple[Vector, Vector]:
        """Ends of the interval of every day and series."""
        return between(self.flows, self.spread, level)

    def sum(self, start: date, end: date, crossings: Names = None, statuses: Names = None) -> Sum:
        """People of a scope between two days, both counted, with intervals that know what days share."""
        days = slice(self.grid.day(start), self.grid.day(end) + 1)
        series = self.grid.series(crossings, statuses)
        value = float(self.flows[days, series].sum())
        spread = float(self.around[:, days, :][:, :, series].sum(axis=(1, 2)).std())
        ends = [between(np.array([value]), np.array([spread]), level) for level in (0.8, 0.95)]
        return Sum(value, *(float(end[0]) for pair in ends for end in pair))


def nowcast(
    grid: Grid,
    claims: Iterable[Claim],
    totals: Sequence[Total] = (),
    *,
    closures: Sequence[Closure] = (),
    deadlines: Sequence[date] = (),
    as_of: date | None = None,
    assumed: Assumptions | None = None,
    seed: int = SEED,
) -> Nowcast:
    """Daily series from claims and totals.

    Args:
        grid: days and series asked for; every claim and total lies inside.
        as_of: only claims told by the end of this day.
        seed: of the draws that intervals are made from.
    Raises:
        NothingToGoOn: there is neither claim nor total.
        OutsideTheGrid, UnknownSeries: a claim or total is not about these days and series.
        TotalsContradict: no flows can meet all totals.
    """
    assumed = assumed or Assumptions()
    used = known(claims, as_of)
    if not used and not totals:
        raise NothingToGoOn("claim or total")
    every: list[Claim | Total] = [*used, *totals]
    for one in every:
        if not inside(grid, one.start, one.end):
            raise OutsideTheGrid(one.name, one.start, one.end)
    flat = even(grid, used, totals)
    flat = np.maximum(to_totals(grid, flat, totals), LEAST) if totals else flat
    given = problem(grid, used, totals, closures, deadlines, assumed, flat)
    fitted = fit(given, first_state(given, flat), seed=seed)
    running = given.where.running
    flows = np.diff(fitted.solved.mean[running], axis=0, prepend=0.0)
    around = fitted.free.draws(DRAWS, seed)[running]
    around = np.diff(around, axis=0, prepend=0.0).transpose(2, 0, 1)
    return Nowcast(
        grid,
        to_totals(grid, flows, totals),
        around,
        tuple(used),
        fitted.state.weight,
        _steps(fitted, given.where.parties),
        _weekdays(fitted.solved.mean[given.where.weekday]),
    )


def even(grid: Grid, claims: Sequence[Claim], totals: Sequence[Total]) -> Vector:
    """(days, series) persons: what is known spread evenly, first the widest, then ever finer."""
    sums: list[tuple[float, Claim | Total]] = [(total.value, total) for total in totals]
    sums = sums or [(centre(claim), claim) for claim in claims]
    sizes = [(one[1].end - one[1].start).days for one in sums]
    flat = np.full((grid.days, grid.size), 0.0)
    for number in np.argsort([-size for size in sizes], kind="stable"):
        value, one = sums[int(number)]
        cells = np.ix_(
            np.arange(max(grid.day(one.start), 0), grid.day(one.end) + 1),
            grid.series(one.crossings, one.statuses),
        )
        before = flat[cells].sum()
        flat[cells] = flat[cells] * value / before if before > 0 else value / flat[cells].size
    return np.where(flat > 0, flat, max(flat.mean(), 0.5))


def nowcast_rows(done: Nowcast) -> Iterator[dict[str, Any]]:
    """One row for every day and series, for tables."""
    (low80, high80), (low95, high95) = done.between(0.8), done.between(0.95)
    for day, when in enumerate(done.grid.dates):
        for number, (crossing, status) in enumerate(done.grid.names):
            ends = (low80, high80, low95, high95)
            yield {
                "date": when.isoformat(),
                "crossing": crossing,
                "status": status,
                "persons": round(float(done.flows[day, number]), 2),
                **{
                    name: round(float(end[day, number]), 2)
                    for name, end in zip(("low80", "high80", "low95", "high95"), ends, strict=True)
                },
            }


def _steps(fitted: Fitted, parties: Sequence[str]) -> dict[str, float]:
    learned = {name: float(np.sqrt(value)) for name, value in fitted.state.spread.items()}
    learned["day"] = float(np.sqrt(np.median(fitted.state.day)))
    noise = {f"noise of {party}": float(one) for party, one in zip(parties, fitted.state.noise, strict=True)}
    return learned | noise


def _weekdays(effects: Vector) -> Vector:
    persons = np.exp(effects)
    return np.asarray(persons / persons.mean(), dtype=float)
