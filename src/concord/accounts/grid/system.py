"""The normal equations of a grid account, their solution, and what it says about every claim.

With claims y_i = a_i·x + ε_i of weight w_i, flows around a level (`level`), and a prior in the
root, the most probable unknowns solve  H x = b,

    H = Σ_i w_i a_i a_iᵀ + Σ_t (D_t − U_t)ᵀ P_t (D_t − U_t) + penalties + root,

where D_t takes the flow of interval t from two running totals and U_t is the level of interval t
times the level factors in the root, so that no level is believed more than the claims.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.blocks import Factor, Matrix
from concord.accounts.grid.layout import Group, Layout

__all__ = ["Prior", "Solution", "solve_system"]

Vector = NDArray[np.float64]


@dataclass(frozen=True)
class Prior:
    """What is believed before the claims.

    Attributes:
        precision: (intervals, leaves, leaves) of the flows around their mean.
        mean: (intervals, leaves) persons.
        penalty: (intervals, leaves) precision of a flow that is held at nobody.
        root_precision, root_mean: (root, root) and (root,) of the unknowns in the root.
    """

    precision: Vector
    mean: Vector
    penalty: Vector
    root_precision: Matrix
    root_mean: Vector


@dataclass(frozen=True)
class Solution:
    """The solved system of one pass.

    Attributes:
        running: (1 + nodes, leaves, 1 + draws) persons, before the first day and at each end; the estimate,
            then deviations drawn from its error.
        root: (root, 1 + draws) likewise.
    """

    layout: Layout
    factor: Factor
    rows: Matrix
    weight: Vector
    running: Vector
    root: Vector

    @property
    def flows(self) -> Vector:
        """(intervals, leaves, 1 + draws) persons."""
        return np.diff(self.running, axis=0)

    @cached_property
    def fitted(self) -> Vector:
        """(n,) persons, each claim as the account has it, its party's leaning included."""
        found = self.rows @ self.root[:, 0]
        for group in self.layout.groups:
            found[group.rows] += self.layout.counted[group.rows] @ _between(self.running[:, :, 0], group)
        return found

    @cached_property
    def truth(self) -> Vector:
        """(n,) persons, what each claim is about as the account has it, without the leaning."""
        leaning = self.layout.leanings
        return np.asarray(np.maximum(self.fitted - self.rows[:, leaning] @ self.root[leaning, 0], 0.0))

    @cached_property
    def variance(self) -> Vector:
        """(n,) persons squared, of `fitted`, exactly."""
        inverse, root = self.factor.inverse(), self.layout.nodes
        found = np.empty(len(self.rows))
        for group in self.layout.groups:
            spread, cross = inverse.diagonal[group.end], inverse.block(group.end, root)
            if group.before >= 0:
                between = inverse.block(group.before, group.end)
                spread = spread + inverse.diagonal[group.before] - between - between.T
                cross = cross - inverse.block(group.before, root)
            counted, rows = self.layout.counted[group.rows], self.rows[group.rows]
            found[group.rows] = (
                _quadratic(counted, spread, counted)
                + 2 * _quadratic(counted, cross, rows)
                + _quadratic(rows, inverse.diagonal[root], rows)
            )
        return found

    @property
    def leverage(self) -> Vector:
        """(n,) the share of its own fitted value that each claim decides."""
        return np.asarray(np.clip(self.weight * self.variance, 0.0, 0.999))


def _quadratic(left: Matrix, middle: Matrix, right: Matrix) -> Vector:
    return np.asarray(np.einsum("nr,nr->n", left @ middle, right))


def _between(running: Vector, group: Group) -> Vector:
    """The sum of flows of a group's period, by leaf."""
    return np.asarray(running[group.end + 1] - running[group.before + 1])


def solve_system(
    layout: Layout, rows: Matrix, weight: Vector, prior: Prior, draws: int, rng: np.random.Generator
) -> Solution:
    """Solve for the unknowns and, with them, for ``draws`` deviations (perturb and solve; Papandreou and
    Yuille 2010).

    Args:
        rows: (n, root) what each claim takes from the root.
        weight: (n,) one over persons squared.
    """
    system = _System(layout, draws)
    system.add_flows(prior, rng)
    system.add_root(prior, rng)
    system.add_claims(rows, weight, rng)
    factor = Factor.of(layout.pattern, system.diagonal, system.columns)
    start = np.zeros((layout.margins.leaves, 1 + draws))
    *running, root = factor.solve(system.right)
    return Solution(layout, factor, rows, weight, np.array([start, *running]), root)


