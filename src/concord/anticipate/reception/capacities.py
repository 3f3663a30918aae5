"""Whether a site's own places, counters, buses and stays bear those who come."""

import math

import numpy as np

from concord.anticipate.reception.judged import BROKEN, HOLDS, SUSTAINED, UNKNOWN, Judged, breach
from concord.anticipate.reception.simulate import HOURS, Course
from concord.anticipate.reception.site import Site
from concord.situation import Standard

__all__ = ["buses", "counters", "places", "stay"]

FEW_LONG_STAYS = 0.05  # share of families that may stay longer than a transit centre is meant for


def places(course: Course, most: float) -> Judged:
    """Nobody is without a place to sleep in the hours before dawn."""
    site, needed = course.site, math.ceil(most)
    night = (np.arange(course.waiting.size) + 1) % HOURS < SUSTAINED
    without = np.where(night, course.waiting, 0.0)
    broken = np.flatnonzero(without > site.family_mean)
    told: dict[str, object] = {"persons": most, "has": site.places, "needed": needed}
    if site.places is None:
        told |= {"state": UNKNOWN, "remedy": f"no limit was told; {needed:,} places hold the most"}
    elif broken.size:
        more = needed - site.places
        lack = f"{more:,.0f} more places ({needed:,} in place of {site.places:,.0f})"
        told |= {
            "state": BROKEN,
            "first_broken": int(broken[0]) // HOURS + 1,
            "hours_broken": int(broken.size),
            "remedy": lack if more > 0 else "more counters: there are places, but families wait for them",
        }
    worst = float(without.max(initial=0.0))
    return _told("places", "A place to sleep for everybody", "persons without one at night", worst, told)


def counters(course: Course, relieved: Site | None) -> Judged:
    """Families that come on a day can be registered on that day."""
    site = course.site
    a_day = site.open_hours * 60 / site.minutes_a_family
    families = course.arrived / site.family_mean
    over = families > a_day * site.counters
    needed = max(math.ceil(float(families.max(initial=0.0)) / a_day), 1)
    needed = needed if relieved is None else max(relieved.counters, needed)
    told: dict[str, object] = {
        "persons": float(course.arrived.max(initial=0.0)),
        "has": site.counters,
        "needed": needed,
    }
    if over.any():
        more = needed - site.counters
        told |= {
            "state": BROKEN,
            "first_broken": int(np.argmax(over)) + 1,
            "hours_broken": int(over.sum()) * HOURS,
            "remedy": f"{more:,} more counters ({needed:,} in place of {site.counters:,})",
        }
    worst = float(course.waits.max(initial=0.0))
    return _told("counters", "Registered on the day of arrival", "hours that a family waited", worst, told)


def buses(course: Course, relieved: Site | None) -> Judged:
    """Seats for those whose stay is over, within a day."""
    site, leaving = course.site, float(course.arrived.max(initial=0.0))
    # A bus goes with whole families only: the last seats, half a family on average, stay empty.
    needed = math.ceil(leaving / max(site.seats - site.family_mean / 2, 1.0))
    if relieved is not None and relieved.buses is not None:
        needed = max(relieved.buses, needed)
    told: dict[str, object] = {"persons": leaving, "has": site.buses, "needed": needed}
    if site.buses is None:
        told |= {"state": UNKNOWN, "remedy": f"not told; {needed:,} departures a day carry on the most"}
    else:
        first, hours = breach(course.ready > site.seats * site.buses)
        if first is not None:
            more = max(needed - site.buses, 1)
            lack = f"{more:,} more departures a day ({site.buses + more:,} in place of {site.buses:,})"
            told |= {"state": BROKEN, "first_broken": first, "hours_broken": hours, "remedy": lack}
    worst = float(course.ready.max(initial=0.0))
    return _told("buses", "A seat when the stay is over", "persons waiting for a seat", worst, told)


def stay(course: Course, standard: Standard) -> Judged:
    """Few stay longer than a transit centre is meant for."""
    longest = float(standard.threshold_high or standard.threshold)
    days = course.stays / HOURS
    over = days > longest
    told: dict[str, object] = {"threshold": longest, "needed": longest}
    if not days.size:
        told |= {"state": UNKNOWN, "remedy": "nobody has left yet"}
    elif np.mean(over) > FEW_LONG_STAYS:
        share = f"{np.mean(over):.0%} of families stayed longer than {longest:g} days"
        told |= {"state": BROKEN, "first_broken": 1 + int(longest), "remedy": f"onward transport: {share}"}
    if days.size:
        told["has"] = float(days.mean())
    return _told(standard.code, standard.label, standard.unit, float(days.max(initial=0.0)), told)


def _told(code: str, label: str, unit: str, worst: float, told: dict[str, object]) -> Judged:
    fields = {"state": HOLDS, **told}
    return Judged(code=code, label=label, unit=unit, worst=worst, **fields)  # type: ignore[arg-type]
