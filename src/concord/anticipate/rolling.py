"""Rolling-origin errors of a process, and how wide its next futures are drawn by what they tell.

The Cholesky factor L of the covariance of what was seen holds every forecast from every day past:
with w = L^-1 y, the rows after day i of L[i:, i:] w[i:] are the errors of the forecast made that
day, and the sums of squares of L[i:, i:] their variances. So a year of origins costs two running
sums. A process whose errors were smaller or larger than it said, so many days ahead, is drawn
narrower or wider there: an estimate of scale that begins at one and has an inverse gamma law,
which makes futures Student's t (Gelman and others, *Bayesian Data Analysis*, section 3.2).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Strayed", "scales", "strayed"]

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]

BEGUN = 21  # days seen before the first origin
PRIOR_WORTH = 2.0  # independent errors that the word of the process counts for
ALIKE = 0.5  # log days: horizons as near as this tell of each other


@dataclass(frozen=True, slots=True)
class Strayed:
    """Squares of past errors as shares of the variance that was said, by horizon.

    Attributes:
        told: (2, longest) sums of squares, on days far from deadlines and near them.
        count: (2, longest) how many.
    """

    told: Vector
    count: Vector


def strayed(factor: Vector, white: Vector, days: Vector, near: Mask, longest: int) -> Strayed:
    """What every forecast from every day past missed by.

    Args:
        factor: (n, n) lower Cholesky factor of the covariance of what was seen.
        white: (n,) what was seen, solved by it.
        days: (n,) their numbers; near: (n,) whether a deadline is near.
        longest: days ahead.
    """
    if days.size <= BEGUN:
        return Strayed(np.zeros((2, longest)), np.zeros((2, longest)))
    errors = np.cumsum((factor * white)[:, ::-1], axis=1)[:, ::-1]
    variances = np.cumsum((factor**2)[:, ::-1], axis=1)[:, ::-1]
    ahead = np.full(errors.shape, 0)
    ahead[:, BEGUN:] = (days[:, None] - days[None, BEGUN - 1 : -1]).astype(int)
    row, origin = np.nonzero((ahead >= 1) & (ahead <= longest))
    square = errors[row, origin] ** 2 / variances[row, origin]
    place = near[row] * longest + ahead[row, origin] - 1
    told = np.bincount(place, square, minlength=2 * longest).astype(float)
    count = np.bincount(place, minlength=2 * longest).astype(float)
    return Strayed(told.reshape(2, longest), count.reshape(2, longest))


def scales(found: Strayed) -> tuple[Vector, float]:
    """(2, longest) what to multiply a spread by, far from deadlines and near them; degrees of freedom.

    Errors of forecasts that overlap tell of each other, so those h days ahead count for one in h.
    Near deadlines the scale begins at that of other days and moves by what deadlines told.
    """
    ahead = np.arange(1, found.told.shape[1] + 1)
    alike = np.exp(-(np.log(ahead[:, None] / ahead[None, :]) ** 2) / (2 * ALIKE**2))
    alike /= alike.sum(axis=1, keepdims=True)
    told, count = (found.told / ahead) @ alike.T, (found.count / ahead) @ alike.T
    far = (PRIOR_WORTH + told[0]) / (PRIOR_WORTH + count[0])
    near = (PRIOR_WORTH * far + told[1]) / (PRIOR_WORTH + count[1])
    freedom = PRIOR_WORTH + found.count.sum(axis=0)[-1] / ahead[-1]
    return np.sqrt(np.stack([far, near])), float(freedom)