class _System:
    """H and b under construction; column 0 of b asks for the estimate, the others for deviations."""

    def __init__(self, layout: Layout, draws: int) -> None:
        self.layout, self.draws = layout, draws
        self.diagonal, self.columns = layout.pattern.empty()
        self.right = [np.zeros((size, 1 + draws)) for size in layout.pattern.sizes]

    def add_flows(self, prior: Prior, rng: np.random.Generator) -> None:
        """Flows around their level, and flows held at nobody."""
        root, levels, nodes = self.layout.nodes, self.layout.levels_at, len(prior.mean)
        level = self.layout.levels * prior.mean[:, :, None]
        pulled = prior.precision @ level
        right = np.empty((*prior.mean.shape, 1 + self.draws))
        right[:, :, :1] = prior.precision @ prior.mean[:, :, None]
        right[:, :, 1:] = self._drawn(np.linalg.cholesky(prior.precision), rng)
        self.diagonal[root][levels, levels] += np.tensordot(level, pulled, ((0, 1), (0, 1)))
        self.right[root][levels] -= np.tensordot(level, right, ((0, 1), (0, 1)))
        held = prior.penalty > 0
        right[held, 1:] += np.sqrt(prior.penalty[held])[:, None] * _signs(rng, (int(held.sum()), self.draws))
        precision = prior.precision.copy()
        np.einsum("tll->tl", precision)[...] += prior.penalty
        for at in range(nodes):
            self._add_flow(at, precision[at], pulled[at].T, right[at])

    def _add_flow(self, at: int, precision: Matrix, pulled: Matrix, right: Matrix) -> None:
        root, levels, pattern = self.layout.nodes, self.layout.levels_at, self.layout.pattern
        self.diagonal[at] += precision
        self.right[at] += right
        self.columns[at][pattern.span(at, root)][levels] -= pulled
        if at:
            self.diagonal[at - 1] += precision
            self.right[at - 1] -= right
            pattern.add(self.columns, at - 1, at, -precision)
            self.columns[at - 1][pattern.span(at - 1, root)][levels] += pulled

    def add_root(self, prior: Prior, rng: np.random.Generator) -> None:
        """What is believed of leanings, stocks and levels."""
        self.diagonal[-1] += prior.root_precision
        self.right[-1][:, 0] += prior.root_precision @ prior.root_mean
        self.right[-1][:, 1:] += self._drawn(np.linalg.cholesky(prior.root_precision), rng)

    def add_claims(self, rows: Matrix, weight: Vector, rng: np.random.Generator) -> None:
        """The claims, by period."""
        root, claims, leaves = self.layout.nodes, self.layout.claims, self.layout.margins.leaves
        right = np.empty((len(weight), 1 + self.draws))
        right[:, 0] = weight * claims.centre
        right[:, 1:] = np.sqrt(weight)[:, None] * _signs(rng, (len(weight), self.draws))
        weighted = weight[:, None] * rows
        self.diagonal[root] += rows.T @ weighted
        self.right[root] += rows.T @ right
        told = np.concatenate([weight[:, None] * self.layout.counted, weighted, right], axis=1)
        ends = leaves, leaves + self.layout.root_size
        for group in self.layout.groups:
            summed = self.layout.counted[group.rows].T @ told[group.rows]
            self._add_group(group, summed[:, : ends[0]], summed[:, slice(*ends)].T, summed[:, ends[1] :])

    def _add_group(self, group: Group, square: Matrix, cross: Matrix, right: Matrix) -> None:
        root, pattern = self.layout.nodes, self.layout.pattern
        self.diagonal[group.end] += square
        self.right[group.end] += right
        self.columns[group.end][pattern.span(group.end, root)] += cross
        if group.before >= 0:
            self.diagonal[group.before] += square
            self.right[group.before] -= right
            pattern.add(self.columns, group.before, group.end, -square)
            self.columns[group.before][pattern.span(group.before, root)] -= cross

    def _drawn(self, lower: NDArray[np.floating], rng: np.random.Generator) -> Vector:
        """(..., n, draws) with covariance L Lᵀ, for one triangle L or several."""
        if not self.draws:
            return np.empty((*lower.shape[:-1], 0))
        return np.asarray(lower @ _signs(rng, (*lower.shape[:-1], self.draws)), np.float64)


def _signs(rng: np.random.Generator, shape: tuple[int, ...]) -> Vector:
    """Fair coins of −1 and 1: variance one as of normal deviates, and thirty times as fast to throw."""
    size = int(np.prod(shape))
    bits = np.unpackbits(np.frombuffer(rng.bytes(-(-size // 8)), np.uint8), count=size)
    return np.asarray(2.0 * bits - 1.0, np.float64).reshape(shape)
