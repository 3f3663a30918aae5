"""What may have happened to a claim that the others contradict: at most ten hypotheses with their odds.

Each cause says how likely just the printed number is, given what all other claims predict for it,
N(μ, σ²) by `GridFit`, in persons of the rounding unit u:

    slip of the pen      Σ over numbers t that it may turn into the printed one:  P(printed | t) N(t; μ, σ²) u
    earlier period       mean over earlier periods of  N(printed; what the account has for it) u
    other scope          mean over neighbouring margins of the same
    inflated or shared   u / (printed · 2 ln 3), any factor from a third to threefold alike

Where the same party told the same count elsewhere, a slip has also REPEATED of its chance from meaning just
that number. The odds of a hypothesis are its prior times that, over the sum of all. They are hypotheses,
never corrections: by chance a number may be one slip away from what is expected.
"""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from concord.accounts.grid.answers import Flows, estimate_flows
from concord.accounts.grid.claims import HALF_A_PERSON
from concord.accounts.grid.fit import ONE_PERSON, GridFit
from concord.accounts.grid.margins import Indices
from concord.accounts.grid.slips import Slip, meant_by

__all__ = ["Hypothesis", "Suspicion", "suspect"]

Vector = NDArray[np.float64]
MOST = 10
REPEATED = 0.3  # chance that a party means the number that it told of the same count elsewhere; a judgement
FURTHEST = 4.0  # standard deviations; a number further from what is expected was not meant
LEAST_ODDS = 1e-4
WIDEST = math.log(3.0)  # an inflated number is at most threefold, a share at least a third
EARLIER = (1, 7, 14, 30)  # days by which a total may be old, beside the length of its own period


class Suspicion(StrEnum):
    """What may have happened to a number; the first five are slips of the pen."""

    SWAPPED = Slip.SWAPPED
    MISTAKEN = Slip.MISTAKEN
    DROPPED = Slip.DROPPED
    EXTRA = Slip.EXTRA
    UNIT = Slip.UNIT
    STALE = "stale"
    OTHER_SCOPE = "other_scope"
    INFLATED = "inflated"


