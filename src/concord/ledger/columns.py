"""The columns that keep a record, derived from the fields of its dataclass.

A field that evidence gains tomorrow has its column the same day; a field of a type
that no column can keep is refused when the table is made, not lost when a row is.
"""

import dataclasses
import json
import types
import typing
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from concord.evidence import PartialDate
from concord.evidence.codec import canonical

__all__ = ["Cell", "Column", "columns"]

Cell = str | int | float | None
_AS_TEXT = (str, StrEnum, PartialDate)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, its type in a strict table, and whether it keeps JSON text or a truth value."""

    name: str
    sql_type: str
    is_json: bool = False
    is_truth: bool = False

    @property
    def keeps_as_is(self) -> bool:
        """Whether a cell is the JSON value itself."""
        return not (self.is_json or self.is_truth)

    def cell(self, value: Any) -> Cell:
        """A JSON value as the column keeps it."""
        if value is None:
            return None
        if self.is_json:
            return canonical(value).decode()
        kept: Cell = int(value) if self.is_truth else value
        return kept

    def value(self, cell: Cell) -> Any:
        """The JSON value that a cell of this column keeps."""
        return json.loads(cell) if self.is_json and isinstance(cell, str) else cell


def columns(kind: type[Any]) -> tuple[Column, ...]:
    """One column a field, in the order of the fields.

    Raises:
        TypeError: a field has a type for which no column is known.
    """
    hints = typing.get_type_hints(kind)
    return tuple(_column(field.name, hints[field.name]) for field in dataclasses.fields(kind))


def _column(name: str, hint: Any) -> Column:
    options = _options(hint) - {types.NoneType}
    if options <= {bool, int}:
        return Column(name, "INTEGER", is_truth=options == {bool})
    if options <= {int, float}:
        return Column(name, "ANY")  # keeps 5 and 5.0 apart, as the record does
    if all(isinstance(option, type) and issubclass(option, _AS_TEXT) for option in options):
        return Column(name, "TEXT")
    if all(typing.get_origin(option) is tuple for option in options):
        return Column(name, "TEXT", is_json=True)
    raise TypeError(f"no column keeps a field {name} of type {hint}")


def _options(hint: Any) -> set[Any]:
    is_union = typing.get_origin(hint) in (typing.Union, types.UnionType)
    return set(typing.get_args(hint)) if is_union else {hint}
