"""What an entry says, twice: as its body, which is the truth, and as rows to ask questions of.

The body is canonical JSON and enters the chain. The rows of the typed tables are a
function of entry and body (``rows_of``), the same one for writing and for verifying,
so they can be thrown away and made again. Three kinds of act are entries: a document
was got, a reading was made, a decision was taken. A figure is recorded with the
reading that found it, because another reader may find the same claim for other reasons.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Self

from concord.evidence import Decision, Document, Figure, Reading, Statement, digest, to_json
from concord.ledger.columns import Cell, Column, columns

__all__ = ["CLAIMS", "Body", "Row", "Table", "document_body", "reading_body", "rows_of", "tables"]

Body = dict[str, Any]
Row = tuple[Cell, ...]

CLAIMS: Mapping[str, str] = {"figure": "figures", "statement": "statements"}  # table: field of Reading


@dataclass(frozen=True, slots=True)
class Table:
    """A typed table: the entry a row belongs to, its place in it, its id, then the fields."""

    name: str
    kind: type[Any]
    columns: tuple[Column, ...]
    converted: tuple[int, ...]  # places of the columns whose cell is not the JSON value itself

    @classmethod
    def of(cls, kind: type[Any], columns: tuple[Column, ...]) -> Self:
        """The table of one kind of record, named after it."""
        converted = tuple(place for place, column in enumerate(columns) if not column.keeps_as_is)
        return cls(kind.__name__.lower(), kind, columns, converted)

    def row(self, seq: int, position: int, identity: str, values: Mapping[str, Any]) -> Row:
        """The row that keeps these JSON values."""
        cells = [values[column.name] for column in self.columns]
        for place in self.converted:
            cells[place] = self.columns[place].cell(cells[place])
        return (seq, position, identity, *cells)

    def values(self, row: Row) -> Body:
        """The JSON values that a row keeps."""
        return {column.name: column.value(cell) for column, cell in zip(self.columns, row[3:], strict=True)}


@cache
def tables() -> Mapping[str, Table]:
    """The typed tables by name.

    The text of a document is long and is kept beside its bytes, by digest; the claims of
    a reading have tables of their own.
    """
    document = tuple(
        replace(column, name="text_sha256") if column.name == "text" else column
        for column in columns(Document)
    )
    reading = tuple(column for column in columns(Reading) if column.name not in CLAIMS.values())
    every = (
        Table.of(Document, document),
        Table.of(Reading, reading),
        Table.of(Figure, columns(Figure)),
        Table.of(Statement, columns(Statement)),
        Table.of(Decision, columns(Decision)),
    )
    return {table.name: table for table in every}


def document_body(document: Document) -> Body:
    """The fields of the document, with the digest of its text in place of the text."""
    body = to_json(document)
    return {**body, "text_sha256": digest(body.pop("text").encode())}


def reading_body(reading: Reading) -> Body:
    """The fields of the reading, each claim with its id.

    The id stands in the chain because decisions point at it: it must hold even when a
    later version of Concord, with more fields, would compute another.
    """
    body = to_json(reading)
    for field in CLAIMS.values():
        claims = getattr(reading, field)
        body[field] = [{"id": claim.id, **said} for claim, said in zip(claims, body[field], strict=True)]
    return body


def rows_of(seq: int, kind: str, identity: str, body: Body) -> Iterator[tuple[str, list[Row]]]:
    """Every typed row of one entry, by table."""
    yield kind, [tables()[kind].row(seq, 0, identity, body)]
    if kind == "reading":
        for name, field in CLAIMS.items():
            table = tables()[name]
            yield name, [table.row(seq, place, said["id"], said) for place, said in enumerate(body[field])]
