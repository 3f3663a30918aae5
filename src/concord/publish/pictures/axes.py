"""Axes of days and of people, and deadlines as dashed rules, the same in every picture over time."""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from concord.publish.languages import Texts
from concord.publish.languages.calendars import solar_hijri
from concord.publish.pictures.manner import WIDTH, local_digits, rules
from concord.publish.pictures.material import Material

__all__ = ["days_across", "deadlines", "people_log", "people_up"]

LABELS = 20  # pixels that the words of a rule take along the axis
TICK = 75  # pixels a label of the axis
EDGE = 8  # pixels, so that no mark lies on the labels beside the axis
MONTHS = (1, 2, 3, 6, 12, 24, 60, 120)  # between two labels


def days_across(
    texts: Texts, span: tuple[date, date], *, labels: bool = True, padding: int = EDGE, width: int = WIDTH
) -> dict[str, Any]:
    """The axis of days, field ``on``, from first to last, in the calendar and digits of the language."""
    told = _ticks(texts, span, max(width // TICK, 2))
    named = json.dumps({str(day): text for day, text in told.items()}, ensure_ascii=False)
    # A picture is the same wherever it is drawn, so its days are those of the world clock.
    scale = {"type": "utc", "domain": [_instant(day) for day in span], "padding": padding}
    axis = {
        "grid": False,
        "values": [_instant(day) for day in told],
        "format": "%Y-%m-%d",
        "labelExpr": f"({named})[datum.label]",
        "labelFlush": False,
        "labels": labels,
    }
    return {"field": "on", "type": "temporal", "scale": scale, "title": None, "axis": axis}


def _ticks(texts: Texts, span: tuple[date, date], most: int) -> dict[date, str]:
    """Days on the axis with their labels: beginnings of months, every so many; days where there are few."""
    begun = [(day, *_month(texts, day)) for day in _days(*span) if _first_of_month(texts, day)]
    for step in MONTHS:
        kept = [(day, year, month) for day, year, month in begun if (month - 1) % min(step, 12) == 0]
        kept = [one for one in kept if one[1] % max(step // 12, 1) == 0]
        if len(kept) <= most:
            break
    if len(kept) >= 2:
        return {day: _written(f"{month:02}/{year}", texts) for day, year, month in kept}
    several = _days(*span)[:: (span[1] - span[0]).days // most + 1]
    return {day: texts.day(day) for day in several}


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _written(latin: str, texts: Texts) -> str:
    return "".join(texts.digits[int(c)] if c.isdecimal() else c for c in latin)


def _first_of_month(texts: Texts, day: date) -> bool:
    return (solar_hijri(day)[2] if texts.calendar == "solar-hijri" else day.day) == 1


def _month(texts: Texts, day: date) -> tuple[int, int]:
    year, month, _ = solar_hijri(day) if texts.calendar == "solar-hijri" else (day.year, day.month, 1)
    return year, month


def people_up(texts: Texts, ticks: int = 4) -> dict[str, Any]:
    """The axis of people, field ``value``."""
    axis: dict[str, Any] = {
        "format": ",d",
        "tickCount": ticks,
        "domain": False,
        "ticks": False,
        "labelOverlap": True,
    }
    if texts.digits[0] != "0":
        axis["labelExpr"] = local_digits(texts)
    return {"field": "value", "type": "quantitative", "title": None, "axis": axis}


def people_log(texts: Texts) -> dict[str, Any]:
    """A scale on which hundreds and hundreds of thousands both can be read."""
    values = [10**power for power in range(1, 8)]
    return {
        **people_up(texts),
        "scale": {"type": "log"},
        "axis": {**people_up(texts)["axis"], "values": values},
    }


def deadlines(
    material: Material,
    span: tuple[date, date],
    texts: Texts,
    *,
    words: bool = True,
    padding: int = EDGE,
    width: int = WIDTH,
) -> list[dict[str, Any]]:
    """Rules at the deadlines of these days; of words that would overlap the first are written."""
    first, last = span
    gap = timedelta(days=LABELS * max((last - first).days, 1) / width)
    shown: list[tuple[date, str]] = []
    for note in sorted(material.deadlines, key=lambda note: note.on):
        if first <= note.on <= last:
            spoken = [day for day, text in shown if text]
            near = bool(spoken) and note.on - spoken[-1] < gap
            shown.append((note.on, "" if near or not words else texts.day(note.on)))
    return rules(
        ((str(on), text) for on, text in _once(shown)), days_across(texts, span, padding=padding, width=width)
    )


def _once(shown: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    """One rule a day, however many deadlines fall on it."""
    told: dict[date, str] = {}
    for on, text in shown:
        told[on] = told.get(on) or text
    return sorted(told.items())


def _instant(day: date) -> dict[str, Any]:
    """As Vega-Lite writes a day of the world clock."""
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}
