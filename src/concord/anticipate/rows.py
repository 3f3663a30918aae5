"""Rows of a sparse system: each says what a sum of unknowns should come to, and how surely.

All that a nowcast believes is of this one form: the level tomorrow is that of today, a day's
count is its level, a claim is a difference of running totals. A row belongs to a group whose
spread is learned together, or to none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

__all__ = ["Block", "Stacked", "stack"]

Vector = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of one kind.

    Attributes:
        row, column, value: entries of the matrix, rows numbered from zero.
        target: (rows,) what each row should come to.
        variance: (rows,) of what it misses.
        group: name of the spread that is learned from these rows, or nothing.
    """

    row: Index
    column: Index
    value: Vector
    target: Vector
    variance: Vector
    group: str = ""


@dataclass(frozen=True, slots=True)
class Stacked:
    """All blocks as one system, and where each begins and ends."""

    matrix: sp.csr_array
    target: Vector
    variance: Vector
    where: tuple[slice, ...]


def stack(blocks: Sequence[Block], unknowns: int) -> Stacked:
    """One block under the other."""
    counts = [block.target.size for block in blocks]
    ends = np.cumsum([0, *counts])
    rows = np.concatenate([block.row + start for block, start in zip(blocks, ends, strict=False)])
    columns = np.concatenate([block.column for block in blocks])
    values = np.concatenate([block.value for block in blocks])
    return Stacked(
        sp.csr_array(sp.coo_array((values, (rows, columns)), shape=(int(ends[-1]), unknowns))),
        np.concatenate([block.target for block in blocks]),
        np.concatenate([block.variance for block in blocks]),
        tuple(slice(int(a), int(b)) for a, b in pairwise(ends)),
    )
