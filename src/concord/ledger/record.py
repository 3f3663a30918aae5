"""Writing: one act, one entry, its rows and its bytes, in one transaction or not at all."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from concord.evidence import Decision, Document, Reading, digest, to_json
from concord.evidence.codec import canonical
from concord.ledger.chain import START, entry_hash
from concord.ledger.errors import ContentDiffers, ReadingOfAnotherDocument, UnknownClaim
from concord.ledger.tables import Body, document_body, reading_body, rows_of

__all__ = ["Recorded", "record_decision", "record_document"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a document and its reading: the ids, and which of them the ledger had not had."""

    document_id: str
    reading_id: str
    new_document: bool
    new_reading: bool

    @property
    def new(self) -> bool:
        """Whether anything was added."""
        return self.new_document or self.new_reading


def record_document(
    connection: sqlite3.Connection, document: Document, content: bytes, reading: Reading, at: str
) -> Recorded:
    """Add the document, its bytes and its reading, whichever of them is new.

    Raises:
        ContentDiffers, ReadingOfAnotherDocument
    """
    document_id, reading_id = document.id, reading.id
    _check_content(document_id, document, content)
    _check_reading(document_id, reading)
    new_document = not _has_entry(connection, "document", document_id)
    new_reading = not _has_entry(connection, "reading", reading_id)
    if new_document:
        _keep_bytes(connection, content)
        _keep_bytes(connection, document.text.encode())
        _append(connection, "document", document_id, document_body(document), at)
    if new_reading:
        _append(connection, "reading", reading_id, reading_body(reading), at)
    return Recorded(document_id, reading_id, new_document, new_reading)


def record_decision(connection: sqlite3.Connection, decision: Decision, at: str) -> str:
    """Add the decision unless the ledger has it; its id.

    Raises:
        UnknownClaim: it speaks of claims that no reading here holds.
    """
    unknown = [claim for claim in decision.claims if not _has_claim(connection, claim)]
    if unknown:
        raise UnknownClaim(unknown)
    if not _has_entry(connection, "decision", decision.id):
        _append(connection, "decision", decision.id, to_json(decision), at)
    return decision.id


def _append(connection: sqlite3.Connection, kind: str, identity: str, body: Body, at: str) -> None:
    """Add one entry after the last.

    A clock that runs behind the last entry's does not take us back: as of an earlier
    moment, nothing may appear that was not known then. The entry takes the later time.
    """
    last = connection.execute("SELECT seq, recorded_at, hash FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    seq, last_at, previous = last if last is not None else (0, at, START)
    seq, at, text = seq + 1, max(at, last_at), canonical(body).decode()
    row = (seq, kind, identity, at, text, previous, entry_hash(previous, seq, kind, identity, at, text))
    connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", row)
    for table, rows in rows_of(seq, kind, identity, body):
        if rows:
            marks = ", ".join("?" * len(rows[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)


def _keep_bytes(connection: sqlite3.Connection, content: bytes) -> None:
    name = digest(content)
    if not _exists(connection, "SELECT 1 FROM content WHERE sha256 = ?", name):
        connection.execute("INSERT INTO content VALUES (?, ?)", (name, content))


def _check_content(document_id: str, document: Document, content: bytes) -> None:
    found = digest(content)
    if found != document.sha256:
        raise ContentDiffers(document_id, document.sha256, found)


def _check_reading(document_id: str, reading: Reading) -> None:
    for named in _documents_named(reading):
        if named != document_id:
            raise ReadingOfAnotherDocument(document_id, named)


def _documents_named(reading: Reading) -> Iterator[str]:
    yield reading.document
    yield from (figure.document for figure in reading.figures)
    yield from (statement.document for statement in reading.statements)


def _has_entry(connection: sqlite3.Connection, kind: str, identity: str) -> bool:
    return _exists(connection, "SELECT 1 FROM entry WHERE kind = ? AND id = ?", kind, identity)


def _has_claim(connection: sqlite3.Connection, claim: str) -> bool:
    either = "SELECT 1 FROM figure WHERE id = ?1 UNION ALL SELECT 1 FROM statement WHERE id = ?1"
    return _exists(connection, either, claim)


def _exists(connection: sqlite3.Connection, query: str, *keys: str) -> bool:
    return connection.execute(query, keys).fetchone() is not None
