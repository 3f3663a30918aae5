"""A reception site or crossing: what it has, how long people stay, how they go on.

Read from TOML; every number in it is an assumption that can be changed, and each has a default
that `assumptions` prints. What nobody has told (water, toilets, area) is unknown, not zero: its
standard is then not judged.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from concord.anticipate.errors import BadScenario
from concord.anticipate.reception.families import FamilySize

__all__ = ["Site", "read_site"]


def _of(default: Any, unit: str, note: str) -> Any:
    return field(default=default, metadata={"unit": unit, "note": note})


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One site. None is *unknown*."""

    name: str = _of("site", "", "what it is called")
    places: float | None = _of(None, "persons", "who can sleep there; None is no limit")
    stay_days: float = _of(2.0, "days", "mean stay")
    stay_spread: float = _of(0.5, "share of the mean", "spread of stays; 0 all alike, 1 exponential")
    counters: int = _of(4, "counters", "where families are registered")
    minutes_a_family: float = _of(12.0, "minutes", "mean time at a counter")
    service_spread: float = _of(1.0, "share of the mean", "spread of that; 0 all alike, 1 exponential")
    open_from: float = _of(6.0, "hour", "counters open")
    open_to: float = _of(20.0, "hour", "counters close; 24 with open_from 0 is day and night")
    buses: int | None = _of(None, "departures a day", "None: people leave when their stay ends")
    seats: int = _of(45, "persons", "in a bus")
    family_mean: float = _of(6.5, "persons", "in a family")
    family_singles: float = _of(0.05, "share of families", "that are one person alone")
    toilets: float | None = _of(None, "toilets", "usable")
    toilets_women: float | None = _of(None, "toilets", "of them for women")
    taps: float | None = _of(None, "taps", "usable")
    handpumps: float | None = _of(None, "handpumps", "usable")
    wells: float | None = _of(None, "wells", "open wells in use")
    water_litres: float | None = _of(None, "litres a day", "delivered")
    bathing: float | None = _of(None, "places", "for bathing")
    laundry: float | None = _of(None, "places", "for laundry")
    covered_m2: float | None = _of(None, "square metres", "covered floor to live on")
    area_m2: float | None = _of(None, "square metres", "of the whole site")
    water_distance_m: float | None = _of(None, "metres", "to the farthest dwelling's water point")
    water_queue_min: float | None = _of(None, "minutes", "waiting at a water point, as observed")
    cold: bool = _of(False, "", "cold climate or urban: the higher standard of living space")
    services_outside: bool = _of(False, "", "services outside the settlement: its lower standard of area")
    settled: bool = _of(False, "", "past the first days: one toilet for 20, not for 50")

    def __post_init__(self) -> None:
        wrong = list(_wrong(self))
        if wrong:
            raise BadScenario(tuple(wrong))

    @property
    def family_size(self) -> FamilySize:
        """How many persons a family is taken to have."""
        return FamilySize(self.family_mean, self.family_singles)

    @property
    def open_hours(self) -> float:
        """Hours a day that counters are open."""
        return self.open_to - self.open_from


def read_site(text: str) -> Site:
    """A site from TOML, with its fields at the top or under ``[site]``.

    Raises:
        BadScenario: every mistake with its path.

    >>> read_site('[site]\\nplaces = 3000\\ntoilets = 60').toilets
    60
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadScenario((f"not TOML: {error}",)) from None
    told: Mapping[str, Any] = data.get("site", data)
    known = {one.name for one in fields(Site)}
    wrong = [f"unknown field @ $.site.{name}" for name in told if name not in known]
    wrong += [
        f"should be a number @ $.site.{name}"
        for name, value in told.items()
        if name in known and name != "name" and not isinstance(value, int | float)
    ]
    if wrong:
        raise BadScenario(tuple(wrong))
    return Site(**told)


def _wrong(site: Site) -> list[str]:
    """What no site can be."""
    wrong = []
    for one in fields(site):
        value = getattr(site, one.name)
        if isinstance(value, int | float) and value < 0:
            wrong.append(f"is below zero @ $.site.{one.name}")
    checks = {
        "counters": site.counters >= 1,
        "minutes_a_family": site.minutes_a_family > 0,
        "family_singles": site.family_singles <= 1,
        "family_mean": site.family_mean >= 2 - site.family_singles,  # all others are two or more
        "open_to": site.open_from < site.open_to <= 24,
        "seats": site.seats >= 1,
    }
    wrong += [
        f"cannot be {getattr(site, name)} @ $.site.{name}" for name, holds in checks.items() if not holds
    ]
    return wrong
