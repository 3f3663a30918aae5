"""What a day of a leaf is expected to be, before its own claims: a smooth level with shocks.

The flow y of an interval is normal around the level μ with covariance

    Q = Σ_f τ_f² (F_f ∘ μ)ᵀ (F_f ∘ μ) + diag(τ_own² μ² + μ + c)

where F_f are the margins of family f (all, each status, each crossing, ...): on a day when a
crossing closes, all its leaves fall together. The sizes τ are estimated with the account
(their fixed point, shocks beyond two standard deviations counted as two). The level
is the last estimate smoothed in time: the total with its weekly rhythm first, then every
family of margins scaled to its own smooth course.
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from concord.accounts.grid.claims import Claims
from concord.accounts.grid.layout import Layout
from concord.accounts.grid.margins import Margins

__all__ = ["Level", "Shocks", "first_level", "precisions", "smooth_level", "updated_shocks"]

Vector = NDArray[np.float64]

WEEK = 7
TOTAL_OVER = 4.0  # days, one sd of the smoothing of the total
OVER = {1: 8.0, 2: 11.0}  # days, by how many dimensions a family fixes
LEAST = 0.02  # persons a day; a leaf is never expected to be emptier
SMALL = 0.05  # persons squared
STEADY = 0.3  # persons a day added to both sides of a ratio of small flows
OUTLYING = 2.0  # standard deviations
LITTLE = 0.002  # share; claims are taken to tell so much of shocks at least
AT_ONCE = 2.0  # a size grows or shrinks by no more than this factor in one pass
SEEN = 30.0  # persons; shocks of smaller margins tell little of their size
LEAF_SEEN = 5.0  # persons a day
SIZES = (0.02, 0.8)  # share; shocks are never taken to be outside


@dataclass(frozen=True)
class Shocks:
    """Sizes of shocks in shares of the level: one for each family of margins, and of single leaves."""

    own: float = 0.3
    by_family: dict[tuple[int, ...], float] = field(default_factory=dict)

    def of(self, family: tuple[int, ...]) -> float:
        """The size of the shocks of a family; small before any estimate, lest they absorb errors."""
        return self.by_family.get(family, 0.12)


@dataclass(frozen=True)
class Level:
    """(days, leaves) persons a day, and the sizes of shocks around it."""

    daily: Vector
    shocks: Shocks

    def running(self) -> Vector:
        """(days + 1, leaves) persons before each day since the start."""
        return np.concatenate([np.zeros((1, self.daily.shape[1])), np.cumsum(self.daily, axis=0)])


def first_level(claims: Claims, margins: Margins, days: int) -> Level:
    """The geometric mean of the daily rates of the claims that cover a day of a leaf, short and narrow ones
    counting more."""
    flow = claims.take(~claims.stock)
    counted = margins.vectors(flow.margin)
    breadth = counted.sum(axis=1)
    rate = np.log(np.maximum(flow.centre, 1.0) / np.maximum(flow.days * breadth, 1.0))
    weight = counted / np.maximum(breadth * np.sqrt(flow.days), 1.0)[:, None]
    total, weights = np.zeros((2, days + 1, margins.leaves))
    for sums, part in ((total, weight * rate[:, None]), (weights, weight)):
        np.add.at(sums, flow.first, part)
        np.add.at(sums, flow.last + 1, -part)
    mean = np.cumsum(total, axis=0)[:days] / np.maximum(np.cumsum(weights, axis=0)[:days], 1e-9)
    return Level(np.maximum(np.exp(mean), SMALL), Shocks())


def precisions(layout: Layout, level: Level) -> tuple[Vector, Vector]:
    """(intervals, leaves, leaves) inverse of Q, and (intervals, leaves) the level of each interval."""
    together = _together(layout, level.shocks)
    means = np.add.reduceat(level.daily, [int(days[0]) for days in layout.lengths])
    squares = np.add.reduceat(level.daily**2, [int(days[0]) for days in layout.lengths])
    found = np.empty((layout.nodes, layout.margins.leaves, layout.margins.leaves))
    for at, days in enumerate(layout.lengths):
        daily = level.daily[days]
        np.matmul(daily.T, daily, out=found[at])
    found *= together
    np.einsum("tll->tl", found)[...] += level.shocks.own**2 * squares + means + SMALL
    return np.asarray(np.linalg.inv(found), np.float64), means


def _together(layout: Layout, shocks: Shocks) -> Vector:
    families = layout.margins.families.items()
    parts = [shocks.of(pick) ** 2 * family.T @ family for pick, family in families]
    return np.asarray(np.sum(parts, axis=0))


def smooth_level(layout: Layout, flows: Vector, shocks: Shocks, before: Level) -> Level:
    """The estimate smoothed, coarse to fine; ``flows`` is (intervals, leaves) persons."""
    daily = _daily(layout, flows, before)
    total = np.maximum(daily.sum(axis=1), 0.0)
    rhythm = _weekly(total)
    share = np.maximum(daily.sum(axis=0), 0.0) + 0.5
    course = np.maximum(_smooth(total, TOTAL_OVER) / _smooth(rhythm, TOTAL_OVER) * rhythm, 0.5)
    level = course[:, None] * share / share.sum()
    for pick, family in sorted(
        layout.margins.families.items(), key=lambda item: (len(item[0]), -shocks.of(item[0]))
    ):
        if pick:
            level = level * _ratio(daily, level, family, OVER[len(pick)])
    return Level(np.maximum(level, LEAST), shocks)


def _daily(layout: Layout, flows: Vector, before: Level) -> Vector:
    """Flows of intervals spread over their days as was expected of these."""
    daily = np.zeros_like(before.daily)
    for at, days in enumerate(layout.lengths):
        share = before.daily[days]
        daily[days] = flows[at] * share / share.sum(axis=0)
    return daily


def _weekly(total: Vector) -> Vector:
    """(days,) the factor of each day's place in the week; one where there are too few weeks to tell."""
    place = np.arange(len(total)) % WEEK
    factor = np.ones(WEEK)
    for _ in range(2 if len(total) >= 4 * WEEK else 0):
        smooth = _smooth(total, 1.5 * TOTAL_OVER) / _smooth(factor[place], 1.5 * TOTAL_OVER)
        factor = np.bincount(place, total) / np.maximum(np.bincount(place, smooth), 1e-9)
    return np.maximum(factor[place], LEAST)


