"""What is expected, as plain rows: days behind and ahead with intervals, scores, sites and provinces.

Pages, the API, exports and the briefing print the same rows. A number of people below five is never
in a row: it is None, and the row says that it was withheld.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from concord.accounts import Account
from concord.anticipate import (
    NO_TARGET,
    Assumptions,
    Forecast,
    NothingToGoOn,
    Scenario,
    Tested,
    of_nowcast,
    proven_forecast,
)
from concord.anticipate.destinations import NEEDS, SMALL, Destination
from concord.anticipate.grid import Names
from concord.anticipate.intervals import between
from concord.anticipate.reception import Plan
from concord.anticipate.scenario import AS_IT_IS
from concord.evidence import Figure
from concord.pipeline.anticipate import known_deadlines
from concord.pipeline.anticipate_account import Balanced, asked_of, nowcast_account
from concord.situation import Situation

__all__ = [
    "LEVELS",
    "Expected",
    "arrivals",
    "briefing_rows",
    "course_rows",
    "day_rows",
    "expected",
    "expected_from",
    "province_rows",
    "score_rows",
    "standard_rows",
    "sum_rows",
]

Vector = NDArray[np.float64]

DAYS = 14
LEVELS = {"low80": 0.1, "median": 0.5, "high80": 0.9, "high95": 0.975}
ENDS = ("low80", "high80", "low95", "high95")


@dataclass(frozen=True, slots=True)
class Expected:
    """Days up to now and the days ahead, with how such forecasts fared."""

    balanced: Balanced
    forecast: Forecast
    tested: Tested


def expected(
    figures: Sequence[Figure],
    account: Account,
    situation: Situation,
    *,
    days: int = DAYS,
    scenario: Scenario = AS_IT_IS,
    assumed: Assumptions | None = None,
    as_of: date | None = None,
) -> Expected:
    """Nowcast and forecast of a ledger.

    Raises:
        NothingToGoOn: there is too little to work out days, or to look ahead.
    """
    asked = asked_of(figures, situation)
    balanced = nowcast_account(figures, account, situation, asked, as_of=as_of, assumed=assumed)
    return expected_from(balanced, situation, days=days, scenario=scenario, as_of=as_of)


def expected_from(
    balanced: Balanced,
    situation: Situation,
    *,
    days: int = DAYS,
    scenario: Scenario = AS_IT_IS,
    as_of: date | None = None,
) -> Expected:
    """The days ahead of a nowcast that is there already."""
    past = of_nowcast(
        balanced.nowcast, deadlines=known_deadlines(situation, as_of), closures=scenario.closures
    )
    made, tested = proven_forecast(past, days, scenario=scenario)
    return Expected(balanced, made, tested)


def day_rows(
    told: Expected, crossing: str | None = None, status: str | None = None, *, back: int | None = None
) -> list[dict[str, Any]]:
    """A row a day for one scope: worked out up to now, forecast after it.

    Args:
        back: so many days before the first one ahead; None for all.
    Raises:
        UnknownSeries: no such crossing or status.
    """
    made, ahead = told.balanced.nowcast, told.forecast
    places, kinds = _names(crossing), _names(status)
    series = made.grid.series(places, kinds)
    flows = made.flows[:, series].sum(axis=1)
    spread = made.around[:, :, series].sum(axis=2).std(axis=0)
    (low80, high80), (low95, high95) = between(flows, spread, 0.8), between(flows, spread, 0.95)
    futures = ahead.sums(places, kinds)
    quantiles = np.quantile(futures, [0.5, 0.1, 0.9, 0.025, 0.975], axis=0)
    past = np.stack([flows, low80, high80, low95, high95], axis=1)
    skipped = 0 if back is None else max(len(flows) - back, 0)
    rows = [("nowcast", day, row) for day, row in zip(made.grid.dates, past, strict=True)][skipped:]
    rows += [("forecast", day, row) for day, row in zip(ahead.grid.dates, quantiles.T, strict=True)]
    scope = {"crossing": crossing or "all", "status": status or "all"}
    ours = {"scenario": ahead.scenario.name, "method": ahead.method}
    return [
        {"date": day.isoformat(), "kind": kind, **scope, **_counted(numbers), **ours}
        for kind, day, numbers in rows
    ]


def sum_rows(told: Expected) -> list[dict[str, Any]]:
    """A row for every crossing and status, and for all: persons over all the days ahead together."""
    grid = told.forecast.grid
    scopes = [(None, None), *((place, None) for place in grid.crossings), *grid.names]
    return [
        {
            "from": grid.first.isoformat(),
            "to": grid.last.isoformat(),
            "crossing": place or "all",
            "status": status or "all",
            **_counted(_quantiles(told.forecast.sums(_names(place), _names(status)).sum(axis=1))),
        }
        for place, status in dict.fromkeys(scopes)
    ]


def score_rows(told: Expected) -> list[dict[str, Any]]:
    """How each method fared from days past, the best first; ``shown`` marks the one that is shown."""
    ordered = sorted(told.tested.scores.items(), key=lambda pair: pair[1].crps)
    return [
        {"method": name, "shown": name == told.forecast.method, **_rounded(asdict(one))}
        for name, one in ordered
    ]


def briefing_rows(told: Expected) -> list[dict[str, Any]]:
    """What the briefing's section *what is expected* prints: sums ahead, their scores, and no target."""
    scores = {row["method"]: row for row in score_rows(told)}
    used = scores.get(told.forecast.method, {})
    kept = {name: used.get(name) for name in ("crps", "bias", "within80", "within95")}
    return [{**row, **kept, "method": told.forecast.method, "notice": NO_TARGET} for row in sum_rows(told)]


