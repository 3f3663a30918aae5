"""Passes of a nowcast: linearise the levels, solve, learn the spreads, look at the claims again.

Gauss-Newton for the levels; within each pass everything is Gaussian and exact. The first passes
take every claim with doubled spread, so that a gross slip has no weight before the rest agrees.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.assumptions import Assumptions
from concord.anticipate.believed import closed_offsets, daily, held, jumps, walks, widening
from concord.anticipate.claims import Claim, Closure, Total
from concord.anticipate.grid import Grid
from concord.anticipate.heard import Heard, biases, hear, sums, totals
from concord.anticipate.learning import Missed, claim_weights, factor, missed
from concord.anticipate.rows import Block, Stacked, stack
from concord.anticipate.solving import Solved, draws, solve
from concord.anticipate.unknowns import Layout, layout

__all__ = ["Fitted", "Problem", "State", "assembled", "first_state", "fit", "problem"]

Vector = NDArray[np.float64]

USUAL = 0.5  # of what an even spread makes of a claim: it is never about fewer
AT_LEAST, PASSES = 8, 14  # the first ones are rough, and spreads of parties are learned after them
DRAWS_TO_LEARN = 24
SETTLED = 0.02  # log persons, root mean square by weight of people; then passes end
STILL_ROUGH = (16.0, 8.0, 4.0, 2.0)  # factors on the sd of claims in the first passes
LONGEST_RISE, LONGEST_FALL = 1.5, 0.7  # log persons a pass
FARTHEST = 9.0  # times: a learned variance ends no further from what was assumed, for claims may be few
FEW = 5.0  # persons: fewer are no sign that a level is too low
FEWEST, MOST_PERSONS = 0.02, 1e7  # a day, where levels end


@dataclass(frozen=True, slots=True)
class Problem:
    """All that is given, numbered."""

    grid: Grid
    where: Layout
    heard: Heard
    usual: Vector
    totals: Block
    factor: Vector
    jump: Vector
    offset: Vector
    assumed: Assumptions


@dataclass(frozen=True, slots=True)
class State:
    """Where a pass begins: levels, spreads (variances) and what is thought of claims."""

    log_level: Vector
    spread: Mapping[str, float]
    day: Vector
    mix: Vector
    noise: Vector
    weight: Vector
    size: Vector


@dataclass(frozen=True, slots=True)
class Fitted:
    """The last pass, the same with nothing held near, for draws, and where it stood."""

    solved: Solved
    free: Solved
    state: State


def problem(
    grid: Grid,
    claims: Sequence[Claim],
    balanced: Sequence[Total],
    closures: Sequence[Closure],
    deadlines: Sequence[date],
    assumed: Assumptions,
    flat: Vector,
) -> Problem:
    """Number the unknowns and write every claim as a row.

    Args:
        flat: (days, series) persons, what is known spread evenly.
    """
    where = layout(grid, sorted({claim.party for claim in claims}))
    heard = hear(grid, where, claims)
    running = where.summed(np.cumsum(flat, axis=0))
    return Problem(
        grid,
        where,
        heard,
        heard.expected(running),
        totals(grid, where, balanced),
        widening(grid, deadlines, assumed),
        jumps(grid, deadlines, assumed),
        closed_offsets(grid, closures, assumed),
        assumed,
    )


def first_state(given: Problem, flat: Vector) -> State:
    """Levels from an even spread of what is known, spreads as assumed."""
    assumed = given.assumed
    heard = given.heard
    return State(
        np.log(np.maximum(flat, 0.5)) + given.offset,
        _assumed_spreads(assumed),
        np.full(given.grid.size, assumed.day_spread**2),
        np.zeros(given.where.mix.shape),
        np.full(len(given.where.parties), assumed.party_noise),
        np.ones(heard.centre.size),
        _size(given, heard.centre),
    )


def _assumed_spreads(assumed: Assumptions) -> dict[str, float]:
    return {
        "common": assumed.daily_step**2,
        "crossing": assumed.crossing_step**2,
        "status": assumed.status_step**2,
        "mix": assumed.mix_step**2,
    }


def fit(given: Problem, start: State, *, seed: int) -> Fitted:
    """Passes until the levels settle."""
    state, order = start, None
    for number in range(PASSES):
        rough = STILL_ROUGH[number] if number < len(STILL_ROUGH) else 1.0
        blocks = [*assembled(given, state, rough), held(given.where, state.mix)]
        system = stack(blocks, given.where.size)
        solved = solve(system, given.where.inner, order)
        order = solved.order
        moved = _levels(given, solved.mean) - state.log_level
        people = np.exp(state.log_level)
        change = float(np.sqrt(np.average(moved**2, weights=people)))
        if number >= AT_LEAST and (change < SETTLED or number == PASSES - 1):
            free = solve(stack(blocks[:-1], given.where.size), given.where.inner, order)
            return Fitted(solved, free, state)
        deviations = draws(solved, DRAWS_TO_LEARN, seed + number)
        learned = _learned(given, state, rough, blocks, system, solved.mean, deviations)
        levels = _next_levels(given, state.log_level, moved, solved.mean)
        state = replace(learned, log_level=levels, mix=solved.mean[given.where.mix])
    raise AssertionError("the last pass returns")


def assembled(given: Problem, state: State, rough: float = 1.0) -> list[Block]:
    """Every row of one pass."""
    level = float(np.log(max(float(np.mean(np.exp(state.log_level))), FEWEST)))
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
    blocks: Sequence[Block],
    system: Stacked,
    mean: Vector,
    deviations: Vector,
) -> State:
    """Spreads, noise of parties and weights of claims after a pass."""
    found = missed(system, mean, deviations)
    spread, after, first = dict(state.spread), state, _assumed_spreads(given.assumed)
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
    size = _size(given, heard.centre + found.mean)
    return replace(state, noise=noise, weight=weight, size=size)


def _size(given: Problem, expected: Vector) -> Vector:
    """Persons a claim is about: a slip to a small number must not look like a precise count of few."""
    least = np.maximum(USUAL * given.usual, 1.0)
    return np.maximum(given.heard.centre, np.maximum(expected, least))


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
