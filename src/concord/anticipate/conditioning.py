"""The most likely unknowns and draws around them by conditioning on what was said, one row a claim.

There are far fewer claims than days and series, so the covariance of what they say is small and
dense; everything else follows from it by running sums (the dual of `solving`, which serves where
there are more claims). Draws are those of the prior, corrected as the mean is (Matheron's rule).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.believed import middle
from concord.anticipate.given import Problem, State
from concord.anticipate.heard import EXACTLY
from concord.anticipate.prior import Latent, Prior, prior_of
from concord.anticipate.spans import Spans, prefix

__all__ = ["Conditioned", "condition"]

Vector = NDArray[np.float64]

OF_ITSELF = 1e-6  # of its persons: a row is not held harder, for the arithmetic's sake


@dataclass(frozen=True, slots=True)
class Conditioned:
    """The most likely unknowns, with what is needed for draws around them."""

    mean: Vector
    given: Problem
    prior: Prior
    rows: "_Rows"
    factor: Any

    def draws(self, count: int, seed: int) -> Vector:
        """(unknowns, count) deviations from the mean, as likely as beliefs and claims make them."""
        random = np.random.default_rng(seed)
        prior, rows = self.prior, self.rows
        drawn = prior.draw(count, random)
        noise = np.sqrt(rows.variance)[:, None] * random.standard_normal((rows.variance.size, count))
        flows = prior.level[:, :, None] * prior.share(drawn)
        heard = rows.sums(self.given.spans, flows) + rows.about @ drawn.bias + noise
        deviation = drawn.less(_told(self.given, prior, rows, self.factor(heard)))
        return _unknowns(self.given, deviation, prior.level[:, :, None] * prior.share(deviation))


@dataclass(frozen=True, slots=True)
class _Rows:
    """Claims and totals in the order of the spans: what they tell, how surely, and whose bias they share."""

    told: Vector
    variance: Vector
    about: Vector

    def sums(self, spans: Spans, flows: Vector) -> Vector:
        """(rows, k) what (days, series, k) flows make of each row."""
        return spans.over(prefix(np.einsum("dn...,sn->ds...", flows, spans.member, optimize=True)))


def condition(given: Problem, state: State, rough: float = 1.0, near: Vector | None = None) -> Conditioned:
    """Believe what `prior_of` says, and hear every claim and total.

    Args:
        rough: factor on the sd of claims; near: a mix that is held for this pass.
    Raises:
        numpy.linalg.LinAlgError: rows are too alike, and too sure, for the arithmetic.
    """
    prior = prior_of(given, state, near)
    rows = _rows(given, state, rough)
    factor = _factor(_covariance(given, prior, rows))
    start = 1 - state.log_level + given.offset + middle(state.log_level)
    flows = prior.level * (start + prior.between @ prior.centre)
    miss = rows.told - rows.sums(given.spans, flows[:, :, None])[:, 0]
    latent = _told(given, prior, rows, factor(miss[:, None]))
    flows = flows + (prior.level[:, :, None] * prior.share(latent))[:, :, 0]
    mean = _unknowns(given, latent, flows[:, :, None])[:, 0]
    mean[given.where.common] += middle(state.log_level)
    mean[given.where.mix] += prior.centre
    return Conditioned(mean, given, prior, rows, factor)


def _rows(given: Problem, state: State, rough: float) -> _Rows:
    heard, order = given.heard, given.spans.order
    told = np.concatenate([heard.centre, given.totals.target])
    spoken = (heard.rounding**2 + (state.noise[heard.party] * rough * state.size) ** 2) / state.weight
    variance = np.concatenate([spoken, np.full(given.totals.target.size, EXACTLY**2)])
    about = np.zeros((told.size, state.noise.size))
    about[np.arange(heard.centre.size), heard.party] = state.size
    least = (OF_ITSELF * told) ** 2
    return _Rows(told[order], np.maximum(variance, least)[order], about[order])


def _told(given: Problem, prior: Prior, rows: _Rows, weight: Vector) -> Latent:
    """What (rows, k) weights of claims make of everything."""
    return prior.answer(prior.level[:, :, None] * given.spans.back(weight), rows.about.T @ weight)


def _unknowns(given: Problem, latent: Latent, flows: Vector) -> Vector:
    """(unknowns, k) in their places."""
    where, grid = given.where, given.grid
    running = flows.cumsum(axis=0)
    by_place = running.reshape(grid.days, len(grid.crossings), len(grid.statuses), -1)
    unknowns = np.zeros((where.size, flows.shape[2]))
    unknowns[where.running] = running
    unknowns[where.by_crossing], unknowns[where.by_status] = by_place.sum(axis=2), by_place.sum(axis=1)
    unknowns[where.whole] = running.sum(axis=1)
    unknowns[where.common], unknowns[where.crossing] = latent.common, latent.crossing
    unknowns[where.status], unknowns[where.mix] = latent.status, latent.mix
    unknowns[where.weekday], unknowns[where.own_weekday] = latent.weekday, latent.own
    unknowns[where.bias] = latent.bias
    return unknowns


def _covariance(given: Problem, prior: Prior, rows: _Rows) -> Vector:
    """(rows, rows) of what is said, by the lower half: shared by all, by a crossing's rows, by days."""
    grid, spans = given.grid, given.spans
    kinds = len(grid.statuses)
    member = spans.member.reshape(len(spans.member), -1, kinds)
    level = prior.level.reshape(grid.days, -1, kinds)
    each = slice(0, spans.order.size)
    whole = prior.level @ spans.member.T
    weekday = np.eye(7)[grid.weekdays]
    shared = [
        _steps(spans, each, whole, prior.common),
        np.sqrt(prior.weekday) * _days(spans, each, whole[:, :, None] * weekday[:, None, :]),
        rows.about * np.sqrt(prior.bias),
        *(_steps(spans, each, level[:, :, n] @ member[:, :, n].T, prior.status) for n in range(kinds)),
    ]
    columns = np.concatenate(shared, axis=1)
    found = columns @ columns.T
    for place, own in enumerate(spans.own):
        _add_crossing(found, given, prior, place, own)
    _add_days(found, spans, prior)
    found[np.diag_indices_from(found)] += rows.variance
    return np.asarray(found, dtype=float)


