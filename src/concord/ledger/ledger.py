"""The ledger as others use it: record, decide, ask, verify."""

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from concord.evidence import Decision, Document, Figure, MalformedRecord, Reading, Statement
from concord.evidence.written import WrittenFigure
from concord.ledger import query
from concord.ledger.archive import Archive, write_archive
from concord.ledger.engine import Engine, engine_for
from concord.ledger.errors import NotInLedger, UnkeepableValue
from concord.ledger.moving import LedgerSource, take_over
from concord.ledger.passing import Portion, beside, newest, pages, passing, scopes, standing
from concord.ledger.query import Filter, Kept
from concord.ledger.record import Recorded, Writer, prepared, record_decision, record_document
from concord.ledger.seal import Seal, check_seal
from concord.ledger.times import AsOf, moment
from concord.ledger.verify import Progress, Verified, verify

__all__ = ["Ledger"]

Record = TypeVar("Record")


class Ledger:
    """An append-only record of documents, their readings and the parties' decisions.

    Any number of processes may hold the same ledger open: one writes at a time, the
    others wait. One instance belongs to one thread. Every method raises
    LedgerCannotBeUsed, or the subclass that names the cause, when the database refuses.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._writer: Writer | None = None
        self._views = 0  # of the ledger that are open, the inner ones within the first

    @classmethod
    def open(cls, where: str | os.PathLike[str], *, create: bool = True) -> Self:
        """The ledger at ``postgresql://…``, ``sqlite:///FILE`` or a plain path; ``with`` closes it.

        Raises:
            NotALedger, LedgerIsNewer, LedgerCannotBeUsed, MissingExtra
        """
        return cls(engine_for(where, create=create))

    @property
    def where(self) -> str:
        """The file or the server's address, without its password."""
        return self._engine.where

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database; what no batch has finished is not kept."""
        self._engine.close()

    @contextmanager
    def batch(self) -> Iterator[Self]:
        """All within, or nothing: one transaction, so many documents cost one write to disk."""
        with self._writing():
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
        with _kept_unchanged():
            acts = prepared(document, content, reading)
        with self._writing() as writer:
            return record_document(writer, *acts, now)

    def decide(self, decision: Decision, *, at: str) -> Kept[Decision]:
        """Keep a party's word about claims; saying it twice keeps it once.

        Raises:
            UnknownClaim, UnclearTime, UnkeepableValue
        """
        now = moment(at)
        with self._writing() as writer, _kept_unchanged():
            writer.flush()
            identity = record_decision(self._engine, writer, decision, now)
            return self._one(Decision, identity)

    def documents(self, as_of: AsOf | None = None) -> list[Kept[Document]]:
        """Every document known as of a day or moment."""
        return self._ask(Document, as_of)

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
        with self._reading():
            return query.content(self._engine, sha256)

    def readings(self, document: str, as_of: AsOf | None = None) -> list[Kept[Reading]]:
        """Every reading of one document, the one that speaks last."""
        with self._reading():
            return list(query.readings(self._engine, document, query.until(self._engine, as_of)))

    def figures(self, as_of: AsOf | None = None, asked: Filter | None = None) -> list[Kept[Figure]]:
        """The figures of the newest reading of each document that answer a question; all without one.

        ``ledger.figures("2025-04-18", Filter(measure=("deported",), since=PartialDate("2025-04")))``

        Raises:
            UnclearTime
        """
        with self._reading():
            last = query.until(self._engine, as_of)
            return list(query.figures(self._engine, last, asked if asked is not None else Filter()))

    def figure(self, identity: str) -> Kept[Figure]:
        """One figure by its id, of whichever reading; as first recorded.

        Raises:
            NotInLedger
        """
        with self._reading():
            found = query.figure(self._engine, identity)
        if found is None:
            raise NotInLedger("figure", identity)
        return found

    def passing(self, last: int, asked: Filter | None = None, *, documents: bool = True) -> Iterator[Portion]:
        """The same figures as the log writes them, up to an entry, some thousands at a time.

        One view of the ledger is open until all are taken or the iterator is closed; whatever else
        this ledger is asked meanwhile is answered from it.

        Args:
            last: the number of the last entry that counts, as ``entries`` tells it.
            documents: whether each portion brings the documents that its figures stand in.
        """
        with self._reading():
            yield from passing(
                self._engine, last, asked if asked is not None else Filter(), documents=documents
            )

    def beside(self, entries: Iterable[int]) -> list[tuple[int, WrittenFigure]]:
        """All figures of the readings that these entries hold, each with its entry."""
        with self._reading():
            return list(beside(self._engine, entries))

    def standing(self, ids: Collection[str], last: int) -> list[tuple[int, WrittenFigure]]:
        """Those of these figures that stand as of an entry, in the order of the log, each with its entry."""
        with self._reading():
            return list(standing(self._engine, ids, last))

    def newest(self, documents: Iterable[str], last: int) -> list[int]:
        """The entries with the newest readings of some documents, as of an entry."""
        with self._reading():
            return list(newest(self._engine, documents, last))

    def pages(self, last: int) -> Iterator[tuple[str, str | None]]:
        """The id and the address of each document up to an entry, in the order of the log."""
        with self._reading():
            yield from pages(self._engine, last)

    def scopes(self, last: int, most: int) -> int:
        """How many different scopes the figures up to an entry speak of, counted no further than ``most``."""
        with self._reading():
            return scopes(self._engine, last, most)

    def statements(self, as_of: AsOf | None = None) -> list[Kept[Statement]]:
        """The statements of the newest reading of each document.

        Raises:
            UnclearTime
        """
        return self._ask(Statement, as_of)

    def decisions(self, as_of: AsOf | None = None) -> list[Kept[Decision]]:
        """Every decision in the order in which it was recorded."""
        return self._ask(Decision, as_of)

    def entries(self, as_of: AsOf | None = None) -> int:
        """How many entries the log holds, or held: what grows whenever anything is recorded.

        Raises:
            UnclearTime
        """
        with self._reading():
            return query.until(self._engine, as_of)

    def verify(self, progress: Progress | None = None, *, seal: Seal | None = None) -> Verified:
        """Check that nothing recorded was changed, moved or removed; with a seal, also not all anew.

        Raises:
            BrokenChain: names the first entry that does not hold.
        """
        with self._reading():
            verified = verify(self._engine, progress)
            if seal is not None:
                check_seal(self._engine, seal)
            return verified

    def seal(self) -> Seal:
        """The seal of everything up to now, after checking that it holds.

        Raises:
            BrokenChain
        """
        verified = self.verify()
        return Seal.of(verified.entries, verified.head)

    def write_archive(self, folder: Path, progress: Callable[[int], None] | None = None) -> Seal:
        """Everything as plain files in a new folder, as of now, while others write on; its seal.

        Raises:
            FolderIsTaken: it holds something already.
        """
        with self._reading():
            return write_archive(LedgerSource(self._engine), folder, progress)

    def take_over(self, source: "Ledger | Archive", progress: Callable[[int], None] | None = None) -> int:
        """Add what a source holds beyond this ledger, with its chain and times; how many entries.

        Raises:
            LedgersDiffer: this ledger is no beginning of the source; nothing was added.
            BrokenChain: the source is not what was once recorded; what holds up to there was added.
        """
        if isinstance(source, Archive):
            with self._engine.translated():
                return take_over(self._engine, source, progress)
        with source._reading(), self._engine.translated():
            return take_over(self._engine, LedgerSource(source._engine), progress)

    def _ask(self, kind: type[Record], as_of: AsOf | None) -> list[Kept[Record]]:
        with self._reading():
            return list(query.kept(self._engine, kind, query.until(self._engine, as_of)))

    def _one(self, kind: type[Record], identity: str) -> Kept[Record]:
        with self._reading():
            found = list(query.kept(self._engine, kind, query.until(self._engine, None), identity))
        if not found:
            raise NotInLedger(kind.__name__.lower(), identity)
        return found[0]

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """A view that does not change; within a batch, of what the batch has written so far."""
        with self._engine.translated():
            if self._writer is not None:
                self._writer.flush()
                yield
                return
            with self._engine.snapshot() if not self._views else nullcontext():
                self._views += 1
                try:
                    yield
                finally:
                    self._views -= 1

    @contextmanager
    def _writing(self) -> Iterator[Writer]:
        """The end of the chain, in a transaction of its own or in the batch around it."""
        if self._writer is not None:
            with self._engine.translated():
                yield self._writer
            return
        try:
            with self._engine.translated(), self._engine.writing():
                self._writer = Writer(self._engine)
                yield self._writer
                self._writer.flush()
        finally:
            self._writer = None


@contextmanager
def _kept_unchanged() -> Iterator[None]:
    try:
        yield
    except (ValueError, MalformedRecord) as error:  # half a character pair, or a number that is not finite
        raise UnkeepableValue(str(error)) from error
