"""The most likely unknowns of a stacked system, and draws around them, by one sparse factorisation.

Ordered by least degree, the factor of the normal equations stays sparse: days touch their
neighbours, long periods a few days more. A draw is the solution for targets that are disturbed as
the rows say (perturb and solve: Papandreou and Yuille 2010), so the factor serves for all of them.
"""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray

from concord.anticipate.rows import Stacked

__all__ = ["Solved", "draws", "solve"]

Vector = NDArray[np.float64]
Index = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Solved:
    """The most likely unknowns, with the factor for more and the order that keeps it sparse."""

    mean: Vector
    factor: Any
    order: Index
    system: Stacked

    def draws(self, count: int, seed: int) -> Vector:
        """(unknowns, count) deviations from the mean, as likely as the rows make them."""
        return draws(self, count, seed)


def solve(system: Stacked, inner: int, order: Index | None = None) -> Solved:
    """Weighted least squares over all rows.

    Args:
        inner: unknowns from this one on touch nearly everything and are eliminated last.
        order: from a system of the same pattern, to save looking for it.
    """
    weight = 1 / system.variance
    weighted = sp.diags_array(weight) @ system.matrix
    normal = sp.csc_array(system.matrix.T @ weighted)
    if order is None:
        order = _order(normal, inner)
    factor = _factor(sp.csc_array(normal[order][:, order]), "NATURAL")
    return Solved(_unordered(factor.solve((weighted.T @ system.target)[order]), order), factor, order, system)


def draws(solved: Solved, count: int, seed: int) -> Vector:
    """(unknowns, count) deviations from the mean, as likely as the rows make them."""
    system = solved.system
    noise = np.random.default_rng(seed).standard_normal((system.target.size, count))
    disturbed = system.matrix.T @ (noise / np.sqrt(system.variance)[:, None])
    return _unordered(solved.factor.solve(disturbed[solved.order]), solved.order)


def _order(normal: sp.csc_array, inner: int) -> Index:
    """Least degree first among the inner unknowns, then the others."""
    found = _factor(sp.csc_array(normal[:inner, :inner]), "MMD_AT_PLUS_A")
    last = np.arange(inner, normal.shape[0])
    return np.concatenate([np.argsort(found.perm_c), last]).astype(np.int64)


def _factor(normal: sp.csc_array, ordering: Literal["NATURAL", "MMD_AT_PLUS_A"]) -> Any:
    from scipy.sparse.linalg import splu

    return splu(normal, permc_spec=ordering, diag_pivot_thresh=0.0, options={"SymmetricMode": True})


def _unordered(values: Vector, order: Index) -> Vector:
    back = np.empty_like(values)
    back[order] = values
    return back
