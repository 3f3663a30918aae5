"""How much the world scatters, learned from the rows themselves.

For rows of one group the evidence is what they miss at the most likely unknowns, and how many
of them the claims decide at all (MacKay 1992, *Bayesian interpolation*: the well-determined
parameters). Where claims decide nothing, what was assumed stands.
"""

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.rows import Stacked

__all__ = ["Missed", "claim_weights", "factor", "missed"]

Vector = NDArray[np.float64]

ASSUMED_WORTH = 120.0  # decided rows that an assumption weighs as much as; fitted on seeds 1-8 of the cases
REACH = 2.5  # times its size: how far off a slip can be
UNCHECKED = 0.9  # share of itself in its own estimate above which a claim counts as checked by nobody
FORGOTTEN = 1e-4  # weight that a slip keeps, so that it can come back
LEAST, MOST = 0.4, 2.5  # a learned variance moves no further than this in one pass


class Missed:
    """What rows miss: at the mean, and how unsure that is."""

    __slots__ = ("mean", "unsure")

    def __init__(self, mean: Vector, unsure: Vector) -> None:
        self.mean, self.unsure = mean, unsure


def missed(system: Stacked, mean: Vector, deviations: Vector) -> Missed:
    """(rows,) miss of every row, and its variance over the draws."""
    around = system.matrix @ deviations
    return Missed(system.matrix @ mean - system.target, np.mean(around**2, axis=1))


def factor(found: Missed, variance: Vector, share: Vector | float = 1.0, assumed: float = 1.0) -> float:
    """What to multiply the learned part of these variances by.

    Args:
        share: of each variance that is learned; the rest, such as chance, is not.
        assumed: the factor that is taken as given where the rows decide nothing.
    """
    # Not bounded row by row: draws are few, and their chance must cancel out over the rows.
    decided = max(float(np.sum(share * (1 - found.unsure / variance))), 0.0)
    told = float(np.sum(share * found.mean**2 / variance)) + ASSUMED_WORTH * assumed
    asked = decided + ASSUMED_WORTH
    return float(np.clip(told / asked, LEAST, MOST))


def claim_weights(found: Missed, variance: Vector, weight: Vector, size: Vector, gross: float) -> Vector:
    """How likely each claim is to be no gross slip, judged by what all the others say.

    Args:
        variance: (claims,) of a claim taken at its word; weight: what it had in this pass.
        size: (claims,) persons it is about; a slip may be anything up to `REACH` times that.
        gross: share of claims that are slips, before one has looked.
    """
    leverage = np.minimum(found.unsure * weight / variance, UNCHECKED)
    miss = found.mean / (1 - leverage)
    expected = variance + found.unsure / (1 - leverage)
    good = (1 - gross) * np.exp(-(miss**2) / (2 * expected)) / np.sqrt(2 * np.pi * expected)
    bad = gross / (REACH * size)
    return np.asarray(np.maximum(good / (good + bad), FORGOTTEN), dtype=float)
