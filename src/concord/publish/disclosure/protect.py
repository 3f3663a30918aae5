"""Cell suppression: which numbers are withheld so that no small one can be worked out.

First every small count. Then, for each count that points at someone, printed numbers in its
sums are withheld one by one, the least first, until the attack of ``attack`` leaves it an
interval at least as wide as the rule asks. Withholding more never narrows an interval, so one
pass is enough, and the least are tried first because least is lost with them. Where no printed
number is left, the marks themselves tell too much (five counts of at least one that come to at
most nine): a sum then loses its mark of a small count and is told as withheld, no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from concord.publish.disclosure.attack import Known, Variable
from concord.publish.disclosure.cells import CellTable, Pattern, Sum
from concord.publish.disclosure.rules import SmallCounts
from concord.publish.disclosure.small import points_at_someone

__all__ = ["protect", "protect_all"]

TRIED = 24  # numbers that are tried alone before the least of them is withheld beside further ones
Releases = Sequence[tuple[CellTable, Pattern]]


def protect_all(tables: Iterable[CellTable], rule: SmallCounts) -> list[Pattern]:
    """The pattern of each release, in the order in which they are made."""
    done: list[tuple[CellTable, Pattern]] = []
    for table in tables:
        done.append((table, protect(table, rule, done)))
    return [pattern for _, pattern in done]


def protect(table: CellTable, rule: SmallCounts, earlier: Releases = ()) -> Pattern:
    """What of a release is to be withheld, given what earlier ones printed.

    Args:
        table: the numbers; values that point at someone among ``derived`` are protected too.
        earlier: the tables of earlier releases with their patterns, the oldest first.
    """
    small = frozenset(name for name, value in table.values.items() if _marked(value, rule))
    targets = _targets(table, small, earlier, rule)
    near = _reached([name for name, _ in targets], [table, *(one for one, _ in earlier)])
    known = [(_cut(one, near), shown) for one, shown in earlier]
    told = Known(known, rule)
    pattern, here = Pattern(small & near), _cut(table, near)
    for target in targets:
        pattern = _protected(target, here, pattern, rule, known, told.printed | told.marked)
    return Pattern(small - pattern.cover, pattern.cover, pattern.exposed)


def _targets(table: CellTable, small: Iterable[str], earlier: Releases, rule: SmallCounts) -> list[Variable]:
    """Counts that point at someone, of this and of earlier releases: a later number can tell those too."""
    found = {(name, round(table.values[name], 6)) for name in small}
    for one, shown in earlier:
        found |= {(name, round(one.values[name], 6)) for name in shown.hidden - shown.exposed}
    return sorted(target for target in found if points_at_someone(target[1], rule))


def _reached(names: Iterable[str], tables: Iterable[CellTable]) -> frozenset[str]:
    """The cells that any chain of sums ties to these."""
    sums: dict[str, list[Sum]] = defaultdict(list)
    for table in tables:
        for one in table.sums:
            for name, _ in one.terms():
                sums[name].append(one)
    found, waiting = set(names), list(names)
    while waiting:
        fresh = {name for one in sums.pop(waiting.pop(), ()) for name, _ in one.terms()} - found
        found |= fresh
        waiting.extend(fresh)
    return frozenset(found)


def _cut(table: CellTable, near: frozenset[str]) -> CellTable:
    """The part of a table that is about these cells."""
    return CellTable(
        {name: table.values[name] for name in near if name in table.values},
        tuple(one for one in table.sums if one.whole in near),
        table.derived & near,
    )


def _marked(value: float, rule: SmallCounts) -> bool:
    return rule.low - 0.5 <= value < rule.cover + 1


def _protected(
    target: Variable,
    table: CellTable,
    pattern: Pattern,
    rule: SmallCounts,
    earlier: Releases,
    before: frozenset[Variable],
) -> Pattern:
    """The pattern with as much more withheld as this cell needs."""
    while True:
        known = Known([*earlier, (table, pattern)], rule)
        if _wide(known, target, rule):
            return pattern
        free = _numbers(known, target, table, before) or _marks(known, target, pattern, before)
        if not free:
            return Pattern(pattern.small, pattern.cover, pattern.exposed | {target[0]})
        chosen = next(
            (one for one in free[:TRIED] if _enough(one[0], target, table, pattern, rule, earlier)), free[0]
        )
        pattern = _with(pattern, chosen[0])


def _numbers(known: Known, target: Variable, table: CellTable, before: frozenset[Variable]) -> list[Variable]:
    """Printed numbers of this release that may be withheld beside the target, the least first."""
    found = (variable for variable in known.touching(target) if _free(variable, table, before))
    return sorted(found, key=lambda variable: (variable[1], variable[0]))


def _marks(known: Known, target: Variable, pattern: Pattern, before: frozenset[Variable]) -> list[Variable]:
    """Small counts tied to the target that may lose their mark, the greatest first."""
    found = (one for one in known.tied(target) if one[0] in pattern.small and one not in before)
    return sorted(found, key=lambda variable: (-variable[1], variable[0]))


def _free(variable: Variable, table: CellTable, before: frozenset[Variable]) -> bool:
    """Whether it is a number of this release that none before has printed."""
    name, value = variable
    return variable not in before and name in table.values and round(table.values[name], 6) == value


def _enough(
    name: str, target: Variable, table: CellTable, pattern: Pattern, rule: SmallCounts, earlier: Releases
) -> bool:
    return _wide(Known([*earlier, (table, _with(pattern, name))], rule), target, rule)


def _wide(known: Known, target: Variable, rule: SmallCounts) -> bool:
    low, high = known.interval(target)
    return high - low >= rule.width - 1e-6


def _with(pattern: Pattern, name: str) -> Pattern:
    return Pattern(pattern.small - {name}, pattern.cover | {name}, pattern.exposed)
