"""Reading the ledger, now or as of a moment.

Entries never go back in time, so what was known at a moment is a beginning of the
log: every question is asked up to one ``seq``. Of each document only the newest
reading up to there speaks.
"""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from concord.evidence import PartialDate, Reading, from_json
from concord.ledger.errors import NotInLedger, UnknownFilter
from concord.ledger.tables import CLAIMS, Body, Table, tables
from concord.ledger.times import AsOf, last_moment

__all__ = ["Filter", "Kept", "content", "kept", "readings", "until"]

Record = TypeVar("Record")
Filter = str | int | float | bool | PartialDate | None

_STANDS = """ AND NOT EXISTS (SELECT 1 FROM reading newer
 WHERE newer.document = kept.document AND newer.seq > kept.seq AND newer.seq <= :until)"""


@dataclass(frozen=True, slots=True)
class Kept(Generic[Record]):
    """A record as the ledger keeps it.

    Attributes:
        record: the document, figure, statement, reading or decision.
        id: its content id, as recorded.
        recorded_at: when the ledger came to know it, ISO 8601 in UTC.
        seq: the entry of the log that holds it.
    """

    record: Record
    id: str
    recorded_at: str
    seq: int


def until(connection: sqlite3.Connection, as_of: AsOf | None) -> int:
    """The last entry that was known as of a day (its whole length) or a moment."""
    query = "SELECT coalesce(max(seq), 0) FROM entry"
    if as_of is None:
        found = connection.execute(query)
    else:
        found = connection.execute(f"{query} WHERE recorded_at <= ?", (last_moment(as_of),))
    last: int = found.fetchone()[0]
    return last


def kept(
    connection: sqlite3.Connection, kind: type[Record], last: int, filters: Mapping[str, Filter]
) -> Iterator[Kept[Record]]:
    """The records of one kind up to an entry, in the order of the log, that equal every filter.

    Raises:
        UnknownFilter: the record has no such field.
    """
    table = tables()[kind.__name__.lower()]
    asked = {name: str(v) if isinstance(v, PartialDate) else v for name, v in filters.items()}
    for recorded_at, *row in connection.execute(_query(table, filters), {"until": last, **asked}):
        record = from_json(kind, _with_text(connection, table.values(tuple(row))))
        yield Kept(record, row[2], recorded_at, row[0])


def readings(connection: sqlite3.Connection, document: str, last: int) -> Iterator[Kept[Reading]]:
    """Every reading of a document up to an entry, the newest last, from the bodies of the log."""
    query = """SELECT entry.body, entry.id, entry.recorded_at, entry.seq FROM reading JOIN entry USING (seq)
        WHERE reading.document = ? AND reading.seq <= ? ORDER BY seq"""
    for body, *where in connection.execute(query, (document, last)):
        yield Kept(_reading(json.loads(body)), *where)


def content(connection: sqlite3.Connection, sha256: str) -> bytes:
    """The bytes with this digest.

    Raises:
        NotInLedger: no document brought such bytes.
    """
    found = connection.execute("SELECT bytes FROM content WHERE sha256 = ?", (sha256,)).fetchone()
    if found is None:
        raise NotInLedger("content with SHA-256", sha256)
    kept_bytes: bytes = found[0]
    return kept_bytes


def _query(table: Table, filters: Mapping[str, Filter]) -> str:
    known = ["id", *[column.name for column in table.columns]]
    for name in filters:
        if name not in known:
            raise UnknownFilter(name, known)
    equal = "".join(f' AND kept."{name}" IS :{name}' for name in filters)  # IS: None finds what is not filled
    stands = _STANDS if table.name in CLAIMS else ""
    return (
        f"SELECT entry.recorded_at, kept.* FROM {table.name} kept JOIN entry USING (seq)"
        f" WHERE kept.seq <= :until{equal}{stands} ORDER BY kept.seq, kept.position"
    )


def _with_text(connection: sqlite3.Connection, values: Body) -> Body:
    if "text_sha256" in values:
        values["text"] = content(connection, values.pop("text_sha256")).decode()
    return values


def _reading(body: Body) -> Reading:
    claims = {
        field: [{name: value for name, value in said.items() if name != "id"} for said in body[field]]
        for field in CLAIMS.values()
    }
    return from_json(Reading, {**body, **claims})
