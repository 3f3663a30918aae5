"""A table whose columns are declared, to figures: a cell, a figure.

No arithmetic is done here: what is claimed is what stands in a cell. Rows that differ in a
column no field of a figure can say (the reason of a displacement, the operation of a round)
are parts of an untold whole; their figures are measure ``other``, since two of them under one
scope would read as a contradiction.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from concord.evidence import Because, Document, Figure, Kind
from concord.shapes.amounts import amount
from concord.shapes.answer import Gap, Given, Missing, Note
from concord.shapes.columns import Column, Columns, Role, Voice
from concord.shapes.groups import Meaning, meaning_of
from concord.shapes.limits import NotUnderstood, Scope
from concord.shapes.scope import Reader
from concord.shapes.table import Cell, Table

__all__ = ["Taken", "interpret"]

Row = Mapping[str, Cell]

CLOSED = frozenset({"c", "d", "n", "s"})  # SDMX: confidential, secondary, not for publication
HELD_BACK = "q"  # SDMX OBS_STATUS: missing, suppressed


@dataclass(slots=True)
class Taken:
    """What came out of a table."""

    figures: list[Figure] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def interpret(table: Table, columns: Columns, document: Document, given: Given, voice: Voice) -> Taken:
    """The figures of a table, and all that became none."""
    return _Interpreter(table, columns, document, given, voice).taken()


class _Interpreter:
    def __init__(
        self, table: Table, columns: Columns, document: Document, given: Given, voice: Voice
    ) -> None:
        self.table, self.document, self.given = table, document.id, given
        self.columns = {name: columns[name] for name in table.header if name in columns}
        self.reader = Reader(self.columns, given.situation, voice, given.mid_year)
        self.publisher = document.publisher
        self.limits = _names(self.columns, Role.LIMIT)
        self.limited = self._limited_rows()
        self.found = Taken()

    def taken(self) -> Taken:
        counts = [(name, column) for name, column in self.columns.items() if column.role is Role.COUNT]
        for number, row in enumerate(self.table.rows):
            scope = self._scope(row)
            if scope is not None:
                for name, column in counts:
                    if name in row:
                        self._count(row, name, column, scope, limited=number in self.limited)
        return self.found

    def _scope(self, row: Row) -> Scope | None:
        for name in _names(self.columns, Role.VOID):
            if name in row and _forbids(row[name].text, self.columns[name]):
                self._note(row, f"the row is set aside: {name} says {row[name].text!r}")
                return None
        try:
            return self.reader.scope(row)
        except NotUnderstood as error:
            self._note(row, f"the row is set aside: {error}")
            return None

    def _count(self, row: Row, name: str, column: Column, scope: Scope, *, limited: bool) -> None:
        cell = row[name]
        value = self._closed(row) or amount(cell.text)
        if value == 0 and column.zero_unknown:
            value = Missing.UNKNOWN
        if isinstance(value, Missing):
            self.found.gaps.append(Gap(self.document, name, cell.start, cell.end, value))
        elif value is None:
            self.found.notes.append(
                Note(self.document, cell.start, f"{cell.text!r} under {name!r} is no number")
            )
        else:
            self._claim(row, name, column, scope, value, limited=limited)

    def _claim(
        self, row: Row, name: str, column: Column, scope: Scope, value: int | float, *, limited: bool
    ) -> None:
        code = column.group or scope.group or "other"
        told = meaning_of(
            code, self.given.situation, nationality=scope.nationality, country=scope.country, end=scope.end
        )
        if told is None:
            self._note(row, f"the row is set aside: unknown group {code!r}")
            return
        self.found.figures.append(self._figure(row[name], name, column, scope, told, value, limited=limited))

    def _figure(
        self,
        cell: Cell,
        name: str,
        column: Column,
        scope: Scope,
        told: Meaning,
        value: int | float,
        *,
        limited: bool,
    ) -> Figure:
        kind = scope.kind or told.kind
        left_itself = told.measure in ("returned", "deported") and scope.country == scope.nationality
        return Figure(
            document=self.document,
            start=cell.start,
            end=cell.end,
            text=cell.text,
            value=value,
            precision=scope.precision,
            unit=scope.unit or column.unit,
            measure="other" if limited else told.measure,
            status=scope.status or column.status or told.status,
            sex_age=scope.sex_age or column.sex_age,
            nationality=scope.nationality,
            country=None if left_itself else scope.country,
            place=scope.place,
            kind=kind,
            period_start=None if kind is Kind.STOCK else scope.start,
            period_end=scope.end,
            source=scope.source,
            party=scope.party,
            phase=scope.phase,
            manner=scope.manner or told.manner,
            cumulative=scope.cumulative,
            said=scope.said,
            publisher=self.publisher,
            because=self._because(name, column, scope),
        )

    def _because(self, name: str, column: Column, scope: Scope) -> tuple[Because, ...]:
        header = self.table.header[name]
        if column.group is None and column.sex_age is None:
            return scope.because()
        about = "measure" if column.group is not None else "sex_age"
        return tuple(sorted((*scope.because(), Because(about, header.start, header.end)), key=_by_field))

    def _closed(self, row: Row) -> Missing | None:
        for name in _names(self.columns, Role.CONFIDENTIAL):
            if name in row and row[name].text.lower() in CLOSED:
                return Missing.WITHHELD
        for name in _names(self.columns, Role.OBSERVED):
            if name in row and row[name].text.lower() == HELD_BACK:
                return Missing.WITHHELD
        return None

    def _limited_rows(self) -> set[int]:
        """Rows that have the same scope as another and differ from it in a limit only."""
        if not self.limits:
            return set()
        dimensions = [n for n, c in self.columns.items() if c.role not in (Role.COUNT, Role.LIMIT, Role.VOID)]
        alike: dict[tuple[str, ...], list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
        for number, row in enumerate(self.table.rows):
            alike[_words(row, dimensions)].append((number, _words(row, self.limits)))
        return {
            number for rows in alike.values() if len({said for _, said in rows}) > 1 for number, _ in rows
        }

    def _note(self, row: Row, words: str) -> None:
        self.found.notes.append(Note(self.document, min(cell.start for cell in row.values()), words))


def _names(columns: Columns, role: Role) -> list[str]:
    return [name for name, column in columns.items() if column.role is role]


def _words(row: Row, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(row[name].text if name in row else "" for name in names)


def _forbids(words: str, column: Column) -> bool:
    """Whether a cell sets its row aside: any word, or of a column with codes one of these."""
    return words in column.codes if column.codes else bool(words)


def _by_field(because: Because) -> tuple[str, int]:
    return because.field, because.start
