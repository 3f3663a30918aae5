"""Whether the ledger is still what was recorded: all of it, read once, in constant memory.

Checked in this order: entry by entry the chain, and the rows against the body; whatever no
entry accounts for; the bytes against their digests; the database's own consistency, which it
looks after meanwhile; last the tables, indexes and triggers. What this proves and what it
cannot prove: docs/explanation/trust.md.

The rows of an entry are put together and compared at once; where anything is amiss, or cannot
be told so quickly, they are read one by one and the fault is named.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from concord.evidence import digest
from concord.ledger.chain import START, entry_hash
from concord.ledger.engine import Engine
from concord.ledger.errors import BrokenChain
from concord.ledger.tables import CLAIMS, TABLES, Group, agrees, assembled, spliced

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
    with engine.consistency_checked():
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
        if _told(streams, seq, kind, identity) != body:
            _check_rows(engine, seq, kind, identity, body)
        if progress is not None:
            progress(done, total)
    for stream in streams.values():
        stream.check_empty()
    return Verified(done, head)


class _Stream:
    """The rows of one table in the order of the log, those of an entry as one group."""

    def __init__(self, engine: Engine, table: str) -> None:
        self.table = table
        self._groups = engine.groups(TABLES[table])
        self._next: Group | None = next(self._groups, None)

    def take(self, seq: int) -> Group | None:
        """The group of this entry, None where it has no rows here; there must be none before it."""
        group = self._next
        if group is None or group.seq > seq:
            return None
        if group.seq < seq:
            self._refuse(group)
        self._next = next(self._groups, None)
        while self._next is not None and self._next.seq == seq:  # a second row where one should be
            group, self._next = group._replace(agreed=0), next(self._groups, None)
        return group

    def check_empty(self) -> None:
        """After the last entry nothing may be left."""
        if self._next is not None:
            self._refuse(self._next)

    def _refuse(self, group: Group) -> None:
        raise BrokenChain(None, f"table {self.table} has a row of entry {group.seq}, which is missing")


def _told(streams: dict[str, _Stream], seq: int, kind: str, identity: str) -> str | None:
    """The body of an entry as the tables have it, in so far as the database could tell."""
    if kind not in streams or kind in CLAIMS:
        return None
    own = streams[kind].take(seq)
    if own is None or own[1:6] != (1, 0, 0, identity, 1):
        return None
    if kind != "reading":
        return own.texts
    claims = dict[str, str]()
    for table in CLAIMS:
        joined = _joined(streams[table].take(seq))
        if joined is None:
            return None
        claims[table] = joined
    return spliced(own.texts, claims)


def _joined(group: Group | None) -> str | None:
    """The texts of an entry's claims with commas between, if its rows are all there and agree with them."""
    if group is None:
        return ""
    whole = group.agreed and group.first == 0 and group.last == group.rows - 1
    return group.texts if whole else None


def _check_rows(engine: Engine, seq: int, kind: str, identity: str, body: str) -> None:
    """Read the rows of one entry and name what is wrong with them."""
    if kind not in TABLES or kind in CLAIMS:
        raise BrokenChain(seq, f"is of a kind {kind} that no ledger knows")
    rows = _texts(engine, kind, seq)
    if len(rows) != 1 or rows[0][2] != identity:
        raise BrokenChain(seq, f"table {kind} differs from the entry")
    told: str = rows[0][-1]
    if kind == "reading":
        claims = {table: [row[-1] for row in _texts(engine, table, seq)] for table in CLAIMS}
        try:
            told = assembled(told, claims)
        except (ValueError, AttributeError, KeyError):
            raise BrokenChain(seq, "table reading differs from the body") from None
    if told != body:
        tables = [kind, *(CLAIMS if kind == "reading" else ())]
        raise BrokenChain(seq, f"the rows of {', '.join(tables)} differ from the body")


def _texts(engine: Engine, name: str, seq: int) -> list[Any]:
    """The rows of an entry in one table, in order and each in agreement with its text."""
    table = TABLES[name]
    columns = ", ".join(table.written)
    rows = engine.rows(f"SELECT {columns} FROM {name} WHERE seq = ? ORDER BY position", (seq,))
    for place, row in enumerate(rows):
        if row[1] != place:
            raise BrokenChain(seq, f"table {name} does not hold its rows in order")
        if not agrees(table, row):
            raise BrokenChain(seq, f"row {place} of table {name} differs from its text")
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
    named = "EXISTS (SELECT 1 FROM document WHERE document.{} = content.sha256)"
    known = f"{named.format('sha256')} OR {named.format('text_sha256')}"
    for sha256, found, brought in engine.stream(f"SELECT sha256, bytes, {known} FROM content"):
        if digest(found) != sha256:
            raise BrokenChain(_first_document(engine, sha256), f"the bytes {sha256} were changed")
        if not brought:
            raise BrokenChain(None, f"no document brought the bytes {sha256}")


def _first_document(engine: Engine, sha256: str) -> int | None:
    query = "SELECT min(seq) FROM document WHERE sha256 = ? OR text_sha256 = ?"
    first: int | None = engine.rows(query, (sha256, sha256))[0][0]
    return first
