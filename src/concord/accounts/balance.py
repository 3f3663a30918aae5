"""The kernel: least squares of claims over cells that are never negative.

Generalised least squares of Stone, Champernowne and Meade (1942), written in the space
of the claims, so that its cost grows with what was said and not with how finely the
world is cut. Totals are sums of cells by construction: no identity can fail to hold.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

__all__ = ["Balanced", "Vector", "balance"]

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
    design: Vector, reported: Vector, covariance: Vector, prior_mean: Vector, prior_sd: Vector
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
    Returns:
        The balanced cells.

    >>> two = balance(np.array([[1.0, 1.0], [1.0, 0.0]]), np.array([10.0, 4.0]),
    ...               1e-6 * np.eye(2), np.array([5.0, 5.0]), np.array([5.0, 5.0]))
    >>> two.mean.round(3)
    array([4., 6.])
    """
    empty = np.zeros(len(prior_mean), dtype=bool)
    for _ in range(ROUNDS_OF_SIGNS):
        found = _unsigned(design, reported, covariance, prior_mean, prior_sd, empty)
        wanted = _pull(found, design, reported, prior_mean, prior_sd, empty) > 0
        settled = np.where(empty, ~wanted, found.mean < 0)
        if (settled == empty).all():
            return found
        empty = settled
    return Balanced(np.maximum(found.mean, 0.0), found.variance, found.precision)


def _unsigned(
    design: Vector,
    reported: Vector,
    covariance: Vector,
    prior_mean: Vector,
    prior_sd: Vector,
    empty: NDArray[np.bool_],
) -> Balanced:
    """The closed form, with some cells held at zero."""
    mean = np.where(empty, 0.0, prior_mean)
    variance = np.where(empty, 0.0, prior_sd**2)
    precision = _inverse((design * variance) @ design.T + covariance)
    moved = variance * (design.T @ (precision @ (reported - design @ mean)))
    return Balanced(mean + moved, variance, precision)


def _inverse(covariance: Vector) -> Vector:
    """The inverse by way of the correlations: claims of 5 and of 5 million stand side by side."""
    sd = np.sqrt(np.diag(covariance))
    inverse = np.linalg.inv(covariance / np.outer(sd, sd)) / np.outer(sd, sd)
    return np.asarray((inverse + inverse.T) / 2)


def _pull(
    found: Balanced,
    design: Vector,
    reported: Vector,
    prior_mean: Vector,
    prior_sd: Vector,
    empty: NDArray[np.bool_],
) -> Vector:
    """Minus the slope of the objective where the cells are: up where claims and prior want people."""
    mean = np.where(empty, 0.0, prior_mean)
    claims = design.T @ (found.precision @ (reported - design @ mean))
    return np.asarray(claims + prior_mean / prior_sd**2)
