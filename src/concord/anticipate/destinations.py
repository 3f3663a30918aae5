"""Where people go on to: intended provinces, pressure against population, needs on reintegration.

Intentions are told at reception by those who come; populations are an input, because no figure
for them comes with Concord. Pressure is arrivals in twelve months for every thousand residents.
Needs are so many for a person or family and are assumptions, every one of them adjustable.
Small numbers are not told: an area with fewer than five is left out by name and kept in the sum.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from concord.anticipate.errors import BadScenario
from concord.anticipate.reception.families import FamilySize

__all__ = ["NEEDS", "SMALL", "Destination", "Need", "destinations", "read_destinations"]

SMALL = 5  # persons; fewer could point at someone


@dataclass(frozen=True, slots=True)
class Need:
    """So much of something for a family or a person; ``share`` of them need it."""

    code: str
    label: str
    unit: str
    per: str
    amount: float
    share: float


# Shares and amounts are planning assumptions of this page, without a source: change them to what
# assessments in the area found.
NEEDS = (
    Need("shelter", "Shelter for the first months", "shelters", "family", 1.0, 0.6),
    Need("cash", "Cash to start with", "grants", "family", 1.0, 1.0),
    Need("school", "Places in school", "places", "person", 1.0, 0.3),
    Need("health", "Consultations in the first month", "consultations", "person", 0.5, 1.0),
    Need("water", "Water", "litres a day", "person", 15.0, 1.0),
    Need("documents", "Civil documents", "documents", "person", 1.0, 0.5),
    Need("work", "Work or tools for one adult", "livelihoods", "family", 1.0, 0.7),
)


@dataclass(frozen=True, slots=True)
class Destination:
    """One province.

    Attributes:
        persons, families: expected there, and between ``low`` and ``high`` with 80 %.
        per_thousand: of the residents; None where their number is not known.
        over: persons beyond what the area can receive; None where its capacity is not known.
        needs: so much of each, by code.
    """

    area: str
    persons: float
    low: float
    high: float
    families: float
    population: float | None
    per_thousand: float | None
    capacity: float | None
    over: float | None
    needs: Mapping[str, int]


def destinations(
    arrivals: Sequence[float],
    intended: Mapping[str, float],
    *,
    population: Mapping[str, float] | None = None,
    capacity: Mapping[str, float] | None = None,
    before: Mapping[str, float] | None = None,
    size: FamilySize | None = None,
    needs: Sequence[Need] = NEEDS,
) -> list[Destination]:
    """People by the province they intend to go to, the highest pressure first.

    Args:
        arrivals: equally likely numbers of persons, such as sums of a forecast's futures; one will do.
        intended: share of people by province; what is missing to one goes to ``not known``.
        population: residents; capacity: persons an area can receive; before: persons who came in
            the months before, which pressure counts too.
    Raises:
        BadScenario: shares below zero, or above one together; a population of nobody.
    """
    population, capacity, before = population or {}, capacity or {}, before or {}
    _check(intended, population)
    size = size or FamilySize()
    rest = 1 - math.fsum(intended.values())
    shares = dict(intended) | ({"not known": rest} if rest > 1e-9 else {})
    ordered = sorted(arrivals)
    middle, low, high = (_quantile(ordered, p) for p in (0.5, 0.1, 0.9))
    found = []
    for area, share in shares.items():
        persons = middle * share
        residents, room = population.get(area), capacity.get(area)
        found.append(
            Destination(
                area,
                persons,
                low * share,
                high * share,
                persons / size.mean,
                residents,
                None if residents is None else 1000 * (persons + before.get(area, 0.0)) / residents,
                room,
                None if room is None else max(persons + before.get(area, 0.0) - room, 0.0),
                {need.code: _amount(need, persons, size) for need in needs},
            )
        )
    told = [one for one in found if one.persons >= SMALL or one.persons == 0]
    return sorted(told, key=lambda one: (-(one.per_thousand or 0.0), -one.persons, one.area))


def read_destinations(data: Mapping[str, Any]) -> dict[str, dict[str, float]]:
    """Tables ``intended``, ``population``, ``capacity`` and ``before`` of a TOML file, as numbers.

    Raises:
        BadScenario: every mistake with its path.
    """
    known = ("intended", "population", "capacity", "before")
    wrong = [f"unknown table @ $.{name}" for name in data if name not in known]
    wrong += [f"missing table @ $.{name}" for name in known[:1] if name not in data]
    tables: dict[str, dict[str, float]] = {}
    for name in known:
        rows = data.get(name, {})
        if not isinstance(rows, Mapping):
            wrong.append(f"should be a table of names and numbers @ $.{name}")
            continue
        wrong += [f"is no number @ $.{name}.{area}" for area, one in rows.items() if not _number(one)]
        tables[name] = {area: float(one) for area, one in rows.items() if _number(one)}
    if wrong:
        raise BadScenario(tuple(wrong))
    return tables


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _check(intended: Mapping[str, float], population: Mapping[str, float]) -> None:
    wrong = [f"share below zero @ $.intended.{area}" for area, share in intended.items() if share < 0]
    total = math.fsum(intended.values())
    if total > 1 + 1e-6:
        wrong.append(f"shares come to {total:.3f}, more than everybody @ $.intended")
    wrong += [f"nobody lives there @ $.population.{area}" for area, one in population.items() if one <= 0]
    if wrong:
        raise BadScenario(tuple(wrong))


def _amount(need: Need, persons: float, size: FamilySize) -> int:
    units = persons / size.mean if need.per == "family" else persons
    return math.ceil(need.amount * need.share * units - 1e-9)


def _quantile(ordered: Sequence[float], p: float) -> float:
    if not ordered:
        return 0.0
    at = p * (len(ordered) - 1)
    low = math.floor(at)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (at - low) * (ordered[high] - ordered[low])
