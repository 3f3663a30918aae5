"""Which shapes of a process are likely, after what was seen: several, each with its weight.

Shapes of a printed table are weighed by marginal likelihood (Rasmussen and Williams 2006, section
5.2), and futures are drawn from all that are likely, for the shape is learned and not known.

That a deadline moves a level for good is weighed apart. Deadlines are few and unlike: one that
moved nothing says little of the next, however clearly it moved nothing. So the chance of either is
never less than Laplace's rule of succession gives after as many deadlines as were seen.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.process import ALIKE, Seen, Shape, between, likelihood

__all__ = ["Likely", "allotted", "shapes", "weighed"]

Vector = NDArray[np.float64]

JUMP = 0.35  # log persons, one sd; fitted on seeds 1-40 of both kinds of cases of the bench
LEAST_WEIGHT, MOST_SHAPES = 0.03, 4  # beside the likeliest
WATCHED = 7  # days before and after a deadline that show whether it moved a level


@dataclass(frozen=True, slots=True)
class Likely:
    """A shape and how likely it is."""

    shape: Shape
    weight: float


def shapes(weekdays: bool = True) -> list[Shape]:
    """The table that shapes of a process are chosen from."""
    moves = ((0.15, 30.0), (0.4, 30.0), (0.4, 120.0), (0.9, 120.0), (1.2, 400.0))
    return [
        Shape(move, memory, spread, response, alike, weekdays)
        for (move, memory), spread, response, alike in product(moves, (0.08, 0.18, 0.35), (0.5, 1.2), ALIKE)
    ]


def weighed(seen: Sequence[Seen], table: Sequence[Shape], deadlines: Sequence[int]) -> list[Likely]:
    """The likeliest shapes of a table for all that was seen, without and with a jump at deadlines."""
    shared = [(one, between(one.days, one.days, deadlines)) for one in seen]

    def told(shape: Shape) -> float:
        return sum(likelihood(one, shape, parts) for one, parts in shared)

    known = np.array([told(shape) for shape in table])
    kept = _kept(known)
    still = [table[number] for number in kept]
    if not deadlines:
        return _likely(still, known[kept], 1.0)
    moved = [replace(shape, jump=JUMP) for shape in still]
    jumping = np.array([told(shape) for shape in moved])
    chance = _chance(known[kept], jumping, _watched(seen, deadlines))
    return [*_likely(still, known[kept], 1 - chance), *_likely(moved, jumping, chance)]


def allotted(likely: Sequence[Likely], draws: int) -> list[int]:
    """How many of all futures are drawn from each shape.

    >>> allotted([Likely(None, 0.7), Likely(None, 0.3)], 10)
    [7, 3]
    """
    upto = np.cumsum([one.weight for one in likely])
    return [int(number) for number in np.diff(np.rint(upto / upto[-1] * draws), prepend=0)]


def _kept(known: Vector) -> list[int]:
    order = np.argsort(-known, kind="stable")[:MOST_SHAPES]
    return [int(one) for one in order if known[one] >= known.max() + np.log(LEAST_WEIGHT)]


def _likely(table: Sequence[Shape], known: Vector, all_of_them: float) -> list[Likely]:
    weight = np.exp(known - known.max())
    weight *= all_of_them / weight.sum()
    return [Likely(shape, float(one)) for shape, one in zip(table, weight, strict=True)]


def _chance(still: Vector, jumping: Vector, watched: int) -> float:
    """That the next deadline moves a level, by what was seen and by how few deadlines that is."""
    least = 1 / (2 + watched)
    odds = float(np.logaddexp.reduce(jumping) - np.logaddexp.reduce(still))
    return float(np.clip(1 / (1 + np.exp(-np.clip(odds, -50, 50))), least, 1 - least))


def _watched(seen: Sequence[Seen], deadlines: Sequence[int]) -> int:
    first, last = min(one.days[0] for one in seen), max(one.days[-1] for one in seen)
    return sum(first + WATCHED <= day <= last - WATCHED for day in deadlines)
