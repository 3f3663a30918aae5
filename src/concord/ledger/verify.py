"""Whether the ledger is still what was recorded: all of it, read once, in constant memory.

Checked in this order: the database's own consistency; entry by entry the chain, and the
rows against the body; whatever no entry accounts for; the bytes against their digests;
last the tables, indexes and triggers. What this proves and what it cannot prove:
docs/explanation/trust.md.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from concord.evidence import digest
from concord.ledger.chain import START, entry_hash
from concord.ledger.engine import Engine
from concord.ledger.errors import BrokenChain
from concord.ledger.tables import CLAIMS, TABLES, agrees, assembled

__all__ = ["Progress", "Verified", "verify"]

Progress = Callable[[int, int], None]  # entries checked so far, entries in all


@dataclass(frozen=True, slots=True)
class Verified:
    """A ledger that holds: how many entries, and the hash of the last one.

    Whoever writes the head down can later tell whether these entries still stand.
    """

    entries: int
    head: str


def verify(engine: Engine, progress: Progress | None = None) -> Verified:
    """Walk the whole ledger.

    Raises:
        BrokenChain: names the first entry that does not hold, and what is wrong with it.
    """
    engine.check_consistency()
    verified = _check_entries(engine, progress)
    _check_contents(engine)
    engine.check_schema()
    return verified


def _check_entries(engine: Engine, progress: Progress | None) -> Verified:
    streams = {name: _Stream(engine, name) for name in TABLES}
    total = engine.rows("SELECT count(*) FROM entry")[0][0]
    done, head, last_at = 0, START, ""
    query = "SELECT seq, kind, id, recorded_at, body, previous, hash FROM entry ORDER BY seq"
    for seq, kind, identity, recorded_at, body, previous, found in engine.stream(query):
        done += 1
        if seq != done:
            raise BrokenChain(done, f"is missing; the log goes on with {seq}")
        if previous != head:
            raise BrokenChain(seq, "does not name the hash of the entry before")
        head = entry_hash(previous, seq, kind, identity, recorded_at, digest(body.encode()))
        if found != head:
            raise BrokenChain(seq, f"was changed: its hash is {head}, recorded was {found}")
        if recorded_at < last_at:
            raise BrokenChain(seq, "was recorded before the entry it follows")
        last_at = recorded_at
        _check_rows(streams, seq, kind, identity, body)
        if progress is not None:
            progress(done, total)
    for stream in streams.values():
        stream.check_empty()
    return Verified(done, head)


class _Stream:
    """The rows of one table in the order of the log, taken entry by entry."""

    def __init__(self, engine: Engine, table: str) -> None:
        self.table = table
        columns = ", ".join(TABLES[table].written)
        self._rows = engine.stream(f"SELECT {columns} FROM {table} ORDER BY seq, position")
        self._next: Any = next(self._rows, None)

    def take(self, seq: int) -> list[Any]:
        """The rows of this entry; there must be none before it."""
        taken, row, rows = [], self._next, self._rows
        while row is not None and row[0] <= seq:
            if row[0] < seq:
                self._refuse(row)
            taken.append(row)
            row = next(rows, None)
        self._next = row
        return taken

    def check_empty(self) -> None:
        """After the last entry nothing may be left."""
        if self._next is not None:
            self._refuse(self._next)

    def _refuse(self, row: Any) -> None:
        raise BrokenChain(None, f"table {self.table} has a row of entry {row[0]}, which is missing")


def _check_rows(streams: dict[str, _Stream], seq: int, kind: str, identity: str, body: str) -> None:
    if kind not in streams or kind in CLAIMS:
        raise BrokenChain(seq, f"is of a kind {kind} that no ledger knows")
    rows = _texts(streams[kind], seq)
    if len(rows) != 1 or rows[0][2] != identity:
        raise BrokenChain(seq, f"table {kind} differs from the entry")
    told: str = rows[0][-1]
    if kind == "reading":
        claims = {table: [row[-1] for row in _texts(streams[table], seq)] for table in CLAIMS}
        try:
            told = assembled(told, claims)
        except (ValueError, AttributeError, KeyError):
            raise BrokenChain(seq, "table reading differs from the body") from None
    if told != body:
        tables = [kind, *(CLAIMS if kind == "reading" else ())]
        raise BrokenChain(seq, f"the rows of {', '.join(tables)} differ from the body")


def _texts(stream: _Stream, seq: int) -> list[Any]:
    """The rows of an entry in one table, in order and each in agreement with its text."""
    rows, table = stream.take(seq), TABLES[stream.table]
    for place, row in enumerate(rows):
        if row[1] != place:
            raise BrokenChain(seq, f"table {stream.table} does not hold its rows in order")
        if not agrees(table, row):
            raise BrokenChain(seq, f"row {place} of table {stream.table} differs from its text")
    return rows


def _check_contents(engine: Engine) -> None:
    """Every document's bytes are there, every bytes are some document's, and all match their digest."""
    for name in ("sha256", "text_sha256"):
        missing = engine.rows(
            f"SELECT document.seq FROM document LEFT JOIN content ON content.sha256 = document.{name}"
            " WHERE content.sha256 IS NULL ORDER BY document.seq LIMIT 1"
        )
        if missing:
            raise BrokenChain(missing[0][0], f"the bytes named by {name} are missing")
    for sha256, found in engine.stream("SELECT sha256, bytes FROM content"):
        if digest(found) != sha256:
            raise BrokenChain(_first_document(engine, sha256), f"the bytes {sha256} were changed")
    foreign = engine.rows(
        "SELECT sha256 FROM content WHERE NOT EXISTS"
        " (SELECT 1 FROM document WHERE document.sha256 = content.sha256)"
        " AND NOT EXISTS (SELECT 1 FROM document WHERE document.text_sha256 = content.sha256) LIMIT 1"
    )
    if foreign:
        raise BrokenChain(None, f"no document brought the bytes {foreign[0][0]}")


def _first_document(engine: Engine, sha256: str) -> int | None:
    query = "SELECT min(seq) FROM document WHERE sha256 = ? OR text_sha256 = ?"
    first: int | None = engine.rows(query, (sha256, sha256))[0][0]
    return first
