"""A reviewed mapping: for each column of tables with one header, which field it is or that it is left out.

A mapping is data that a person answers for: it carries who reviewed it and when, and belongs to one
header by its fingerprint. Nothing of the rows is in it.
"""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from concord.evidence import content_id
from concord.evidence.codec import DESCRIPTIVE
from concord.mapping.days import ORDERS
from concord.mapping.errors import UnfitMapping, UnmappedColumns
from concord.mapping.fields import FIELDS, FIXABLE, IGNORE, VALUE, code_of, codes_of
from concord.mapping.words import header_words
from concord.situation import Situation

__all__ = ["ColumnRule", "TableMapping", "check_mapping", "fingerprint", "parsed_rule"]


@dataclass(frozen=True, slots=True)
class ColumnRule:
    """What one column is.

    Attributes:
        column: its name in the table.
        field: one of FIELDS.
        fixed: of a column of numbers, what holds for all of it: status ``acc``, measure ``deported``.
        values: of a coded column, words of cells to codes, beyond the names of the situation.
        total_of: of a column of numbers, the columns that are its parts.
        order: of a column of dates, whether 03/05 is ``dmy`` or ``mdy``.
    """

    column: str
    field: str
    fixed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    values: Mapping[str, str] = dataclasses.field(default_factory=dict)
    total_of: tuple[str, ...] = ()
    order: str | None = None


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The rules of all columns, and what holds for the whole table.

    ``by`` and ``at`` tell who reviewed it and when, ISO 8601; they are no part of the id.
    """

    name: str
    situation: str
    columns: tuple[ColumnRule, ...]
    fixed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    by: str = dataclasses.field(default="", metadata=DESCRIPTIVE)
    at: str = dataclasses.field(default="", metadata=DESCRIPTIVE)

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns in their order."""
        return tuple(rule.column for rule in self.columns)

    @property
    def fingerprint(self) -> str:
        """By which the mapping of a table is found again."""
        return fingerprint(self.header)

    @property
    def id(self) -> str:
        """Content id of what the mapping says."""
        return content_id(self)

    def under(self, columns: Sequence[str]) -> "TableMapping":
        """The same rules for a header whose words differ in case or letters only."""
        names = dict(zip(self.header, columns, strict=True))
        rules = tuple(
            replace(rule, column=names[rule.column], total_of=tuple(names[part] for part in rule.total_of))
            for rule in self.columns
        )
        return replace(self, columns=rules)

    def reviewed(self, by: str, at: str) -> "TableMapping":
        """The same mapping, answered for by somebody."""
        return replace(self, by=by, at=at)


@dataclass(frozen=True, slots=True)
class _Header:
    columns: tuple[str, ...]


def fingerprint(columns: Iterable[str]) -> str:
    """The id of a header: case, marks and letter variants of its words do not count, their order does.

    >>> fingerprint(["Date", "PoR"]) == fingerprint(["DATE ", "por"]), len(fingerprint(["Date"]))
    (True, 24)
    """
    return content_id(_Header(tuple(header_words(column) for column in columns)))


def parsed_rule(column: str, said: str) -> ColumnRule:
    """The rule that a person writes: ``place`` · ``ignore`` · ``value:status=acc`` · ``period:order=dmy``.

    Raises:
        UnfitMapping: not of that form.
    """
    name, _, rest = said.strip().partition(":")
    pairs = [pair.partition("=") for pair in rest.split(",") if pair.strip()]
    if broken := [
        before for before, equals, after in pairs if not (equals and before.strip() and after.strip())
    ]:
        raise UnfitMapping([f"{column}: {text!r} is not FIELD=VALUE" for text in broken])
    fixed = {before.strip(): after.strip() for before, _, after in pairs}
    order = fixed.pop("order", None)
    parts = tuple(part.strip() for part in fixed.pop("total_of", "").split("+") if part.strip())
    if name == VALUE:
        return ColumnRule(column, name, fixed, total_of=parts)
    return ColumnRule(column, name, values=fixed, total_of=parts, order=order)


def check_mapping(mapping: TableMapping, columns: Sequence[str], situation: Situation) -> None:
    """See that every column has its rule and that the rules can be carried out; all mistakes at once.

    Raises:
        UnmappedColumns: columns neither mapped nor ignored by name.
        UnfitMapping: an unknown field, code or column, a field twice, or no column of numbers.
    """
    if missing := [column for column in columns if column not in mapping.header]:
        raise UnmappedColumns(missing)
    mistakes = [
        f"there is no column {rule.column!r}" for rule in mapping.columns if rule.column not in columns
    ]
    for rule in mapping.columns:
        mistakes += _mistakes(rule, mapping.header, situation)
    mistakes += [f"table: {told}" for told in _unfit(mapping.fixed, situation)]
    mistakes += _twice(mapping)
    if all(rule.field != VALUE for rule in mapping.columns):
        mistakes.append("no column holds the numbers (value)")
    if not _measured(mapping):
        mistakes.append("nothing says what is counted: give measure=CODE for the table or a column")
    if mistakes:
        raise UnfitMapping(mistakes)


def _mistakes(rule: ColumnRule, header: Sequence[str], situation: Situation) -> list[str]:
    if rule.field not in FIELDS:
        return [f"{rule.column}: {rule.field!r} is no field ({', '.join(FIELDS)})"]
    told = _unfit(rule.fixed, situation)
    told += [wrong for code in rule.values.values() for wrong in _unfit({rule.field: code}, situation)]
    told += [f"{part!r} in total_of is no column" for part in rule.total_of if part not in header]
    if rule.order not in (None, *ORDERS):
        told.append(f"order {rule.order!r} is neither {' nor '.join(ORDERS)}")
    return [f"{rule.column}: {text}" for text in told]


def _unfit(fixed: Mapping[str, str], situation: Situation) -> list[str]:
    told = [
        f"{name!r} is nothing a rule can say ({', '.join(FIXABLE)})" for name in fixed if name not in FIXABLE
    ]
    for name, text in fixed.items():
        if name in FIXABLE and code_of(name, text, situation) is None:
            known = ", ".join(codes_of(name, situation))
            told.append(f"{text!r} is no {name}" + (f" ({known})" if known else ""))
    return told


def _twice(mapping: TableMapping) -> list[str]:
    fields = [rule.field for rule in mapping.columns if rule.field not in (VALUE, IGNORE)]
    return [f"two columns are {name}" for name in dict.fromkeys(fields) if fields.count(name) > 1]


def _measured(mapping: TableMapping) -> bool:
    everywhere = "measure" in mapping.fixed or any(rule.field == "measure" for rule in mapping.columns)
    return everywhere or all("measure" in rule.fixed for rule in mapping.columns if rule.field == VALUE)
