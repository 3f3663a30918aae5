"""Axes of days and of people, and deadlines as dashed rules, the same in every picture over time."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from concord.publish.languages import Texts
from concord.publish.pictures.manner import WIDTH, local_digits, rules
from concord.publish.pictures.material import Material

__all__ = ["days_across", "deadlines", "people_log", "people_up"]

LABELS = 20  # pixels that the words of a rule take along the axis
TICK = 90  # pixels a label of the axis


def days_across(
    texts: Texts, span: tuple[date, date] | None = None, *, labels: bool = True, width: int = WIDTH
) -> dict[str, Any]:
    """The axis of days, field ``on``; with a span it reaches from its first to its last day."""
    own = {"labelExpr": local_digits(texts)} if texts.digits[0] != "0" else {}
    scale: dict[str, Any] = {"type": "utc"}  # a picture is the same wherever it is drawn
    if span:
        scale["domain"] = [_instant(day) for day in span]
    else:
        scale["padding"] = 8  # pixels, so that no mark lies on the labels beside the axis
    return {
        "field": "on",
        "type": "temporal",
        "scale": scale,
        "title": None,
        "axis": {
            "grid": False,
            "format": "%m/%Y",
            "labelOverlap": True,
            "labelFlush": False,
            "tickCount": max(width // TICK, 4),
            "labels": labels,
            **own,
        },
    }


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
    material: Material, span: tuple[date, date], texts: Texts, *, words: bool = True, width: int = WIDTH
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
    return rules(((str(on), text) for on, text in _once(shown)), days_across(texts, span, width=width))


def _once(shown: Sequence[tuple[date, str]]) -> list[tuple[date, str]]:
    """One rule a day, however many deadlines fall on it."""
    told: dict[date, str] = {}
    for on, text in shown:
        told[on] = told.get(on) or text
    return sorted(told.items())


def _instant(day: date) -> dict[str, Any]:
    """As Vega-Lite writes a day of the world clock."""
    return {"year": day.year, "month": day.month, "date": day.day, "utc": True}
