"""Parts against totals on the way in: along rows (PoR + ACC = Total) and down columns (a row called Total).

A sum that does not come out is not mended: both sides stay the claims that they are, and the difference
is told with its line, its column and its parts.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from concord.mapping.fields import is_total
from concord.mapping.numbers import is_unknown, number_of
from concord.mapping.tables import Row, Table

__all__ = ["Discrepancy", "check_columns", "check_rows", "is_total_row", "parts_of_totals"]

ENOUGH = 0.6  # of the rows in which a sum comes out for it to be proposed
LEAST_ROWS = 2
LEAST_PARTS, MOST_PARTS = 2, 40
LOOKED_AT = 300  # rows, for a proposal


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """A total that its parts do not make.

    Attributes:
        line: of the document's text, from 1.
        column: name of the column of the total.
        total, parts: what is printed, and what the parts come to.
        of: what the parts are, in words.
        complete: False where a part is not known, so that the parts may only be less.
    """

    line: int
    column: str
    total: float
    parts: float
    of: str
    complete: bool = True

    def __str__(self) -> str:
        apart = self.parts - self.total
        more = f"{abs(apart):,.10g} {'more' if apart > 0 else 'less'}"
        known = "" if self.complete else ", though not all of them are known"
        return (
            f"line {self.line}: {self.column!r} says {self.total:,.10g}, but {self.of} make "
            f"{self.parts:,.10g} ({more}{known})"
        )


def check_rows(table: Table, total: str, parts: Sequence[str]) -> Iterator[Discrepancy]:
    """Every row in which the parts do not make the total; rows without a total are left alone."""
    at = table.columns.index(total)
    ats = [table.columns.index(part) for part in parts]
    for row in table.rows:
        whole = _value(row, at)
        values = [_value(row, index) for index in ats]
        known = [value for value in values if value is not None]
        if whole is None or not known:
            continue
        complete = len(known) == len(values)
        if sum(known) > whole or (complete and sum(known) != whole):
            yield Discrepancy(row.line, total, whole, sum(known), " + ".join(parts), complete)


def check_columns(table: Table, columns: Sequence[str], labels: Sequence[str]) -> Iterator[Discrepancy]:
    """Every total row, told by a label, that the rows above it do not make.

    A total row sums the rows since the total row before it, all rows, or the total rows: one of these
    has to come out.
    """
    ats = [table.columns.index(label) for label in labels]
    for column in columns:
        index = table.columns.index(column)
        since: list[float | None] = []
        everything: list[float | None] = []
        totals: list[float | None] = []
        for row in table.rows:
            value = _value(row, index)
            if not is_total_row(row, ats):
                since.append(value)
                everything.append(value)
                continue
            found = _compare(row, column, value, [since, everything, totals])
            if found is not None:
                yield found
            totals.append(value)
            since = []


def is_total_row(row: Row, labels: Sequence[int]) -> bool:
    """Whether one of the labels of a row says total."""
    return any(is_total(row.cell(index).text) for index in labels)


def parts_of_totals(table: Table, columns: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Columns of numbers that are the sums of neighbours in most rows, with those neighbours.

    The longest run of columns right before or after a column that makes it; a column that is a part of
    a total already found is none itself. Then a column that is the sum of all these totals.
    """
    rows = table.rows[:LOOKED_AT]
    values = {name: [_value(row, table.columns.index(name)) for row in rows] for name in columns}
    found: dict[str, tuple[str, ...]] = {}
    for column in reversed(columns):
        at = columns.index(column)
        runs = [columns[first:at] for first in range(max(0, at - MOST_PARTS), at - LEAST_PARTS + 1)]
        runs += [
            columns[at + 1 : last] for last in range(min(len(columns), at + MOST_PARTS), at + LEAST_PARTS, -1)
        ]
        made = next((run for run in runs if _makes(values, column, run)), None)
        if made is not None and not set(made) & set(found):
            found[column] = tuple(made)
    return found | _of_totals(values, columns, found)


def _of_totals(
    values: Mapping[str, Sequence[float | None]], columns: Sequence[str], found: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """A column that is the sum of all totals found: women in all + men in all = total."""
    inner = tuple(column for column in columns if column in found)
    parts = {part for run in found.values() for part in run}
    if len(inner) < LEAST_PARTS:
        return {}
    rest = [column for column in columns if column not in found and column not in parts]
    return {column: inner for column in rest if _makes(values, column, inner)}


def _makes(values: Mapping[str, Sequence[float | None]], total: str, parts: Sequence[str]) -> bool:
    rows = zip(*(values[name] for name in (total, *parts)), strict=True)
    telling = [row for row in rows if all(value is not None for value in row) and any(row[1:])]
    sums = sum(row[0] == sum(value or 0 for value in row[1:]) for row in telling)
    return len(telling) >= LEAST_ROWS and sums >= ENOUGH * len(telling) and _spread(telling)


def _spread(rows: Sequence[Sequence[float | None]]) -> bool:
    """Whether more than one part is filled somewhere: else the total is just the same column twice."""
    return any(sum(bool(value) for value in row[1:]) > 1 for row in rows)


def _compare(
    row: Row, column: str, total: float | None, readings: list[list[float | None]]
) -> Discrepancy | None:
    sums = [
        (known, len(known) == len(parts))
        for parts in readings
        if (known := [p for p in parts if p is not None])
    ]
    if total is None or not sums:
        return None
    if any(sum(known) == total or (not complete and sum(known) < total) for known, complete in sums):
        return None
    known, complete = sums[0]
    of = f"the {len(known)} rows above" if len(known) > 1 else "the row above"
    return Discrepancy(row.line, column, total, sum(known), of, complete)


def _value(row: Row, index: int) -> float | None:
    text = row.cell(index).text
    number = None if is_unknown(text) else number_of(text)
    return None if number is None or number.percent else number.value
