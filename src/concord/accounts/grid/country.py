"""A whole country in blocks: each balanced by itself, side by side, and held against national totals.

A block is an origin and a province of the host; only totals of the whole country tie blocks
together. What is asked of the country is the sum over its blocks, and a claim about the country is
judged by that sum; of national stocks nothing is said. National claims do not pull on the blocks.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.answers import Answers, Flows, estimate_flows
from concord.accounts.grid.claims import Claims
from concord.accounts.grid.fit import GROSS, ONE_PERSON, fit_grid, goodness
from concord.accounts.grid.margins import Indices

__all__ = ["Country", "fit_country"]

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Country:
    """(n,) probability that each claim is good, and the answers to what was asked."""

    good: Vector
    answers: Answers


@dataclass(frozen=True)
class _Block:
    """What one block says of its claims, of flows (value, variance) and of parties (lean by topic)."""

    good: Vector
    value: Vector
    variance: Vector
    lean: Vector
    spread: Vector


@dataclass(frozen=True)
class _Job:
    """One block to balance, what is asked of it, and how many parties and topics the country has."""

    claims: Claims
    sizes: tuple[int, ...]
    days: int
    asked: Flows
    parties_and_topics: tuple[int, int]


def fit_country(
    claims: Claims,
    block: Indices,
    sizes: Sequence[int],
    days: int,
    asked: Flows,
    asked_of: Indices,
    *,
    processes: int = 1,
) -> Country:
    """Balance every block and answer what is asked of blocks and country.

    Args:
        block: (n,) the block of each claim, numbered from 0; -1 for the country.
        asked_of: (m,) likewise for each flow asked.
        processes: that balance blocks at the same time.
    """
    blocks, whole = [int(one) for one in np.unique(block) if one >= 0], block < 0
    national = claims.take(whole)
    told = Flows(national.margin, national.first, national.last)
    good, value, variance = np.ones(len(claims)), np.zeros(len(asked)), np.zeros(len(asked))
    sums, spread = np.zeros((3, len(national))), []
    wanted = {one: (asked_of == one) | (asked_of < 0) for one in blocks}
    size = (int(claims.party.max()) + 1, int(claims.topic.max()) + 1)
    jobs = [
        _Job(claims.take(block == one), tuple(sizes), days, _joined(asked.take(wanted[one]), told), size)
        for one in blocks
    ]
    for one, found in zip(blocks, _solved(jobs, processes), strict=True):
        mine = int(wanted[one].sum())
        good[block == one] = found.good
        value[wanted[one]] += found.value[:mine]
        variance[wanted[one]] += found.variance[:mine]
        leaning = found.lean[national.party, national.topic] * found.value[mine:]
        sums += np.array([found.value[mine:], leaning, found.variance[mine:]])
        spread.append(found.spread)
    good[whole] = _judged(national, sums, np.median(spread, axis=0))
    return Country(good, Answers(value, np.sqrt(variance)))


def _joined(first: Flows, second: Flows) -> Flows:
    parts = [(getattr(first, name), getattr(second, name)) for name in ("margin", "first", "last")]
    return Flows(*(np.concatenate(pair) for pair in parts))


def _solved(jobs: Sequence[_Job], processes: int) -> Iterable[_Block]:
    if processes == 1 or len(jobs) == 1:
        yield from map(_solve, jobs)
        return
    with ProcessPoolExecutor(processes) as pool:
        yield from pool.map(_solve, jobs)


def _solve(job: _Job) -> _Block:
    fit = fit_grid(job.claims, job.sizes, job.days)
    found = estimate_flows(fit, job.asked)
    lean = np.zeros(job.parties_and_topics)
    lean[: fit.leaning.shape[0], : fit.leaning.shape[1]] = fit.leaning
    spread = np.full(job.parties_and_topics[0], np.median(fit.party_spread))
    spread[: len(fit.party_spread)] = fit.party_spread
    return _Block(fit.good, found.value, found.sd**2, lean, spread)


def _judged(claims: Claims, sums: Vector, spread: Vector) -> Vector:
    """(n,) probability that a claim about the country is good; of a stock, what it was before any look."""
    value, leaning, variance = sums
    expected, scale = value + leaning, np.maximum(claims.centre, value)
    own = claims.wording(expected) ** 2 + (spread[claims.party] * scale) ** 2 + ONE_PERSON
    found = goodness(claims.centre - expected, own + variance, scale)
    return np.where(claims.stock, 1 - GROSS, found)
