"""The nesting of a situation: what its vocabulary says about which people are among which."""

from collections import defaultdict
from collections.abc import Iterator

from concord.accounts.scope import Nesting
from concord.situation import Situation
from concord.situation.names import fold

__all__ = ["nesting_of"]

MIXED = "mixed"  # several statuses, untold which: nobody is certainly among them


def nesting_of(situation: Situation) -> Nesting:
    """Measures, statuses and places of the situation, each with all that certainly hold it."""
    return Nesting(
        measures={m.code: frozenset(_measures_around(m.code, situation)) for m in situation.measures},
        statuses=_statuses(situation),
        places={place.code: frozenset(_places_around(place.code, situation)) for place in situation.places},
        spelled=_spellings(situation),
        people=situation.nationality,
        stocks=frozenset(measure.code for measure in situation.measures if measure.kind == "stock"),
    )


def _measures_around(code: str, situation: Situation) -> Iterator[str]:
    measure = situation.measure(code)
    if measure is not None and measure.part_of is not None:
        yield measure.part_of
        yield from _measures_around(measure.part_of, situation)


def _statuses(situation: Situation) -> dict[str, frozenset[str]]:
    whole_of: dict[str, set[str]] = {status.code: set() for status in situation.statuses}
    for whole in situation.statuses:
        for part in whole.parts:
            if whole.code != MIXED:
                whole_of[part].add(whole.code)
    return {code: frozenset(wholes) for code, wholes in whole_of.items()}


def _places_around(code: str, situation: Situation) -> Iterator[str]:
    """Wider places; a crossing lies on both its sides, and claims of one side count it there."""
    place = situation.place(code)
    for wider in () if place is None else (place.within, *place.sides):
        if wider is not None:
            yield wider
            yield from _places_around(wider, situation)


def _spellings(situation: Situation) -> dict[str, str]:
    called: dict[str, set[str]] = defaultdict(set)
    for place in situation.places:
        for name in (place.name, *(name for names in place.names.values() for name in names)):
            called[fold(name)].add(place.code)
    meant = {name: _one_of(codes, name, situation) for name, codes in called.items()}
    return {name: code for name, code in meant.items() if code is not None}


def _one_of(codes: set[str], name: str, situation: Situation) -> str | None:
    """The place that a name means: its only one, or the one that the situation decides on."""
    if len(codes) == 1:
        return next(iter(codes))
    known = situation.place_named(name)
    return None if known is None else known.code
