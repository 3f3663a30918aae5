"""A Gaussian process of log persons a day: level, weekday, and the response to deadlines.

The response to a deadline is a process of the days since it, partly common to all deadlines and
partly each one's own, so that what earlier deadlines did tells what the next may do, and how
unsure that is. Method: Gaussian-process regression (Rasmussen and Williams 2006, chapter 2);
the few numbers that shape it come from `shapes`, and the width of futures also from `rolling`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.rolling import scales, strayed

__all__ = ["AFTER", "BEFORE", "Between", "Learned", "Seen", "Shape", "between", "learn", "likelihood"]

Vector = NDArray[np.float64]
Mask = NDArray[np.bool_]

BEFORE, FULL, AFTER = 18, 45, 90  # days around a deadline: felt from, in full until, felt until
START, WEEKDAY = 3.0, 0.4  # log persons, one sd: of the level at all, and of a weekday
COMMON = 0.7  # share of the variance of a response that deadlines have in common
JITTER = 1e-8
ALIKE = 9.0, 20.0  # days over which the response to a deadline is alike; which, is learned


@dataclass(frozen=True, slots=True)
class Shape:
    """What a process is like.

    Attributes:
        move: log persons, one sd of how far the level strays; memory: days until it forgets.
        spread: log persons, one sd of a day beside its level.
        response: log persons, one sd of what a deadline does; alike: days over which that is alike.
        weekdays: whether weekdays differ.
        jump: log persons, one sd of how far the level is moved for good on the day of a deadline.
    """

    move: float
    memory: float
    spread: float
    response: float
    alike: float
    weekdays: bool = True
    jump: float = 0.0


@dataclass(frozen=True, slots=True)
class Seen:
    """Days that are known: their numbers, log persons, and the variance of these by chance alone."""

    days: Vector
    logs: Vector
    chance: Vector


@dataclass(frozen=True, slots=True)
class Between:
    """What days and others have in common, whatever the shape: computed once for a whole table."""

    gap: Vector
    same_weekday: Vector
    response: Mapping[float, Vector]
    moved: Vector

    def covariance(self, shape: Shape) -> Vector:
        """Prior covariance of the level, without the spread of days."""
        total = self.gap * (-1 / shape.memory)
        np.exp(total, out=total)
        total *= shape.move**2
        total += START**2
        if shape.weekdays:
            total += WEEKDAY**2 * self.same_weekday
        if self.response:
            total += shape.response**2 * self.response[shape.alike]
            total += shape.jump**2 * self.moved
        return total


def between(days: Vector, others: Vector, deadlines: Sequence[int]) -> Between:
    """The distances of days and others, and what they share of deadlines."""
    gap = np.abs(days[:, None] - others[None, :])
    response = _responses(days, others, deadlines) if deadlines else {}
    after = (days[:, None] >= np.array(deadlines)).astype(float)
    moved = after @ (others[:, None] >= np.array(deadlines)).T
    return Between(gap, (gap % 7 == 0).astype(float), response, moved)


@dataclass(frozen=True, slots=True)
class Learned:
    """A process after what was seen."""

    shape: Shape
    seen: Seen
    deadlines: tuple[int, ...]
    mean: float
    factor: Vector
    solved: Vector

    def ahead(self, days: Vector) -> tuple[Vector, Vector]:
        """Mean and covariance of the level on these days."""
        from scipy.linalg import solve_triangular

        cross = between(self.seen.days, days, self.deadlines).covariance(self.shape)
        half = solve_triangular(self.factor, cross, lower=True)
        own = between(days, days, self.deadlines).covariance(self.shape)
        return self.mean + cross.T @ self.solved, own - half.T @ half

    def draws(self, days: Vector, count: int, random: np.random.Generator) -> Vector:
        """(count, days) equally likely log persons, as wide as past errors so many days ahead ask."""
        mean, covariance = self.ahead(days)
        covariance[np.diag_indices_from(covariance)] += self.shape.spread**2 + JITTER
        wide, freedom = self._width(days)
        root = wide[:, None] * np.linalg.cholesky(covariance)
        stray = np.sqrt(freedom / random.chisquare(freedom, (count, 1)))
        return np.asarray(mean + stray * (random.standard_normal((count, days.size)) @ root.T), dtype=float)

    def _width(self, days: Vector) -> tuple[Vector, float]:
        from scipy.linalg import solve_triangular

        seen = self.seen
        ahead = np.maximum(days - seen.days[-1], 1).astype(int)
        white = solve_triangular(self.factor, seen.logs - self.mean, lower=True)
        found = strayed(self.factor, white, seen.days, self._near(seen.days), int(ahead.max()))
        scale, freedom = scales(found)
        return scale[self._near(days).astype(int), ahead - 1], freedom

    def _near(self, days: Vector) -> Mask:
        since = days[:, None] - np.array(self.deadlines)
        return np.asarray(((since > -BEFORE) & (since < FULL)).any(axis=1))


def learn(seen: Seen, shape: Shape, deadlines: Sequence[int], parts: Between | None = None) -> Learned:
    """Condition a process on what was seen.

    Args:
        parts: what days have in common, where it has been worked out before.
    """
    parts = between(seen.days, seen.days, deadlines) if parts is None else parts
    factor, solved, _ = _conditioned(seen, shape, parts)
    return Learned(shape, seen, tuple(deadlines), float(np.mean(seen.logs)), factor, solved)


def likelihood(seen: Seen, shape: Shape, parts: Between) -> float:
    """Log likelihood of what was seen under a shape, up to a constant of the days."""
    return _conditioned(seen, shape, parts)[2]


def _conditioned(seen: Seen, shape: Shape, parts: Between) -> tuple[Vector, Vector, float]:
    """Cholesky factor, weights of what was seen, and log likelihood up to a constant."""
    from scipy.linalg import cho_solve, cholesky

    off = seen.logs - np.mean(seen.logs)
    covariance = parts.covariance(shape)
    covariance[np.diag_indices_from(covariance)] += shape.spread**2 + seen.chance + JITTER
    factor = cholesky(covariance, lower=True, overwrite_a=True, check_finite=False)
    solved = cho_solve((factor, True), off, check_finite=False)
    return factor, solved, float(-0.5 * off @ solved - np.log(np.diag(factor)).sum())


def _responses(days: Vector, others: Vector, deadlines: Sequence[int]) -> dict[float, Vector]:
    """What the responses to all deadlines have in common, by the days over which they are alike."""
    since, until = days[:, None] - np.array(deadlines), others[:, None] - np.array(deadlines)
    felt, felt_too = _envelope(since), _envelope(until)
    total = {alike: np.zeros((days.size, others.size)) for alike in ALIKE}
    for one, other in product(range(len(deadlines)), repeat=2):
        here, there = np.flatnonzero(felt[:, one]), np.flatnonzero(felt_too[:, other])
        if not (here.size and there.size):
            continue
        apart = (since[here, one][:, None] - until[there, other][None, :]) ** 2
        share = 1.0 if one == other else COMMON
        both = share * felt[here, one][:, None] * felt_too[there, other][None, :]
        for alike, sums in total.items():
            sums[np.ix_(here, there)] += both * np.exp(apart * (-0.5 / alike**2))
    return total


def _envelope(since: Vector) -> Vector:
    """How much of a deadline is felt so many days after it, 0 to 1."""
    rising = np.clip(1 + since / BEFORE, 0, 1)
    falling = np.clip((AFTER - since) / (AFTER - FULL), 0, 1)
    return np.asarray(rising * falling, dtype=float)
