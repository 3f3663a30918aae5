"""Passes of a nowcast: linearise the levels, solve, learn the spreads, look at the claims again.

Gauss-Newton for the levels; within each pass everything is Gaussian and exact. The first passes
take every claim with doubled spread, so that a gross slip has no weight before the rest agrees.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.believed import FEWEST, daily, held, middle, walks
from concord.anticipate.conditioning import Conditioned, condition
from concord.anticipate.given import Problem, State, about, assumed_spreads, first_state, problem
from concord.anticipate.heard import Heard, biases, sums
from concord.anticipate.learning import Missed, claim_weights, factor, missed
from concord.anticipate.rows import Block, stack
from concord.anticipate.solving import Solved, solve

__all__ = ["Fitted", "Problem", "State", "answered", "assembled", "first_state", "fit", "problem"]

Vector = NDArray[np.float64]

MOST_ROWS = 3000  # claims and totals: with more, the sparse way is the shorter one
AT_LEAST, PASSES = 8, 16  # the first ones are rough, and spreads of parties are learned after them
DRAWS_TO_LEARN = 24
SETTLED = 0.015  # log persons, root mean square by weight of people; then passes end
STILL_ROUGH = (16.0, 8.0, 4.0, 2.0)  # factors on the sd of claims in the first passes
LONGEST_RISE, LONGEST_FALL = 1.5, 0.7  # log persons a pass
FARTHEST = 9.0  # times: a learned variance ends no further from what was assumed, for claims may be few
FEW = 5.0  # persons: fewer are no sign that a level is too low
MOST_PERSONS = 1e7  # a day, where levels end


@dataclass(frozen=True, slots=True)
class Fitted:
    """The last pass, the same with nothing held near, for draws, and where it stood."""

    solved: Conditioned | Solved
    free: Conditioned | Solved
    state: State


def fit(given: Problem, start: State, *, seed: int) -> Fitted:
    """Passes until the levels settle."""
    state = start
    for number in range(PASSES):
        rough = STILL_ROUGH[number] if number < len(STILL_ROUGH) else 1.0
        solved = answered(given, state, rough, state.mix)
        moved = _levels(given, solved.mean) - state.log_level
        people = np.exp(state.log_level)
        change = float(np.sqrt(np.average(moved**2, weights=people)))
        if number >= AT_LEAST and (change < SETTLED or number == PASSES - 1):
            return Fitted(solved, answered(given, state), state)
        learned = _learned(given, state, rough, solved.mean, solved.draws(DRAWS_TO_LEARN, seed + number))
        levels = _next_levels(given, state.log_level, moved, solved.mean)
        state = replace(learned, log_level=levels, mix=solved.mean[given.where.mix])
    raise AssertionError("the last pass returns")


def answered(
    given: Problem, state: State, rough: float = 1.0, near: Vector | None = None
) -> Conditioned | Solved:
    """The most likely unknowns of one pass: by what is said, or where that is very much, by sparse rows.

    Args:
        rough: factor on the sd of claims; near: a mix that is held for this pass.
    """
    if given.spans.order.size <= MOST_ROWS:
        try:
            return condition(given, state, rough, near)
        except np.linalg.LinAlgError:
            pass  # rows too alike for a dense factor; the sparse one bears them
    blocks = assembled(given, state, rough)
    blocks += [] if near is None else [held(given.where, near)]
    return solve(stack(blocks, given.where.size), given.where.inner)


def assembled(given: Problem, state: State, rough: float = 1.0) -> list[Block]:
    """Every row of one pass."""
    level = middle(state.log_level)
    return [
        daily(given.grid, given.where, state.log_level, given.offset, state.day),
        given.heard.block(given.where, state.size, state.noise * rough, state.weight),
        *walks(given.where, given.factor, given.jump, state.spread, level, given.assumed),
        given.totals,
        sums(given.grid, given.where, np.concatenate([given.heard.column, given.totals.column])),
        biases(given.where, given.assumed),
    ]


def _levels(given: Problem, unknowns: Vector) -> Vector:
    """(days, series) log of the level that the unknowns make."""
    where, grid = given.where, given.grid
    knot, along = where.knots(grid.days)
    mix = unknowns[where.mix]
    own = mix[knot] * (1 - along)[:, None] + mix[knot + 1] * along[:, None]
    crossing = np.repeat(unknowns[where.crossing], len(grid.statuses), axis=1)
    status = np.tile(unknowns[where.status], (1, len(grid.crossings)))
    shared = unknowns[where.common] + unknowns[where.weekday][grid.weekdays]
    weekday = np.repeat(unknowns[where.own_weekday][grid.weekdays], len(grid.statuses), axis=1)
    levels: Vector = shared[:, None] + weekday + crossing + status + own + given.offset
    return levels


def _next_levels(given: Problem, levels: Vector, moved: Vector, unknowns: Vector) -> Vector:
    """Where to linearise next: a bounded step, and never so low that it forbids the flows just found."""
    flows = np.diff(unknowns[given.where.running], axis=0, prepend=0.0)
    stepped = levels + np.clip(moved, -LONGEST_FALL, LONGEST_RISE)
    held_up = np.log(np.maximum(flows / 2 - FEW, FEWEST))
    bounded: Vector = np.clip(
        np.maximum(stepped, held_up), np.log(FEWEST) + given.offset, np.log(MOST_PERSONS)
    )
    return bounded


def _learned(
    given: Problem,
    state: State,
    rough: float,
    mean: Vector,
    deviations: Vector,
) -> State:
    """Spreads, noise of parties and weights of claims after a pass."""
    blocks = assembled(given, state, rough)
    system = stack(blocks, given.where.size)
    found = missed(system, mean, deviations)
    spread, after, first = dict(state.spread), state, assumed_spreads(given.assumed)
    for block, rows in zip(blocks, system.where, strict=True):
        one = Missed(found.mean[rows], found.unsure[rows])
        if block.group == "day":
            after = replace(after, day=_day_spreads(state.day, one, block.variance))
        elif block.group == "claims":
            after = _claims_learned(given, after, rough, one)
        elif block.group and block.target.size:
            most = FARTHEST * first[block.group]
            spread[block.group] = min(spread[block.group] * factor(one, block.variance), most)
    return replace(after, spread=spread)


def _day_spreads(day: Vector, found: Missed, variance: Vector) -> Vector:
    """(series,) spread of days: that of all series together, unless a series' own days say otherwise."""
    shape = (-1, day.size)
    share = day[None, :] / variance.reshape(shape)
    middle = float(np.exp(np.mean(np.log(day)))) * factor(found, variance, share.ravel())
    return np.array(
        [
            one
            * factor(
                Missed(found.mean.reshape(shape)[:, n], found.unsure.reshape(shape)[:, n]),
                variance.reshape(shape)[:, n],
                share[:, n],
                middle / one,
            )
            for n, one in enumerate(day)
        ]
    )


def _claims_learned(given: Problem, state: State, rough: float, found: Missed) -> State:
    heard = given.heard
    if not heard.centre.size:
        return state
    spoken = (state.noise[heard.party] * state.size) ** 2
    variance = heard.rounding**2 + spoken * rough**2
    weight = claim_weights(found, variance, state.weight, state.size, given.assumed.gross)
    noise = _noise(heard, found, variance, spoken, weight, state.noise) if rough == 1 else state.noise
    size = about(given, heard.centre + found.mean)
    return replace(state, noise=noise, weight=weight, size=size)


def _noise(
    heard: Heard, found: Missed, variance: Vector, spoken: Vector, weight: Vector, noise: Vector
) -> Vector:
    """(parties,) spread of a party's single figures, from those that are no slips."""
    after = noise.copy()
    for party in range(noise.size):
        own = (heard.party == party) & (weight > 0.5)
        one = Missed(found.mean[own], found.unsure[own])
        after[party] *= np.sqrt(factor(one, variance[own], spoken[own] / variance[own]))
    return after
