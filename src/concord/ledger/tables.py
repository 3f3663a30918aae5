"""What an entry says, twice: as its body, which is the truth, and as rows to ask questions of.

The body is canonical JSON and enters the chain. A row holds the same text again, or the
part of it that is one claim, and beside it copies of the few fields that questions ask
for. So rows follow from the bodies alone: they can be thrown away and made again, a field
that evidence gains tomorrow is kept the same day, and to see that nothing was changed it is
enough to put the texts together again and compare (``assembled``, ``agrees``).
Three kinds of act are entries: a document was got, a reading was made, a decision was
taken. A figure is recorded with the reading that found it, because another reader may
find the same claim for other reasons.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from concord.evidence.codec import canonical

__all__ = [
    "CLAIMS",
    "LONGEST",
    "TABLES",
    "Group",
    "Row",
    "Table",
    "agrees",
    "assembled",
    "grouped",
    "rows_of",
    "spliced",
    "told",
]

Row = tuple[object, ...]

LONGEST = 200  # characters of a field that an index keeps; no code or name is longer


@dataclass(frozen=True, slots=True)
class Table:
    """A table of records of one kind.

    Attributes:
        fields: of the record, copied beside its text.
        indexes: the columns by which it is searched.
        part_of: the list of a reading whose claims these are; such a text carries its id.
    """

    name: str
    fields: tuple[str, ...]
    indexes: tuple[tuple[str, ...], ...]
    part_of: str | None = None

    @property
    def repeated(self) -> tuple[str, ...]:
        """The columns that say again what stands in the text."""
        return (*(("id",) if self.part_of else ()), *self.fields)

    @property
    def written(self) -> tuple[str, ...]:
        """The columns that a writer fills."""
        return ("seq", "position", "id", *self.fields, "body")

    def cells(self, identity: str, values: Iterable[object], text: str) -> Row:
        """A row after entry and position: the id, the values of the fields, and the text."""
        return (identity, *[None if value is None else _kept(str(value)) for value in values], text)


def _kept(value: str) -> str:
    """A field as a column keeps it: cut, and the mark of a lost character for NUL, which no server keeps."""
    if len(value) <= LONGEST and "\0" not in value:
        return value
    return value[:LONGEST].replace("\0", "\ufffd")


class Group(NamedTuple):
    """The rows that one entry has in a table.

    Attributes:
        first, last: the least and the greatest of their positions.
        id: of the row, where an entry has one.
        agreed: 0 where a row says otherwise than its text, or may.
        texts: their texts, in order, with commas between.
    """

    seq: int
    rows: int
    first: int
    last: int
    id: str
    agreed: int
    texts: str


TABLES: Mapping[str, Table] = {
    table.name: table
    for table in (
        Table("document", ("sha256", "text_sha256"), (("id",), ("sha256",), ("text_sha256",))),
        Table("reading", ("document", "reader"), (("id",), ("document", "seq"))),
        Table(
            "figure",
            ("document", "measure", "status", "party", "place", "period_start", "period_end"),
            (
                ("id",),
                ("measure", "status", "party", "period_end"),
                ("party", "period_end"),
                ("place", "period_end"),
                ("period_end",),
            ),
            part_of="figures",
        ),
        Table("statement", ("document",), (("id",),), part_of="statements"),
        Table("decision", (), (("id",),)),
    )
}
CLAIMS: Mapping[str, str] = {table.name: table.part_of for table in TABLES.values() if table.part_of}
_NEXT: Mapping[str, str] = {  # what follows the claims of each table in a reading
    table: next((f',"{name}":' for name in TABLES["reading"].fields if name > field), "}")
    for table, field in CLAIMS.items()
}


def assembled(head: str, claims: Mapping[str, Sequence[str]]) -> str:
    """The body of a reading, out of what stands before its claims and the text of each claim.

    >>> assembled('{"document":"d","reader":"r"}', {"figures": ["{}", "{}"], "statements": []})
    '{"document":"d","figures":[{},{}],"reader":"r","statements":[]}'
    """
    parts = {name: canonical(value).decode() for name, value in json.loads(head).items()}
    return told(parts | {CLAIMS[table]: f"[{','.join(texts)}]" for table, texts in claims.items()})


def spliced(head: str, claims: Mapping[str, str]) -> str:
    """The same from claims that have commas between them already, without reading the head.

    In canonical JSON every quote within a string is escaped, so what looks like the next
    field is the next field. A head of another version comes out otherwise than its body:
    equal means right, different means ``assembled``.
    """
    body = head
    for table, mark in _NEXT.items():
        before, _, after = body.rpartition(mark)
        body = f'{before},"{CLAIMS[table]}":[{claims[table]}]{mark}{after}'
    return body


def told(parts: Mapping[str, str]) -> str:
    """The canonical text of an object, from that of each of its fields."""
    return "{" + ",".join([f'"{name}":{parts[name]}' for name in sorted(parts)]) + "}"


def rows_of(seq: int, kind: str, identity: str, body: str) -> Iterator[tuple[str, list[Row]]]:
    """The rows of one entry by table, from its body alone."""
    head = json.loads(body)
    if kind == "reading":
        for name, field in CLAIMS.items():
            table = TABLES[name]
            claims = [_cells(table, said["id"], said, canonical(said).decode()) for said in head.pop(field)]
            yield name, [(seq, place, *cells) for place, cells in enumerate(claims)]
        body = canonical(head).decode()
    yield kind, [(seq, 0, *_cells(TABLES[kind], identity, head, body))]


def _cells(table: Table, identity: str, values: Mapping[str, Any], text: str) -> Row:
    """A row after entry and position, from JSON values; fields that older versions did not have stay open."""
    return table.cells(identity, map(values.get, table.fields), text)


def agrees(table: Table, row: Sequence[Any]) -> bool:
    """Whether what a row says of its text stands in it; the text has been compared already.

    In canonical JSON every quote within a string is escaped, so ``"measure":"returned"``
    cannot stand there but as the field with this value: finding it saves the reading.
    """
    text = row[-1]
    cells = row[2 if table.part_of else 3 : -1]
    for name, cell in zip(table.repeated, cells, strict=True):
        if f'"{name}":{"null" if cell is None else encode_basestring(cell)}' not in text:
            return _agrees_when_read(table, row)
    return True


def grouped(table: Table, seq: int, rows: Sequence[Sequence[Any]]) -> Group:
    """The rows of one entry, in their order, put together."""
    agreed = int(all(agrees(table, row) for row in rows))
    return Group(
        seq, len(rows), rows[0][1], rows[-1][1], rows[0][2], agreed, ",".join([row[-1] for row in rows])
    )


def _agrees_when_read(table: Table, row: Sequence[Any]) -> bool:
    """The same by reading the text: fields that are cut or that older versions did not have."""
    try:
        values = json.loads(row[-1])
    except ValueError:
        return False
    if not isinstance(values, dict):
        return False
    return tuple(row[2:]) == _cells(table, values.get("id", row[2]), values, row[-1])
