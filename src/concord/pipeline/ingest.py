"""Ingest: read files and keep what they say; what the ledger has is not added again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from concord.documents import Pool, Source, UnreadableDocument
from concord.ledger import Ledger
from concord.pipeline.read import Read, Unread, read
from concord.reading import Reader

__all__ = ["Ingested", "ingest"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """A document that is in the ledger, and whether anything was added for it."""

    read: Read
    new: bool


def ingest(
    files: Iterable[Path],
    ledger: Ledger,
    reader: Reader,
    *,
    at: str,
    pool: Pool[Source, Read | UnreadableDocument] | None = None,
) -> Iterator[Ingested | Unread]:
    """For each document in the files what became of it; each is one transaction.

    Args:
        at: now, ISO 8601 with offset.
        pool: workers from ``reading_pool``; without them some are started for this batch.
    """
    for found in read(files, reader, pool):
        if isinstance(found, Unread):
            yield found
        else:
            kept = ledger.record(found.document, found.content, found.reading, at=at)
            yield Ingested(found, kept.new)
