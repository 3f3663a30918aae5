"""Days and standings as rows of plain values: what the page, the API and every export tell alike."""

from typing import Any

from concord.sites.checks import Standing, Why
from concord.sites.day import FIELDS, SiteDay

__all__ = ["DAY_COLUMNS", "STANDARD_COLUMNS", "day_row", "standard_row", "why_told"]

DIGITS = 2  # after the point; thresholds have one, and counts bear no more

STANDARD_COLUMNS = (
    "code", "label", "context", "comparison", "threshold", "threshold_high", "unit", "day", "value",
    "verdict", "trend", "first_broken", "broken_since", "days_broken", "days_known", "worst", "worst_on",
    "why", "why_told", "reason", "sources",
)  # fmt: skip
DAY_COLUMNS = ("day", *(field.name for field in FIELDS), "reason")

_TOLD = {
    Why.FROM_THE_START: "below the standard since the first day told",
    Why.MORE_PEOPLE: "more people",
    Why.LESS_SUPPLY: "less for the same people",
    Why.BOTH: "more people, and less for them",
    Why.MEASURED: "measured so",
    Why.NONE: "",
}


def standard_row(standing: Standing) -> dict[str, Any]:
    """A standing as a row; days in ISO 8601, values to two places, lists with blanks between."""
    standard = standing.standard
    return {
        "code": standard.code,
        "label": standard.label,
        "context": standard.context,
        "comparison": standard.comparison,
        "threshold": standard.threshold,
        "threshold_high": standard.threshold_high,
        "unit": standard.unit,
        "day": _day(standing.latest),
        "value": _rounded(standing.value),
        "verdict": standing.verdict.value,
        "trend": standing.trend.value,
        "first_broken": _day(standing.first_broken),
        "broken_since": _day(standing.broken_since),
        "days_broken": standing.days_broken,
        "days_known": standing.days_known,
        "worst": _rounded(standing.worst),
        "worst_on": _day(standing.worst_on),
        "why": standing.why.value,
        "why_told": why_told(standing),
        "reason": standing.reason,
        "sources": " ".join(standard.sources),
    }


def why_told(standing: Standing) -> str:
    """What had changed when the standard broke, in words with its numbers."""
    told = _TOLD[standing.why]
    if standing.people and standing.why in (Why.MORE_PEOPLE, Why.BOTH):
        told += f" ({standing.people[0]:,} → {standing.people[1]:,})"
    if standing.supply and standing.why is not Why.MORE_PEOPLE:
        told += f" ({standing.supply[0]:,g} → {standing.supply[1]:,g})"
    return told


def day_row(day: SiteDay) -> dict[str, Any]:
    """A day as a row; what was not told is None."""
    return {name: _day(day.day) if name == "day" else getattr(day, name) for name in DAY_COLUMNS}


def _day(day: Any) -> str | None:
    return None if day is None else day.isoformat()


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)
