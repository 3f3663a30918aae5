"""A table under its mapping to figures: one for every number, each with the span of its exact cell.

What decided a field is told as ``because``: the cell of the row, or the header of the column. What could
not be read is told with its line; a row whose group cannot be told gives no figure, since without its
group it would be counted as a total.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from concord.evidence import Because, Document, Figure, Kind, PartialDate, Unit
from concord.mapping.errors import UnfitMapping
from concord.mapping.fields import DATES, VALUE, code_of, codes_of, is_total
from concord.mapping.mapping import ColumnRule, TableMapping, fingerprint
from concord.mapping.numbers import is_unknown, number_of
from concord.mapping.tables import Cell, Row, Table
from concord.mapping.totals import Discrepancy, check_columns, check_rows, is_total_row
from concord.situation import Situation

__all__ = ["Mapped", "apply_mapping"]


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a table gave: its figures, the sums that do not come out, and what could not be read."""

    figures: tuple[Figure, ...]
    discrepancies: tuple[Discrepancy, ...]
    unread: tuple[str, ...]

    @property
    def told(self) -> tuple[str, ...]:
        """Everything that a person should hear, a sentence each."""
        return (*map(str, self.discrepancies), *self.unread)


@dataclass(slots=True)
class _Said:
    """Fields and the words that decided them; ``lacking`` says why a row can give no figure."""

    values: dict[str, Any] = field(default_factory=dict)
    because: list[Because] = field(default_factory=list)
    lacking: str | None = None


def apply_mapping(mapping: TableMapping, table: Table, document: Document, situation: Situation) -> Mapped:
    """Every figure of a table whose header has the fingerprint of the mapping.

    Raises:
        UnfitMapping: it has another.
    """
    if fingerprint(table.columns) != mapping.fingerprint:
        raise UnfitMapping([f"it is for tables with the columns {', '.join(mapping.header)}"])
    mapping = mapping.under(table.columns)
    worker = _Worker(mapping, table, document, situation)
    figures = tuple(worker.figures())
    labels = [rule.column for rule in mapping.columns if rule.field not in (VALUE, "ignore", *DATES)]
    numbers = [rule.column for rule in mapping.columns if rule.field == VALUE]
    dates = [rule.column for rule in mapping.columns if rule.field in DATES]
    found = [
        discrepancy
        for rule in mapping.columns
        if rule.total_of
        for discrepancy in check_rows(table, rule.column, rule.total_of)
    ]
    found += check_columns(table, numbers, [*labels, *dates])
    return Mapped(figures, tuple(sorted(found, key=lambda each: each.line)), tuple(worker.unread))


