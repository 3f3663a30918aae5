"""Rival claims of one margin, as one claim of their weighted mean.

Claims that count the same cells can enter a balance together, so that its cost grows with the margins
spoken of and not with how many speak of them. Nothing is lost: what all others say about a single
claim is what other margins say of its margin, together with its rivals.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.accounts.balance import Vector

__all__ = ["Rivals"]


@dataclass(frozen=True, slots=True)
class Rivals:
    """m claims of u margins with independent errors.

    Attributes:
        margin: (m,) which margin each claim is about, numbered from 0.
        reported: (m,) persons.
        variance: (m,) persons squared, of the error of each claim.
    """

    margin: NDArray[np.int64]
    reported: Vector
    variance: Vector

    @property
    def together(self) -> tuple[Vector, Vector]:
        """(u,) persons and persons squared: the mean of each margin's claims, and its error variance."""
        known = self._summed(1 / self.variance)
        return self._summed(self.reported / self.variance) / known, 1 / known

    @property
    def share(self) -> Vector:
        """(m,) the weight of each claim in the mean of its margin; of one margin they sum to one."""
        return np.asarray(self.together[1][self.margin] / self.variance)

    def others(self, mean: Vector, variance: Vector) -> tuple[Vector, Vector]:
        """(m,) persons and persons squared: what all other claims say about each.

        Args:
            mean, variance: (u,) what the claims of all other margins say about each margin.

        >>> pair = Rivals(np.array([0, 0]), np.array([10.0, 16.0]), np.array([1.0, 1.0]))
        >>> said, spread = pair.others(np.array([12.0]), np.array([1.0]))
        >>> said.tolist(), spread.tolist()
        ([14.0, 11.0], [0.5, 0.5])
        """
        known, told = 1 / self.variance, self.reported / self.variance
        mean, variance = mean[self.margin], variance[self.margin]
        rest = np.maximum(self._summed(known)[self.margin] - known, 0.0)
        scale = 1 + variance * rest
        return (mean + variance * (self._summed(told)[self.margin] - told)) / scale, variance / scale

    def _summed(self, values: Vector) -> Vector:
        return np.asarray(np.bincount(self.margin, values), np.float64)
