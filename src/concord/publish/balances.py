"""What a briefing tells of the account: estimates with intervals, and running totals over time."""

from dataclasses import dataclass
from datetime import date

from concord.evidence import Precision

__all__ = ["Balance", "BandPoint", "Course", "Interval", "Line", "OwnWords", "Point"]


@dataclass(frozen=True, slots=True)
class Interval:
    """Where the true number lies with a stated probability, persons."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWords:
    """What one party's own claims come to, without balancing; ``value`` is None where withheld."""

    party: str
    value: float | None
    precision: Precision
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balance:
    """One balanced estimate of persons.

    Attributes:
        key: by which the account knows it; its address stays while the account asks for it.
        what: whom, where and when it counts, in words.
        likely, wide: the 80 % and the 95 % interval.
        basis: how it was found: claimed, or implied and by what.
        claims: those it rests on, the one that moves it most first.
        own: what each party's own words come to.
    """

    key: str
    what: str
    value: float
    likely: Interval
    wide: Interval
    basis: str
    claims: tuple[str, ...]
    own: tuple[OwnWords, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A claim on the chart: the day up to which it counts, and its value."""

    on: date
    value: float
    claim: str


@dataclass(frozen=True, slots=True)
class Line:
    """The claims of one party over time about the people of one band; ``party`` is its name."""

    party: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class BandPoint:
    """The balanced estimate of one day."""

    on: date
    value: float
    likely: Interval
    wide: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One running total over time: what the parties claim, and the balanced band.

    ``what`` is its whole scope in words, ``name`` a few of them for the picture.
    """

    what: str
    name: str
    lines: tuple[Line, ...]
    band: tuple[BandPoint, ...]
