"""Scores of figures against annotated ones, for tools that give all fields of a figure or only some.

The rules are those of the annotation guide's own scorer: a figure is found where spans overlap and
values agree, each at most once; dates agree as far as the annotated one goes; places and sources agree
where one contains the other. A level or field that a tool does not give has no score.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["FIELDS", "LEVELS", "Figures", "Quality", "near", "score"]

Figures = list[dict[str, Any]]
CORE = ("value_high", "unit", "measure", "projected", "status", "country")
FULL = (*CORE, "kind", "period_start", "period_end", "party")
FIELDS = (*FULL, "precision", "sex_age", "nationality", "place", "source")
LEVELS = {
    "value": (),
    "number": ("value_high",),
    "number and unit": ("value_high", "unit"),
    "core": CORE,
    "full": FULL,
}
TOLERANCE = 1e-9  # relative; values are decimal numbers that were read twice


@dataclass(frozen=True, slots=True)
class Quality:
    """Scores over some documents.

    Attributes:
        gold, found, matched: numbers of figures.
        levels: F1 of each level; None where the tool lacks a field of it.
        fields: share right of the matched figures; None where the tool does not give the field.
    """

    gold: int
    found: int
    matched: int
    levels: Mapping[str, float | None]
    fields: Mapping[str, float | None]


def score(
    gold: Mapping[str, Figures], found: Mapping[str, Figures], given: Collection[str] = FIELDS
) -> Quality:
    """Scores over all annotated documents, together.

    >>> one = {"start": 0, "end": 3, "value": 500, "value_high": None, "unit": "families"}
    >>> score({"a": [one]}, {"a": [one | {"unit": "individuals"}]}, given={"value_high", "unit"}).levels
    {'value': 1.0, 'number': 1.0, 'number and unit': 0.0, 'core': None, 'full': None}
    """
    pairs = [pair for name in gold for pair in _matched(gold[name], found.get(name, []))]
    right = [{field for field in given if _agrees(field, a, b)} for a, b in pairs]
    n_gold, n_found = sum(map(len, gold.values())), sum(len(found.get(name, [])) for name in gold)
    hits = {
        level: sum(right_of_one.issuperset(fields) for right_of_one in right)
        for level, fields in LEVELS.items()
    }
    by_field = Counter(field for fields in right for field in fields)
    return Quality(
        n_gold,
        n_found,
        len(pairs),
        {
            level: 2 * hits[level] / max(1, n_gold + n_found) if set(fields) <= set(given) else None
            for level, fields in LEVELS.items()
        },
        {field: by_field[field] / max(1, len(pairs)) if field in given else None for field in FIELDS},
    )


def near(gold: Mapping[str, Figures], found: Mapping[str, Figures]) -> dict[str, Figures]:
    """The finds that overlap an annotated figure: what is left of a tool that is asked only there."""
    return {
        name: [f for f in found.get(name, []) if any(_overlap(annotated, f) for annotated in figures)]
        for name, figures in gold.items()
    }


def _overlap(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def _matched(gold: Figures, found: Figures) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Pairs of an annotated figure and the first free one that overlaps it with its value."""
    free, pairs = list(found), []
    for annotated in gold:
        for figure in free:
            if _overlap(annotated, figure) and _same_number(annotated["value"], figure["value"]):
                pairs.append((annotated, figure))
                free.remove(figure)
                break
    return pairs


def _agrees(field: str, annotated: dict[str, Any], figure: dict[str, Any]) -> bool:
    a, b = annotated.get(field), figure.get(field)
    if field == "value_high":
        return _same_number(a, b)
    if field == "projected":
        return bool(a) == bool(b)
    if field in ("period_start", "period_end") and a is not None and b is not None:
        return str(b).startswith(a)
    if field in ("place", "source"):
        a, b = (a or "").casefold(), (b or "").casefold()
        return bool(a) == bool(b) and (a in b or b in a)
    return a == b


def _same_number(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= TOLERANCE * max(1.0, abs(a), abs(b))
