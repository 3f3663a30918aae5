"""When a site first breaks each standard, and what removes it.

The standards are those of the situation's table (Sphere 2018 and earlier editions, UNHCR's
Emergency Handbook), indicators to read in context and not law: a number below its threshold
wants its reason and its trend. What a site does not tell stays unknown and is not judged.
"""

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.reception.capacities import buses, counters, places, stay
from concord.anticipate.reception.judged import BROKEN, HOLDS, UNKNOWN, Judged, breach
from concord.anticipate.reception.simulate import Course
from concord.anticipate.reception.site import Site
from concord.situation import Standard

__all__ = ["judge"]

Vector = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Rule:
    """How a standard is judged: so many persons for one, or so much for a person."""

    code: str
    thing: str
    has: Callable[[Site], float | None]
    each: bool = False  # so much for a person, not so many persons for one
    applies: Callable[[Site], bool] = lambda site: True


RULES = (
    _Rule("living-space", "m2 of covered floor", lambda s: s.covered_m2, True, lambda s: not s.cold),
    _Rule("living-space-cold", "m2 of covered floor", lambda s: s.covered_m2, True, lambda s: s.cold),
    _Rule("settlement-area", "m2 of settlement", lambda s: s.area_m2, True, lambda s: not s.services_outside),
    _Rule(
        "settlement-area-shared", "m2 of settlement", lambda s: s.area_m2, True, lambda s: s.services_outside
    ),
    _Rule("water", "litres of water a day", lambda s: s.water_litres, True),
    _Rule("water-survival", "litres of water a day", lambda s: s.water_litres, True),
    _Rule("tap", "taps", lambda s: s.taps),
    _Rule("handpump", "handpumps", lambda s: s.handpumps),
    _Rule("open-well", "open wells", lambda s: s.wells),
    _Rule("toilets-first", "toilets", lambda s: s.toilets, False, lambda s: not s.settled),
    _Rule("toilets", "toilets", lambda s: s.toilets, False, lambda s: s.settled),
    _Rule("bathing", "bathing places", lambda s: s.bathing),
    _Rule("laundry", "laundry places", lambda s: s.laundry),
)


def judge(
    course: Course, standards: Iterable[Standard], *, relieved: Site | None = None, most: float | None = None
) -> list[Judged]:
    """Every standard that applies to the site, those broken first, in the order of their breach.

    Args:
        relieved: the site with all it needs, from which counters and buses are told.
        most: persons there at once when nobody waits; what is needed is needed for them.
    """
    known = {standard.code: standard for standard in standards}
    site, present = course.site, course.occupancy + course.waiting
    most = float(present.max(initial=0.0)) if most is None else most
    judged = [places(course, most), counters(course, relieved), buses(course, relieved)]
    for rule in RULES:
        if rule.code in known and rule.applies(site):
            judged.append(_ratio(rule, known[rule.code], site, present, most))
    judged += list(_observed(site, known))
    if "transit-stay" in known:
        judged.append(stay(course, known["transit-stay"]))
    order = {BROKEN: 0, HOLDS: 1, UNKNOWN: 2}
    return sorted(judged, key=lambda one: (order[one.state], one.first_broken or 0))


def _ratio(rule: _Rule, standard: Standard, site: Site, present: Vector, most: float) -> Judged:
    """A standard of so many persons for one thing, or so much of a thing for a person."""
    has, threshold, peak = rule.has(site), standard.threshold, float(present.max(initial=0.0))
    needed = math.ceil((most * threshold if rule.each else most / threshold) - 1e-9)
    told = Judged(
        code=standard.code,
        label=standard.label,
        unit=standard.unit,
        threshold=threshold,
        persons=peak,
        has=has,
        needed=needed,
    )
    if has is None:
        remedy = f"nobody told how many {rule.thing}; {needed:,} do for the most there"
        return replace(told, state=UNKNOWN, remedy=remedy)
    first, hours = breach(present > (has / threshold if rule.each else has * threshold))
    worst = _share(has, peak) if rule.each else _share(peak, has)
    if first is None:
        return replace(told, worst=worst)
    lack = f"{needed - has:,.0f} more {rule.thing} ({needed:,} in place of {has:,.0f})"
    remedy = lack if needed > has else "enough for those who stay: it is the queue that breaks it"
    return replace(told, state=BROKEN, first_broken=first, hours_broken=hours, worst=worst, remedy=remedy)


def _observed(site: Site, known: dict[str, Standard]) -> Iterator[Judged]:
    """Standards that do not change with the number of people here."""
    ratio = None
    if site.toilets is not None and site.toilets_women is not None and site.toilets > site.toilets_women:
        ratio = site.toilets_women / (site.toilets - site.toilets_women)
    values = {
        "water-distance": site.water_distance_m,
        "water-queue": site.water_queue_min,
        "toilets-for-women": ratio,
    }
    return (_fixed(known[code], value) for code, value in values.items() if code in known)


def _fixed(standard: Standard, value: float | None) -> Judged:
    threshold = standard.threshold
    told = Judged(
        code=standard.code,
        label=standard.label,
        unit=standard.unit,
        threshold=threshold,
        worst=value,
        has=value,
        needed=threshold,
    )
    if value is None:
        return replace(told, state=UNKNOWN, remedy="nobody told; go and measure")
    holds = {">=": value >= threshold, "<=": value <= threshold, "<": value < threshold}
    if holds[standard.comparison]:
        return told
    remedy = f"{value:,.1f} now; should be {standard.comparison} {threshold:g} {standard.unit}"
    return replace(told, state=BROKEN, first_broken=1, remedy=remedy)


def _share(amount: float, among: float) -> float | None:
    return amount / among if among else None
