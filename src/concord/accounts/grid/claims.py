"""Claims in columns: what thousands of figures say about one grid of leaves and days."""

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.margins import Indices

__all__ = ["Claims"]

Vector = NDArray[np.float64]
HALF_A_PERSON = 0.5
A_STEP = 12**0.5  # standard deviations of a uniform density in its width


@dataclass(frozen=True)
class Claims:
    """n claims about the flows of a grid, or about a stock that the flows leave.

    Attributes:
        margin: (n, dimensions) code of each dimension, its size for all.
        first, last: (n,) days of the period, counted from the first day of the grid; a stock has
            its day in both, and is meant at the end of it.
        stock: (n,) whether the claim is about the people still there.
        centre: (n,) persons, where the words put the number.
        below, above: (n,) persons, one standard deviation of the wording on each side; the wider
            of the two begins a whole step of the narrower away.
        party: (n,) whose figure it is.
        topic: (n,) what the party's bias may depend on, such as the kind of return.
        nominal: (n,) share, one standard deviation that a reader would give the party.
        said_again: (n,) how many claims stem from the same count of the same party.
    """

    margin: Indices
    first: Indices
    last: Indices
    stock: NDArray[np.bool_]
    centre: Vector
    below: Vector
    above: Vector
    party: Indices
    topic: Indices
    nominal: Vector
    said_again: Vector

    def __len__(self) -> int:
        return len(self.centre)

    def take(self, rows: Indices | NDArray[np.bool_]) -> "Claims":
        """Some of the claims, in the order given."""
        return Claims(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})

    @property
    def days(self) -> Vector:
        """(n,) length of the period."""
        return np.where(self.stock, 1.0, self.last - self.first + 1.0)

    def wording(self, expected: Vector) -> Vector:
        """(n,) persons, one standard deviation of the wording where a number is expected."""
        usual = np.minimum(self.below, self.above)
        wide = np.where(expected < self.centre, self.below, self.above)
        inside = np.abs(expected - self.centre) <= A_STEP * np.maximum(usual, HALF_A_PERSON)
        return np.where(inside, usual, wide)
