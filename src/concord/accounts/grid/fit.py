"""The balance of a grid: which claims are gross errors, and what the flows most probably were.

Each claim is good, y ~ N(a·x, σ²), or with probability GROSS worth nothing: flat over some
multiples of the number. The probability of being good is judged by what all *other* claims and
the level predict (cavity): residual r / (1 − h) with variance σ² + q / (1 − h), where q is the
exact variance of the fitted value and h = w q the claim's own share in it. The tolerance starts
wide and narrows (graduated non-convexity; Blake and Zisserman 1987). Errors scale with the
largest of claim, estimate and level: a number far too small would otherwise look precise.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.blocks import Matrix
from concord.accounts.grid.claims import Claims
from concord.accounts.grid.layout import Layout
from concord.accounts.grid.level import (
    Level,
    first_level,
    precisions,
    smooth_level,
    updated_shocks,
)
from concord.accounts.grid.margins import Margins
from concord.accounts.grid.system import Prior, Solution, solve_system

__all__ = ["GROSS", "ONE_PERSON", "GridFit", "fit_grid", "goodness"]

Vector = NDArray[np.float64]

TOLERANCES = (32.0, 16.0, 8.0, 4.0, 2.0, 1.0, 1.0, 1.0, 1.0)  # factor on all sds, pass by pass
JUDGED_FROM = 4.0  # tolerance from which claims are judged by the others, and shocks are estimated
SETTLED = 1.0
LEVEL_FREE_FROM = 2.0
GROSS = 0.04  # prior probability that a claim is grossly wrong
GROSS_WIDTH = 2.5  # a grossly wrong number is flat over so many times the scale of the claim
GROSS_LEAST = 10.0  # persons added to that width
LEAST_WEIGHT = 1e-6
ONE_PERSON = 0.25  # persons squared; no count is surer than half a person
SHARED_LEAN = 0.7  # of a party's nominal spread: its lasting bias, common and by topic alike
SPREAD_BOUNDS = (0.002, 0.08)  # share; a party's spread is never taken to be outside
ENOUGH = 12  # claims of a party from which its spread is estimated
TELLING = 200.0  # persons; smaller claims do not tell of a party's spread
HALF_NORMAL = 1.4826  # sd of a normal density over its median absolute deviation
STOCK_UNSURE = 3.0  # times the largest stock told; one sd of a stock before any claim
MONTH = 30.0  # days
ARRIVING = 0.003  # share of the stock a month; births and arrivals on average
ARRIVING_UNSURE = 0.01  # share of the stock a month, one sd
LEVEL_UNSURE = (0.01, 0.05)  # share; one sd of level factors while searching, and when settled
NOBODY = 0.3  # share of the level; how near to nobody a negative flow is held
EMPTY = (1.0, 0.2)  # persons and share of the level; a flow is negative beyond that
DRAWS_ON_THE_WAY = 16
FADING = 0.25  # a penalty no longer needed keeps this share


@dataclass(frozen=True)
class GridFit:
    """A balanced grid.

    Attributes:
        good: (n,) probability that a claim is not a gross error.
        residual, spread: (n,) persons; claim minus what all others predict, and one sd of it.
        leverage: (n,) share of its own fitted value that the claim decides; near one, nothing checks it.
        party_spread: (parties,) share; one sd of a party's single counts, as estimated.
        level: what was expected, and the shocks around it.
        solution: the last pass, with draws for intervals.
    """

    good: Vector
    residual: Vector
    spread: Vector
    leverage: Vector
    party_spread: Vector
    level: Level
    solution: Solution

    @property
    def leaning(self) -> Vector:
        """(parties, topics) share; how each party leans on each topic."""
        layout, root = self.solution.layout, self.solution.root[:, 0]
        by_topic = root[layout.parties : layout.leanings.stop].reshape(layout.parties, layout.topics)
        return np.asarray(root[: layout.parties, None] + by_topic)


@dataclass(frozen=True)
class _State:
    """What one pass hands to the next."""

    level: Level
    good: Vector
    party_spread: Vector
    penalty: Vector
    truth: Vector
    fitted: Vector


def fit_grid(
    claims: Claims,
    sizes: Sequence[int],
    days: int,
    *,
    stock_dimensions: Sequence[int] = (0,),
    draws: int = 200,
    seed: int = 0,
) -> GridFit:
    """Balance the claims of one block of leaves × days.

    Args:
        claims: at least one, of flows or of the stock that they leave.
        sizes: of each dimension of a leaf.
        days: of the grid; claims lie within.
        stock_dimensions: the dimensions by which stocks are told.
        draws: from the error of the estimate, for intervals of any sum.
        seed: of the draws; the same seed gives the same fit.
    """
    layout = Layout(Margins(sizes), days, claims, stock_dimensions)
    rng = np.random.default_rng(seed)
    state = _first_state(layout)
    for tolerance in TOLERANCES[:-1]:
        _, state = _pass(layout, state, tolerance, DRAWS_ON_THE_WAY, rng)
    found, _ = _pass(layout, state, TOLERANCES[-1], draws, rng)
    return found


def _first_state(layout: Layout) -> _State:
    claims = layout.claims
    nominal = np.bincount(claims.party, claims.nominal) / np.maximum(np.bincount(claims.party), 1)
    return _State(
        level=first_level(claims, layout.margins, layout.days),
        good=np.ones(len(claims)),
        party_spread=nominal,
        penalty=np.zeros((layout.nodes, layout.margins.leaves)),
        truth=claims.centre,
        fitted=claims.centre,
    )


def _pass(
    layout: Layout, state: _State, tolerance: float, draws: int, rng: np.random.Generator
) -> tuple[GridFit, _State]:
    """Solve once with the weights of the pass before, and judge every claim anew."""
    claims, judged = layout.claims, tolerance <= JUDGED_FROM
    expected = _expected(layout, state)
    scale = np.maximum(np.maximum(claims.centre, state.truth), expected)
    own = _own_variance(claims, state, scale)
    given = tolerance**2 * (own + (claims.said_again - 1) * (state.party_spread[claims.party] * scale) ** 2)
    prior = _prior(layout, state, settled=tolerance <= LEVEL_FREE_FROM)
    weight = np.maximum(state.good, LEAST_WEIGHT) / given
    rows = layout.root_rows(expected)
    solution = solve_system(layout, rows, weight, prior, draws if judged else 0, rng)
    leverage = solution.leverage if judged else np.zeros(len(claims))
    residual = (claims.centre - solution.fitted) / (1 - leverage)
    variance = tolerance**2 * own + (solution.variance / (1 - leverage) if judged else 0.0)
    scale = np.maximum(np.maximum(claims.centre, solution.truth), expected)
    good = goodness(residual, variance, scale)
    found = GridFit(good, residual, np.sqrt(variance), leverage, state.party_spread, state.level, solution)
    share = np.abs(residual) * np.sqrt(own / variance) / np.maximum(scale, 1.0)
    return found, _next_state(layout, state, found, prior, share, tolerance)


def _next_state(
    layout: Layout, state: _State, found: GridFit, prior: Prior, share: Vector, tolerance: float
) -> _State:
    flows, shocks, penalty, spread = (
        found.solution.flows,
        state.level.shocks,
        state.penalty,
        state.party_spread,
    )
    if tolerance <= JUDGED_FROM:
        shocks = updated_shocks(
            layout, state.level, prior.precision, prior.mean, flows[:, :, 0], flows[:, :, 1:]
        )
        penalty = _penalty(flows[:, :, 0], prior.mean, penalty)
    if tolerance <= SETTLED:
        spread = _party_spread(layout.claims, found, share, spread)
    return _State(
        level=smooth_level(layout, flows[:, :, 0], shocks, state.level),
        good=found.good,
        party_spread=spread,
        penalty=penalty,
        truth=found.solution.truth,
        fitted=found.solution.fitted,
    )


def _expected(layout: Layout, state: _State) -> Vector:
    """(n,) persons of each claim by the level alone; of a stock, as the account had it."""
    claims, running = layout.claims, state.level.running()
    first = np.where(claims.stock, 0, claims.first)
    flow = np.einsum("nl,nl->n", layout.counted, running[claims.last + 1] - running[first])
    return np.where(claims.stock, state.truth, flow)


def _own_variance(claims: Claims, state: _State, scale: Vector) -> Vector:
    """(n,) persons squared: wording and counting of a claim by itself."""
    return claims.wording(state.fitted) ** 2 + (state.party_spread[claims.party] * scale) ** 2 + ONE_PERSON


def goodness(residual: Vector, variance: Vector, scale: Vector) -> Vector:
    """(n,) probability that claims are not gross errors, from (n,) persons, persons squared and persons."""
    right = (1 - GROSS) * np.exp(-0.5 * residual**2 / variance) / np.sqrt(2 * np.pi * variance)
    wrong = GROSS / (GROSS_WIDTH * np.maximum(scale, 1.0) + GROSS_LEAST)
    return np.asarray(right / (right + wrong))


def _penalty(flows: Vector, mean: Vector, before: Vector) -> Vector:
    """Precision that holds flows at nobody where they came out negative."""
    negative = flows < -(EMPTY[0] + EMPTY[1] * mean)
    wanted = 4.0 / np.maximum(NOBODY * mean, 0.5) ** 2
    return np.where(negative, np.maximum(before, wanted), FADING * before)


def _party_spread(claims: Claims, found: GridFit, share: Vector, before: Vector) -> Vector:
    """Each party's spread by its exact, well checked claims, drawn to what it was thought by ENOUGH more."""
    size = np.maximum(claims.centre, found.solution.truth)
    usual = np.minimum(claims.below, claims.above)
    telling = (found.good > 0.5) & (found.leverage < 0.8) & (usual < 0.005 * size)
    telling &= (size > TELLING) & ~claims.stock
    nominal = np.bincount(claims.party, claims.nominal) / np.maximum(np.bincount(claims.party), 1)
    spread = before.copy()
    for party in range(len(spread)):
        mine = share[telling & (claims.party == party)]
        if len(mine) >= ENOUGH:
            pooled = len(mine) * HALF_NORMAL * np.median(mine) + ENOUGH * nominal[party]
            spread[party] = np.clip(pooled / (len(mine) + ENOUGH), *SPREAD_BOUNDS)
    return spread