class _Worker:
    """One pass over the rows of a table."""

    def __init__(self, mapping: TableMapping, table: Table, document: Document, situation: Situation) -> None:
        self.table, self.document, self.situation = table, document, situation
        self.identity = document.id
        at = {column: index for index, column in enumerate(table.columns)}
        self.dimensions = [
            (at[rule.column], rule) for rule in mapping.columns if rule.field not in (VALUE, "ignore")
        ]
        numbers = [(at[rule.column], rule) for rule in mapping.columns if rule.field == VALUE]
        self.numbers = sorted(numbers, key=lambda found: found[0])
        self.totals = {part: rule.column for _, rule in numbers for part in rule.total_of}
        self.everywhere = self._fixed(mapping.fixed)
        self.columns = {rule.column: self._fixed(rule.fixed) for _, rule in numbers}
        self.parties: dict[str, str | None] = {}
        self.codes: dict[tuple[str, str], Any] = {}
        self.unread: list[str] = []

    def figures(self) -> Iterator[Figure]:
        labels = [index for index, _ in self.dimensions]
        for row in self.table.rows:
            said = self._row(row, total=is_total_row(row, labels))
            if said.lacking is not None:
                self.unread.append(f"line {row.line}: {said.lacking}; its figures are left out")
            else:
                yield from self._figures_of(row, said)

    def _row(self, row: Row, *, total: bool) -> _Said:
        """What the cells of a row say of all its numbers; in a total row nothing limits them."""
        said = _Said(dict(self.everywhere))
        for index, rule in self.dimensions:
            cell = row.cell(index)
            if is_unknown(cell.text) or is_total(cell.text):
                continue
            value = self._coded(rule, cell)
            if value is None and not (total and rule.field in DATES):
                said.lacking = said.lacking or self._unknown(rule, cell)
            elif value is not None:
                said.values[rule.field] = value
                said.because.append(Because(_told_as(rule.field), cell.start, cell.end))
        return said

    def _coded(self, rule: ColumnRule, cell: Cell) -> Any:
        """The value of a cell; a table says the same few words over and over."""
        key = (rule.column, cell.text)
        if key not in self.codes:
            text = rule.values.get(cell.text, cell.text)
            self.codes[key] = code_of(rule.field, text, self.situation, order=rule.order)
        return self.codes[key]

    def _unknown(self, rule: ColumnRule, cell: Cell) -> str:
        if rule.field in DATES:
            return f"{cell.text!r} in {rule.column!r} is no day, month or year that can be told"
        known = ", ".join(codes_of(rule.field, self.situation))
        return (
            f"{cell.text!r} in {rule.column!r} is no {rule.field} that is known ({known}); say which it is: "
            f"{rule.field}:{cell.text}=CODE"
        )

    def _figures_of(self, row: Row, said: _Said) -> Iterator[Figure]:
        starts = {
            rule.column: row.cell(index).start + number.start
            for index, rule in self.numbers
            if (number := number_of(row.cell(index).text)) is not None
        }
        for index, rule in self.numbers:
            cell = row.cell(index)
            number = number_of(cell.text)
            if number is None:
                if not is_unknown(cell.text):
                    self.unread.append(f"line {row.line}: {cell.text!r} in {rule.column!r} is no number")
                continue
            values = {**said.values, **self.columns[rule.column]}
            if number.percent:
                values["unit"] = Unit.PERCENT
            if number.precision.value != "exact":
                values["precision"] = number.precision
            head = self.table.heads[index]
            because = [
                *said.because,
                *(Because(_told_as(name), head[0].start, head[0].end) for name in rule.fixed if head),
            ]
            yield Figure(
                document=self.identity,
                start=cell.start + number.start,
                end=cell.start + number.end,
                text=number.text,
                value=number.value,
                part_of=starts.get(self.totals.get(rule.column, "")),
                said=self.document.published,
                publisher=self.document.publisher,
                because=tuple(because),
                **self._dated(values),
            )

    def _fixed(self, fixed: Mapping[str, str]) -> dict[str, Any]:
        return {name: code_of(name, text, self.situation, order="dmy") for name, text in fixed.items()}

    def _party(self, source: str) -> str | None:
        if source not in self.parties:
            self.parties[source] = self.situation.party_of(source, language=self.document.language)
        return self.parties[source]

    def _dated(self, values: dict[str, Any]) -> dict[str, Any]:
        """Period and kind as a figure has them: a stock has only its day, a flow begins and ends."""
        known = dict(values)
        measure = self.situation.measure(known["measure"])
        told = known.get("kind") or (measure.kind if measure is not None else None)
        known["kind"] = Kind(told) if told else None
        day: PartialDate | None = known.pop("period", None)
        as_of: PartialDate | None = known.pop("as_of", None)
        known["period_end"] = known.get("period_end") or as_of or day
        if known["kind"] is Kind.STOCK:
            known["period_start"] = None
        else:
            known["period_start"] = known.get("period_start") or day
        if "source" in known and "party" not in known:
            known["party"] = self._party(known["source"])
        return known


def _told_as(name: str) -> str:
    return {"period": "period_end", "as_of": "period_end"}.get(name, name)
