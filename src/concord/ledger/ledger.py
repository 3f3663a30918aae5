"""The ledger as others use it: record, decide, ask, verify."""

import os
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from concord.evidence import Decision, Document, Figure, MalformedRecord, Reading, Statement
from concord.ledger import query
from concord.ledger.errors import NotInLedger, UnkeepableValue
from concord.ledger.file import open_file, snapshot, transaction, translated
from concord.ledger.query import Filter, Kept
from concord.ledger.record import Recorded, record_decision, record_document
from concord.ledger.times import AsOf, moment
from concord.ledger.verify import Progress, Verified, verify

__all__ = ["Ledger"]

Record = TypeVar("Record")


class Ledger:
    """An append-only record of documents, their readings and the parties' decisions.

    Any number of processes may hold the same file open: one writes at a time, the
    others wait. One instance belongs to one thread. Every method raises
    LedgerCannotBeUsed, or the subclass that names the cause, when the file refuses.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, create: bool = True) -> Self:
        """The ledger in this file; leaving ``with`` closes it.

        Raises:
            NotALedger, LedgerIsNewer, LedgerHasOtherColumns, LedgerCannotBeUsed
        """
        return cls(Path(path), open_file(Path(path), create=create))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file; what no batch has finished is not kept."""
        self._connection.close()

    @contextmanager
    def batch(self) -> Iterator[Self]:
        """All within, or nothing: one transaction, so many documents cost one write to disk."""
        with translated(self.path), transaction(self._connection):
            yield self

    def record(self, document: Document, content: bytes, reading: Reading, *, at: str) -> Recorded:
        """Keep a document, its bytes as got, and what a reader found in it.

        What the ledger already has is not added again, so a run can be repeated. A
        reading by another reader stands beside the older one, and speaks in its place.

        Args:
            at: now, ISO 8601 with offset; taken as the last entry's time where it is earlier.
        Raises:
            ContentDiffers, ReadingOfAnotherDocument, UnclearTime, UnkeepableValue
        """
        now = moment(at)
        with self._writing():
            return record_document(self._connection, document, content, reading, now)

    def decide(self, decision: Decision, *, at: str) -> Kept[Decision]:
        """Keep a party's word about claims; saying it twice keeps it once.

        Raises:
            UnknownClaim, UnclearTime, UnkeepableValue
        """
        now = moment(at)
        with self._writing():
            identity = record_decision(self._connection, decision, now)
            return self._one(Decision, identity)

    def documents(self, as_of: AsOf | None = None) -> list[Kept[Document]]:
        """Every document known as of a day or moment."""
        return self._ask(Document, as_of, {})

    def document(self, identity: str) -> Kept[Document]:
        """One document by its id.

        Raises:
            NotInLedger
        """
        return self._one(Document, identity)

    def content(self, sha256: str) -> bytes:
        """The bytes with this digest.

        Raises:
            NotInLedger
        """
        with translated(self.path):
            return query.content(self._connection, sha256)

    def readings(self, document: str, as_of: AsOf | None = None) -> list[Kept[Reading]]:
        """Every reading of one document, the one that speaks last."""
        with translated(self.path), snapshot(self._connection):
            last = query.until(self._connection, as_of)
            return list(query.readings(self._connection, document, last))

    def figures(self, as_of: AsOf | None = None, **equals: Filter) -> list[Kept[Figure]]:
        """The figures of the newest reading of each document, where every named field equals.

        ``ledger.figures("2025-04-18", measure="deported", status=None)``: None finds what is not filled.

        Raises:
            UnknownFilter, UnclearTime
        """
        return self._ask(Figure, as_of, equals)

    def statements(self, as_of: AsOf | None = None, **equals: Filter) -> list[Kept[Statement]]:
        """The statements of the newest reading of each document, where every named field equals.

        Raises:
            UnknownFilter, UnclearTime
        """
        return self._ask(Statement, as_of, equals)

    def decisions(self, as_of: AsOf | None = None) -> list[Kept[Decision]]:
        """Every decision in the order in which it was recorded."""
        return self._ask(Decision, as_of, {})

    def verify(self, progress: Progress | None = None) -> Verified:
        """Check that nothing recorded was changed, moved or removed.

        Raises:
            BrokenChain: names the first entry that does not hold.
        """
        with translated(self.path), snapshot(self._connection):
            return verify(self._connection, progress)

    def _ask(
        self, kind: type[Record], as_of: AsOf | None, equals: Mapping[str, Filter]
    ) -> list[Kept[Record]]:
        with translated(self.path), snapshot(self._connection):
            last = query.until(self._connection, as_of)
            return list(query.kept(self._connection, kind, last, equals))

    def _one(self, kind: type[Record], identity: str) -> Kept[Record]:
        found = self._ask(kind, None, {"id": identity})
        if not found:
            raise NotInLedger(kind.__name__.lower(), identity)
        return found[0]

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            with translated(self.path), transaction(self._connection):
                yield
        except (ValueError, OverflowError, MalformedRecord) as error:  # half a character pair, beyond 64 bits
            raise UnkeepableValue(str(error)) from error