def _prior(layout: Layout, state: _State, *, settled: bool) -> Prior:
    precision, mean = precisions(layout, state.level)
    root_precision, root_mean = np.zeros((layout.root_size, layout.root_size)), np.zeros(layout.root_size)
    diagonal = np.einsum("ii->i", root_precision)
    diagonal[layout.leanings] = _leaning_precision(layout)
    diagonal[layout.levels_at] = 1 / LEVEL_UNSURE[settled] ** 2
    _add_stocks(layout, root_precision, root_mean)
    return Prior(precision, mean, state.penalty, root_precision, root_mean)


def _leaning_precision(layout: Layout) -> Vector:
    claims = layout.claims
    nominal = np.bincount(claims.party, claims.nominal) / np.maximum(np.bincount(claims.party), 1)
    sd = np.maximum(SHARED_LEAN * nominal, 1e-4)
    return 1 / np.concatenate([sd, np.repeat(sd, layout.topics)]) ** 2


def _add_stocks(layout: Layout, precision: Matrix, mean: Vector) -> None:
    """Stocks as if nobody had left: any at first, then growing a little from day to day told."""
    claims, leaves = layout.claims, len(layout.stock_leaves)
    if not len(layout.stock_days):
        return
    size = float(claims.centre[claims.stock].max())
    for at, day in enumerate(layout.stock_days):
        now = np.arange(leaves) + layout.stocks_at.start + leaves * at
        if at == 0:
            precision[now, now] += 1 / (STOCK_UNSURE * size) ** 2
            mean[now] = size / leaves
            continue
        months = (day - layout.stock_days[at - 1]) / MONTH
        known = 1 / ((ARRIVING_UNSURE * size / leaves) ** 2 * months)
        before = now - leaves
        precision[now, now] += known
        precision[before, before] += known
        precision[now, before] -= known
        precision[before, now] -= known
        mean[now] = mean[before] + ARRIVING * size / leaves * months
