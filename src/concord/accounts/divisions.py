"""Divisions: totals with the disjoint parts that a text gives for them.

A text says so ("of which"), or sets crossings beside their province, or countries beside
a total that names none. Parts of one division are told apart by one dimension alone.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import Difference, differences, inside

__all__ = ["divisions"]

SIDE_BY_SIDE = 0.1  # share of the total by which parts may miss it where no "of which" joins them

AGES_APART = ({"men", "women", "children"}, {"men", "women", "boys", "girls"})  # other groups overlap

Division = tuple[Claim, tuple[Claim, ...]]

_NOT_A_DIVISION = frozenset({Difference.UNIT, Difference.BASE_DATE, Difference.END, Difference.KIND})
_FIELDS = {Difference.PLACE: "places"}


def divisions(pool: Pool) -> Iterator[Division]:
    """Every total with two or more disjoint parts."""
    for total, parts in pool.parts.items():
        for group in _by_dimension(total, parts):
            apart = _outermost(group, pool) if _ages_apart(group) else ()
            if len(apart) > 1:
                yield total, apart
    for acts in pool.documents.values():
        for alike in _alike_but_for_place(acts):
            yield from _side_by_side(alike, pool)


def _by_dimension(total: Claim, parts: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """The parts gathered by what tells them from the total; one value of it stands for one part."""
    groups: dict[Difference, dict[object, Claim]] = defaultdict(dict)
    for part in parts:
        ways = [way for way in differences(part.scope, total.scope) if way not in _NOT_A_DIVISION]
        if len(ways) == 1:
            groups[ways[0]].setdefault(_value(part, ways[0]), part)
    return (tuple(group.values()) for group in groups.values())


def _outermost(group: Sequence[Claim], pool: Pool) -> tuple[Claim, ...]:
    """The parts that lie in no other part: a crossing named beside its province is counted there."""
    return tuple(
        part
        for part in group
        if not any(part is not other and inside(part.scope, other.scope, pool.nesting) for other in group)
    )


def _ages_apart(group: Sequence[Claim]) -> bool:
    ages = {part.scope.sex_age for part in group} - {None}
    return any(ages <= apart for apart in AGES_APART)


def _alike_but_for_place(acts: Sequence[Claim]) -> Iterator[list[Claim]]:
    """Acts of one text and claimant with one period, that may differ in place or country."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for act in acts:
        if act.scope.dated:
            groups[act.claimant, replace(act.scope, places=frozenset(), country=None)].append(act)
    return (group for group in groups.values() if len(group) > 2)


def _side_by_side(alike: Sequence[Claim], pool: Pool) -> Iterator[Division]:
    """A total and its parts are near each other in sum; else they are not its parts."""
    for total in alike:
        if total in pool.parts:
            continue
        smaller = [act for act in alike if act.value < total.value and act.figure.part_of is None]
        for way in (Difference.PLACE, Difference.COUNTRY):
            inner = {_value(act, way): act for act in smaller if _divides(act, total, way, pool)}
            held = sum(part.value for part in inner.values())
            if len(inner) > 1 and abs(held - total.value) <= SIDE_BY_SIDE * total.value:
                yield total, tuple(inner.values())


def _divides(act: Claim, total: Claim, way: Difference, pool: Pool) -> bool:
    """Of two claims that may differ in place or country, the act is narrower in this one alone."""
    part, whole = act.scope, total.scope
    if way is Difference.COUNTRY:
        return part.places == whole.places and part.country is not None and whole.country is None
    alike = part.country == whole.country and len(part.places) == 1 and part.places != whole.places
    return alike and inside(part, whole, pool.nesting)


def _value(claim: Claim, way: Difference) -> object:
    return getattr(claim.scope, _FIELDS.get(way, way.value))
