"""The fewest figures to change so that complete tables add up, in all tables at once.

Fellegi and Holt (1976): change the least number of figures such that every rule holds. Where a
table gives all its margins, the rules are sums H x = 0 and their violations s = H x depend only on
what is wrong with the figures (the syndrome of a code). A set T of figures explains s where
H_T d = s for some change d that leaves nobody negative. Sets of one figure are tried on all
tables, sets of two on those that no single figure explains, and so on, each as one product of
matrices. Of sets of one size, that with the most slips of the pen is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.margins import Indices
from concord.accounts.grid.slips import slip_between

__all__ = ["Located", "locate_errors", "sums_of_table"]

Vector = NDArray[np.float64]
HALF = 0.25  # persons; figures are whole, so what is nearer than this to holding holds
SETS_AT_ONCE = 512
TABLES_AT_ONCE = 2048


@dataclass(frozen=True)
class Located:
    """What to change in n tables.

    Attributes:
        changed: (n, ...) bool, the figures to change.
        corrected: (n, ...) persons, the tables after it.
        sets: (n,) how many sets of that least size there are; above one, which of them is right is a guess,
            zero where no set within the limit makes the table add up.
    """

    changed: NDArray[np.bool_]
    corrected: Vector
    sets: Indices


def sums_of_table(sizes: Sequence[int]) -> Vector:
    """(sums, figures) of -1, 0 and +1: along each dimension the codes less the figure for all come to zero.

    >>> sums_of_table([2]).astype(int)
    array([[ 1,  1, -1]])
    """
    shape = [size + 1 for size in sizes]
    at = np.arange(np.prod(shape)).reshape(shape)
    rows = []
    for dimension in range(len(shape)):
        for line in np.moveaxis(at, dimension, -1).reshape(-1, shape[dimension]):
            row = np.zeros(at.size)
            row[line[:-1]], row[line[-1]] = 1.0, -1.0
            rows.append(row)
    return np.array(rows)


def locate_errors(tables: Vector, *, most: int = 4) -> Located:
    """Find in each table the least set of figures to change.

    Only sets whose changes the sums decide are looked at. The number of sets of k of f figures is
    f! / k! (f − k)!, so this is for tables of some dozens of figures.

    Args:
        tables: (n, ...) persons, with the figure for all last along each dimension.
        most: figures that may be wrong in one table.

    >>> located = locate_errors(np.array([[[1, 2, 3], [4, 50, 9], [5, 7, 12]]]))
    >>> located.corrected[0, 1], int(located.changed.sum())
    (array([4., 5., 9.]), 1)
    """
    sums = sums_of_table([size - 1 for size in tables.shape[1:]])
    figures = np.asarray(tables, float).reshape(len(tables), -1)
    changes, sets = np.zeros_like(figures), np.ones(len(figures), np.int64)
    negative = (figures < 0).any(axis=1)
    left = np.flatnonzero((np.abs(figures @ sums.T) > HALF).any(axis=1) | negative)
    sets[left] = 0
    for size in range(1, most + 1):
        for row, options in _explained(figures, left, sums, size):
            changes[row], sets[row] = _likeliest(figures[row], options), len(options)
        left = left[sets[left] == 0]
    changed = (np.abs(changes) > HALF).reshape(tables.shape)
    return Located(changed, (figures - changes).reshape(tables.shape), sets)


def _explained(figures: Vector, left: Indices, sums: Vector, size: int) -> Iterator[tuple[int, Vector]]:
    """Each table that sets of a size explain, with (sets, figures) of the changes that do it."""
    chosen = _deciding_sets(sums, size)
    for start in range(0, len(left), TABLES_AT_ONCE):
        rows = left[start : start + TABLES_AT_ONCE]
        found = [
            _solved(figures[rows], sums, chosen[at : at + SETS_AT_ONCE])
            for at in range(0, len(chosen), SETS_AT_ONCE)
        ]
        if found:
            table, changes = (np.concatenate(parts) for parts in zip(*found, strict=True))
            for at in np.unique(table):
                yield int(rows[at]), changes[table == at]


def _deciding_sets(sums: Vector, size: int) -> Indices:
    """(sets, size) figures, of which the sums decide each change."""
    chosen = np.array(list(combinations(range(sums.shape[1]), size)), np.int64).reshape(-1, size)
    columns = sums.T[chosen]
    return np.asarray(chosen[np.linalg.matrix_rank(columns) == size])


def _solved(figures: Vector, sums: Vector, chosen: Indices) -> tuple[Indices, Vector]:
    """The tables that some of the sets explain: (k,) tables and (k, figures) changes."""
    broken = figures @ sums.T
    columns = np.moveaxis(sums[:, chosen], 1, 0)
    change = np.einsum("cks,ns->nck", np.linalg.pinv(columns), broken)
    rest = np.abs(np.einsum("csk,nck->ncs", columns, change) - broken[:, None]).max(axis=2)
    table, at = np.nonzero((rest <= HALF) & (figures[:, chosen] - change >= -HALF).all(axis=2))
    found = np.zeros((len(table), figures.shape[1]))
    found[np.arange(len(table))[:, None], chosen[at]] = np.rint(change[table, at])
    nobody_negative = (figures[table] - found >= 0).all(axis=1)
    return table[nobody_negative], found[nobody_negative]


def _likeliest(figures: Vector, options: Vector) -> Vector:
    """Of the changes that make a table add up, those with the most slips of the pen, then the smallest."""
    if len(options) == 1:
        return np.asarray(options[0])
    return np.asarray(max(options, key=lambda change: (_slips(figures, change), -np.abs(change).sum())))


def _slips(figures: Vector, change: Vector) -> int:
    changed = np.flatnonzero(change)
    pairs = ((round(figures[at]), round(figures[at] - change[at])) for at in changed)
    return sum(slip_between(printed, meant) is not None for printed, meant in pairs)
