"""What a seat sees of a site: its own party everything, everybody else coarser and later, by rule.

The rules are those of disclosure control (``concord.publish.disclosure``): a site is told for its province,
without its name; days wait until the delay is over; days with too few people to be told are left out, and
groups of sex and age, arrivals and the words of reasons stay with the party that reports. Standards are
worked out over the days that may be seen, so that nothing shown was computed from what is not.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from concord.evidence import Unit
from concord.publish.disclosure import Rules, withheld
from concord.publish.disclosure.coarse import applies, wider
from concord.publish.disclosure.rules import Coarse, Delayed
from concord.sites import Site, SiteDay, Standing, Verdict, day_row, standard_row, standings
from concord.situation import Place, Situation

__all__ = ["SiteView", "seen_by_others", "seen_by_own"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteView:
    """A site as somebody may see it.

    Attributes:
        number: under which it is found. name: what it is called, or None where only the place is told.
        place: the place, or the wider one. own: seen by the party that reports.
        until: the last day that may be seen. withheld: days left out because few people were there.
        days: in the order of the calendar.
    """

    number: int
    site: Site
    name: str | None
    place: Place | None
    own: bool
    until: date
    days: tuple[SiteDay, ...]
    standings: tuple[Standing, ...]
    withheld: int = 0

    @property
    def latest(self) -> SiteDay | None:
        """The last day told."""
        return self.days[-1] if self.days else None

    @property
    def broken(self) -> tuple[Standing, ...]:
        """The standards that are broken now."""
        return tuple(one for one in self.standings if one.verdict is Verdict.BROKEN)

    def standard_rows(self) -> list[dict[str, Any]]:
        """The standards as every form of answer tells them."""
        return [standard_row(one) for one in self.standings]

    def day_rows(self) -> list[dict[str, Any]]:
        """The days as every form of answer tells them."""
        return [day_row(one) for one in self.days]


def seen_by_own(
    number: int, site: Site, days: Iterable[SiteDay], situation: Situation, today: date
) -> SiteView:
    """Everything."""
    told = _sorted(days)
    return SiteView(
        number=number,
        site=site,
        name=site.name,
        place=situation.place(site.place),
        own=True,
        until=today,
        days=told,
        standings=standings(site, told, situation.standards),
    )


def seen_by_others(
    number: int, site: Site, days: Iterable[SiteDay], situation: Situation, rules: Rules, today: date
) -> SiteView:
    """What leaves the reporting party: a wider place, no name, later, and no small counts."""
    place = situation.place(site.place)
    until = _until(rules, place, today)
    ready = [one for one in _sorted(days) if one.day <= until]
    told = tuple(one for one in ready if one.people is None or not withheld(one.people, Unit.INDIVIDUALS))
    coarse = any(_about_sites(rule, place) for rule in rules.coarse)
    return SiteView(
        number=number,
        site=replace(site, name=""),
        name=None if coarse else site.name,
        place=_wider(place, situation, rules),
        own=False,
        until=until,
        days=tuple(_kept_back(one) for one in told),
        standings=tuple(
            replace(one, reason="") for one in standings(site, told, situation.standards)
        ),
        withheld=len(ready) - len(told),
    )  # fmt: skip


def _until(rules: Rules, place: Place | None, today: date) -> date:
    """The last day whose delay is over; a site waits as sites do, whatever kind of place it is known by."""
    days = max((rule.days for rule in rules.delayed if _about_sites(rule, place)), default=0)
    return today - timedelta(days=days)


def _about_sites(rule: Coarse | Delayed, place: Place | None) -> bool:
    return applies(rule, "", [place]) or bool({"site", "camp"} & set(rule.place_kinds))


def _wider(place: Place | None, situation: Situation, rules: Rules) -> Place | None:
    """The widest place that any rule about sites asks for."""
    told = place
    for rule in rules.coarse:
        if _about_sites(rule, place):
            told = wider(told, None, rule.to, situation)
    return told


def _kept_back(day: SiteDay) -> SiteDay:
    """Without groups, arrivals and words: small counts would stand there, or follow from them."""
    return replace(day, reason="", women=None, men=None, girls=None, boys=None, arrived=None, left=None)


def _sorted(days: Iterable[SiteDay]) -> tuple[SiteDay, ...]:
    return tuple(sorted(days, key=lambda one: one.day))
