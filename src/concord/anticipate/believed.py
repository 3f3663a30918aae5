"""What a nowcast believes before any claim: levels walk, days scatter around their level.

A day's count is its level times one plus a share, and levels are logarithms of persons, so
that a crossing that doubles does so on its scale. Around deadlines the walk takes longer steps:
that is where flows jump. Method: a Gaussian smoothness model for temporal disaggregation in the
tradition of Denton (1971) and of Harvey's structural models, solved for all series at once.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.assumptions import Assumptions
from concord.anticipate.claims import Closure
from concord.anticipate.grid import Grid
from concord.anticipate.rows import Block
from concord.anticipate.unknowns import Layout

__all__ = ["closed_offsets", "daily", "held", "jumps", "middle", "walks", "widening"]

Vector = NDArray[np.float64]
Index = NDArray[np.int64]

NEAR = 2.0  # log persons a pass
FEWEST = 0.02  # persons a day, where levels end
FIRST_COMMON, FIRST_OTHER, FIRST_MIX = 4.0, 1.5, 1.0  # log persons: how unsure the first day is


def widening(grid: Grid, deadlines: Sequence[date], assumed: Assumptions) -> Vector:
    """(days,) factor on the variance of the step into each day."""
    day = np.arange(grid.days)
    factor = np.ones(grid.days)
    for deadline in deadlines:
        at = grid.day(deadline)
        near = (day >= at - assumed.deadline_before) & (day <= at + assumed.deadline_after)
        factor[near] = assumed.deadline_widening**2
    return factor


def jumps(grid: Grid, deadlines: Sequence[date], assumed: Assumptions) -> Vector:
    """(days,) variance of a jump on the day itself, beside the step."""
    extra = np.zeros(grid.days)
    for deadline in deadlines:
        if 0 < grid.day(deadline) < grid.days:
            extra[grid.day(deadline)] = assumed.deadline_jump**2
    return extra


def closed_offsets(grid: Grid, closures: Sequence[Closure], assumed: Assumptions) -> Vector:
    """(days, series) log of the share that crosses: zero on open days."""
    offset = np.zeros((grid.days, grid.size))
    for closure in closures:
        first, last = max(grid.day(closure.start), 0), grid.day(closure.end) + 1
        if last > first:
            offset[first:last, grid.series(closure.crossings, None)] = np.log(assumed.closed_share)
    return offset


def walks(
    where: Layout,
    factor: Vector,
    jump: Vector,
    spread: Mapping[str, float],
    level: float,
    assumed: Assumptions,
) -> list[Block]:
    """The levels from day to day, the mix from fortnight to fortnight, and how far weekdays may differ.

    Args:
        factor: (days,) on the variance of the step into each day; jump: (days,) variance beside it.
        level: log persons on the first day, roughly.
    """
    levels = {"common": where.common[:, None], "crossing": where.crossing, "status": where.status}
    leaps = jump[1:] > 0
    steps = [
        _walk(one, spread[name] * factor[1:] + jump[1:], name if learned else "", leaps != learned)
        for name, one in levels.items()
        for learned in (True, False)
    ]
    mix = _walk(
        where.mix, np.full(len(where.mix) - 1, spread["mix"]), "mix", np.full(len(where.mix) - 1, True)
    )
    firsts = [
        _given(where.common[:1], level, FIRST_COMMON**2),
        _given(where.crossing[0], 0.0, FIRST_OTHER**2),
        _given(where.status[0], 0.0, FIRST_OTHER**2),
        _given(where.mix[0], 0.0, FIRST_MIX**2),
        _given(where.weekday, 0.0, assumed.weekday_spread**2),
        _given(where.own_weekday.ravel(), 0.0, assumed.own_weekday_spread**2),
    ]
    return [*steps, mix, *firsts]


def middle(log_level: Vector) -> float:
    """Log of the mean persons a day and series, which the common level is believed to be near."""
    return float(np.log(max(float(np.mean(np.exp(log_level))), FEWEST)))


def held(where: Layout, mix: Vector) -> Block:
    """The mix stays near where it is for one pass: what claims leave open would else swing to and fro."""
    size = where.mix.size
    near = np.full(size, NEAR**2)
    return Block(np.arange(size), where.mix.ravel(), np.ones(size), mix.ravel(), near)


def daily(grid: Grid, where: Layout, log_level: Vector, offset: Vector, spread: Vector) -> Block:
    """A day's count is its level: linear around the present level, chance and spread beyond it.

    Args:
        log_level: (days, series) where the level is linearised.
        spread: (series,) variance of a day's share beyond that of a Poisson count.
    """
    days, series = grid.days, grid.size
    level = np.exp(log_level)
    row = np.arange(days * series).reshape(days, series)
    knot, along = where.knots(days)
    shape = (days, series)
    place = np.repeat(np.arange(len(grid.crossings)), len(grid.statuses))
    status = np.tile(np.arange(len(grid.statuses)), len(grid.crossings))
    parts = [
        (row, where.running, 1 / level),
        (row[1:], where.running[:-1], -1 / level[1:]),
        (row, np.broadcast_to(where.common[:, None], shape), -np.ones(shape)),
        (row, where.crossing[:, place], -np.ones(shape)),
        (row, where.status[:, status], -np.ones(shape)),
        (row, where.mix[knot], np.broadcast_to(along[:, None] - 1, shape)),
        (row, where.mix[knot + 1], np.broadcast_to(-along[:, None], shape)),
        (row, np.broadcast_to(where.weekday[grid.weekdays][:, None], shape), -np.ones(shape)),
        (row, where.own_weekday[grid.weekdays][:, place], -np.ones(shape)),
    ]
    rows, columns, values = (np.concatenate([np.ravel(part[n]) for part in parts]) for n in range(3))
    target = 1 - log_level + offset
    variance = 1 / level + spread[None, :]
    return Block(rows, columns, values, target.ravel(), variance.ravel(), "day")


def _walk(levels: Index, variance: Vector, group: str, taken: NDArray[np.bool_]) -> Block:
    """Steps of levels from one row to the next, those that are taken."""
    after, before = levels[1:][taken].ravel(), levels[:-1][taken].ravel()
    row = np.arange(after.size)
    return Block(
        np.concatenate([row, row]),
        np.concatenate([after, before]),
        np.concatenate([np.ones(row.size), -np.ones(row.size)]),
        np.zeros(row.size),
        np.repeat(variance[taken], levels.shape[1]),
        group,
    )


def _given(unknowns: Index, value: float, variance: float) -> Block:
    size = unknowns.size
    return Block(np.arange(size), unknowns, np.ones(size), np.full(size, value), np.full(size, variance))
