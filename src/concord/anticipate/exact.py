"""Days that sum to the balanced totals to the last person, and are never below zero.

The least change in the sense of Kullback: each day is multiplied by factors of the totals it is
in, found by Newton's method. For totals that do not overlap this is scaling; it holds for
overlapping ones too, as long as some flows can meet them all.
"""

from collections.abc import Sequence

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from concord.anticipate.claims import Total
from concord.anticipate.errors import TotalsContradict
from concord.anticipate.grid import Grid

__all__ = ["summing", "to_totals"]

Vector = NDArray[np.float64]

ROUNDS = 60
EXACT = 1e-6  # persons
TOLERATED = 0.5  # persons: totals are whole numbers, and some were rounded
LEAST = 1e-3  # persons a day, so that a day can still be raised


def summing(grid: Grid, totals: Sequence[Total]) -> sp.csr_array:
    """(totals, days x series) of ones: which days each total is the sum of."""
    rows, columns = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for number, total in enumerate(totals):
        days = np.arange(grid.day(total.start), grid.day(total.end) + 1)
        cells = (days[:, None] * grid.size + grid.series(total.crossings, total.statuses)[None, :]).ravel()
        rows.append(np.full(cells.size, number))
        columns.append(cells)
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(totals), grid.days * grid.size)
    return sp.csr_array((np.ones(row.size), (row, column)), shape=shape)


def to_totals(grid: Grid, flows: Vector, totals: Sequence[Total]) -> Vector:
    """(days, series) flows that meet every total.

    Raises:
        TotalsContradict: no flows of zero or more meet them all.
    """
    if not totals:
        return np.maximum(flows, 0.0)
    sums = summing(grid, totals)
    wanted = np.array([total.value for total in totals], dtype=float)
    cells = np.maximum(flows.ravel(), LEAST)
    cells[sums[wanted <= 0].sum(axis=0) > 0] = 0.0
    held = wanted > 0
    cells = _scaled(cells, sums[held], wanted[held])
    miss = np.abs(sums @ cells - wanted)
    worst = int(np.argmax(miss))
    if miss[worst] > TOLERATED:
        raise TotalsContradict(totals[worst].name, float(miss[worst]))
    return cells.reshape(flows.shape)


def _scaled(cells: Vector, sums: sp.csr_array, wanted: Vector) -> Vector:
    from scipy.sparse.linalg import spsolve

    for _ in range(ROUNDS):
        short = wanted - sums @ cells
        if not wanted.size or np.max(np.abs(short)) < EXACT:
            break
        weighted = sums @ sp.diags_array(cells) @ sums.T
        ridge = 1e-9 * weighted.diagonal() + 1e-12
        step = np.atleast_1d(spsolve(sp.csc_array(weighted + sp.diags_array(ridge)), short))
        cells = cells * np.exp(np.clip(sums.T @ step, -1.0, 1.0))
    return cells