# Judgements: slips of single digits are the most common in the published contradictions between parties.
PRIORS = {
    Suspicion.SWAPPED: 0.18,
    Suspicion.MISTAKEN: 0.20,
    Suspicion.DROPPED: 0.10,
    Suspicion.EXTRA: 0.08,
    Suspicion.UNIT: 0.04,
    Suspicion.STALE: 0.13,
    Suspicion.OTHER_SCOPE: 0.13,
    Suspicion.INFLATED: 0.14,
}


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One thing that may have happened to a claim.

    Attributes:
        suspicion: what it is.
        value: persons, what was meant, or would have been right.
        odds: share of all hypotheses.
        margin, first, last: whose number is printed, where it belongs to another period or scope.
    """

    suspicion: Suspicion
    value: float
    odds: float
    margin: tuple[int, ...] | None = None
    first: int | None = None
    last: int | None = None


def suspect(fit: GridFit, rows: Indices, printed: Vector, step: Vector) -> list[tuple[Hypothesis, ...]]:
    """The likeliest hypotheses for each of these claims, at most ten, the likeliest first.

    Args:
        rows: (m,) claims of the fit, such as those with ``good`` below a half.
        printed: (m,) persons, the numbers as printed; the fit knows their centres only.
        step: (m,) persons, the rounding unit of each.
    """
    expected = _Expected.of(fit, rows, printed)
    rivals = _rivals(fit, rows)
    found = []
    for at, unit in enumerate(step.tolist()):
        ways = [*_slips(expected, at, unit), *_inflated(expected, at, unit)]
        ways += _same_number(expected, at, unit, rivals[at])
        found.append(_likeliest(ways))
    return found


def _likeliest(ways: Sequence[Hypothesis]) -> tuple[Hypothesis, ...]:
    """The first ten, with their share of all; of more, every number by its likeliest cause only."""
    total = sum(way.odds for way in ways)
    likely = [way for way in sorted(ways, key=lambda way: -way.odds) if way.odds > LEAST_ODDS * total]
    if len(likely) > MOST:
        numbers: dict[float, Hypothesis] = {}
        for way in likely:
            numbers.setdefault(way.value, way)
        likely = list(numbers.values())
    return tuple(replace(way, odds=way.odds / total) for way in likely[:MOST])


@dataclass(frozen=True)
class _Expected:
    """(m,) persons: the printed numbers, what all others predict for them, and one sd of it; for an
    estimate of the account, (m,) share and persons by which the party's printing of it spreads; and the
    numbers that the party told of the same count elsewhere."""

    printed: Vector
    mean: Vector
    sd: Vector
    share: Vector
    wording: Vector
    told: list[list[float]]

    @classmethod
    def of(cls, fit: GridFit, rows: Indices, printed: Vector) -> "_Expected":
        claims = fit.solution.layout.claims.take(rows)
        usual = np.minimum(claims.below, claims.above)
        judged = claims.wording(fit.solution.fitted[rows])  # on the side where the wrong number lies
        variance = np.maximum(fit.spread[rows] ** 2 - judged**2, ONE_PERSON) + usual**2
        share = fit.party_spread[claims.party]
        return cls(
            printed, printed - fit.residual[rows], np.sqrt(variance), share, usual, _told_elsewhere(fit, rows)
        )


def _slips(expected: _Expected, at: int, step: float) -> Iterator[Hypothesis]:
    printed, mean, sd = round(expected.printed[at]), float(expected.mean[at]), float(expected.sd[at])
    told = expected.told[at]
    for meant in meant_by(printed, round(step)) if printed > 0 else []:
        if abs(meant.value - mean) <= FURTHEST * sd:
            suspicion = Suspicion(meant.slip.value)
            likely = _normal(meant.value, mean, sd) * step
            if told:
                repeats = sum(abs(meant.value - number) < step / 2 for number in told) / len(told)
                likely = (1 - REPEATED) * likely + REPEATED * repeats
            yield Hypothesis(suspicion, float(meant.value), PRIORS[suspicion] * meant.probability * likely)


def _told_elsewhere(fit: GridFit, rows: Indices) -> list[list[float]]:
    """The exact numbers that the party of each claim told of the same count in others."""
    claims = fit.solution.layout.claims
    counts = np.column_stack([claims.margin, claims.first, claims.last, claims.stock, claims.party])
    _, count = np.unique(counts, axis=0, return_inverse=True)
    exact = np.flatnonzero(np.minimum(claims.below, claims.above) == 0)
    numbers: dict[int, list[int]] = defaultdict(list)
    for at in exact.tolist():
        numbers[int(count.ravel()[at])].append(at)
    return [
        [float(claims.centre[at]) for at in numbers[int(count.ravel()[row])] if at != row] for row in rows
    ]


def _inflated(expected: _Expected, at: int, step: float) -> Iterator[Hypothesis]:
    printed, mean = float(expected.printed[at]), max(float(expected.mean[at]), 1.0)
    if printed > 0 and abs(math.log(printed / mean)) <= WIDEST:
        chance = step / (printed * 2 * WIDEST)
        yield Hypothesis(Suspicion.INFLATED, mean, PRIORS[Suspicion.INFLATED] * chance)


@dataclass(frozen=True)
class _Rival:
    """A flow whose number may have been printed instead, and what the account has for it."""

    suspicion: Suspicion
    prior: float
    margin: tuple[int, ...]
    first: int
    last: int
    value: float = 0.0
    sd: float = 0.0


def _same_number(expected: _Expected, at: int, step: float, rivals: Sequence[_Rival]) -> Iterator[Hypothesis]:
    """The likeliest rival of each kind, with the odds of all of its kind."""
    best: dict[Suspicion, tuple[float, float, _Rival]] = {}
    for rival in rivals:
        spread = math.hypot(rival.sd, expected.share[at] * rival.value, expected.wording[at], HALF_A_PERSON)
        chance = rival.prior * _normal(float(expected.printed[at]), rival.value, spread) * step
        total, highest, which = best.get(rival.suspicion, (0.0, -1.0, rival))
        best[rival.suspicion] = (total + chance, *max((highest, which), (chance, rival), key=lambda x: x[0]))
    for suspicion, (total, _, rival) in best.items():
        yield Hypothesis(
            suspicion, max(float(expected.mean[at]), 0.0), total, rival.margin, rival.first, rival.last
        )


def _rivals(fit: GridFit, rows: Indices) -> list[list[_Rival]]:
    """For each claim of a flow, its earlier periods and neighbouring margins with their estimates."""
    claims, sizes = fit.solution.layout.claims, fit.solution.layout.margins.sizes
    named: list[list[_Rival]] = [[] for _ in rows]
    for rivals, row in zip(named, rows, strict=True):
        if not claims.stock[row]:
            margin = tuple(int(code) for code in claims.margin[row])
            first, last = int(claims.first[row]), int(claims.last[row])
            rivals += [*_earlier(margin, first, last), *_neighbours(margin, first, last, sizes)]
    every = [rival for rivals in named for rival in rivals]
    if not every:
        return named
    asked = Flows(
        *(np.array([getattr(rival, name) for rival in every]) for name in ("margin", "first", "last"))
    )
    answers = iter(zip(*_estimates(fit, asked), strict=True))
    return [
        [replace(r, value=v, sd=s) for r, (v, s) in zip(rivals, answers, strict=False)] for rivals in named
    ]


def _estimates(fit: GridFit, asked: Flows) -> tuple[list[float], list[float]]:
    found = estimate_flows(fit, asked)
    return found.value.tolist(), found.sd.tolist()


def _earlier(margin: tuple[int, ...], first: int, last: int) -> list[_Rival]:
    """The same margin some days or a whole period before; of a longer period also to an earlier end."""
    length = last - first + 1
    spans = {(first - back, last - back) for back in (length, *EARLIER) if first >= back}
    spans |= {(first, last - back) for back in EARLIER if last - back >= first}
    return [
        _Rival(Suspicion.STALE, PRIORS[Suspicion.STALE] / len(spans), margin, *span) for span in sorted(spans)
    ]


def _neighbours(margin: tuple[int, ...], first: int, last: int, sizes: Sequence[int]) -> list[_Rival]:
    """The margins that differ in one dimension, and those that differ in two."""
    prior, found = PRIORS[Suspicion.OTHER_SCOPE] / 2, []
    for many in (1, 2):
        changed = [
            changed
            for pick in combinations(range(len(sizes)), many)
            for changed in _replaced(margin, pick, sizes)
        ]
        found += [_Rival(Suspicion.OTHER_SCOPE, prior / len(changed), one, first, last) for one in changed]
    return found


def _replaced(
    margin: tuple[int, ...], pick: Sequence[int], sizes: Sequence[int]
) -> Iterator[tuple[int, ...]]:
    """Every margin that differs from this one in just the dimensions picked."""
    if not pick:
        yield margin
        return
    for code in range(sizes[pick[0]] + 1):
        if code != margin[pick[0]]:
            changed = (*margin[: pick[0]], code, *margin[pick[0] + 1 :])
            yield from _replaced(changed, pick[1:], sizes)


def _normal(value: float, mean: float, sd: float) -> float:
    return math.exp(-0.5 * ((value - mean) / sd) ** 2) / (sd * math.sqrt(2 * math.pi))
