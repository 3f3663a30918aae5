"""Figures as claims about days: which can be used, over which crossings and statuses, and which not.

A figure counts here if it is a flow of individuals with a first and a last day, its place one of
the crossings asked for or the whole country, its status one of those asked for or all of them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from concord.anticipate import Claim, Grid, OutsideTheGrid
from concord.evidence import Figure, Kind, Precision, Unit
from concord.situation import Situation

__all__ = ["ALL", "ELSEWHERE", "OTHER", "Asked", "FigureReader", "Unused"]

ELSEWHERE, OTHER, ALL = "elsewhere", "other", "all"
SEVERAL = re.compile(r"\s*(?:,|;|&|/|\band\b)\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a nowcast is asked for.

    Attributes:
        measure: one at a time; figures of its parts are not mixed in.
        crossings, statuses: names, empty for all of them together.
        first, last: days, None for those of the claims.
    """

    measure: str = "returned"
    crossings: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Unused:
    """A figure that a nowcast could not use, and why."""

    name: str
    reason: str


class FigureReader:
    """Figures as claims over the crossings and statuses asked for."""

    def __init__(self, situation: Situation, asked: Asked) -> None:
        self.situation, self.asked = situation, asked
        self.crossings = {self.place(name): name for name in asked.crossings}

    def place(self, name: str) -> str:
        """The code of a place, or the word itself where the situation does not know it."""
        found = self.situation.place_named(name)
        return name if found is None else found.code

    def read(self, figures: Iterable[Figure], names: Mapping[str, str]) -> tuple[list[Claim], list[Unused]]:
        """Claims, and those figures of the measure that are none."""
        claims: list[Claim] = []
        unused: list[Unused] = []
        for figure in figures:
            name = names.get(figure.id, figure.id[:10])
            claim = self.claim(figure, name)
            if isinstance(claim, Claim):
                claims.append(claim)
            elif figure.measure == self.asked.measure:
                unused.append(Unused(name, claim))
        return claims, unused

    def claim(self, figure: Figure, name: str) -> Claim | str:
        """The claim, or why there is none."""
        reason = self.wrong(figure)
        if reason:
            return reason
        crossings, status = self.scope(figure.place), figure.status
        if isinstance(crossings, str):
            return crossings
        if status is not None and status not in self.asked.statuses:
            return f"status {status} is not among those asked for"
        start, end = _days(figure)
        return Claim(
            start=start,
            end=end,
            value=float(figure.value),
            high=None if figure.value_high is None else float(figure.value_high),
            precision=figure.precision,
            party=figure.party or "unknown party",
            told=None if figure.said is None else max(figure.said.last, end),
            crossings=crossings,
            statuses=None if status is None else (status,),
            name=name,
        )

    def wrong(self, figure: Figure) -> str | None:
        """Why a figure says nothing about days, if it does not."""
        checks = (
            (figure.measure == self.asked.measure, f"measure {figure.measure}"),
            (figure.kind is not Kind.STOCK, "a stock"),
            (figure.unit is Unit.INDIVIDUALS, f"counted in {figure.unit.value}"),
            (not figure.projected, "a plan or forecast, not something that happened"),
            (figure.precision is not Precision.VAGUE, "vague"),
            (figure.sex_age is None, "only a part by sex or age"),
            (figure.period_start is not None, "no first day"),
            (figure.period_end is not None, "no last day"),
            (self.asked.country in (None, figure.country), f"another country, {figure.country}"),
        )
        reason = next((reason for holds, reason in checks if not holds), None)
        if reason is None:
            start, end = _days(figure)
            return "ends before it starts" if end < start else None
        return reason

    def scope(self, place: str | None) -> tuple[str, ...] | str | None:
        """Crossings of a place as written, None for the whole country, or why it cannot be used."""
        if place is None:
            return None
        codes = [self.place(part) for part in SEVERAL.split(place) if part]
        whole = self.place(place)
        if whole in self.crossings:
            return (self.crossings[whole],)
        if all(code in self.crossings for code in codes):
            return tuple(self.crossings[code] for code in codes)
        found = self.situation.place(whole)
        if found is not None and found.kind == "country":
            return None
        return f"place {place} is not among the crossings asked for"

    def grid(self, claims: Sequence[Claim]) -> Grid:
        """The days and series that hold the claims."""
        first = self.asked.first or min(claim.start for claim in claims)
        last = self.asked.last or max(claim.end for claim in claims)
        if last < first:
            raise OutsideTheGrid("the days asked for", first, last)
        whole = any(claim.crossings is None for claim in claims)
        every = any(claim.statuses is None for claim in claims)
        crossings, statuses = self.asked.crossings, self.asked.statuses
        return Grid(
            first,
            last,
            (*crossings, ELSEWHERE) if crossings and whole else crossings or (ALL,),
            (*statuses, OTHER) if statuses and every else statuses or (ALL,),
        )


def _days(figure: Figure) -> tuple[date, date]:
    """First and last day that the period may mean; no period for none."""
    if figure.period_start is None or figure.period_end is None:
        return date.max, date.min
    return figure.period_start.first, figure.period_end.last
