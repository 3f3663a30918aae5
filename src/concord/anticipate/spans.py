"""Claims and totals as sums over a stretch of days of some series, ordered so that work on them is dense.

Few different scopes are ever named. Rows about several crossings come first, those about one
follow crossing by crossing, so that what belongs to a crossing touches two blocks of the rows.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.claims import Claim, Total
from concord.anticipate.grid import Grid

__all__ = ["Overlap", "Spans", "prefix", "spans_of"]

Vector = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Pairs of rows that share days and series.

    Attributes:
        row, column: (pairs,) the later and the earlier row.
        kind: (pairs,) number of the pair of scopes; first, behind: (pairs,) the days shared.
        shared: (kinds, series) 1 where both scopes have the series.
    """

    row: Index
    column: Index
    kind: Index
    first: Index
    behind: Index
    shared: Vector


@dataclass(frozen=True, slots=True)
class Spans:
    """Rows in their own order.

    Attributes:
        order: (rows,) which claim or total stands at each row.
        scope: (rows,) number of the scope; member: (scopes, series) 1 where a scope has the series.
        start, behind: (rows,) first day, and the day after the last.
        later: (rows, days) for each day the first day of the row that is not before it.
        wide: how many rows are about several crossings; own: for each crossing, the rows about it alone.
        overlap: pairs of rows with days and series in common.
    """

    order: Index
    scope: Index
    member: Vector
    start: Index
    behind: Index
    later: Index
    wide: int
    own: tuple[slice, ...]
    overlap: Overlap

    def over(self, sums: Vector) -> Vector:
        """(rows, ...) sums of each row.

        Args:
            sums: (days + 1, scopes, ...) of all days before.
        """
        return np.asarray(sums[self.behind, self.scope] - sums[self.start, self.scope], dtype=float)

    def back(self, weight: Vector) -> Vector:
        """(days, series, ...) weights of rows laid on each of their days and series."""
        days = self.later.shape[1]
        laid = np.zeros((days + 1, len(self.member), *weight.shape[1:]))
        np.add.at(laid, (self.start, self.scope), weight)
        np.add.at(laid, (self.behind, self.scope), -weight)
        return np.asarray(np.einsum("ds...,sn->dn...", laid.cumsum(axis=0)[:-1], self.member, optimize=True))


def prefix(days: Vector) -> Vector:
    """(days + 1, ...) sums of all days before each."""
    sums = np.zeros((len(days) + 1, *days.shape[1:]))
    np.cumsum(days, axis=0, out=sums[1:])
    return sums


def spans_of(grid: Grid, sums: Sequence[Claim | Total]) -> Spans:
    """Order the rows and find which of them overlap."""
    scopes: dict[bytes, int] = {}
    members: list[Vector] = []
    scope: list[int] = []
    for one in sums:
        member = np.zeros(grid.size)
        member[grid.series(one.crossings, one.statuses)] = 1
        if scopes.setdefault(member.tobytes(), len(scopes)) == len(members):
            members.append(member)
        scope.append(scopes[member.tobytes()])
    member, kinds = np.array(members), len(grid.statuses)
    touched = member.reshape(len(member), -1, kinds).any(axis=2)
    place = np.where(touched.sum(axis=1) > 1, -1, touched.argmax(axis=1))[scope]
    order = np.lexsort((np.array(scope), place)).astype(np.int64)
    ordered = place[order]
    start = np.array([grid.day(sums[n].start) for n in order], dtype=np.int64)
    behind = np.array([grid.day(sums[n].end) + 1 for n in order], dtype=np.int64)
    later = np.maximum(start[:, None], np.minimum(np.arange(grid.days)[None, :], behind[:, None]))
    own = [np.searchsorted(ordered, [c, c + 1]) for c in range(len(grid.crossings))]
    scope_of = np.array(scope, dtype=np.int64)[order]
    return Spans(
        order,
        scope_of,
        member,
        start,
        behind,
        later,
        int(np.sum(ordered < 0)),
        tuple(slice(int(a), int(b)) for a, b in own),
        _overlap(scope_of, member, start, behind),
    )


def _overlap(scope: Index, member: Vector, start: Index, behind: Index) -> Overlap:
    first = np.maximum(start[:, None], start[None, :])
    last = np.minimum(behind[:, None], behind[None, :])
    touching = (member @ member.T > 0)[scope[:, None], scope[None, :]]
    row, column = np.nonzero(np.tril(touching & (last > first)))
    pair, kind = np.unique(scope[row] * len(member) + scope[column], return_inverse=True)
    shared = member[pair // len(member)] * member[pair % len(member)]
    return Overlap(row, column, kind.astype(np.int64), first[row, column], last[row, column], shared)
