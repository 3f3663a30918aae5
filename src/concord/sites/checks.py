"""Where a site stands against each standard over all its days.

A standard is judged day by day, on the days that tell enough; a day that does not is unknown and neither
breaks a standard nor mends it. Broken since is the first day of the run of broken days that has not ended;
first broken may be earlier. The trend compares the mean of the last seven calendar days with that of the
seven before. Where a run of broken days begins, the last day that held is looked at: had the people grown,
or what there was for them shrunk?
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from concord.sites.day import Site, SiteDay
from concord.sites.measures import MEASURES, Measure
from concord.situation import Standard

__all__ = ["Standing", "Trend", "Verdict", "Why", "breaks", "standings"]

WEEK = timedelta(days=7)
STEADY = Fraction(2, 100)  # share of the week before; below it counting errors move the mean as much


class Verdict(StrEnum):
    """What a day, or the latest day known, is against a standard."""

    MET = "met"
    BROKEN = "broken"
    UNKNOWN = "unknown"


class Trend(StrEnum):
    """Where the indicator goes."""

    BETTER = "better"
    WORSE = "worse"
    STEADY = "steady"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """What had changed when the standard broke."""

    FROM_THE_START = "from the start"
    MORE_PEOPLE = "more people"
    LESS_SUPPLY = "less supply"
    BOTH = "both"
    MEASURED = "measured"  # the value is no share of people
    NONE = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One standard over the days of a site.

    Attributes:
        latest, value, verdict: of the last day that tells it; no value where there was none of the things
            at all.
        first_broken: the first day ever; broken_since: the first of the run that goes on, None if none does.
        worst, worst_on: the value furthest on the wrong side, and its first day.
        why, people, supply: what had changed when it broke, from the last day that held to the first that
            did not.
        reason: the latest reason that the site gave on a broken day.
        series: day and value of every day that has one.
    """

    standard: Standard
    latest: date | None = None
    value: float | None = None
    verdict: Verdict = Verdict.UNKNOWN
    trend: Trend = Trend.UNKNOWN
    first_broken: date | None = None
    broken_since: date | None = None
    days_broken: int = 0
    days_known: int = 0
    worst: float | None = None
    worst_on: date | None = None
    why: Why = Why.NONE
    people: tuple[int, int] | None = None
    supply: tuple[float, float] | None = None
    reason: str = ""
    series: tuple[tuple[date, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Judged:
    day: SiteDay
    value: Fraction | None
    broken: bool


def breaks(standard: Standard, value: Fraction) -> bool:
    """Whether a value is on the wrong side; a range is broken beyond its far end only.

    A stay of four days is within two to five; five square metres are within 4.5 to 5.5.
    """
    if standard.comparison == ">=":
        return value < Fraction(str(standard.threshold))
    if standard.comparison == "<":
        return value >= Fraction(str(standard.threshold))
    high = standard.threshold if standard.threshold_high is None else standard.threshold_high
    return value > Fraction(str(high))


def standings(site: Site, days: Iterable[SiteDay], standards: Iterable[Standard]) -> tuple[Standing, ...]:
    """Every standard that applies to the site, broken ones first, then in the order of the table."""
    known = {standard.code: standard for standard in standards}
    series = sorted(days, key=lambda one: one.day)
    found = [
        _standing(site, series, known[measure.code], measure)
        for measure in MEASURES
        if measure.code in known and measure.applies(site)
    ]
    order = {Verdict.BROKEN: 0, Verdict.MET: 1, Verdict.UNKNOWN: 2}
    return tuple(sorted(found, key=lambda one: order[one.verdict]))


def _standing(site: Site, days: Sequence[SiteDay], standard: Standard, measure: Measure) -> Standing:
    judged = [one for day in days if (one := _judged(site, day, standard, measure)) is not None]
    if not judged:
        return Standing(standard=standard)
    last, broken = judged[-1], [one for one in judged if one.broken]
    run = _run(judged)
    worst = _worst(standard, broken)
    why, people, supply = _why(site, judged, run, measure)
    return Standing(
        standard=standard,
        latest=last.day.day,
        value=_float(last.value),
        verdict=Verdict.BROKEN if last.broken else Verdict.MET,
        trend=_trend(standard, judged),
        first_broken=broken[0].day.day if broken else None,
        broken_since=run[0].day.day if run else None,
        days_broken=len(broken),
        days_known=len(judged),
        worst=_float(worst.value) if worst else None,
        worst_on=worst.day.day if worst else None,
        why=why,
        people=people,
        supply=supply,
        reason=next((one.day.reason for one in reversed(broken) if one.day.reason), ""),
        series=tuple((one.day.day, float(one.value)) for one in judged if one.value is not None),
    )


def _judged(site: Site, day: SiteDay, standard: Standard, measure: Measure) -> _Judged | None:
    if measure.lacking(site, day):
        return _Judged(day, Fraction(0) if measure.per == "person" else None, True)
    value = measure.value(site, day)
    return None if value is None else _Judged(day, value, breaks(standard, value))


def _run(judged: Sequence[_Judged]) -> list[_Judged]:
    """The broken days at the end, up to the last day that held."""
    held = max((index for index, one in enumerate(judged) if not one.broken), default=-1)
    return list(judged[held + 1 :])


def _worst(standard: Standard, broken: Sequence[_Judged]) -> _Judged | None:
    """A day without any of the things is the worst of all."""
    none = next((one for one in broken if one.value is None), None)
    valued = [one for one in broken if one.value is not None]
    if none is not None or not valued:
        return none
    sign = -1 if standard.comparison == ">=" else 1
    return max(valued, key=lambda one: sign * (one.value or Fraction(0)))


def _trend(standard: Standard, judged: Sequence[_Judged]) -> Trend:
    last = judged[-1].day.day
    now, before = _mean(judged, last - WEEK, last), _mean(judged, last - 2 * WEEK, last - WEEK)
    if now is None or before is None:
        return Trend.UNKNOWN
    if abs(now - before) <= STEADY * before:
        return Trend.STEADY
    return Trend.BETTER if (now > before) == (standard.comparison == ">=") else Trend.WORSE


def _mean(judged: Sequence[_Judged], after: date, until: date) -> Fraction | None:
    values = [one.value for one in judged if after < one.day.day <= until and one.value is not None]
    return sum(values, Fraction(0)) / len(values) if values else None


def _why(
    site: Site, judged: Sequence[_Judged], run: Sequence[_Judged], measure: Measure
) -> tuple[Why, tuple[int, int] | None, tuple[float, float] | None]:
    """What had changed from the last day that held to the first of the run that goes on."""
    if not run:
        return Why.NONE, None, None
    before = next((one for one in reversed(judged) if not one.broken), None)
    if before is None:
        return Why.FROM_THE_START, None, None
    had, has = measure.supply(site, before.day), measure.supply(site, run[0].day)
    supply = (float(had), float(has)) if had is not None and has is not None else None
    if not measure.per:
        return Why.MEASURED, None, supply
    people = (before.day.people or 0, run[0].day.people or 0)
    more, less = people[1] > people[0], supply is not None and supply[1] < supply[0]
    why = Why.BOTH if more and less else Why.MORE_PEOPLE if more else Why.LESS_SUPPLY
    return why, people, supply


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
