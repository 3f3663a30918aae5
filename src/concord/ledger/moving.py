"""Moving house: the entries of one ledger taken over by another, hash for hash.

A source is anything that can tell its entries in their order and hand out bytes: another
ledger, on either database, or an archive of plain files. What is there already is
compared and not added again, so an interrupted move is simply repeated, and a copy made
yesterday takes over only what has come since.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple, Protocol

from concord.ledger import query
from concord.ledger.chain import START
from concord.ledger.engine import Engine
from concord.ledger.errors import BrokenChain, LedgersDiffer
from concord.ledger.record import ENTRY, Writer, act_of

__all__ = ["Entry", "LedgerSource", "Source", "take_over"]

AT_ONCE = 500  # entries a transaction; an interrupted move loses at most so many
Progress = Callable[[int], None]  # entries taken over so far


class Entry(NamedTuple):
    """One entry of the log, column by column."""

    seq: int
    kind: str
    id: str
    recorded_at: str
    body: str
    previous: str
    hash: str


class Source(Protocol):
    """Where entries come from."""

    def entries(self) -> Iterator[Entry]:
        """All entries from the first to the last."""

    def content(self, sha256: str) -> bytes:
        """The bytes with this digest.

        Raises:
            NotInLedger
        """


class LedgerSource:
    """Another ledger; to be asked within a snapshot, so that others may go on writing."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def entries(self) -> Iterator[Entry]:
        columns = ", ".join(ENTRY)
        yield from map(Entry._make, self._engine.stream(f"SELECT {columns} FROM entry ORDER BY seq"))

    def content(self, sha256: str) -> bytes:
        return query.content(self._engine, sha256)


def take_over(engine: Engine, source: Source, progress: Progress | None = None) -> int:
    """Add to a ledger what another holds beyond it; how many entries were added.

    Raises:
        LedgersDiffer: the ledger holds an entry that the source has not, or has otherwise.
        BrokenChain: the source is not what was once recorded.
    """
    entries = source.entries()
    added, last = 0, _skipped(engine, entries)
    while batch := list(islice(entries, AT_ONCE)):
        with engine.writing():
            writer = Writer(engine)
            for entry in batch:
                last = _taken(writer, source, entry, last)
            writer.flush()
        added += len(batch)
        if progress is not None:
            progress(added)
    return added


def _skipped(engine: Engine, entries: Iterator[Entry]) -> str:
    """The hash of the last entry here, after the source has passed all that is here already."""
    held = engine.rows("SELECT seq, hash FROM entry ORDER BY seq DESC LIMIT 1")
    if not held:
        return START
    seq, head = held[0]
    for entry in islice(entries, seq):
        if entry.seq == seq and entry.hash == head:
            return str(head)
    raise LedgersDiffer(engine.where, seq)


def _taken(writer: Writer, source: Source, entry: Entry, last: str) -> str:
    """Write an entry as it was recorded; the hash it carries."""
    if entry.previous != last:
        raise BrokenChain(entry.seq, "does not name the hash of the entry before")
    writer.append(act_of(entry.kind, entry.id, entry.body, source.content), entry.recorded_at)
    if writer.head != entry.hash:
        raise BrokenChain(entry.seq, f"was changed: its hash is {writer.head}, recorded was {entry.hash}")
    return entry.hash
