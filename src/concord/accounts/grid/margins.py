"""The lattice of margins: every way to fix some dimensions of an account and sum over the others.

A leaf fixes all dimensions (status, crossing, kind); a margin gives each dimension one of its
codes or ALL. The index of ALL is the size of the dimension.
"""

from collections.abc import Sequence
from functools import cached_property
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Indices", "Margins"]

Indices: TypeAlias = NDArray[np.int64]
Vector: TypeAlias = NDArray[np.float64]


class Margins:
    """The leaves and margins of an account with dimensions of these sizes.

    >>> margins = Margins((2, 3))
    >>> margins.vectors(np.array([[0, 3], [2, 1]])).astype(int).tolist()
    [[1, 1, 1, 0, 0, 0], [0, 1, 0, 0, 1, 0]]
    """

    def __init__(self, sizes: Sequence[int]) -> None:
        self.sizes = tuple(int(size) for size in sizes)
        self.leaves = int(np.prod(self.sizes))

    def vectors(self, margins: Indices) -> Vector:
        """(n, leaves) of 0 and 1: which leaves each of n margins counts; ``margins`` is (n, dimensions)."""
        found = np.ones((len(margins), self.leaves))
        for codes, size, leaf in zip(margins.T, self.sizes, self._codes, strict=True):
            found *= (codes[:, None] == size) | (codes[:, None] == leaf[None, :])
        return found

    def family(self, dimensions: Sequence[int]) -> Vector:
        """(margins, leaves) of all margins that fix just these dimensions."""
        grids = np.meshgrid(*(np.arange(self.sizes[d]) for d in dimensions), indexing="ij")
        found = np.tile(np.array(self.sizes), (grids[0].size if grids else 1, 1))
        for dimension, grid in zip(dimensions, grids, strict=True):
            found[:, dimension] = grid.ravel()
        return self.vectors(found)

    @cached_property
    def families(self) -> dict[tuple[int, ...], Vector]:
        """The family of the total, of each dimension, and of each pair that is not yet a leaf."""
        every = range(len(self.sizes))
        chosen = [pick for size in (0, 1, 2) if size < len(self.sizes) for pick in combinations(every, size)]
        return {pick: self.family(pick) for pick in chosen}

    @cached_property
    def _codes(self) -> Indices:
        return np.indices(self.sizes).reshape(len(self.sizes), self.leaves)
