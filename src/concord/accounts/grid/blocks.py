"""Symmetric positive definite matrices of small dense blocks, sparse between days.

A claim ties two days together, the day before its period and the last day of it; so the
matrix of a balance is a graph of days with a dense block of leaves at each. Days are
eliminated where they tie fewest others together (minimum degree; Tinney and Walker 1967),
the root, which everything touches, last. From the factor come solutions and those blocks of
the inverse that lie on the graph (Takahashi, Fagan and Chen 1973), exactly.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.blas import dgemm, dtrsm
from scipy.linalg.lapack import dpotrf, dtrtri, dtrtrs

__all__ = ["Factor", "Matrix", "NotPositive", "Pattern", "SelectedInverse"]

Matrix: TypeAlias = NDArray[np.float64]
Vector: TypeAlias = NDArray[np.float64]
Edge: TypeAlias = tuple[int, int]


class NotPositive(ValueError):
    """A block matrix is not positive definite: some unknown is tied down by nothing."""


class Pattern:
    """Which blocks of the factor are not zero, in the order of elimination.

    Attributes:
        sizes: unknowns of each node; the last node is the root.
        order: nodes in the order of elimination.
        later: for each node the nodes eliminated later that its column reaches.
        offsets: where each of these begins in the stacked column.
    """

    def __init__(self, sizes: Sequence[int], edges: Iterable[Edge]) -> None:
        self.sizes = tuple(sizes)
        reached = _eliminated(len(self.sizes), edges)
        self.order = list(reached)
        self.rank = {node: at for at, node in enumerate(self.order)}
        self.later = [sorted(reached[node], key=self.rank.__getitem__) for node in range(len(self.sizes))]
        self.offsets = [np.cumsum([0, *(self.sizes[x] for x in nodes)]) for nodes in self.later]
        self._spans = [
            {x: slice(int(o[at]), int(o[at + 1])) for at, x in enumerate(nodes)}
            for nodes, o in zip(self.later, self.offsets, strict=True)
        ]

    def span(self, node: int, later: int) -> slice:
        """Rows of a later node in the stacked column of a node."""
        return self._spans[node][later]

    def empty(self) -> tuple[list[Matrix], list[Matrix]]:
        """Zero diagonal blocks, and zero stacked columns below them."""
        columns = [np.zeros((int(o[-1]), size)) for o, size in zip(self.offsets, self.sizes, strict=True)]
        return [np.zeros((size, size)) for size in self.sizes], columns

    def add(self, columns: list[Matrix], row: int, column: int, block: Matrix) -> None:
        """Add a block that lies off the diagonal, whichever of its nodes comes first."""
        if self.rank[row] < self.rank[column]:
            row, column, block = column, row, block.T
        columns[column][self.span(column, row)] += block


def _eliminated(nodes: int, edges: Iterable[Edge]) -> Mapping[int, set[int]]:
    """For each node, in the order of elimination, the later nodes that its column reaches."""
    ties: list[set[int]] = [set() for _ in range(nodes)]
    for a, b in edges:
        if a != b:
            ties[a].add(b)
            ties[b].add(a)
    root = nodes - 1
    heap = [(len(ties[node]), node) for node in range(root)]
    heapq.heapify(heap)
    reached: dict[int, set[int]] = {}
    while heap:
        degree, node = heapq.heappop(heap)
        if node in reached or degree != len(ties[node]):
            continue
        reached[node] = ties[node]
        for other in ties[node]:
            ties[other] |= ties[node] - {other}
            ties[other].discard(node)
            if other != root:
                heapq.heappush(heap, (len(ties[other]), other))
    return {**reached, root: set()}


@dataclass(frozen=True)
class Factor:
    """The Cholesky factor of a block matrix: L with a dense triangle at each node.

    >>> pattern = Pattern([1, 1, 1], [(0, 1), (1, 2)])
    >>> diagonal, columns = pattern.empty()
    >>> for block in diagonal: block += 4.0
    >>> pattern.add(columns, 0, 1, np.ones((1, 1))); pattern.add(columns, 1, 2, np.ones((1, 1)))
    >>> factor = Factor.of(pattern, diagonal, columns)
    >>> [float(x[0, 0].round(4)) for x in factor.solve([np.full((1, 1), 5.0)] * 3)]
    [1.0714, 0.7143, 1.0714]
    """

    pattern: Pattern
    triangles: list[Matrix]
    columns: list[Matrix]

    @classmethod
    def of(cls, pattern: Pattern, diagonal: Sequence[Matrix], columns: Sequence[Matrix]) -> "Factor":
        """Factor a matrix; the blocks given are left as they are.

        Raises:
            NotPositive: the matrix is not positive definite.
        """
        rest, below = [block.copy() for block in diagonal], [block.copy() for block in columns]
        triangles: list[Matrix] = [np.empty(0)] * len(rest)
        for node in pattern.order:
            triangle, wrong = dpotrf(rest[node], lower=1, clean=1)
            if wrong:
                raise NotPositive(f"node {node}, unknown {wrong}")
            triangles[node] = triangle
            if pattern.later[node]:
                dtrsm(1.0, triangle, below[node].T, lower=1, overwrite_b=1)
                _subtract_square(pattern, node, below, rest)
        return cls(pattern, triangles, below)

    def solve(self, right: Sequence[Matrix]) -> list[Matrix]:
        """H⁻¹ b for one or several right-hand sides, (size, k) at each node."""
        pattern, x = self.pattern, [block.copy() for block in right]
        for node in pattern.order:
            x[node] = dtrtrs(self.triangles[node], x[node], lower=1)[0]
            moved = self.columns[node] @ x[node]
            for later in pattern.later[node]:
                x[later] -= moved[pattern.span(node, later)]
        for node in reversed(pattern.order):
            if pattern.later[node]:
                x[node] -= self.columns[node].T @ np.concatenate([x[later] for later in pattern.later[node]])
            x[node] = dtrtrs(self.triangles[node], x[node], lower=1, trans=1)[0]
        return x

    def half_solved(self, right: Mapping[int, Matrix]) -> dict[int, Matrix]:
        """L⁻¹ b for right-hand sides that are zero but at some nodes, (size, k) at each of these.

        Only the nodes that elimination leads to from there are touched: some dozens of hundreds. With such
        halves of a and b, a·H⁻¹b is the sum of their products.
        """
        pattern, x = self.pattern, {node: block.copy() for node, block in right.items()}
        waiting = [pattern.rank[node] for node in x]
        heapq.heapify(waiting)
        while waiting:
            node = pattern.order[heapq.heappop(waiting)]
            x[node] = dtrtrs(self.triangles[node], x[node], lower=1)[0]
            moved = self.columns[node] @ x[node]
            for later in pattern.later[node]:
                if later not in x:
                    x[later] = np.zeros((pattern.sizes[later], moved.shape[1]))
                    heapq.heappush(waiting, pattern.rank[later])
                x[later] -= moved[pattern.span(node, later)]
        return x

    def inverse(self) -> "SelectedInverse":
        """The blocks of the inverse on the pattern of the factor."""
        pattern = self.pattern
        diagonal, columns = pattern.empty()
        room = np.empty(max(int(offsets[-1]) for offsets in pattern.offsets) ** 2)
        for node in reversed(pattern.order):
            undone, _ = dtrtri(self.triangles[node], lower=1)
            diagonal[node] = undone.T @ undone
            if pattern.later[node]:
                reach = self.columns[node] @ undone
                within = _gathered(pattern, node, diagonal, columns, room)
                np.matmul(within, reach, out=columns[node])
                diagonal[node] += reach.T @ columns[node]
                np.negative(columns[node], out=columns[node])
        return SelectedInverse(pattern, diagonal, columns)


def _subtract_square(pattern: Pattern, node: int, below: list[Matrix], rest: list[Matrix]) -> None:
    """Take what a node explains from the later nodes that it ties together."""
    later, column = pattern.later[node], below[node]
    parts = [column[pattern.span(node, each)].T for each in later]
    for at, first in enumerate(later):
        _subtract(rest[first], parts[at], parts[at])
        for second, part in zip(later[at + 1 :], parts[at + 1 :], strict=True):
            _subtract(below[first][pattern.span(first, second)], part, parts[at])


def _subtract(block: Matrix, left: Matrix, right: Matrix) -> None:
    """block −= leftᵀ right, in place and without a matrix in between."""
    dgemm(-1.0, right, left, 1.0, block.T, trans_a=1, overwrite_c=1)


def _gathered(
    pattern: Pattern, node: int, diagonal: list[Matrix], columns: list[Matrix], room: Vector
) -> Matrix:
    """The inverse between all later nodes that a node reaches, in the room given."""
    later, size = pattern.later[node], int(pattern.offsets[node][-1])
    found = room[: size * size].reshape(size, size)
    for at, first in enumerate(later):
        rows = pattern.span(node, first)
        found[rows, rows] = diagonal[first]
        for second in later[at + 1 :]:
            block = columns[first][pattern.span(first, second)]
            found[pattern.span(node, second), rows] = block
            found[rows, pattern.span(node, second)] = block.T
    return found


@dataclass(frozen=True)
class SelectedInverse:
    """Blocks of the inverse of a block matrix, those that lie on the pattern of its factor."""

    pattern: Pattern
    diagonal: list[Matrix]
    columns: list[Matrix]

    def block(self, row: int, column: int) -> Matrix:
        """The block of two nodes that a claim ties together, or of one node with itself."""
        if row == column:
            return self.diagonal[row]
        if self.pattern.rank[row] < self.pattern.rank[column]:
            return self.columns[row][self.pattern.span(row, column)].T
        return self.columns[column][self.pattern.span(column, row)]
