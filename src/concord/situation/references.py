"""References between entries: every code that is used is declared, and declared once."""

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from concord.situation.entry import Entry, Source
from concord.situation.measures import Identity
from concord.situation.situation import Situation
from concord.situation.statuses import LegalStatus

__all__ = ["reference_mistakes"]

Path: TypeAlias = tuple[str | int, ...]

# Field of an entry to the vocabulary that its value comes from.
_REFERS_TO = {
    "sources": "sources",
    "status": "statuses",
    "statuses": "statuses",
    "party": "parties",
    "holds_for": "parties",
    "measure": "measures",
    "whole": "measures",
    "part_of": "measures",
    "within": "places",
    "sides": "places",
    "country": "places",
}
_HEAD_REFERS_TO = {"nationality": "places", "host": "places", "other_hosts": "places"}
_PARTS_OVER = {"measure": "measures", "status": "statuses", "phase": "phases"}
_CALLED = {
    "sources": "source",
    "statuses": "status",
    "parties": "party",
    "measures": "measure",
    "places": "place",
    "phases": "phase",
}


def reference_mistakes(situation: Situation) -> list[tuple[str, Path]]:
    """Messages with the path of each code that is unknown, used twice, or goes in a circle."""
    return [*_unknown(situation), *_twice(situation), *_circles(situation)]


def _unknown(situation: Situation) -> Iterator[tuple[str, Path]]:
    known = {field: set(_codes(getattr(situation, field))) for field in _CALLED}
    for entry, path in _entries(situation, ()):
        for field, vocabulary in _references(entry):
            for step, code in _values(getattr(entry, field)):
                if code not in known[vocabulary]:
                    yield f'unknown {_CALLED[vocabulary]} "{code}"', (*path, field, *step)


def _references(entry: Entry) -> Iterator[tuple[str, str]]:
    """Fields of this entry that hold codes, with the vocabulary of each."""
    if isinstance(entry, Situation):
        yield from _HEAD_REFERS_TO.items()
        return
    yield from ((field, _REFERS_TO[field]) for field in type(entry).model_fields if field in _REFERS_TO)
    if isinstance(entry, LegalStatus):
        yield "parts", "statuses"
    elif isinstance(entry, Identity) and entry.over in _PARTS_OVER:
        yield "parts", _PARTS_OVER[entry.over]


def _values(value: str | tuple[str, ...] | None) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield (), value
    elif value is not None:
        yield from (((position,), code) for position, code in enumerate(value))


def _entries(entry: Entry, path: Path) -> Iterator[tuple[Entry, Path]]:
    """The entry and all entries inside it, each with its path."""
    yield entry, path
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if isinstance(value, tuple) and value and isinstance(value[0], Entry):
            for position, inner in enumerate(value):
                yield from _entries(inner, (*path, field, position))


def _codes(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.id if isinstance(entry, Source) else getattr(entry, "code", "")


def _twice(situation: Situation) -> Iterator[tuple[str, Path]]:
    for field in type(situation).model_fields:
        entries = getattr(situation, field)
        if not (isinstance(entries, tuple) and entries and isinstance(entries[0], Entry)):
            continue
        seen: set[str] = set()
        for position, code in enumerate(_codes(entries)):
            if code and code in seen:
                yield f'"{code}" is declared twice', (field, position)
            seen.add(code)


def _circles(situation: Situation) -> Iterator[tuple[str, Path]]:
    for field, up in (("places", "within"), ("measures", "part_of")):
        entries = getattr(situation, field)
        wider = {entry.code: getattr(entry, up) for entry in entries}
        for position, entry in enumerate(entries):
            if _comes_back(entry.code, wider):
                yield f'"{entry.code}" is inside itself', (field, position, up)


def _comes_back(code: str, wider: dict[str, str | None]) -> bool:
    seen: set[str] = set()
    step: str | None = wider[code]
    while step is not None and step not in seen:
        if step == code:
            return True
        seen.add(step)
        step = wider.get(step)
    return False
