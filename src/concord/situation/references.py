"""References between entries: every code that is used is declared, once, and none contains itself.

Checked on the tables as read, before they are typed, so that one report holds these mistakes
together with those of the model.
"""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

__all__ = ["Path", "reference_mistakes"]

Path: TypeAlias = tuple[str | int, ...]
Tables: TypeAlias = Mapping[str, Any]

# Name of a field that holds codes, to the vocabulary they come from.
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
    "nationality": "places",
    "host": "places",
    "other_hosts": "places",
    "papers": "papers",
    "paper": "papers",
    "scheme": "acts",
    "after": "acts",
}
# The parts of an identity come from the dimension it splits; those of a status are statuses.
_PARTS_OVER = {"measure": "measures", "status": "statuses", "phase": "phases"}
_ONE_OF = {
    "sources": "source",
    "statuses": "status",
    "parties": "party",
    "measures": "measure",
    "places": "place",
    "phases": "phase",
    "papers": "paper",
    "acts": "act",
}


def reference_mistakes(tables: Tables) -> list[tuple[str, Path]]:
    """Messages with the path of each code that is unknown, declared twice, or inside itself.

    Args:
        tables: fields of a `Situation` with rows as read; what has another shape is passed over.
    """
    return [*_unknown(tables), *_twice(tables), *_circles(tables)]


def _unknown(tables: Tables) -> Iterator[tuple[str, Path]]:
    known = {field: {code for _, code, _ in _rows(tables.get(field))} for field in _ONE_OF}
    for vocabulary, code, path in _uses(tables, ()):
        if code not in known[vocabulary]:
            yield f'unknown {_ONE_OF[vocabulary]} "{code}"', path


def _uses(row: Tables, path: Path) -> Iterator[tuple[str, str, Path]]:
    """Every code that a row or a row inside it uses: its vocabulary, itself, its path."""
    for field, value in row.items():
        over = str(row.get("over", "status")) if field == "parts" else None
        vocabulary = _REFERS_TO.get(field) if over is None else _PARTS_OVER.get(over)
        for step, item in _items(value):
            if isinstance(item, dict):
                yield from _uses(item, (*path, field, *step))
            elif isinstance(item, str) and vocabulary is not None:
                yield vocabulary, item, (*path, field, *step)


def _items(value: Any) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, list):
        yield from (((position,), item) for position, item in enumerate(value))
    else:
        yield (), value


def _rows(table: Any) -> Iterator[tuple[int, str, Tables]]:
    """Position, code and content of each row that has a code; sources call it their id."""
    for position, row in enumerate(table if isinstance(table, list) else ()):
        code = row.get("code", row.get("id")) if isinstance(row, dict) else None
        if isinstance(code, str):
            yield position, code, row


def _twice(tables: Tables) -> Iterator[tuple[str, Path]]:
    for field, table in tables.items():
        seen: set[str] = set()
        for position, code, _ in _rows(table):
            if code in seen:
                yield f'"{code}" is declared twice', (field, position)
            seen.add(code)


def _circles(tables: Tables) -> Iterator[tuple[str, Path]]:
    for field, outwards in (("places", ("within", "sides")), ("measures", ("part_of",))):
        rows = list(_rows(tables.get(field)))
        wider = {code: [step for name in outwards for step in _texts(row.get(name))] for _, code, row in rows}
        for position, code, _ in rows:
            if code in _reached(code, wider):
                yield f'"{code}" is inside itself', (field, position)


def _texts(value: Any) -> list[str]:
    return [item for _, item in _items(value) if isinstance(item, str)]


def _reached(code: str, wider: Mapping[str, list[str]]) -> set[str]:
    """Every code that one comes to on the way outwards."""
    reached: set[str] = set()
    ahead = list(wider[code])
    while ahead:
        step = ahead.pop()
        if step not in reached:
            reached.add(step)
            ahead += wider.get(step, [])
    return reached