def arrivals(told: Expected, crossing: str | None = None, level: str = "high80") -> list[float]:
    """Persons by day ahead at one end of what may come; the end of the sum, not the sum of ends."""
    if level not in LEVELS:
        raise NothingToGoOn(f"level among {', '.join(LEVELS)} (not {level})")
    futures = told.forecast.sums(_names(crossing))
    return [float(one) for one in np.quantile(futures, LEVELS[level], axis=0)]


def standard_rows(made: Plan) -> list[dict[str, Any]]:
    """A row for every standard: when it is first broken, and what removes that."""
    return [asdict(one) for one in made.judged]


def course_rows(made: Plan, first: date) -> Iterator[dict[str, Any]]:
    """A row a day: who came, the most with a place, waiting for one, and waiting for a seat."""
    course = made.course
    hours = [one.reshape(course.days, -1) if one.size else one for one in _whole_days(made)]
    for day in range(course.days):
        yield {
            "date": (first + timedelta(days=day)).isoformat(),
            "arrived": round(float(course.arrived[day])),
            "families": round(float(course.arrived[day]) / course.site.family_mean),
            "occupancy": round(float(hours[0][day].max())),
            "waiting": round(float(hours[1][day].max())),
            "ready": round(float(hours[2][day].max())),
        }


def province_rows(found: Sequence[Destination]) -> list[dict[str, Any]]:
    """A row for every province: persons, families, pressure, what is over, and every need."""
    return [
        {
            "area": one.area,
            "persons": _people(one.persons),
            "low80": round(one.low),
            "high80": round(one.high),
            "families": _people(one.families),
            "population": one.population,
            "per_thousand": None if one.per_thousand is None else round(one.per_thousand, 2),
            "capacity": one.capacity,
            "over": None if one.over is None else round(one.over),
            **{need.code: one.needs[need.code] for need in NEEDS},
        }
        for one in found
    ]


def _whole_days(made: Plan) -> list[Vector]:
    course = made.course
    hours = course.days * 24
    return [one[:hours] for one in (course.occupancy, course.waiting, course.ready)]


def _names(name: str | None) -> Names:
    return None if name in (None, "", "all") else (str(name),)


def _quantiles(sums: Vector) -> Vector:
    return np.asarray(np.quantile(sums, [0.5, 0.1, 0.9, 0.025, 0.975]), dtype=float)


def _counted(numbers: Vector) -> dict[str, Any]:
    middle, *ends = (float(one) for one in numbers)
    persons = _people(middle)
    told = {name: 0 if end < SMALL else round(end) for name, end in zip(ENDS, ends, strict=True)}
    return {"persons": persons, **told, "withheld": persons is None}


def _people(persons: float) -> int | None:
    """A whole number of people; None below five, none among them."""
    return None if persons < SMALL - 0.5 else round(persons)


def _rounded(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: round(one, 4) if isinstance(one, float) else one for name, one in row.items()}