def _add_crossing(found: Vector, given: Problem, prior: Prior, place: int, own: slice) -> None:
    """What rows share by a crossing's own level, weekdays and mix."""
    grid, spans = given.grid, given.spans
    series = slice(place * len(grid.statuses), (place + 1) * len(grid.statuses))
    level, member = prior.level[:, series], spans.member[:, series]
    whole, root = level @ member.T, np.linalg.cholesky(prior.mix)
    weekday = np.eye(7)[grid.weekdays]
    parts = []
    for rows in (slice(0, spans.wide), own):
        columns = [
            _steps(spans, rows, whole, prior.crossing),
            np.sqrt(prior.own) * _days(spans, rows, whole[:, :, None] * weekday[:, None, :]),
        ]
        for number in range(level.shape[1]):
            knots = _days(spans, rows, (level[:, [number]] * prior.between)[:, None, :])
            columns.append(member[spans.scope[rows], number][:, None] * (knots @ root))
        parts.append(np.concatenate(columns, axis=1))
    wide, alone = parts
    found[: spans.wide, : spans.wide] += wide @ wide.T
    found[own, : spans.wide] += alone @ wide.T
    found[own, own] += alone @ alone.T


def _add_days(found: Vector, spans: Spans, prior: Prior) -> None:
    """What rows share by days that scatter each by itself."""
    pairs = spans.overlap
    sums = prefix((prior.level**2 * prior.day) @ pairs.shared.T)
    found[pairs.row, pairs.column] += sums[pairs.behind, pairs.kind] - sums[pairs.first, pairs.kind]


def _steps(spans: Spans, rows: slice, days: Vector, variance: Vector) -> Vector:
    """(rows, days) what each step of a walk adds to a row, in standard deviations."""
    sums = prefix(days)
    scope = spans.scope[rows]
    so_far = sums.T[scope[:, None], spans.later[rows]]
    return np.asarray((sums[spans.behind[rows], scope][:, None] - so_far) * np.sqrt(variance), dtype=float)


def _days(spans: Spans, rows: slice, days: Vector) -> Vector:
    """(rows, k) sums over each row's days of (days, scopes or 1, k)."""
    sums = prefix(days)
    scope = spans.scope[rows] if days.shape[1] > 1 else np.zeros(1, dtype=np.int64)
    return np.asarray(sums[spans.behind[rows], scope] - sums[spans.start[rows], scope], dtype=float)


def _factor(covariance: Vector) -> Any:
    """Solve for the covariance, each row on its own scale."""
    from scipy.linalg import cho_factor, cho_solve

    scale = 1 / np.sqrt(np.diagonal(covariance))
    covariance *= scale[:, None]
    covariance *= scale[None, :]
    lower = cho_factor(covariance, lower=True, overwrite_a=True, check_finite=False)

    def solve(told: Vector) -> Vector:
        found = cho_solve(lower, scale[:, None] * told, check_finite=False)
        return np.asarray(scale[:, None] * found, dtype=float)

    return solve
