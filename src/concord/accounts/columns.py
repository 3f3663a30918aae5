"""Claims in columns: rows of a table as figures, and every row that is none with its reason.

A column is a field of `concord.evidence.Figure`. Only ``value`` and ``measure`` are needed;
a row that names no document stands for itself, at the place of its number. An ``id`` column
holds the reader's own name for the row. Tables of other libraries are asked for their rows
by the method that each has; none of these libraries is imported.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from math import isfinite
from typing import Any

from concord.errors import ConcordError
from concord.evidence import Figure, MalformedRecord, from_json

__all__ = ["BEYOND", "COLUMNS", "ClaimTable", "MissingColumns", "NoTable", "Rejected", "claims_from"]

COLUMNS = tuple(field.name for field in fields(Figure))
NEEDED = ("value", "measure")
NAME = "id"
DATES = ("period_start", "period_end", "said")
COUNTS = ("value", "value_high")
DOCUMENT = "table"
BEYOND = "beyond the header"  # under which a reader of files puts cells that no column is named for


class NoTable(ConcordError):
    """Neither rows nor a table that could be asked for them; carries the type."""

    def __init__(self, kind: type) -> None:
        self.kind = kind
        super().__init__(f"{kind.__name__} is no table: give rows, a data frame or an Arrow table")


class MissingColumns(ConcordError):
    """Columns without which no claim can be read; carries them and those that are there."""

    def __init__(self, missing: tuple[str, ...], present: tuple[str, ...]) -> None:
        self.missing, self.present = missing, present
        there = ", ".join(present) or "none"
        super().__init__(f"no column {' and no column '.join(missing)}; the columns are: {there}")


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that is no claim: its number from 1 without the header, the column, and why."""

    row: int
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        return f"row {self.row}, column {self.column} ({self.value!r}): {self.reason}"


@dataclass(frozen=True, slots=True)
class ClaimTable:
    """What a table holds.

    Attributes:
        figures: a claim for every row that is one, in the order of the rows.
        rejected: every mistake of every other row.
        ignored: columns that are no field of a figure.
        names: for each figure's id what the table calls it: its ``id`` cell, or *row 7*.
    """

    figures: tuple[Figure, ...]
    rejected: tuple[Rejected, ...]
    ignored: tuple[str, ...]
    names: Mapping[str, str]


def claims_from(table: Any, *, document: str = DOCUMENT) -> ClaimTable:
    """The claims of a table.

    Args:
        table: rows as mappings, a pandas or polars data frame, or an Arrow table.
        document: what rows without a document of their own are said to stand in.
    Raises:
        NoTable: it has no rows that could be asked for.
        MissingColumns: no row has a value, or none a measure.

    >>> told = claims_from([{"measure": "deported", "value": "84871"}, {"measure": "deported", "value": "?"}])
    >>> [figure.value for figure in told.figures], [(wrong.row, wrong.column) for wrong in told.rejected]
    ([84871], [(2, 'value')])
    """
    rows = list(_rows(table))
    present = tuple(dict.fromkeys(name for row in rows for name in row))
    missing = tuple(name for name in NEEDED if rows and name not in present)
    if missing:
        raise MissingColumns(missing, present)
    figures: list[Figure] = []
    rejected: list[Rejected] = []
    names: dict[str, str] = {}
    for number, row in enumerate(rows, 1):
        read = _figure(row, number, document)
        if isinstance(read, Figure):
            figures.append(read)
            names.setdefault(read.id, _name(row, number))
        else:
            rejected.extend(read)
    ignored = tuple(name for name in present if name not in (*COLUMNS, NAME, BEYOND))
    return ClaimTable(tuple(figures), tuple(rejected), ignored, names)


def _rows(table: Any) -> Iterator[Mapping[str, Any]]:
    """One mapping a row, asked for as Arrow, polars and pandas each offer it."""
    if hasattr(table, "to_pylist"):
        found = table.to_pylist()
    elif hasattr(table, "to_dicts"):
        found = table.to_dicts()
    elif hasattr(table, "to_dict") and hasattr(table, "columns"):
        found = table.to_dict("records")
    else:
        found = table
    if isinstance(found, str | bytes | Mapping) or not isinstance(found, Iterable):
        raise NoTable(type(table))
    for row in found:
        if not isinstance(row, Mapping):
            raise NoTable(type(row))
        yield row


def _figure(row: Mapping[str, Any], number: int, document: str) -> Figure | list[Rejected]:
    if BEYOND in row:  # an unquoted 907,391 is two cells: no cell of such a row can be trusted
        return [Rejected(number, BEYOND, str(row[BEYOND]), "more cells than columns")]
    told = {name: _plain(name, row[name]) for name in COLUMNS if name in row and not _is_missing(row[name])}
    absent = [Rejected(number, name, "", "is missing") for name in NEEDED if name not in told]
    if absent:
        return absent
    text = str(told["value"])
    start = told.get("start", number)
    own = {"document": document, "start": start, "end": start, "text": text}
    try:
        figure = from_json(Figure, {**own, **told})
    except MalformedRecord as error:
        wrong = [_rejected(number, mistake, told) for mistake in error.mistakes]
        return list({one.column: one for one in wrong if one.column in told}.values())
    endless = [name for name in COUNTS if not isfinite(getattr(figure, name) or 0)]
    return [Rejected(number, name, text, "is not a finite number") for name in endless] or figure


def _rejected(row: int, mistake: str, told: Mapping[str, Any]) -> Rejected:
    """A mistake of the codec, *reason @ $.column*, in the words of a table."""
    reason, _, path = mistake.rpartition(" @ $.")
    column = path.partition(".")[0]
    if column in COUNTS:
        reason = "is not a number such as 84871"
    return Rejected(row, column, str(told.get(column, "")), reason)


def _plain(name: str, value: Any) -> Any:
    """The value as JSON has it: days as text, whole numbers without a point."""
    if name in DATES and hasattr(value, "isoformat"):
        return value.isoformat()[:10]
    if name in COUNTS:
        return _count(value)
    if hasattr(value, "item"):  # a scalar of numpy or of a column library
        value = value.item()
    return value.strip() if isinstance(value, str) else value


def _count(value: Any) -> Any:
    """A number told as text or as 907391.0, which is the same claim as 907391."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return value
    if isinstance(value, int) or not isfinite(number):
        return value
    if isinstance(value, str) and value.strip().isdecimal():
        return int(value)  # every digit of it, however many
    return int(number) if number == int(number) else number


def _is_missing(value: Any) -> bool:
    """None, an empty cell, or one of the many ways in which tables write that nothing is there."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    try:
        return bool(value != value)
    except TypeError:  # pandas' NA is neither equal nor unequal to itself
        return True


def _name(row: Mapping[str, Any], number: int) -> str:
    own = row.get(NAME)
    return f"row {number}" if _is_missing(own) else str(own).strip()
