"""The most likely unknowns of a stacked system, and draws around them, by one sparse factorisation.

Ordered by least degree, the factor of the normal equations stays sparse: days touch their
neighbours, long periods a few days more. A draw is the solution for targets that are disturbed as
the rows say (perturb and solve: Papandreou and Yuille 2010), so the factor serves for all of them.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from concord.anticipate.rows import Stacked

__all__ = ["Solved", "draws", "solve"]

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Solved:
    """The most likely unknowns, with the factor for more."""

    mean: Vector
    factor: Any
    system: Stacked


def solve(system: Stacked) -> Solved:
    """Weighted least squares over all rows."""
    from scipy.sparse.linalg import splu

    weight = 1 / system.variance
    weighted = sp.diags_array(weight) @ system.matrix
    normal = sp.csc_array(system.matrix.T @ weighted)
    factor = splu(normal, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})
    return Solved(factor.solve(weighted.T @ system.target), factor, system)


def draws(solved: Solved, count: int, seed: int) -> Vector:
    """(unknowns, count) deviations from the mean, as likely as the rows make them."""
    system = solved.system
    noise = np.random.default_rng(seed).standard_normal((system.target.size, count))
    disturbed = system.matrix.T @ (noise / np.sqrt(system.variance)[:, None])
    return np.asarray(solved.factor.solve(disturbed), dtype=float)
