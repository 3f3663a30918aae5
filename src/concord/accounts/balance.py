"""The kernel: least squares of claims over cells that are never negative.

Generalised least squares of Stone, Champernowne and Meade (1942), written in the space
of the claims, so that its cost grows with what was said and not with how finely the
world is cut. Totals are sums of cells by construction: no identity can fail to hold.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Balanced", "Vector", "balance", "free_spread"]

Vector: TypeAlias = NDArray[np.float64]

ROUNDS_OF_SIGNS = 20  # attempts to settle which cells are empty; two or three are usual


@dataclass(frozen=True, slots=True)
class Balanced:
    """Cells that fit the claims, with all that is needed to say how sure and why.

    Attributes:
        mean: (n,) persons.
        variance: (n,) persons squared, of the prior; zero for a cell that is held empty.
        precision: (m, m) inverse of the covariance of the claims around the prior.
    """

    mean: Vector
    variance: Vector
    precision: Vector

    def gain(self, design: Vector) -> Vector:
        """(n, m) how far each cell moves with each claim: D Aᵀ S⁻¹."""
        return np.asarray(self.variance[:, None] * (design.T @ self.precision))


def balance(
    design: Vector,
    reported: Vector,
    covariance: Vector,
    prior_mean: Vector,
    prior_sd: Vector,
    empty: NDArray[np.bool_] | None = None,
) -> Balanced:
    """The most probable cells, none below zero, given the claims and a prior.

    With prior N(μ, D) and claims y ~ N(A x, Σ):  S = A D Aᵀ + Σ,  K = D Aᵀ S⁻¹,
    x = μ + K (y − A μ). Cells that come out negative are held at zero and let go again
    when the claims pull them up (active set).

    Args:
        design: (m, n) of 0 and 1; a row marks the cells that a claim counts.
        reported: (m,) persons.
        covariance: (m, m) persons squared, of the errors of the claims.
        prior_mean, prior_sd: (n,) persons; the sd is above zero.
        empty: (n,) the cells to try as empty first; a good guess saves time and changes nothing.
    Returns:
        The balanced cells.

    >>> two = balance(np.array([[1.0, 1.0], [1.0, 0.0]]), np.array([10.0, 4.0]),
    ...               1e-6 * np.eye(2), np.array([5.0, 5.0]), np.array([5.0, 5.0]))
    >>> two.mean.round(3)
    array([4., 6.])
    """
    empty = np.zeros(len(prior_mean), dtype=bool) if empty is None else empty
    spread = _spread(design, np.where(empty, 0.0, prior_sd))
    for _ in range(ROUNDS_OF_SIGNS):
        factor = _Factor(spread + covariance)
        start = np.where(empty, 0.0, prior_mean)
        told = design.T @ factor.solve(reported - design @ start)
        variance = np.where(empty, 0.0, prior_sd**2)
        mean = start + variance * told
        # Minus the slope of the objective: up where claims and prior want people.
        wanted = told + prior_mean / prior_sd**2 > 0
        settled = np.where(empty, ~wanted, mean < 0)
        changed = settled != empty
        if not changed.any():
            return Balanced(mean, variance, factor.inverse())
        # Few cells change: their part of the sum is taken away or put back, the rest stays.
        emptied, revived = changed & settled, changed & empty
        spread = spread - _spread(design[:, emptied], prior_sd[emptied])
        spread = spread + _spread(design[:, revived], prior_sd[revived])
        empty = settled
    return Balanced(np.maximum(mean, 0.0), variance, factor.inverse())


def free_spread(design: Vector, covariance: Vector, prior_sd: Vector) -> tuple[Vector, Vector]:
    """(m, m) spread A D Aᵀ of the claims by the prior alone, and the inverse of it with their errors.

    With no cell held empty: one that is moves with nothing, and would look as if it were known to be
    empty; how far it may be from that is what the claims leave open without the hold.
    """
    spread = _spread(design, prior_sd)
    return spread, _Factor(spread + covariance).inverse()


def _spread(design: Vector, sd: Vector) -> Vector:
    """A D Aᵀ as one matrix times its own transpose, which takes half the time of two matrices."""
    half = design * sd
    return np.asarray(half @ half.T)


class _Factor:
    """A covariance by way of its correlations: claims of 5 and of 5 million stand side by side."""

    def __init__(self, covariance: Vector) -> None:
        from scipy.linalg import lapack

        self.known = 1 / np.sqrt(np.diag(covariance))
        correlation = covariance * self.known
        correlation *= self.known[:, None]
        self.upper, wrong = lapack.dpotrf(correlation.T, overwrite_a=1)
        if wrong:
            raise np.linalg.LinAlgError("the covariance of the claims is not positive definite")

    def solve(self, right: Vector) -> Vector:
        from scipy.linalg import lapack

        known = self.known.reshape(-1, *[1] * (right.ndim - 1))
        return np.asarray(lapack.dpotrs(self.upper, right * known)[0] * known)

    def inverse(self) -> Vector:
        """Costs twice the factor, so it is asked for once the signs are settled."""
        from scipy.linalg import lapack

        half = lapack.dpotri(self.upper)[0]  # zero below the diagonal
        whole = half + half.T
        np.einsum("ii->i", whole)[...] /= 2
        whole *= self.known
        whole *= self.known[:, None]
        return np.asarray(whole)
