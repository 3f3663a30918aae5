"""When a site first breaks each standard, and what removes it.

The standards are those of the situation's table (Sphere 2018 and earlier editions, UNHCR's
Emergency Handbook), indicators to read in context and not law: a number below its threshold
wants its reason and its trend. What a site does not tell stays unknown and is not judged.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from concord.anticipate.reception.simulate import HOURS, Course
from concord.anticipate.reception.site import Site
from concord.situation import Standard

__all__ = ["Judged", "judge"]

Vector = NDArray[np.float64]

SUSTAINED = 6  # hours in a row before a peak counts as a breach
QUEUE = "waiting-for-a-place"


@dataclass(frozen=True, slots=True)
class Judged:
    """One standard at one site.

    Attributes:
        code, label, unit, threshold: of the standard.
        state: holds, broken or unknown.
        first_broken: day from 1, and None where it never is; hours_broken: in all.
        worst: the worst value; persons: how many were on site then.
        needed: how much there must be for the standard to hold throughout; has: how much there is.
        remedy: the same in words.
    """

    code: str
    label: str
    unit: str
    threshold: float | None
    state: str
    first_broken: int | None
    hours_broken: int
    worst: float | None
    persons: float
    has: float | None
    needed: float | None
    remedy: str


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


def judge(course: Course, standards: Iterable[Standard]) -> list[Judged]:
    """Every standard that applies to the site, those broken first, in the order of their breach."""
    known = {standard.code: standard for standard in standards}
    site = course.site
    present = course.occupancy + course.waiting
    judged = [_places(course), _counters(course), _buses(course)]
    for rule in RULES:
        if rule.code in known and rule.applies(site):
            judged.append(_ratio(rule, known[rule.code], site, present))
    judged += [_fixed(site, known[code], value) for code, value in _observed(site) if code in known]
    if "transit-stay" in known:
        judged.append(_stay(course, known["transit-stay"]))
    order = {"broken": 0, "holds": 1, "unknown": 2}
    return sorted(judged, key=lambda one: (order[one.state], one.first_broken or 0))


def _ratio(rule: _Rule, standard: Standard, site: Site, present: Vector) -> Judged:
    """A standard of so many persons for one thing, or so much of a thing for a person."""
    has, threshold, peak = rule.has(site), float(standard.threshold), float(present.max(initial=0.0))
    needed = peak * threshold if rule.each else peak / threshold
    needed = math.ceil(needed - 1e-9)
    if has is None:
        remedy = f"not told how many {rule.thing} there are; {needed:,} would do at the peak"
        return _judged(standard, "unknown", None, 0, None, peak, None, needed, remedy)
    bears = has / threshold if rule.each else has * threshold
    first, hours = _breach(present > bears)
    worst = _share(has, peak) if rule.each else _share(peak, has)
    if first is None:
        return _judged(standard, "holds", None, 0, worst, peak, has, needed, "nothing")
    remedy = f"{needed - has:,.0f} more {rule.thing} ({needed:,} in place of {has:,.0f})"
    return _judged(standard, "broken", first, hours, worst, peak, has, needed, remedy)


def _places(course: Course) -> Judged:
    """People who have been registered, or wait for it, and have no place to sleep."""
    site = course.site
    night = (np.arange(course.waiting.size) + 1) % HOURS < SUSTAINED
    without = np.where(night, course.waiting, 0.0)
    peak = float((course.occupancy + course.waiting).max(initial=0.0))
    needed = math.ceil(peak)
    broken = np.flatnonzero(without > 0)
    if site.places is None:
        remedy = f"no limit was told; {needed:,} places hold the peak"
        return _named(
            "places",
            "A place to sleep for everybody",
            "persons without a place at night",
            "unknown",
            None,
            0,
            None,
            peak,
            None,
            needed,
            remedy,
        )
    first = int(broken[0]) // HOURS + 1 if broken.size else None
    state, remedy = "holds", "nothing"
    if first is not None:
        state = "broken"
        remedy = (
            f"{max(needed - site.places, 0):,.0f} more places ({needed:,} in place of {site.places:,.0f})"
        )
        if needed <= site.places:
            remedy = "more counters: there are places, but families wait to be registered"
    return _named(
        "places",
        "A place to sleep for everybody",
        "persons without a place at night",
        state,
        first,
        int(broken.size),
        float(without.max(initial=0.0)),
        peak,
        site.places,
        needed,
        remedy,
    )


def _counters(course: Course) -> Judged:
    """Families that come on a day can be registered on that day."""
    site = course.site
    per_day = site.open_hours * 60 / site.minutes_a_family
    families = course.arrived / site.family_mean
    over = families > per_day * site.counters
    needed = max(math.ceil(float(families.max(initial=0.0)) / per_day), 1)
    first = int(np.argmax(over)) + 1 if over.any() else None
    more = needed - site.counters
    remedy = f"{more:,} more counters ({needed:,} in place of {site.counters:,})" if first else "nothing"
    worst = float(course.waits.max(initial=0.0))
    return _named(
        "counters",
        "Registered on the day of arrival",
        "hours that a family waited at most",
        "broken" if first else "holds",
        first,
        int(over.sum()) * HOURS,
        worst,
        float(course.arrived.max(initial=0.0)),
        site.counters,
        needed,
        remedy,
    )


def _buses(course: Course) -> Judged:
    """Seats for those whose stay is over."""
    site = course.site
    leaving = float(course.arrived.max(initial=0.0))
    # A bus goes with whole families only: the last seats, half a family on average, stay empty.
    filled = max(site.seats - site.family_mean / 2, 1.0)
    needed = math.ceil(leaving / filled)
    if site.buses is None:
        remedy = f"not told; {needed:,} departures a day carry on the most that came in a day"
        return _named(
            "buses",
            "A seat when the stay is over",
            "persons",
            "unknown",
            None,
            0,
            None,
            leaving,
            None,
            needed,
            remedy,
        )
    left_behind = course.ready > site.seats * max(site.buses, 1)  # more than a whole day's seats wait
    first, hours = _breach(left_behind)
    more = max(needed - site.buses, 1)
    remedy = (
        f"{more:,} more departures a day ({site.buses + more:,} in place of {site.buses:,})"
        if first
        else "nothing"
    )
    return _named(
        "buses",
        "A seat when the stay is over",
        "persons",
        "broken" if first else "holds",
        first,
        hours,
        float(course.ready.max(initial=0.0)),
        leaving,
        site.buses,
        needed,
        remedy,
    )


def _observed(site: Site) -> Sequence[tuple[str, float | None]]:
    ratio = None
    if site.toilets is not None and site.toilets_women is not None and site.toilets > site.toilets_women:
        ratio = site.toilets_women / (site.toilets - site.toilets_women)
    return (
        ("water-distance", site.water_distance_m),
        ("water-queue", site.water_queue_min),
        ("toilets-for-women", ratio),
    )


def _fixed(site: Site, standard: Standard, value: float | None) -> Judged:
    """A standard that does not change with the number of people here."""
    threshold = float(standard.threshold)
    if value is None:
        return _judged(standard, "unknown", None, 0, None, 0.0, None, threshold, "not told; go and measure")
    holds = value >= threshold if standard.comparison == ">=" else value <= threshold
    remedy = (
        "nothing"
        if holds
        else f"{value:,.1f} now; should be {standard.comparison} {threshold:g} {standard.unit}"
    )
    return _judged(
        standard,
        "holds" if holds else "broken",
        None if holds else 1,
        0,
        value,
        0.0,
        value,
        threshold,
        remedy,
    )


def _stay(course: Course, standard: Standard) -> Judged:
    """Stays beyond the longest that a transit centre is meant for."""
    longest = float(standard.threshold_high or standard.threshold)
    days = course.stays / HOURS
    over = int(np.sum(days > longest))
    worst = float(days.max(initial=0.0))
    share = over / max(days.size, 1)
    if not days.size:
        return _judged(standard, "unknown", None, 0, None, 0.0, None, longest, "nobody has left yet")
    if share <= 0.05:
        return _judged(standard, "holds", None, 0, worst, 0.0, float(days.mean()), longest, "nothing")
    remedy = f"onward transport: {share:.0%} of families stayed longer than {longest:g} days"
    return _judged(standard, "broken", 1, 0, worst, 0.0, float(days.mean()), longest, remedy)


def _breach(broken: NDArray[np.bool_]) -> tuple[int | None, int]:
    """The day of the first breach that lasts, and all hours of breach."""
    lasting = np.convolve(broken.astype(int), np.ones(SUSTAINED, dtype=int), mode="valid") == SUSTAINED
    first = int(np.argmax(lasting)) // HOURS + 1 if lasting.any() else None
    return first, int(broken.sum())


def _share(amount: float, among: float) -> float | None:
    return amount / among if among else None


def _judged(standard: Standard, state: str, *told: object) -> Judged:
    threshold = float(standard.threshold)
    return Judged(standard.code, standard.label, standard.unit, threshold, state, *told)  # type: ignore[arg-type]


def _named(code: str, label: str, unit: str, state: str, *told: object) -> Judged:
    return Judged(code, label, unit, None, state, *told)  # type: ignore[arg-type]
