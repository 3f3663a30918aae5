"""Coarser places and later days: figures that would tell where people hide or are held now."""

from collections.abc import Iterable
from datetime import date, timedelta

from concord.publish.disclosure.rules import Coarse, Delayed
from concord.situation import Place, Situation

__all__ = ["applies", "delayed_until", "wider"]

WIDE = ("province", "country")


def applies(rule: Coarse | Delayed, measure: str, places: Iterable[Place | None]) -> bool:
    """Whether a rule is about a measure, or about one of these places."""
    return measure in rule.measures or any(place and place.kind in rule.place_kinds for place in places)


def wider(place: Place | None, country: str | None, to: str, situation: Situation) -> Place | None:
    """The province or country that is told in the place of a place; the country where it is not known."""
    while place is not None and place.kind not in WIDE:
        around = [place.within] if place.within else [_side(place, country, situation)]
        place = situation.place(around[0]) if around[0] else None
    if place is not None and place.kind == "province" and to == "country":
        place = situation.place(place.within or "")
    return place if place is not None else situation.place(country or "")


def delayed_until(rules: Iterable[Delayed], measure: str, places: Iterable[Place | None], ends: date) -> date:
    """The first day on which a figure whose period ends then may leave."""
    known = list(places)
    days = max((rule.days for rule in rules if applies(rule, measure, known)), default=0)
    return ends + timedelta(days=days)


def _side(crossing: Place, country: str | None, situation: Situation) -> str | None:
    """Of a crossing, the side that lies in a country."""
    return next((side for side in crossing.sides if country and situation.within(side, country)), None)
