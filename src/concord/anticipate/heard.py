"""Claims and totals as rows: a difference of running totals, with a bias for the party that tells it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.assumptions import Assumptions
from concord.anticipate.claims import Claim, Total, centre, rounding
from concord.anticipate.grid import Grid
from concord.anticipate.rows import Block
from concord.anticipate.unknowns import Layout

__all__ = ["EXACTLY", "Heard", "biases", "entries", "hear", "inside", "sums", "totals"]

Vector = NDArray[np.float64]
Index = NDArray[np.int64]

EXACTLY = 0.05  # persons, one sd of a balanced total in the solve; made exact afterwards


@dataclass(frozen=True, slots=True)
class Heard:
    """Claims as rows whose variance depends on what is learned of their party.

    Attributes:
        row, column, value: entries over running totals.
        centre, rounding: (claims,) persons.
        party: (claims,) number of the party.
    """

    row: Index
    column: Index
    value: Vector
    centre: Vector
    rounding: Vector
    party: Index

    def block(self, where: Layout, size: Vector, noise: Vector, weight: Vector) -> Block:
        """The rows, scaled by what they are about.

        Args:
            size: (claims,) persons that a claim is about, its value or what is expected if that is more.
            noise: (parties,) spread as a share.
            weight: (claims,) 1 for a claim taken at its word, less for one far from the rest.
        """
        number = np.arange(self.centre.size)
        variance = (self.rounding**2 + (noise[self.party] * size) ** 2) / weight
        return Block(
            np.concatenate([self.row, number]),
            np.concatenate([self.column, where.bias[self.party]]),
            np.concatenate([self.value, size]),
            self.centre,
            variance,
            "claims",
        )

    def expected(self, running: Vector) -> Vector:
        """(claims,) persons that running totals, at the places of the unknowns, make of each claim."""
        sums = np.bincount(self.row, self.value * running[self.column], minlength=self.centre.size)
        return sums.astype(float)


def hear(grid: Grid, where: Layout, claims: Sequence[Claim]) -> Heard:
    """The claims over running totals; each lies `inside` the grid.

    Raises:
        UnknownSeries: a scope has a name that the grid does not have.
    """
    row, column, value = entries(grid, where, claims)
    return Heard(
        row,
        column,
        value,
        np.array([centre(claim) for claim in claims], dtype=float),
        np.array([rounding(claim) for claim in claims], dtype=float),
        np.array([where.parties.index(claim.party) for claim in claims], dtype=np.int64),
    )


def totals(grid: Grid, where: Layout, given: Sequence[Total]) -> Block:
    """Balanced totals, held as hard as the arithmetic bears."""
    size = len(given)
    values = np.array([total.value for total in given], dtype=float)
    return Block(*entries(grid, where, given), values, np.full(size, EXACTLY**2))


def biases(where: Layout, assumed: Assumptions) -> Block:
    """How far each party's counts may lie apart, all its figures together."""
    size = len(where.parties)
    variance = np.array([assumed.bias(party) ** 2 for party in where.parties], dtype=float)
    return Block(np.arange(size), where.bias, np.ones(size), np.zeros(size), variance)


def inside(grid: Grid, start: date, end: date) -> bool:
    """Whether a period has a day, and no day outside the grid."""
    return grid.first <= start <= end <= grid.last


def entries(grid: Grid, where: Layout, sums: Sequence[Claim | Total]) -> tuple[Index, Index, Vector]:
    """Rows, columns and values of sums over periods and scopes."""
    rows: list[Index] = []
    columns: list[Index] = []
    values: list[Vector] = []
    for number, one in enumerate(sums):
        ends = [(grid.day(one.end), 1.0), (grid.day(one.start) - 1, -1.0)]
        for day, sign in (end for end in ends if end[0] >= 0):
            told = _running(grid, where, day, one)
            rows.append(np.full(told.size, number))
            columns.append(told)
            values.append(np.full(told.size, sign))
    if not rows:
        return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0)
    return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)


def _running(grid: Grid, where: Layout, day: int, one: Claim | Total) -> Index:
    """The fewest running totals that make a scope on a day."""
    if one.crossings is None and one.statuses is None:
        return where.whole[day : day + 1]
    if one.statuses is None:
        places = grid.series(one.crossings, grid.statuses[:1]) // len(grid.statuses)
        return np.asarray(where.by_crossing[day, places], dtype=np.int64)
    if one.crossings is None:
        return np.asarray(where.by_status[day, grid.series(grid.crossings[:1], one.statuses)], dtype=np.int64)
    return np.asarray(where.running[day, grid.series(one.crossings, one.statuses)], dtype=np.int64)


def sums(grid: Grid, where: Layout, named: Index) -> Block:
    """Running totals of crossings, statuses and all are the sums of those of their series.

    Only where a claim or total names one; the others would tie all series of a day together for
    nothing, and stay at nought by themselves.

    Args:
        named: unknowns that claims and totals touch.
    """
    needed = np.zeros(where.size, dtype=bool)
    needed[named] = True
    needed[where.by_crossing] |= needed[where.whole][:, None]
    days, places, kinds = grid.days, len(grid.crossings), len(grid.statuses)
    running = where.running.reshape(days, places, kinds)
    parts = [
        (where.by_crossing, running),
        (where.by_status, running.transpose(0, 2, 1)),
        (where.whole[:, None], where.by_crossing[:, None, :]),
    ]
    rows, columns, values, count = [], [], [], 0
    for whole, members in parts:
        row = count + np.arange(whole.size)
        own = whole.ravel()
        parts_of = members.reshape(own.size, -1)[needed[own]]
        rows += [row, np.repeat(row[needed[own]], members.shape[2])]
        columns += [own, parts_of.ravel()]
        values += [np.ones(own.size), -np.ones(parts_of.size)]
        count += whole.size
    nothing, near = np.zeros(count), np.full(count, EXACTLY**2)
    return Block(np.concatenate(rows), np.concatenate(columns), np.concatenate(values), nothing, near)
