"""What a nowcast believes before any claim as covariances: the beliefs of `believed`, ready to draw from.

Walks are sums of independent steps, so their covariance is never written down: what it does to
weights of days is two running sums, and a draw is one.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.believed import FIRST_COMMON, FIRST_MIX, FIRST_OTHER, NEAR
from concord.anticipate.given import Problem, State
from concord.anticipate.grid import Grid

__all__ = ["Latent", "Prior", "prior_of"]

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Latent:
    """What days are made of, log persons, with as many columns at the end as there are answers.

    Attributes:
        common: (days, k); crossing: (days, crossings, k); status: (days, statuses, k); mix: (knots,
            series, k); weekday: (7, k); own: (7, crossings, k); bias: (parties, k); day: (days, series, k)
            of each day alone.
    """

    common: Vector
    crossing: Vector
    status: Vector
    mix: Vector
    weekday: Vector
    own: Vector
    bias: Vector
    day: Vector

    def less(self, other: Self) -> "Latent":
        """The difference of two."""
        return Latent(*(getattr(self, one) - getattr(other, one) for one in self.__slots__))


@dataclass(frozen=True, slots=True)
class Prior:
    """Variances before any claim.

    Attributes:
        level: (days, series) persons where days are linearised.
        common, crossing, status: (days,) variances of the steps into each day, the first day's first.
        mix: (knots, knots) covariance of each series, centre: (knots, series) its mean.
        weekday, own: variances; bias: (parties,); day: (days, series) of a day's share by itself.
        between: (days, knots) how much of each knot a day has.
    """

    grid: Grid
    level: Vector
    common: Vector
    crossing: Vector
    status: Vector
    mix: Vector
    centre: Vector
    weekday: float
    own: float
    bias: Vector
    day: Vector
    between: Vector

    def share(self, latent: Latent) -> Vector:
        """(days, series, k) of a day's persons that these add, as a share of its level."""
        grid = self.grid
        mix = np.tensordot(self.between, latent.mix, 1)
        crossing = latent.crossing + (latent.weekday[:, None] + latent.own)[grid.weekdays]
        shape = (grid.days, len(grid.crossings), len(grid.statuses), -1)
        parts = (mix + latent.day).reshape(shape) + crossing[:, :, None] + latent.status[:, None]
        return np.asarray((parts + latent.common[:, None, None]).reshape(mix.shape), dtype=float)

    def answer(self, weight: Vector, bias: Vector) -> Latent:
        """What the covariance makes of weights: (days, series, k) of shares, (parties, k) of biases."""
        grid = self.grid
        split = weight.reshape(grid.days, len(grid.crossings), len(grid.statuses), -1)
        places, kinds = split.sum(axis=2), split.sum(axis=1)
        own = np.stack([places[grid.weekdays == one].sum(axis=0) for one in range(7)])
        return Latent(
            _walked(weight.sum(axis=1), self.common),
            _walked(places, self.crossing),
            _walked(kinds, self.status),
            np.tensordot(self.mix @ self.between.T, weight, 1),
            self.weekday * own.sum(axis=1),
            self.own * own,
            self.bias[:, None] * bias,
            self.day[:, :, None] * weight,
        )

    def draw(self, count: int, random: np.random.Generator) -> Latent:
        """As many draws of all, around nought."""
        grid, normal = self.grid, random.standard_normal
        days, places, kinds = grid.days, len(grid.crossings), len(grid.statuses)
        root = np.linalg.cholesky(self.mix)
        return Latent(
            _drawn(normal((days, count)), self.common),
            _drawn(normal((days, places, count)), self.crossing),
            _drawn(normal((days, kinds, count)), self.status),
            np.tensordot(root, normal((len(root), grid.size, count)), 1),
            np.sqrt(self.weekday) * normal((7, count)),
            np.sqrt(self.own) * normal((7, places, count)),
            np.sqrt(self.bias)[:, None] * normal((self.bias.size, count)),
            np.sqrt(self.day)[:, :, None] * normal((days, grid.size, count)),
        )


def prior_of(given: Problem, state: State, near: Vector | None = None) -> Prior:
    """The beliefs of one pass.

    Args:
        near: (knots, series) a mix that is held for this pass, as `believed.held` does.
    """
    grid, assumed = given.grid, given.assumed
    level = np.exp(state.log_level)
    knots = len(given.where.mix)
    mix = _mix(knots, state.spread["mix"], near is not None)
    centre = np.zeros(given.where.mix.shape) if near is None else mix @ near / NEAR**2

    def steps(name: str, first: float) -> Vector:
        return np.concatenate([[first**2], (state.spread[name] * given.factor + given.jump)[1:]])

    return Prior(
        grid,
        level,
        steps("common", FIRST_COMMON),
        steps("crossing", FIRST_OTHER),
        steps("status", FIRST_OTHER),
        mix,
        centre,
        assumed.weekday_spread**2,
        assumed.own_weekday_spread**2,
        np.array([assumed.bias(party) ** 2 for party in given.where.parties], dtype=float),
        1 / level + state.day[None, :],
        _between(given, knots),
    )


def _between(given: Problem, knots: int) -> Vector:
    day = np.arange(given.grid.days)
    knot, along = given.where.knots(given.grid.days)
    between = np.zeros((given.grid.days, knots))
    between[day, knot], between[day, knot + 1] = 1 - along, along
    return between


def _mix(knots: int, step: float, near: bool) -> Vector:
    so_far = FIRST_MIX**2 + step * np.arange(knots)
    walk = np.minimum(so_far[:, None], so_far[None, :])
    if not near:
        return np.asarray(walk, dtype=float)
    held = walk @ np.linalg.inv(walk + NEAR**2 * np.eye(knots)) * NEAR**2
    return np.asarray((held + held.T) / 2, dtype=float)


def _walked(weight: Vector, variance: Vector) -> Vector:
    steps = variance.reshape(-1, *[1] * (weight.ndim - 1)) * weight[::-1].cumsum(axis=0)[::-1]
    return np.asarray(steps.cumsum(axis=0), dtype=float)


def _drawn(normal: Vector, variance: Vector) -> Vector:
    steps = np.sqrt(variance).reshape(-1, *[1] * (normal.ndim - 1)) * normal
    return np.asarray(steps.cumsum(axis=0), dtype=float)
