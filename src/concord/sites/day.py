"""The nouns: a site, and one of its days. What nobody told is None, which is not zero."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["FIELDS", "Field", "Site", "SiteDay", "SiteKind"]


class SiteKind(StrEnum):
    """What a site is for."""

    TRANSIT = "transit"  # people leave again after a few days
    ACCOMMODATION = "accommodation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place where people stay.

    Attributes:
        name: what it is called; told to the reporting party only.
        place: code of a place of the situation, or empty.
        party: the party that reports its days.
        cold: cooking, bathing and sanitation are inside, as in a cold climate or a town.
        services_outside: schools, clinics and markets lie outside the settlement.
        settlement_area: square metres of the whole ground; None where it has no ground of its own.
    """

    name: str
    kind: SiteKind
    party: str
    place: str = ""
    cold: bool = False
    services_outside: bool = False
    settlement_area: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteDay:
    """What a site told of one day; the fields are those of ``FIELDS``."""

    day: date
    people: int | None = None
    women: int | None = None
    men: int | None = None
    girls: int | None = None
    boys: int | None = None
    arrived: int | None = None
    left: int | None = None
    capacity: int | None = None
    covered_area: float | None = None
    water_litres: float | None = None
    taps: int | None = None
    handpumps: int | None = None
    wells: int | None = None
    water_distance: float | None = None
    water_queue: float | None = None
    toilets_women: int | None = None
    toilets_men: int | None = None
    toilets_shared: int | None = None
    bathing: int | None = None
    laundry: int | None = None
    stay_days: float | None = None
    services: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A question about a day.

    Attributes:
        whole: counted, not measured. most: above it a slip of the hand is likelier than the truth.
        stays: seldom changes, so that a form offers what the day before told.
    """

    name: str
    label: str
    unit: str
    whole: bool
    most: float
    stays: bool = False
    needed: bool = False


FIELDS = (
    Field("people", "People on the site in the evening", "people", True, 500_000, needed=True),
    Field("women", "Women", "people", True, 500_000),
    Field("men", "Men", "people", True, 500_000),
    Field("girls", "Girls", "people", True, 500_000),
    Field("boys", "Boys", "people", True, 500_000),
    Field("arrived", "Arrived that day", "people", True, 500_000),
    Field("left", "Left that day", "people", True, 500_000),
    Field("capacity", "Capacity", "people", True, 500_000, stays=True),
    Field("covered_area", "Covered floor area", "square metres", False, 5_000_000, stays=True),
    Field("water_litres", "Water delivered that day", "litres", False, 50_000_000),
    Field("taps", "Taps that work", "taps", True, 20_000, stays=True),
    Field("handpumps", "Handpumps that work", "handpumps", True, 20_000, stays=True),
    Field("wells", "Open wells in use", "wells", True, 20_000, stays=True),
    Field("water_distance", "Longest walk to water", "metres", False, 50_000, stays=True),
    Field("water_queue", "Wait at a water point", "minutes", False, 1_440),
    Field("toilets_women", "Toilets for women that work", "toilets", True, 50_000, stays=True),
    Field("toilets_men", "Toilets for men that work", "toilets", True, 50_000, stays=True),
    Field("toilets_shared", "Toilets for everybody that work", "toilets", True, 50_000, stays=True),
    Field("bathing", "Bathing places", "places", True, 50_000, stays=True),
    Field("laundry", "Laundry places", "places", True, 50_000, stays=True),
    Field("stay_days", "Usual length of stay", "days", False, 3_650),
    Field(
        "services",
        "How many of six are there: protection; water and sanitation; health, also of the mind; cooking; "
        "nutrition; privacy by age and gender",
        "of six",
        True,
        6,
        stays=True,
    ),
)  # fmt: skip
