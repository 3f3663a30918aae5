"""Words of the pages about sites: questions, units, standards, mistakes, causes; lists read them by code."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

__all__ = [
    "CONTEXTS",
    "FIELD_LABELS",
    "HINTS",
    "KINDS",
    "MISTAKES",
    "STANDARDS",
    "TRENDS",
    "UNITS",
    "VERDICTS",
    "WHYS",
]

Labels = dict[str, str | Promise]

FIELD_LABELS: Labels = {
    "day": _("Day"),
    "people": _("People on the site in the evening"),
    "women": _("Women"),
    "men": _("Men"),
    "girls": _("Girls"),
    "boys": _("Boys"),
    "arrived": _("Arrived that day"),
    "left": _("Left that day"),
    "capacity": _("Capacity"),
    "covered_area": _("Covered floor area"),
    "water_litres": _("Water delivered that day"),
    "taps": _("Taps that work"),
    "handpumps": _("Handpumps that work"),
    "wells": _("Open wells in use"),
    "water_distance": _("Longest walk to water"),
    "water_queue": _("Wait at a water point"),
    "toilets_women": _("Toilets for women that work"),
    "toilets_men": _("Toilets for men that work"),
    "toilets_shared": _("Toilets for everybody that work"),
    "bathing": _("Bathing places"),
    "laundry": _("Laundry places"),
    "stay_days": _("Usual length of stay"),
    "services": _(
        "How many of six are there: protection; water and sanitation; health, also of the mind; "
        "cooking; nutrition; privacy by age and gender"
    ),
    "reason": _("If something is short: why"),
}
HINTS: Labels = {
    "people": _("people"),
    "covered_area": _("square metres"),
    "water_litres": _("litres"),
    "water_distance": _("metres"),
    "water_queue": _("minutes"),
    "stay_days": _("days"),
    "capacity": _("people"),
}
KINDS: Labels = {"transit": _("Transit centre"), "accommodation": _("Accommodation site")}
STANDARDS: Labels = {
    "living-space": _("Covered living space"),
    "living-space-cold": _("Covered living space, cold or urban"),
    "settlement-area": _("Settlement area"),
    "settlement-area-shared": _("Settlement area, services outside"),
    "water": _("Water"),
    "water-survival": _("Water for survival"),
    "tap": _("People per tap"),
    "handpump": _("People per handpump"),
    "open-well": _("People per open well"),
    "water-distance": _("Distance to water"),
    "water-queue": _("Queue for water"),
    "toilets-first": _("People per toilet at first"),
    "toilets": _("People per toilet"),
    "toilets-for-women": _("Toilets for women against men"),
    "bathing": _("People per bathing place"),
    "laundry": _("People per laundry place"),
    "transit-stay": _("Stay in a transit centre"),
    "transit-content": _("What a transit centre offers"),
}
UNITS: Labels = {
    "square metres per person": _("square metres per person"),
    "litres per person per day": _("litres per person per day"),
    "persons per tap": _("people per tap"),
    "persons per handpump": _("people per handpump"),
    "persons per open well": _("people per open well"),
    "metres": _("metres"),
    "minutes": _("minutes"),
    "persons per toilet": _("people per toilet"),
    "of six services": _("of six services"),
    "toilets per toilet": _("for women per one for men"),
    "persons per bathing place": _("people per bathing place"),
    "persons per laundry place": _("people per laundry place"),
    "days": _("days"),
}
CONTEXTS: Labels = {
    "any site": "",
    "any site; an older edition says 15": _("an older edition says 15"),
    "cold climate or urban": _("cold climate or town"),
    "services inside the settlement": _("services inside the settlement"),
    "services exist outside the settlement": _("services exist outside the settlement"),
    "first days of an emergency": _("first days of an emergency"),
    "at first, to be improved as soon as possible": _("at first, to be improved as soon as possible"),
    "medium term": _("medium term"),
    "transit centre": _("transit centre"),
}
VERDICTS: Labels = {"met": _("holds"), "broken": _("broken"), "unknown": _("not told")}
TRENDS: Labels = {
    "better": _("getting better"),
    "worse": _("getting worse"),
    "steady": _("steady"),
    "unknown": _("no trend yet"),
}
WHYS: Labels = {
    "from the start": _("Short since the first day told."),
    "more people": _("More people came."),
    "less supply": _("There is less for the same people."),
    "both": _("More people came, and there is less for them."),
    "measured": _("Measured so on the site."),
}
MISTAKES: Labels = {
    "missing": _("This is needed."),
    "not a number": _("This is no number."),
    "not whole": _("This must be a whole number."),
    "too large": _("This is too large to be true."),
    "not a day": _("This is no day."),
    "to come": _("This day has not come yet."),
    "too early": _("This day is too long ago."),
    "parts": _("Women, men, girls and boys together differ from the people on the site."),
    "parts above": _("The groups together are more than the people on the site."),
    "too long": _("This text is too long."),
}


def label_in(table: Labels, code: Any) -> Any:
    """The words for a code; the code itself where there are none."""
    return table.get(str(code), str(code))
