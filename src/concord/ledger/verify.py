"""Whether the ledger is still what was recorded: the whole file, read once, in constant memory.

Checked in this order: the engine's own consistency; entry by entry the chain, the typed
rows against the body and the bytes against their digests; whatever no entry accounts
for; last the tables, indexes and triggers, word for word. What this proves and what it
cannot prove: docs/explanation/trust.md.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from concord.evidence import digest
from concord.ledger.chain import START, Entry, entry_hash
from concord.ledger.errors import BrokenChain
from concord.ledger.schema import statements
from concord.ledger.tables import Row, rows_of, tables

__all__ = ["Progress", "Verified", "verify"]

Progress = Callable[[int, int], None]  # entries checked so far, entries in all


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger that holds: how many entries, and the hash of the last one.

    Whoever writes the head down can later tell whether these entries still stand.
    """

    entries: int
    head: str


def verify(connection: sqlite3.Connection, progress: Progress | None = None) -> Verified:
    """Walk the whole ledger.

    Raises:
        BrokenChain: names the first entry that does not hold, and what is wrong with it.
    """
    _check_engine(connection)
    streams = {name: _Stream(connection, name) for name in tables()}
    total = connection.execute("SELECT count(*) FROM entry").fetchone()[0]
    done, head, last_at = 0, START, ""
    for entry in _entries(connection):
        _check_link(entry, done + 1, head, last_at)
        _check_rows(entry, streams)
        if entry.kind == "document":
            _check_content(connection, entry)
        done, head, last_at = entry.seq, entry.hash, entry.recorded_at
        if progress is not None:
            progress(done, total)
    _check_nothing_left(connection, streams)
    _check_schema(connection)
    return Verified(done, head)


class _Stream:
    """The rows of one typed table in the order of the log, taken entry by entry."""

    def __init__(self, connection: sqlite3.Connection, table: str) -> None:
        self.table = table
        self._rows: Iterator[Row] = connection.execute(f"SELECT * FROM {table} ORDER BY seq, position")
        self.next: Row | None = next(self._rows, None)

    def take(self, seq: int) -> list[Row]:
        """The rows up to this entry: its own, and any before it that no entry took."""
        taken: list[Row] = []
        while self.next is not None and int(self.next[0] or 0) <= seq:
            taken.append(self.next)
            self.next = next(self._rows, None)
        return taken


def _entries(connection: sqlite3.Connection) -> Iterator[Entry]:
    for row in connection.execute(
        "SELECT seq, kind, id, recorded_at, body, previous, hash FROM entry ORDER BY seq"
    ):
        yield Entry(*row)


def _check_engine(connection: sqlite3.Connection) -> None:
    finding = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if finding != "ok":
        raise BrokenChain(None, f"the database engine finds the file inconsistent: {finding}")


def _check_schema(connection: sqlite3.Connection) -> None:
    # The engine keeps its own statistics under names that nobody else can use.
    query = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT GLOB 'sqlite_*'"
    found = {row[0] for row in connection.execute(query)}
    missing = [statement for statement in statements() if statement not in found]
    if missing:
        raise BrokenChain(None, f"missing from the database: {_title(missing[0])}")
    foreign = sorted(found.difference(statements()))
    if foreign:
        raise BrokenChain(None, f"foreign to the database: {_title(foreign[0])}")


def _title(statement: str) -> str:
    """``trigger entry_refuses_update`` out of the statement that creates it."""
    words = statement.removeprefix("CREATE ").removeprefix("UNIQUE ").split()
    return f"{words[0].lower()} {words[1]}"


def _check_link(entry: Entry, seq: int, previous: str, last_at: str) -> None:
    if entry.seq != seq:
        raise BrokenChain(seq, f"is missing; the log goes on with {entry.seq}")
    if entry.previous != previous:
        raise BrokenChain(seq, "does not name the hash of the entry before")
    found = entry_hash(previous, seq, entry.kind, entry.id, entry.recorded_at, entry.body)
    if entry.hash != found:
        raise BrokenChain(seq, f"was changed: its hash is {found}, recorded was {entry.hash}")
    if entry.recorded_at < last_at:
        raise BrokenChain(seq, "was recorded before the entry it follows")


def _check_rows(entry: Entry, streams: dict[str, _Stream]) -> None:
    try:
        expected = dict(rows_of(entry.seq, entry.kind, entry.id, json.loads(entry.body)))
    except (LookupError, TypeError, ValueError):
        raise BrokenChain(entry.seq, f"the body is not one of a {entry.kind}") from None
    for name, stream in streams.items():
        rows, found = expected.get(name, []), stream.take(entry.seq)
        if rows != found or _types(rows) != _types(found):
            raise BrokenChain(entry.seq, f"table {name} differs from the body: {_difference(rows, found)}")


def _difference(expected: list[Row], found: list[Row]) -> str:
    if len(expected) != len(found):
        return f"{len(found)} rows instead of {len(expected)}"
    pairs = zip(expected, found, strict=True)
    return next(
        f"row {row[1]} of {row[2]}"
        for row, other in pairs
        if row != other or _types([row]) != _types([other])
    )


def _types(rows: list[Row]) -> list[type]:
    """What tells 5 from 5.0, which are equal in Python and different in the record."""
    return [type(cell) for row in rows for cell in row]


def _check_content(connection: sqlite3.Connection, entry: Entry) -> None:
    body: dict[str, Any] = json.loads(entry.body)
    for name in ("sha256", "text_sha256"):
        row = connection.execute("SELECT bytes FROM content WHERE sha256 = ?", (body[name],)).fetchone()
        if row is None:
            raise BrokenChain(entry.seq, f"the bytes named by {name} are missing")
        if digest(row[0]) != body[name]:
            raise BrokenChain(entry.seq, f"the bytes named by {name} were changed")


def _check_nothing_left(connection: sqlite3.Connection, streams: dict[str, _Stream]) -> None:
    for stream in streams.values():
        if stream.next is not None:
            raise BrokenChain(
                None, f"table {stream.table} has a row of entry {stream.next[0]}, which is missing"
            )
    foreign = connection.execute(
        "SELECT sha256 FROM content WHERE sha256 NOT IN"
        " (SELECT sha256 FROM document UNION SELECT text_sha256 FROM document)"
    ).fetchone()
    if foreign is not None:
        raise BrokenChain(None, f"no document brought the bytes {foreign[0]}")
