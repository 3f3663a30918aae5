"""A Gaussian process of log persons a day: level, weekday, and the response to deadlines.

The response to a deadline is a process of the days since it, partly common to all deadlines and
partly each one's own, so that what earlier deadlines did tells what the next may do, and how
unsure that is. Method: Gaussian-process regression (Rasmussen and Williams 2006, chapter 2);
the few numbers that shape it are chosen by marginal likelihood from a printed table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

__all__ = ["AFTER", "BEFORE", "Between", "Learned", "Seen", "Shape", "between", "choose", "learn", "shapes"]

Vector = NDArray[np.float64]

BEFORE, FULL, AFTER = 18, 45, 90  # days around a deadline: felt from, in full until, felt until
RESPONSE_DAYS = 13.0  # over which the response to a deadline is alike
START, WEEKDAY = 3.0, 0.4  # log persons, one sd: of the level at all, and of a weekday
COMMON = 0.7  # share of the variance of a response that deadlines have in common
JITTER = 1e-8
UNSURE_SHAPE = 5.0  # degrees of freedom; fitted with BEFORE and RESPONSE_DAYS on seeds 1-12 of the bench


@dataclass(frozen=True, slots=True)
class Shape:
    """What a process is like.

    Attributes:
        move: log persons, one sd of how far the level strays; memory: days until it forgets.
        spread: log persons, one sd of a day beside its level.
        response: log persons, one sd of what a deadline does.
        weekdays: whether weekdays differ.
    """

    move: float
    memory: float
    spread: float
    response: float
    weekdays: bool = True


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
    response: Vector

    def covariance(self, shape: Shape) -> Vector:
        """Prior covariance of the level, without the spread of days."""
        total = self.gap * (-1 / shape.memory)
        np.exp(total, out=total)
        total *= shape.move**2
        total += START**2
        if shape.weekdays:
            total += WEEKDAY**2 * self.same_weekday
        if self.response.size:
            total += shape.response**2 * self.response
        return total


def between(days: Vector, others: Vector, deadlines: Sequence[int]) -> Between:
    """The distances of days and others, and what they share of deadlines."""
    gap = np.abs(days[:, None] - others[None, :])
    response = _responses(days, others, deadlines) if deadlines else np.empty(0)
    return Between(gap, (gap % 7 == 0).astype(float), response)


@dataclass(frozen=True, slots=True)
class Learned:
    """A process after what was seen."""

    shape: Shape
    seen: Seen
    deadlines: tuple[int, ...]
    mean: float
    factor: Vector
    solved: Vector
    likelihood: float

    def ahead(self, days: Vector) -> tuple[Vector, Vector]:
        """Mean and covariance of the level on these days."""
        from scipy.linalg import solve_triangular

        cross = between(self.seen.days, days, self.deadlines).covariance(self.shape)
        half = solve_triangular(self.factor, cross, lower=True)
        own = between(days, days, self.deadlines).covariance(self.shape)
        return self.mean + cross.T @ self.solved, own - half.T @ half

    def draws(self, days: Vector, count: int, random: np.random.Generator) -> Vector:
        """(count, days) equally likely levels."""
        mean, covariance = self.ahead(days)
        root = np.linalg.cholesky(covariance + 1e-6 * np.eye(days.size))
        # The shape is chosen, not known: whole futures stray as Student's t, not as the normal law.
        stray = np.sqrt(UNSURE_SHAPE / random.chisquare(UNSURE_SHAPE, (count, 1)))
        return np.asarray(mean + stray * (random.standard_normal((count, days.size)) @ root.T), dtype=float)


def shapes(weekdays: bool = True) -> list[Shape]:
    """The table that a process's shape is chosen from."""
    moves = ((0.15, 30.0), (0.4, 30.0), (0.4, 120.0), (0.9, 120.0), (1.2, 400.0))
    return [
        Shape(move, memory, spread, response, weekdays)
        for (move, memory), spread, response in product(moves, (0.08, 0.18, 0.35), (0.5, 1.2))
    ]


def choose(seen: Iterable[Seen], table: Sequence[Shape], deadlines: Sequence[int]) -> Shape:
    """The shape under which all that was seen was likeliest."""
    shared = [(one, between(one.days, one.days, deadlines)) for one in seen]
    return max(table, key=lambda shape: sum(_conditioned(one, shape, parts)[2] for one, parts in shared))


def learn(seen: Seen, shape: Shape, deadlines: Sequence[int]) -> Learned:
    """Condition a process on what was seen."""
    parts = between(seen.days, seen.days, deadlines)
    factor, solved, likelihood = _conditioned(seen, shape, parts)
    return Learned(shape, seen, tuple(deadlines), float(np.mean(seen.logs)), factor, solved, likelihood)


def _conditioned(seen: Seen, shape: Shape, parts: Between) -> tuple[Vector, Vector, float]:
    """Cholesky factor, weights of what was seen, and log likelihood up to a constant."""
    from scipy.linalg import cho_solve, cholesky

    off = seen.logs - np.mean(seen.logs)
    covariance = parts.covariance(shape)
    covariance[np.diag_indices_from(covariance)] += shape.spread**2 + seen.chance + JITTER
    factor = cholesky(covariance, lower=True, overwrite_a=True, check_finite=False)
    solved = cho_solve((factor, True), off, check_finite=False)
    return factor, solved, float(-0.5 * off @ solved - np.log(np.diag(factor)).sum())


def _responses(days: Vector, others: Vector, deadlines: Sequence[int]) -> Vector:
    since, until = days[:, None] - np.array(deadlines), others[:, None] - np.array(deadlines)
    felt, felt_too = _envelope(since), _envelope(until)
    total = np.zeros((days.size, others.size))
    for one, other in product(range(len(deadlines)), repeat=2):
        if not (felt[:, one].any() and felt_too[:, other].any()):
            continue
        apart = since[:, one][:, None] - until[:, other][None, :]
        alike = np.exp(-(apart**2) / (2 * RESPONSE_DAYS**2))
        share = 1.0 if one == other else COMMON
        total += share * felt[:, one][:, None] * felt_too[:, other][None, :] * alike
    return total


def _envelope(since: Vector) -> Vector:
    """How much of a deadline is felt so many days after it, 0 to 1."""
    rising = np.clip(1 + since / BEFORE, 0, 1)
    falling = np.clip((AFTER - since) / (AFTER - FULL), 0, 1)
    return np.asarray(rising * falling, dtype=float)
