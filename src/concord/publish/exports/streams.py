"""Rows on their way to a writer: made a batch at a time, column by column, told as rows or as columns.

A million rows pass without ever standing in memory together. Few different values fill most columns
of a claim (its document, its scope, its claimant), so such columns are kept as codes into a short list
of values, and columns that always go together share one list of codes: a writer handles each value once.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TypeVar

from concord.publish.exports.columns import Table

__all__ = [
    "Batch",
    "Cells",
    "Coded",
    "Row",
    "Stream",
    "batched",
    "batches",
    "coded",
    "mapped",
    "noticed",
    "plain_cells",
]

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
Row = tuple[object, ...]
BATCH = 8_192  # rows that become columns at once, where they come as rows


@dataclass(frozen=True, slots=True)
class Coded:
    """A column as codes into its values; ``codes`` is one object for all columns that share it."""

    codes: Sequence[int]
    values: Sequence[object]

    def __len__(self) -> int:
        return len(self.codes)

    def under(self, change: Callable[[object], object]) -> "Coded":
        """The same column with every value changed, each once."""
        return Coded(self.codes, list(map(change, self.values)))


Cells = list[object] | Coded
Batch = list[Cells]


class Stream(Iterator[Row]):
    """Rows that may be taken once: one by one, or what is left of them in batches of columns."""

    def __init__(self, made: Iterable[Batch]) -> None:
        self._made = iter(made)
        self._begun: Iterator[Row] = iter(())
        self._rows = chain.from_iterable(map(self._begin, self._made))

    def __next__(self) -> Row:
        return next(self._rows)

    def batches(self) -> Iterator[Batch]:
        """What is left; the rest of a batch that was begun comes first."""
        rest = list(self._begun)
        return chain(batched(rest), self._made)

    def _begin(self, batch: Batch) -> Iterator[Row]:
        self._begun = zip(*map(plain_cells, batch), strict=True)
        return self._begun


def coded(keys: Iterable[K]) -> tuple[list[int], list[K]]:
    """Each key's number in the order of first appearance, and the different keys.

    >>> coded("abca")
    ([0, 1, 2, 0], ['a', 'b', 'c'])
    """
    seen: dict[K, int] = {}
    number = seen.setdefault
    return [number(key, len(seen)) for key in keys], list(seen)


def plain_cells(cells: Cells) -> list[object]:
    """A column cell by cell."""
    if not isinstance(cells, Coded):
        return cells
    values = cells.values
    return [values[code] for code in cells.codes]


def batched(rows: Iterable[Row]) -> Iterator[Batch]:
    """Rows of any origin as batches of columns; those of a stream as they were made."""
    if isinstance(rows, Stream):
        return rows.batches()
    return ([list(cells) for cells in zip(*some, strict=True)] for some in batches(rows))


def noticed(rows: Iterable[Row], tell: Callable[[int], None]) -> Stream:
    """The same rows; ``tell`` hears after each batch how many have passed."""

    def passing() -> Iterator[Batch]:
        done = 0
        for batch in batched(rows):
            yield batch
            done += len(batch[0])
            tell(done)

    return Stream(passing())


def batches(rows: Iterable[T], size: int = BATCH) -> Iterator[list[T]]:
    """So many at a time."""
    left = iter(rows)
    while batch := list(islice(left, size)):
        yield batch


def mapped(rows: Iterable[Row], table: Table) -> Iterator[Mapping[str, object]]:
    """The same rows by the names of their columns."""
    names = table.names
    return (dict(zip(names, row, strict=True)) for row in rows)