def _smooth(values: Vector, over: float) -> Vector:
    return np.asarray(gaussian_filter1d(values, over, axis=0, mode="nearest"))


def _ratio(daily: Vector, level: Vector, family: Vector, over: float) -> Vector:
    """(days, leaves) how far each margin of a family runs above the level, smoothly."""
    found, expected = (_smooth(flows @ family.T, over) for flows in (daily, level))
    return ((np.maximum(found, 0.0) + STEADY) / (expected + STEADY)) @ family


def updated_shocks(
    layout: Layout, level: Level, precision: Vector, mean: Vector, flows: Vector, draws: Vector
) -> Shocks:
    """Sizes of shocks that the estimate shows; ``draws`` is (intervals, leaves, k) of its deviations."""
    families = layout.margins.families
    sizes = {
        pick: _shock_size(level.shocks.of(pick), family, precision, mean, flows, draws)
        for pick, family in families.items()
    }
    own = _own_size(level.shocks.own, precision, mean, flows, draws)
    within = {pick: float(np.clip(size, *SIZES)) for pick, size in sizes.items()}
    return replace(level.shocks, own=float(np.clip(own, *SIZES)), by_family=within)


def _shock_size(
    size: float, family: Vector, precision: Vector, mean: Vector, flows: Vector, draws: Vector
) -> float:
    """The size of shocks z of one family, by every other interval."""
    every = slice(None, None, 2)
    scaled = family[None] * mean[every, None, :]  # intervals, margins, leaves
    gain = size**2 * scaled @ precision[every]
    shock = np.einsum("tml,tl->tm", gain, (flows - mean)[every]) / size
    noise = ((gain @ draws[every]) ** 2).mean(axis=2) / size**2
    left = np.maximum(1 - np.einsum("tml,tml->tm", gain, scaled), 0.0)
    return size * _growth(shock, noise + left, np.minimum(scaled.sum(axis=2) / SEEN, 1.0))


def _own_size(size: float, precision: Vector, mean: Vector, flows: Vector, draws: Vector) -> float:
    """The same for the shocks of single leaves that are not tiny."""
    every = slice(None, None, 2)
    sd = size * mean[every]
    gain = sd[:, :, None] * precision[every]
    shock = np.einsum("tlk,tk->tl", gain, (flows - mean)[every])
    noise = ((gain @ draws[every]) ** 2).mean(axis=2)
    left = np.maximum(1 - sd * np.einsum("tll->tl", gain), 0.0)
    return size * _growth(shock, noise + left, (mean[every] > LEAF_SEEN).astype(float))


def _growth(shock: Vector, unknown: Vector, weight: Vector) -> float:
    """The factor by which shocks are larger than was thought; all in sds and variances of that.

    Square of what was found over what the claims could tell of it (the fixed point of MacKay 1992). The
    mean square of expectation-maximisation has the same end, but comes near it in hundreds of passes where
    claims tell little.
    """
    found = (weight * np.minimum(shock**2, OUTLYING**2)).sum()
    told = max((weight * (1 - unknown)).sum(), LITTLE * weight.sum(), 1e-9)
    return float(np.clip(np.sqrt(found / told), 1 / AT_ONCE, AT_ONCE)) if weight.any() else 1.0
