"""Cell suppression: which numbers are withheld so that no small one can be worked out.

First every small count. Then, for each count that points at someone, printed numbers in its
sums are withheld one by one, the least first, until the attack of ``attack`` leaves it an
interval at least as wide as the rule asks. Withholding more never narrows an interval, so one
pass is enough, and the least are tried first because least is lost with them. Where no printed
number is left, the marks themselves tell too much (five counts of at least one that come to at
most nine): a sum then loses its mark of a small count and is told as withheld, no more.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

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
    cover, exposed = frozenset[str](), frozenset[str]()
    for members, here, before in _apart(targets, table, earlier):
        pattern = _all_protected(members, here, Pattern(small & here.values.keys()), rule, before)
        cover, exposed = cover | pattern.cover, exposed | pattern.exposed
    return Pattern(small - cover, cover, exposed)


def _all_protected(
    targets: Iterable[Variable], table: CellTable, pattern: Pattern, rule: SmallCounts, earlier: Releases
) -> Pattern:
    told = Known(earlier, rule)
    for target in targets:
        pattern = _protected(target, table, pattern, rule, earlier, told.printed | told.marked)
    return pattern


def _targets(table: CellTable, small: Iterable[str], earlier: Releases, rule: SmallCounts) -> list[Variable]:
    """Counts that point at someone, of this and of earlier releases: a later number can tell those too."""
    found = {(name, round(table.values[name], 6)) for name in small}
    for one, shown in earlier:
        found |= {(name, round(one.values[name], 6)) for name in shown.hidden - shown.exposed}
    return sorted(target for target in found if points_at_someone(target[1], rule))


def _apart(
    targets: Iterable[Variable], table: CellTable, earlier: Releases
) -> Iterator[tuple[list[Variable], CellTable, list[tuple[CellTable, Pattern]]]]:
    """Targets that no chain of sums ties to each other, with the part of each table that is about them."""
    tables = [table, *(one for one, _ in earlier)]
    group = _groups((name for name, _ in targets), tables)
    members: dict[int, list[Variable]] = defaultdict(list)
    for target in targets:
        members[group[target[0]]].append(target)
    cut = [_cut(one, group) for one in tables]
    nothing = CellTable({})
    for number, some in members.items():
        before = [(one.get(number, nothing), shown) for one, (_, shown) in zip(cut[1:], earlier, strict=True)]
        yield some, cut[0].get(number, nothing), before


def _groups(names: Iterable[str], tables: Iterable[CellTable]) -> dict[str, int]:
    """A number for each of these cells, the same for all that any chain of sums ties to it."""
    sums: dict[str, list[Sum]] = defaultdict(list)
    for table in tables:
        for one in table.sums:
            for name, _ in one.terms():
                sums[name].append(one)
    group: dict[str, int] = {}
    for number, begin in enumerate(names):
        waiting = [] if begin in group else [begin]
        group.setdefault(begin, number)
        while waiting:
            tied = {name for one in sums.pop(waiting.pop(), ()) for name, _ in one.terms()} - group.keys()
            group.update(dict.fromkeys(tied, number))
            waiting.extend(tied)
    return group


def _cut(table: CellTable, group: Mapping[str, int]) -> dict[int, CellTable]:
    """The parts of a table that are about the cells of each group."""
    values: dict[int, dict[str, float]] = defaultdict(dict)
    sums: dict[int, list[Sum]] = defaultdict(list)
    for name, number in group.items():
        if name in table.values:
            values[number][name] = table.values[name]
    for one in table.sums:
        if one.whole in group:
            sums[group[one.whole]].append(one)
    return {
        number: CellTable(own, tuple(sums[number]), table.derived & own.keys())
        for number, own in values.items()
    }


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
