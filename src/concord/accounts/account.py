"""The balanced account: what everybody's claims come to together, and how sure that is."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from math import inf
from typing import TYPE_CHECKING

from concord.accounts.left_out import LeftOut
from concord.accounts.margin import Margin
from concord.errors import ConcordError
from concord.evidence import Precision

if TYPE_CHECKING:
    from concord.accounts.solve import Solved

__all__ = [
    "Account",
    "Along",
    "Estimate",
    "Identity",
    "InfeasibleAccount",
    "Position",
    "Series",
    "SeriesPoint",
    "UnknownEstimate",
]


class Along(StrEnum):
    """In what the parts of a whole differ."""

    MEASURE = "measure"
    MANNER = "manner"
    STATUS = "status"
    PLACES = "places"
    PHASE = "phase"
    TIME = "time"


@dataclass(frozen=True, slots=True)
class Identity:
    """A whole is its parts and a rest: exactly so in the estimates.

    ``rest`` is None where the parts leave nothing over.
    """

    whole: Margin
    parts: tuple[Margin, ...]
    along: Along
    rest: Margin | None = None

    def __str__(self) -> str:
        parts = [*self.parts, *filter(None, [self.rest])]
        return f"[{self.whole}] = " + " + ".join(f"[{part}]" for part in parts)


class InfeasibleAccount(ConcordError):
    """Pinned cells contradict an identity; carries the cells, what they were pinned to, and the identity.

    ``identity`` is None where no single whole and its parts say it: a pin below zero, or several sums.
    """

    def __init__(self, cells: Mapping[Margin, float], identity: Identity | None = None) -> None:
        self.cells, self.identity = dict(cells), identity
        told = "; ".join(f"{margin} = {value:,.0f}" for margin, value in cells.items())
        broken = "parts and wholes cannot all hold" if identity is None else f"{identity} cannot hold"
        if not any(0 <= value < inf for value in cells.values()):
            broken = "no number of people is below zero or without an end"
        super().__init__(f"{broken}: {told}")


class UnknownEstimate(ConcordError):
    """The account holds no estimate with that key; carries the key."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"the account holds no estimate {key!r}")


@dataclass(frozen=True, slots=True)
class Position:
    """What one party's own words come to, without any balancing.

    For an implied estimate ``value`` is the plain difference of the party's claims, the
    whole first in ``figures``. The precision is that of the whole.
    """

    party: str | None
    value: float
    figures: tuple[str, ...]
    precision: Precision = Precision.EXACT


@dataclass(frozen=True, slots=True)
class Estimate:
    """Persons of one margin, with 80 % and 95 % intervals.

    Attributes:
        implied: no claim is about this margin; it follows from claims about others.
        identity: by which it is implied; None for a claimed margin or a sum of cells.
        claims: ids of the figures it rests on, those that move it most first.
        positions: each party's own words, in the order of the claims.
    """

    margin: Margin
    value: float
    low80: float
    high80: float
    low95: float
    high95: float
    implied: bool
    identity: Identity | None
    claims: tuple[str, ...]
    positions: tuple[Position, ...]

    @property
    def key(self) -> str:
        """By which the estimate is asked for: the key of its margin."""
        return self.margin.key


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """The running total up to and with a day: persons, with 80 % and 95 % bands."""

    day: date
    value: float
    low80: float
    high80: float
    low95: float
    high95: float


@dataclass(frozen=True, slots=True)
class Series:
    """The balanced running total of a measure since a base date, for a chart.

    ``margin`` is the total of the whole time; ``claims`` are the keys of the estimates of
    running totals since about the same day, whose positions are the parties' own points.
    """

    margin: Margin
    points: tuple[SeriesPoint, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One balanced account: a pure function of the figures, the situation and the day asked for.

    Attributes:
        estimates: claimed margins and what they imply, in a fixed order.
        identities: the sums that tie them together.
        left_out: every figure that is not used, with the reason.
        plausible: for each claim used, the probability that it is not grossly wrong.
        series: running totals for charts.
        as_of: the day the account is asked for; None for all that is known.
    """

    estimates: tuple[Estimate, ...]
    identities: tuple[Identity, ...]
    left_out: tuple[LeftOut, ...]
    plausible: Mapping[str, float]
    series: tuple[Series, ...]
    as_of: date | None = None
    solved: tuple["Solved", ...] = field(default=(), repr=False, compare=False)

    def estimate(self, key: str) -> Estimate:
        """The estimate with that key.

        Raises:
            UnknownEstimate: there is none.
        """
        for estimate in self.estimates:
            if estimate.key == key:
                return estimate
        raise UnknownEstimate(key)

    def of(self, margin: Margin) -> Estimate | None:
        """The estimate of exactly that margin, if there is one."""
        return next((estimate for estimate in self.estimates if estimate.margin == margin), None)
