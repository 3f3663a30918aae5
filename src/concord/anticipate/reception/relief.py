"""What removes every breach at once: the same days on a site that has what it needs.

One lack hides behind another: with more counters people come in faster and places run out
sooner. So needs are counted where nobody waits: first with counters and buses enough and no
limit of places, then with as much of everything as the most people on that site ask for; and a
last run shows that nothing is broken then.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from concord.anticipate.reception.judged import BROKEN, Judged
from concord.anticipate.reception.simulate import Course, simulate
from concord.anticipate.reception.site import Site
from concord.anticipate.reception.standards import judge
from concord.situation import Standard

__all__ = ["Plan", "plan"]

TRIES = 6
MORE = 1.1  # times as many counters or buses, where those counted were not enough
FIELDS = {
    "living-space": "covered_m2",
    "living-space-cold": "covered_m2",
    "settlement-area": "area_m2",
    "settlement-area-shared": "area_m2",
    "water": "water_litres",
    "tap": "taps",
    "handpump": "handpumps",
    "open-well": "wells",
    "toilets-first": "toilets",
    "toilets": "toilets",
    "bathing": "bathing",
    "laundry": "laundry",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """A site as it is, and as it would have to be.

    Attributes:
        course: the site as it is; judged: its standards, with what removes each breach.
        relieved: the site with everything it needs; left: what is broken even then.
    """

    course: Course
    judged: tuple[Judged, ...]
    relieved: Site
    left: tuple[Judged, ...]


def plan(site: Site, arrivals: Sequence[float], standards: Iterable[Standard], *, seed: int = 1) -> Plan:
    """Run a site through days of arrivals, find what breaks, and what would have held."""
    standards = tuple(standards)
    course = simulate(site, arrivals, seed=seed)
    open_site = _flowing(site, course)
    flowing = simulate(open_site, arrivals, seed=seed)
    for _ in range(TRIES):
        relieved = _equipped(open_site, flowing, standards)
        after = simulate(relieved, arrivals, seed=seed)
        left = tuple(one for one in judge(after, standards) if one.state == BROKEN)
        slow = {one.code for one in left} & {"places", "counters", "buses", "transit-stay"}
        if not slow:
            break
        open_site = replace(
            open_site,
            counters=math.ceil(open_site.counters * MORE),
            buses=None if open_site.buses is None else math.ceil(open_site.buses * MORE),
        )
        flowing = simulate(open_site, arrivals, seed=seed)
    judged = judge(
        course, standards, relieved=relieved, most=float((flowing.occupancy + flowing.waiting).max())
    )
    return Plan(course, tuple(judged), relieved, left)


def _flowing(site: Site, course: Course) -> Site:
    """The site with counters and buses enough for its busiest day, and places for all."""
    needed = {one.code: one.needed for one in judge(course, ())}
    counters = max(site.counters, math.ceil(needed["counters"] or 1))
    buses = None if site.buses is None else max(site.buses, math.ceil(needed["buses"] or 1))
    return replace(site, counters=counters, buses=buses, places=None)


def _equipped(site: Site, flowing: Course, standards: Sequence[Standard]) -> Site:
    """As much of everything that was told as the most people ask for."""
    judged = {one.code: one for one in judge(flowing, standards)}
    most = math.ceil(float((flowing.occupancy + flowing.waiting).max(initial=0.0)))
    told: dict[str, Any] = {
        FIELDS[code]: max(one.needed or 0.0, one.has or 0.0)
        for code, one in judged.items()
        if code in FIELDS and one.has is not None
    }
    return replace(site, **told, places=most)
