"""No small count can be worked out: an attacker of our own, with every release, tries on random tables.

The attacker here shares no code with the package: it writes all printed numbers, marks and sums of all
releases as one linear programme over every cell and asks HiGHS for the least and greatest value of each
protected cell.
"""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from scipy.optimize import linprog

from concord.publish.disclosure import CellTable, Pattern, Sum, points_at_someone, protect_all, rules_of

RULE = rules_of().small
Release = tuple[CellTable, Pattern]


def two_way(counts: Sequence[Sequence[int]]) -> CellTable:
    """A table of rows and columns with its margins and its total."""
    values: dict[str, float] = {}
    sums = []
    for i, row in enumerate(counts):
        values |= {f"r{i}c{j}": float(value) for j, value in enumerate(row)}
        values[f"r{i}"] = float(sum(row))
        sums.append(Sum(f"r{i}", tuple(f"r{i}c{j}" for j in range(len(row)))))
    for j in range(len(counts[0])):
        values[f"c{j}"] = float(sum(row[j] for row in counts))
        sums.append(Sum(f"c{j}", tuple(f"r{i}c{j}" for i in range(len(counts)))))
    values["all"] = float(sum(map(sum, counts)))
    sums.append(Sum("all", tuple(f"r{i}" for i in range(len(counts)))))
    sums.append(Sum("all", tuple(f"c{j}" for j in range(len(counts[0])))))
    return CellTable(values, tuple(sums))


def attacked(releases: Sequence[Release], name: str, which: int) -> tuple[float, float]:
    """The interval in which somebody who has every release can place a cell of one of them.

    A cell that is the same number in two releases is taken as known to be the same, the worst case.
    """
    cells = sorted({(n, v) for table, _ in releases for n, v in table.values.items()})
    at = {cell: index for index, cell in enumerate(cells)}
    low, high = np.zeros(len(cells)), np.full(len(cells), np.inf)
    rows = []
    for table, pattern in releases:
        for n, v in table.values.items():
            k = at[n, v]
            if n in pattern.small:
                low[k], high[k] = max(low[k], RULE.low), min(high[k], RULE.cover)
            elif n not in pattern.cover:
                low[k] = high[k] = v
        for one in table.sums:
            row = np.zeros(len(cells))
            row[at[one.whole, table.values[one.whole]]] += 1
            for part in one.parts:
                row[at[part, table.values[part]]] -= 1
            rows.append(row)
    goal = np.zeros(len(cells))
    goal[at[name, releases[which][0].values[name]]] = 1
    ends = []
    for sign in (1, -1):
        told = linprog(
            sign * goal,
            A_eq=np.array(rows),
            b_eq=np.zeros(len(rows)),
            bounds=list(zip(low, high, strict=True)),
        )
        assert told.status in (0, 3), told.message
        ends.append(sign * told.fun if told.status == 0 else -sign * np.inf)
    return ends[0], ends[1]


def narrow(tables: Sequence[CellTable]) -> list[tuple[int, str, float]]:
    """Protected cells that the attacker places within less than the rule's width, as told by nobody."""
    patterns = protect_all(tables, RULE)
    releases = list(zip(tables, patterns, strict=True))
    given_away = {name for pattern in patterns for name in pattern.exposed}
    found = []
    for which, (table, _pattern) in enumerate(releases):
        for name, value in table.values.items():
            if points_at_someone(value, RULE) and name not in given_away:
                low, high = attacked(releases, name, which)
                if high - low < RULE.width - 1e-6:
                    found.append((which, name, high - low))
    return found


counts = some.lists(
    some.lists(some.one_of(some.integers(0, 12), some.integers(0, 4_000)), min_size=3, max_size=3),
    min_size=2,
    max_size=3,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counts)
@example([[0, 1, 1], [1, 1, 1]])  # the marks alone would tell every cell: five of at least 1 make at most 9
def test_no_small_count_of_a_table_follows_from_its_margins(table: list[list[int]]) -> None:
    assert narrow([two_way(table)]) == []
    assert protect_all([two_way(table)], RULE)[0].exposed == frozenset()  # nothing was printed before


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(counts, some.data())
def test_no_small_count_follows_from_two_releases(table: list[list[int]], data: some.DataObject) -> None:
    later = [[value + data.draw(some.sampled_from([0, 0, 0, 3, 250])) for value in row] for row in table]
    assert narrow([two_way(table), two_way(later)]) == []


@pytest.mark.parametrize(
    ("values", "sums", "small", "reason"),
    [
        ({"all": 500, "a": 497, "b": 3}, [Sum("all", ("a", "b"))], "b", "from a total"),
        ({"all": 900, "a": 497, "b": 400, "c": 3}, [Sum("all", ("a", "b", "c"))], "c", "from what is left"),
        (
            {"may": 1_203, "april": 1_200, "week": 3},
            [Sum("may", ("april", "week"))],
            "week",
            "from running totals",
        ),
    ],
)
def test_a_further_number_is_withheld_where_a_small_one_would_follow(
    values: dict[str, float], sums: list[Sum], small: str, reason: str
) -> None:
    table = CellTable({name: float(value) for name, value in values.items()}, tuple(sums))
    (pattern,) = protect_all([table], RULE)
    assert small in pattern.small, reason
    assert pattern.cover, reason
    low, high = attacked([(table, pattern)], small, 0)
    assert high - low >= RULE.width


def test_where_nothing_is_small_nothing_is_withheld() -> None:
    (pattern,) = protect_all([two_way([[100, 200, 300], [400, 500, 600]])], RULE)
    assert pattern == Pattern()


def test_zero_is_told() -> None:
    (pattern,) = protect_all([two_way([[0, 200, 300], [400, 500, 600]])], RULE)
    assert pattern.hidden == frozenset()


def test_what_an_earlier_release_printed_cannot_be_taken_back_and_is_counted() -> None:
    first = CellTable({"all": 500.0, "a": 480.0, "b": 20.0}, (Sum("all", ("a", "b")),))
    later = CellTable({"all": 483.0, "a": 480.0, "b": 3.0}, (Sum("all", ("a", "b")),))
    patterns = protect_all([first, later], RULE)
    assert patterns[0].hidden == frozenset()
    low, high = attacked(list(zip([first, later], patterns, strict=True)), "b", 1)
    assert high - low >= RULE.width or "b" in patterns[1].exposed
