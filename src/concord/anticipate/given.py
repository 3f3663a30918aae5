"""All that a nowcast is given, numbered, and where its passes begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.assumptions import Assumptions
from concord.anticipate.believed import closed_offsets, jumps, widening
from concord.anticipate.claims import Claim, Closure, Total
from concord.anticipate.grid import Grid
from concord.anticipate.heard import Heard, hear, totals
from concord.anticipate.rows import Block
from concord.anticipate.spans import Spans, spans_of
from concord.anticipate.unknowns import Layout, layout

__all__ = ["Problem", "State", "about", "assumed_spreads", "first_state", "problem"]

Vector = NDArray[np.float64]

USUAL = 0.5  # of what an even spread makes of a claim: it is never about fewer


@dataclass(frozen=True, slots=True)
class Problem:
    """All that is given, numbered."""

    grid: Grid
    where: Layout
    heard: Heard
    usual: Vector
    totals: Block
    spans: Spans
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
        spans_of(grid, [*claims, *balanced]),
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
        assumed_spreads(assumed),
        np.full(given.grid.size, assumed.day_spread**2),
        np.zeros(given.where.mix.shape),
        np.full(len(given.where.parties), assumed.party_noise),
        np.ones(heard.centre.size),
        about(given, heard.centre),
    )


def assumed_spreads(assumed: Assumptions) -> dict[str, float]:
    return {
        "common": assumed.daily_step**2,
        "crossing": assumed.crossing_step**2,
        "status": assumed.status_step**2,
        "mix": assumed.mix_step**2,
    }


def about(given: Problem, expected: Vector) -> Vector:
    """Persons a claim is about: a slip to a small number must not look like a precise count of few."""
    least = np.maximum(USUAL * given.usual, 1.0)
    return np.maximum(given.heard.centre, np.maximum(expected, least))
