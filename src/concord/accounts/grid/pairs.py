"""Two claims of a grid that cannot both hold, found among any number of claims without comparing them all.

Nobody is in a part and not in the whole: if claim i is about no more people and no longer a period
than claim j, then i's number cannot exceed j's. So i contradicts j where its lower bound lies above
j's upper bound. That covers rival figures of one scope, a part above its whole, and a running
total that falls. It rests on the wording alone, before any balance and without any probability.

A table holds, for each margin and each last day, the highest lower bound that was told; periods
enter from the latest first day to the earliest, each at its margin and all margins above it in the
lattice. When a claim's first day has come, a running maximum over last days gives the highest
bound inside it. Bounds are kept as ranks, so the number in the table names the witness.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.margins import Indices

__all__ = ["Bounds", "Pairs", "contradicting_pairs"]

Vector = NDArray[np.float64]
Ranks = NDArray[np.int32]
NOBODY_TOLD = -1


@dataclass(frozen=True)
class Bounds:
    """What the words of n claims rule out.

    Attributes:
        margin: (n, dimensions) code of each dimension, its size for all.
        first, last: (n,) days of the period, counted from the first day of the grid.
        stock: (n,) whether the claim is about people present on its last day.
        lowest, highest: (n,) persons that the words allow; no end is ±infinity.
    """

    margin: Indices
    first: Indices
    last: Indices
    stock: NDArray[np.bool_]
    lowest: Vector
    highest: Vector

    def __len__(self) -> int:
        return len(self.lowest)

    def widened(self, share: Vector) -> "Bounds":
        """The bounds of parties that count no better than to this share, (n,), such as three sd."""
        lowest, highest = self.lowest * (1 - share), self.highest * (1 + share)
        return replace(self, lowest=lowest, highest=highest)


@dataclass(frozen=True)
class Pairs:
    """Contradictions, each two claims of which at least one is wrong.

    Attributes:
        inner, outer: (m,) rows of the claims; the inner is about no more people and days.
        excess: (m,) persons by which the inner's lower bound exceeds the outer's upper bound.
    """

    inner: Indices
    outer: Indices
    excess: Vector

    def __len__(self) -> int:
        return len(self.inner)


def contradicting_pairs(bounds: Bounds, sizes: Sequence[int]) -> Pairs:
    """For each claim that some other contradicts, the pair with the strongest witness against it.

    A claim too small is met by the highest bound inside it, one too large by the lowest around it.
    Time grows with the claims and with days times margins; memory with days times margins.

    Args:
        bounds: of n claims; stocks are held only against stocks of their day.
        sizes: of each dimension of a margin.

    >>> two = Bounds(margin=np.array([[0], [2]]), first=np.array([3, 0]), last=np.array([3, 9]),
    ...     stock=np.zeros(2, bool), lowest=np.array([80.0, 0.0]), highest=np.array([80.0, 70.0]))
    >>> contradicting_pairs(two, sizes=[2])  # 80 on one day at one crossing, at most 70 in all
    Pairs(inner=array([0]), outer=array([1]), excess=array([10.]))
    """
    found = [_no_rows(), *_found(bounds, np.flatnonzero(~bounds.stock), sizes)]
    found += _found(bounds, np.flatnonzero(bounds.stock), sizes)
    inner, outer = np.unique(np.concatenate(found), axis=0).T
    return Pairs(inner, outer, bounds.lowest[inner] - bounds.highest[outer])


def _found(bounds: Bounds, rows: Indices, sizes: Sequence[int]) -> Iterator[Indices]:
    """(m, 2) inner and outer rows: by the outer, then by the inner."""
    if not len(rows):
        return
    lattice = _Lattice.of(bounds, rows, sizes)
    lowest, highest = bounds.lowest[rows], bounds.highest[rows]
    order, rank = _ranked(lowest)
    inner = _witnesses(lattice, rank, lattice.above, lattice.itself, order)
    against = (inner >= 0) & (lowest[inner] > highest)
    yield np.stack([rows[inner[against]], rows[against]], axis=1)
    order, rank = _ranked(-highest)
    outer = _witnesses(lattice.turned(), rank, lattice.itself, lattice.above, order)
    against = (outer >= 0) & (lowest > highest[outer])
    yield np.stack([rows[against], rows[outer[against]]], axis=1)


def _no_rows() -> Indices:
    return np.empty((0, 2), np.int64)


def _ranked(bound: Vector) -> tuple[Indices, Ranks]:
    """The claims from the lowest bound to the highest, and the place of each in that order."""
    order = np.argsort(bound, kind="stable")
    rank = np.empty(len(bound), np.int32)
    rank[order] = np.arange(len(bound), dtype=np.int32)
    return order, rank


@dataclass(frozen=True)
class _Lattice:
    """Where claims stand: (n,) first and last days, and the margin as one number.

    ``climb`` is (n, dimensions), what leads from the margin to all of a dimension; each row of
    ``above`` and of ``itself`` picks the dimensions to climb.
    """

    first: Indices
    last: Indices
    margin: Indices
    climb: Indices
    margins: int
    days: int

    @classmethod
    def of(cls, bounds: Bounds, rows: Indices, sizes: Sequence[int]) -> "_Lattice":
        """The claims of these rows, all of them flows or all of them stocks."""
        shape = np.array(sizes) + 1
        stride = np.append(np.cumprod(shape[:0:-1])[::-1], 1)
        margin, last = bounds.margin[rows] @ stride, bounds.last[rows]
        climb = (np.array(sizes) - bounds.margin[rows]) * stride
        margins, days = int(shape.prod()), int(last.max()) + 1
        if not bounds.stock[rows[0]]:
            return cls(bounds.first[rows], last, margin, climb, margins, days)
        none = np.zeros_like(last)  # a stock of another day is another margin, not another period
        return cls(none, none, margin + margins * last, climb, margins * days, 1)

    @property
    def itself(self) -> Indices:
        return np.zeros((1, self.climb.shape[1]), np.int64)

    @property
    def above(self) -> Indices:
        return np.array(list(product((0, 1), repeat=self.climb.shape[1])), np.int64)

    def turned(self) -> "_Lattice":
        """With days counted from the end and periods inside out: what was around is now inside."""
        return replace(self, first=self.days - 1 - self.first, last=self.days - 1 - self.last)

    def reached(self, rows: Indices, picks: Indices) -> Indices:
        """(rows, picks) margins."""
        return np.asarray(self.margin[rows, None] + self.climb[rows] @ picks.T)


def _witnesses(
    lattice: _Lattice, rank: Ranks, told_at: Indices, asked_at: Indices, order: Indices
) -> Indices:
    """(n,) for each claim, the claim of the highest rank told inside its period; -1 for none.

    A claim is told at the margins that ``told_at`` reaches, and asked at those that ``asked_at`` does.
    """
    table = np.full((lattice.margins, lattice.days), NOBODY_TOLD, np.int32)
    found = np.full(len(rank), NOBODY_TOLD, np.int32)
    for rows in _by_first_day(lattice.first):
        told = lattice.reached(rows, told_at)
        days = np.broadcast_to(lattice.last[rows, None], told.shape)
        np.maximum.at(table, (told, days), np.broadcast_to(rank[rows, None], told.shape))
        asked = lattice.reached(rows, asked_at)
        margins, place = _distinct(asked, lattice.margins)
        highest = np.maximum.accumulate(table[margins], axis=1)
        found[rows] = highest[place, lattice.last[rows, None]].max(axis=1)
    return np.where(found >= 0, order[found], NOBODY_TOLD)


def _by_first_day(first: Indices) -> Iterator[Indices]:
    """The claims of each first day, the latest day first."""
    order = np.argsort(-first, kind="stable")
    yield from np.split(order, np.flatnonzero(np.diff(first[order])) + 1)


def _distinct(values: Indices, size: int) -> tuple[Indices, Indices]:
    """The distinct values below a size, and the place of each value among them."""
    seen = np.zeros(size, bool)
    seen[values] = True
    return np.flatnonzero(seen), (np.cumsum(seen) - 1)[values]
