"""Why this number: the claims that move an estimate, and what it would be without one of them."""

from dataclasses import dataclass

import numpy as np

from concord.accounts.account import Account, Estimate, UnknownEstimate
from concord.accounts.cells import Marks
from concord.accounts.solve import Z95, Solved, solve, spreads

__all__ = ["Explanation", "Otherwise", "Pull", "explain", "without_claim"]


@dataclass(frozen=True, slots=True)
class Pull:
    """How one claim moves one estimate.

    Attributes:
        figure: id of the claim.
        read_as: persons, its number as its wording is read, the usual slack of a bound included.
        weight: persons that the estimate moves with each person that the claim is higher.
        moves: persons, weight times reading: its part of the estimate.
        plausible: probability that the claim is not grossly wrong; a low one has a low weight.
    """

    figure: str
    read_as: float
    weight: float
    moves: float
    plausible: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """An estimate as the sum of what moves it.

    The moves of all pulls, of the pins and ``remainder`` add up to the estimate. The
    remainder is what the prior keeps and what holding cells at zero takes away.
    """

    estimate: Estimate
    pulls: tuple[Pull, ...]
    pinned: float
    remainder: float


@dataclass(frozen=True, slots=True)
class Otherwise:
    """What an estimate would have been, with its 95 % interval."""

    value: float
    low95: float
    high95: float


def explain(account: Account, key: str) -> Explanation:
    """Why an estimate is what it is, the strongest claims first.

    With gain K, rows q of the cells that the estimate counts and readings y of the claims,
    the weights are q K and the estimate is q K y plus the remainder.

    Raises:
        UnknownEstimate: the account holds no estimate with that key.
    """
    estimate = account.estimate(key)
    solved, marks = _counted(account, estimate)
    weights = solved.pulls(marks)
    moves = weights * solved.fit.centre
    claims = len(solved.entries)
    pulls = [
        Pull(entry.id, float(reading), float(weight), float(move), float(plausible))
        for entry, reading, weight, move, plausible in zip(
            solved.entries, solved.fit.centre, weights, moves, solved.fit.weight, strict=False
        )
    ]
    pulls.sort(key=lambda pull: (-abs(pull.moves), pull.figure))
    remainder = estimate.value - float(moves.sum())
    return Explanation(estimate, tuple(pulls), float(moves[claims:].sum()), remainder)


def without_claim(account: Account, key: str, figure: str) -> Otherwise | None:
    """The estimate had this claim never been made; None if then nothing tells of it at all.

    The block is balanced anew, so a claim that held others down or up is truly gone.

    Raises:
        UnknownEstimate: the account holds no estimate with that key.
    """
    solved, marks = _counted(account, account.estimate(key))
    others = [entry for entry in solved.entries if entry.id != figure]
    if not others and not solved.pinned:
        return None
    again = solve(solved.block, others, solved.pinned)
    if (again.fit.design.sum(axis=0) == 0)[marks].any():
        return None
    value, sd = float(marks @ again.fit.cells), float(spreads(again, marks[None, :])[0])
    return Otherwise(value, max(value - Z95 * sd, 0.0), value + Z95 * sd)


def _counted(account: Account, estimate: Estimate) -> tuple[Solved, Marks]:
    """The block of an estimate, and which of its cells the estimate counts."""
    for solved in account.solved:
        if estimate.margin in solved.block.margins:
            return solved, solved.marks(estimate.margin)
        identity = estimate.identity
        if identity is not None and identity.whole in solved.block.margins:
            parts = np.array([solved.marks(part) for part in identity.parts])
            return solved, solved.marks(identity.whole) & ~parts.any(axis=0)
    raise UnknownEstimate(estimate.key)
