"""What a nowcast is made from: claims of parties, totals of the balanced account, deadlines, closures.

A claim is known from the day it was told. Asked as of a day, later claims do not exist; of one
party's claims about one scope and period the last told stands (a revision), and a figure that
only repeats another party's is its echo and counts once.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from concord.anticipate.grid import Names
from concord.evidence import Precision

__all__ = ["Claim", "Closure", "Total", "centre", "known", "rounding", "step"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """So many people between two days, both counted, in the words of one party.

    Attributes:
        start, end: first and last day; a cumulative claim starts on its base date.
        value, high: persons; ``high`` only for a range.
        party: whose word it is, the echoed party's for an echo.
        told: the day it was told; None means on its last day.
        crossings, statuses: its scope, None for all.
        name: what people call it.
    """

    start: date
    end: date
    value: float
    party: str
    high: float | None = None
    precision: Precision = Precision.EXACT
    told: date | None = None
    crossings: Names = None
    statuses: Names = None
    name: str = "claim"

    @property
    def known_from(self) -> date:
        """The day from which it can be used."""
        return self.end if self.told is None else self.told


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """A figure of the balanced account, which the days have to sum to exactly."""

    start: date
    end: date
    value: float
    crossings: Names = None
    statuses: Names = None
    name: str = "total"


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """Days on which crossings let nobody through, None for all crossings."""

    start: date
    end: date
    crossings: Names = None


def known(claims: Iterable[Claim], as_of: date | None = None) -> list[Claim]:
    """The claims that stood at the end of a day: revisions in the place of what they revise, echoes once.

    >>> first = Claim(start=date(2025, 4, 1), end=date(2025, 4, 7), value=5500, party="gov-pk")
    >>> revised = Claim(start=first.start, end=first.end, value=5568, party="gov-pk", told=date(2025, 4, 9))
    >>> [claim.value for claim in known([revised, first], as_of=date(2025, 4, 8))]
    [5500]
    >>> [claim.value for claim in known([revised, first])]
    [5568]
    """
    told = sorted(
        (claim for claim in claims if as_of is None or claim.known_from <= as_of),
        key=lambda claim: (claim.known_from, claim.name),
    )
    return list({_scope(claim): claim for claim in told}.values())


def centre(claim: Claim) -> float:
    """The number that the words stand for: half a step above *more than*, half below *at most*.

    >>> told = dict(start=date(2025, 4, 1), end=date(2025, 4, 10), party="unhcr")
    >>> centre(Claim(value=14_000, precision=Precision.AT_LEAST, **told))
    14500.0
    """
    match claim.precision:
        case Precision.AT_LEAST:
            return claim.value + step(claim.value) / 2
        case Precision.AT_MOST:
            return max(claim.value - step(claim.value) / 2, 0.0)
        case _:
            return claim.value if claim.high is None else (claim.value + claim.high) / 2


def rounding(claim: Claim) -> float:
    """One standard deviation in persons of what the wording leaves open, half a person at least."""
    if claim.high is not None:
        return max((claim.high - claim.value) / math.sqrt(12), 0.5)
    match claim.precision:
        case Precision.EXACT:
            return 0.5
        case Precision.ABOUT | Precision.RANGE:
            return max(step(claim.value) / math.sqrt(12), 0.5)
        case _:
            return max(step(claim.value) / 2, 0.5)


def step(value: float) -> float:
    """The unit of the last digit that is not nought: what the number was evidently rounded to.

    >>> [step(value) for value in (84_000, 1_250, 907_391, 0)]
    [1000.0, 10.0, 1.0, 1.0]
    """
    whole = round(value)
    if whole == 0:
        return 1.0
    zeros = len(str(whole)) - len(str(whole).rstrip("0"))
    return float(10**zeros)


def _scope(claim: Claim) -> tuple[object, ...]:
    return (claim.party, _set(claim.crossings), _set(claim.statuses), claim.start, claim.end)


def _set(names: Sequence[str] | None) -> frozenset[str] | None:
    return None if names is None else frozenset(names)
