"""Questions to a balanced grid: any sum of flows with its intervals, and the claims that it rests on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.blocks import Matrix
from concord.accounts.grid.fit import GridFit
from concord.accounts.grid.margins import Indices

__all__ = ["Answers", "Flows", "estimate_flows", "pulls_on", "updated_by"]

Vector = NDArray[np.float64]

# Standard deviations on each side. Errors of sums are more peaked than normal ones: the middle
# interval is narrower than 1.28; both are measured in bench/accounts.py.
HALF80, HALF95 = 1.13, 1.96


@dataclass(frozen=True)
class Flows:
    """Sums of flows that are asked for: (m, dimensions) margins, with the size of a dimension for all,
    and (m,) first and last days."""

    margin: Indices
    first: Indices
    last: Indices

    def __len__(self) -> int:
        return len(self.first)

    def take(self, rows: Indices | NDArray[np.bool_]) -> "Flows":
        """Some of the sums, in the order given."""
        return Flows(self.margin[rows], self.first[rows], self.last[rows])


@dataclass(frozen=True)
class Answers:
    """(m,) persons: estimates, standard deviations, and the ends of the 80 and 95 % intervals."""

    value: Vector
    sd: Vector

    @property
    def low80(self) -> Vector:
        """Lower end of the 80 % interval, never below nobody."""
        return np.asarray(np.maximum(self.value - HALF80 * self.sd, 0.0))

    @property
    def high80(self) -> Vector:
        """Upper end of the 80 % interval."""
        return self.value + HALF80 * self.sd

    @property
    def low95(self) -> Vector:
        """Lower end of the 95 % interval, never below nobody."""
        return np.asarray(np.maximum(self.value - HALF95 * self.sd, 0.0))

    @property
    def high95(self) -> Vector:
        """Upper end of the 95 % interval."""
        return self.value + HALF95 * self.sd


def estimate_flows(fit: GridFit, asked: Flows) -> Answers:
    """Every sum asked for, with the spread that the draws of the fit show."""
    sums = _sums(fit, fit.solution.running, asked)
    return Answers(np.maximum(sums[:, 0], 0.0), np.sqrt((sums[:, 1:] ** 2).mean(axis=1)))


def _sums(fit: GridFit, running: Vector, asked: Flows) -> Vector:
    """(m, k) what some running totals, (1 + nodes, leaves, k), come to between the days asked for."""
    found = np.zeros((len(asked), running.shape[2]))
    kinds, kind = np.unique(asked.margin, axis=0, return_inverse=True)
    places = [(sign, *_place(fit, days)) for sign, days in ((1.0, asked.last), (-1.0, asked.first - 1))]
    for at, counted in enumerate(fit.solution.layout.margins.vectors(kinds)):
        rows = np.flatnonzero(kind.ravel() == at)
        named, which = np.unique([after[rows] for _, after, _ in places], return_inverse=True)
        course = np.einsum("l,nlk->nk", counted, running[named])
        for (sign, after, share), where in zip(places, which.reshape(2, -1), strict=True):
            found[rows] += sign * course[where]
            for row in rows[share[rows].any(axis=1)]:  # days inside an interval: as the level has it
                step = running[after[row] + 1] - running[after[row]]
                found[row] += sign * (counted * share[row]) @ step
    return found


def _place(fit: GridFit, days: Indices) -> tuple[Indices, Vector]:
    """The last known day at or before each day (0 for the start), and the (m, leaves) share of the way on."""
    ends = np.concatenate([[-1], fit.solution.layout.ends])
    after = np.searchsorted(ends, days, side="right") - 1
    share = np.zeros((len(days), fit.solution.layout.margins.leaves))
    between = np.flatnonzero(ends[after] != days)
    level, start = fit.level.running(), after[between]
    begun, done, whole = level[ends[start] + 1], level[days[between] + 1], level[ends[start + 1] + 1]
    share[between] = (done - begun) / np.maximum(whole - begun, 1e-12)
    return after, share


def pulls_on(fit: GridFit, asked: Flows) -> Matrix:
    """(m, n) how far each sum moves with each claim.

    The sum of pulls times claims, and what the level adds, is the estimate; where claims are many,
    the level adds little.
    """
    layout, solution = fit.solution.layout, fit.solution
    probe = _probe(fit, asked)
    sizes = enumerate(layout.pattern.sizes)
    moved = solution.factor.solve([probe.get(node, np.zeros((size, len(asked)))) for node, size in sizes])
    found = solution.rows @ moved[-1]
    for group in layout.groups:
        flows = moved[group.end] - (moved[group.before] if group.before >= 0 else 0.0)
        found[group.rows] += layout.counted[group.rows] @ flows
    return np.asarray((solution.weight[:, None] * found).T)


def updated_by(fit: GridFit, claim: Flows, value: float, sd: float, asked: Flows) -> Answers:
    """The sums asked for once one more claim has arrived, without solving the rest again.

    With g = H⁻¹a for the new claim a of variance σ²: x' = x + g (y − a·x) / (σ² + a·g). The same as
    solving afresh with the weights and level as they are. Of g only its products with the sums asked for
    are needed, so only half of the solving is done, and only at the days that elimination leads to.

    Args:
        claim: one sum of flows.
        value, sd: persons, what is claimed and one standard deviation of it.
    """
    arrived = fit.solution.factor.half_solved(_probe(fit, claim))
    wanted = fit.solution.factor.half_solved(_probe(fit, asked))
    spread = sum(float((half**2).sum()) for half in arrived.values())
    reach = np.zeros(len(asked))
    for node in arrived.keys() & wanted.keys():
        reach += wanted[node].T @ arrived[node][:, 0]
    gain = reach / (sd**2 + spread)
    surprise = value - float(_sums(fit, fit.solution.running[:, :, :1], claim)[0, 0])
    present = _sums(fit, fit.solution.running, asked)
    variance = (present[:, 1:] ** 2).mean(axis=1) - gain * reach
    return Answers(np.maximum(present[:, 0] + gain * surprise, 0.0), np.sqrt(np.maximum(variance, 0.0)))


def _probe(fit: GridFit, asked: Flows) -> dict[int, Matrix]:
    """The sums asked for as right-hand sides, (leaves, m) at each node that they name."""
    layout = fit.solution.layout
    blocks: dict[int, Matrix] = {}
    counted = layout.margins.vectors(asked.margin)
    for sign, days in ((1.0, asked.last), (-1.0, asked.first - 1)):
        after, share = _place(fit, days)
        for at in range(len(asked)):
            for node, part in ((after[at] - 1, 1 - share[at]), (after[at], share[at])):
                if node >= 0 and part.any():
                    block = blocks.setdefault(int(node), np.zeros((layout.margins.leaves, len(asked))))
                    block[:, at] += sign * counted[at] * part
    return blocks
