"""Scope: whom, where and when a figure counts, and how two scopes lie to each other.

Two figures can contradict each other only if they speak of the same people, or if the
people of one are certainly among those of the other. What is not told decides here:

- status, sex and age, place, phase, manner untold: no limit, so everybody;
- ``mixed`` status: some statuses together, unknown which; it lies only in itself and in everybody;
- country untold: unknown (the words may mean several countries), so it equals only itself;
- nationality untold: that of the situation's people;
- a base date untold: unknown. Two untold bases count as one, which is safe only between
  claims of one party; ``Scope.dated`` tells whether the whole period is known;
- an end untold: the day the claim was made, for stocks and for totals that still run;
- a start means its first day ("since 2023" is since 1 January); an end of a whole month or
  year is its last day; an as-of date of lower precision is any day in it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from concord.evidence import Figure, Kind, PartialDate, Unit
from concord.situation.names import fold

__all__ = ["Difference", "Nesting", "Scope", "differences", "inside", "same", "scope_of", "why_apart"]

_JOINED = re.compile(r",|،|;|\band\b|\sو\s|\sاو\s|\sاور\s")

Holders = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Nesting:
    """Which codes are certainly part of which: each code with all those that hold it.

    ``spelled`` gives the code of a place by its folded spellings; ``people`` is the
    nationality that a figure of the situation means when it names none; ``stocks`` are the
    measures that count a level at a moment unless the words say otherwise.
    """

    measures: Holders = field(default_factory=dict)
    statuses: Holders = field(default_factory=dict)
    places: Holders = field(default_factory=dict)
    spelled: Mapping[str, str] = field(default_factory=dict)
    people: str | None = None
    stocks: frozenset[str] = frozenset()


class Difference(StrEnum):
    """One way in which two scopes are not the same."""

    UNIT = "unit"
    KIND = "kind"
    PROJECTED = "projected"
    MEASURE = "measure"
    NATIONALITY = "nationality"
    COUNTRY = "country"
    PLACE = "place"
    STATUS = "status"
    SEX_AGE = "sex_age"
    MANNER = "manner"
    PHASE = "phase"
    BASE_DATE = "base_date"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Whom, where and when a figure counts; None and no place as told in the module's words.

    ``places`` are codes where the situation knows the place, else the folded words.
    """

    measure: str
    unit: Unit = Unit.INDIVIDUALS
    kind: Kind | None = None
    projected: bool = False
    nationality: str | None = None
    country: str | None = None
    places: frozenset[str] = frozenset()
    status: str | None = None
    sex_age: str | None = None
    manner: str | None = None
    phase: str | None = None
    start: PartialDate | None = None
    end: PartialDate | None = None

    @property
    def since(self) -> date | None:
        """The first day of the period, None where the base is untold."""
        return None if self.start is None else self.start.first

    @property
    def until(self) -> tuple[date, date] | None:
        """The earliest and latest day that the end may be, None where untold."""
        if self.end is None:
            return None
        whole = self.start is not None and self.start.first == self.end.first
        return (self.end.last if whole else self.end.first, self.end.last)

    @property
    def dated(self) -> bool:
        """The words, or the day they were said, give the whole period."""
        return self.end is not None and (self.start is not None or self.kind is Kind.STOCK)


def scope_of(figure: Figure, nesting: Nesting) -> Scope:
    """The scope that the figure's own fields tell."""
    kind = figure.kind or (Kind.STOCK if figure.measure in nesting.stocks else Kind.FLOW)
    return Scope(
        measure=figure.measure,
        unit=figure.unit,
        kind=kind,
        projected=figure.projected,
        nationality=figure.nationality or nesting.people,
        country=figure.country,
        places=_places(figure.place, nesting),
        status=figure.status,
        sex_age=figure.sex_age,
        manner=figure.manner,
        phase=figure.phase,
        start=None if kind is Kind.STOCK else figure.period_start,
        end=_end(figure, kind),
    )


def differences(a: Scope, b: Scope) -> tuple[Difference, ...]:
    """Every way in which the scopes differ, in the order of the enum."""
    unlike = {
        Difference.UNIT: a.unit is not b.unit,
        Difference.KIND: a.kind is not b.kind,
        Difference.PROJECTED: a.projected is not b.projected,
        Difference.MEASURE: a.measure != b.measure,
        Difference.NATIONALITY: a.nationality != b.nationality,
        Difference.COUNTRY: a.country != b.country,
        Difference.PLACE: a.places != b.places,
        Difference.STATUS: a.status != b.status,
        Difference.SEX_AGE: a.sex_age != b.sex_age,
        Difference.MANNER: a.manner != b.manner,
        Difference.PHASE: a.phase != b.phase,
        Difference.BASE_DATE: a.since != b.since,
        Difference.END: a.until != b.until,
    }
    return tuple(way for way, differs in unlike.items() if differs)


def same(a: Scope, b: Scope) -> bool:
    """The two speak of the same people at the same time."""
    return not differences(a, b)


def inside(a: Scope, b: Scope, nesting: Nesting) -> bool:
    """Everybody whom a counts is certainly counted by b: a partial order of scopes."""
    return not _obstacles(a, b, nesting)


def why_apart(a: Scope, b: Scope, nesting: Nesting) -> Difference | None:
    """The first reason why neither scope lies in the other; None if one does."""
    if inside(a, b, nesting) or inside(b, a, nesting):
        return None
    there = _obstacles(a, b, nesting)
    return next((way for way in there if way in _obstacles(b, a, nesting)), there[0])


def _obstacles(a: Scope, b: Scope, nesting: Nesting) -> tuple[Difference, ...]:
    """The differences that keep a from lying in b."""
    return tuple(way for way in differences(a, b) if not _narrows(way, a, b, nesting))


def _narrows(way: Difference, a: Scope, b: Scope, nesting: Nesting) -> bool:
    """In this way, in which they differ, a is the narrower of the two."""
    match way:
        case Difference.MEASURE:
            return b.measure in nesting.measures.get(a.measure, ())
        case Difference.STATUS:
            return b.status is None or b.status in nesting.statuses.get(a.status or "", ())
        case Difference.SEX_AGE | Difference.MANNER | Difference.PHASE:
            return getattr(b, way.value) is None
        case Difference.PLACE:
            return not b.places or (bool(a.places) and all(_held(place, b, nesting) for place in a.places))
        case Difference.BASE_DATE:
            return a.since is not None and b.since is not None and a.since > b.since
        case Difference.END:
            return a.kind is Kind.FLOW and _ends_before(a, b)
        case _:
            return False


def _held(place: str, b: Scope, nesting: Nesting) -> bool:
    return place in b.places or not b.places.isdisjoint(nesting.places.get(place, ()))


def _ends_before(a: Scope, b: Scope) -> bool:
    return a.until is not None and b.until is not None and a.until[1] <= b.until[0]


def _end(figure: Figure, kind: Kind) -> PartialDate | None:
    """The end as told; for a level or a running total the day it was said."""
    runs = kind is Kind.STOCK or figure.cumulative is True or figure.period_start is not None
    return figure.said if figure.period_end is None and runs else figure.period_end


def _places(words: str | None, nesting: Nesting) -> frozenset[str]:
    """The places that the words name, "Torkham and Chaman" being two."""
    if words is None:
        return frozenset()
    if fold(words) in nesting.spelled:
        return frozenset({nesting.spelled[fold(words)]})
    parts = map(fold, _JOINED.split(words))
    return frozenset(nesting.spelled.get(part, part) for part in parts if part)
