"""Plain tables of known headers: the tags that their publishers leave out, kept as data.

A table is told by its header within the first rows; lines above it are a title. A new
table is an entry in ``known_tables.toml`` and a test.
"""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources

from concord.shapes.answer import Given, Parsed, Shape
from concord.shapes.building import parsed_table
from concord.shapes.columns import Column, Columns, Role, Voice
from concord.shapes.errors import BrokenAnswer
from concord.shapes.hxl import columns_of
from concord.shapes.opening import Opened

__all__ = ["KnownTable", "is_this", "known_tables", "parse", "table_with"]


@dataclass(frozen=True, slots=True)
class KnownTable:
    """One table: who publishes it, what tells it, and what its columns hold."""

    name: str
    publisher: str
    source: str
    party: str
    licence: str
    header: tuple[str, ...]
    tags: Mapping[str, str]
    ignored: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    zero_unknown: bool = False

    @property
    def columns(self) -> Columns:
        """The columns by their tags, with the codes and the zeros of this table."""
        tagged, _ = columns_of(self.tags)
        return {name: self._own(name, column) for name, column in tagged.items()}

    @property
    def voice(self) -> Voice:
        """Who prints it and who speaks in it."""
        return Voice(self.publisher, self.source, self.party, self.licence)

    def _own(self, name: str, column: Column) -> Column:
        zero = self.zero_unknown and column.role is Role.COUNT
        return replace(column, codes=self.codes.get(name, {}), zero_unknown=zero)


@cache
def known_tables() -> tuple[KnownTable, ...]:
    """Every table in the data."""
    words = resources.files("concord.shapes").joinpath("known_tables.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(words)["table"]
    return tuple(KnownTable(**{**entry, "header": tuple(entry["header"])}) for entry in entries)


def is_this(opened: Opened) -> bool:
    """Whether one of the first rows is the header of a known table."""
    return _found(opened.head) is not None


def parse(opened: Opened, given: Given) -> Parsed:
    """The figures of a known table.

    Raises:
        BrokenAnswer: its header is none that is known.
    """
    rows = list(opened.rows())
    found = _found(opened.head)
    if found is None:
        raise BrokenAnswer(opened.name, "none of its first rows is the header of a known table")
    table, at = found
    return parsed_table(
        Shape.KNOWN_TABLE, opened.content, rows, table.columns, given, table.voice,
        ignored=table.ignored, media_type="text/csv", header=at, dividing=True,
    )  # fmt: skip


def table_with(header: Iterable[str]) -> KnownTable | None:
    """The known table that has this header."""
    names = {cell.strip() for cell in header}
    return next((table for table in known_tables() if names.issuperset(table.header)), None)


def _found(rows: Sequence[Sequence[str]]) -> tuple[KnownTable, int] | None:
    tables = ((table_with(row), number) for number, row in enumerate(rows))
    return next(((table, number) for table, number in tables if table is not None), None)
