"""Ingest: read files and keep what they say; what the ledger has is not added again."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from concord.ledger import Ledger
from concord.pipeline.read import Read, Unread, read
from concord.reading import Reader

__all__ = ["Ingested", "ingest"]


@dataclass(frozen=True, slots=True)
class Ingested:
    """A file that is in the ledger, and whether anything was added for it."""

    read: Read
    new: bool


def ingest(files: Iterable[Path], ledger: Ledger, reader: Reader, *, at: str) -> Iterator[Ingested | Unread]:
    """For each file what became of it; each document is one transaction.

    Args:
        at: now, ISO 8601 with offset.
    """
    for found in read(files, reader):
        if isinstance(found, Unread):
            yield found
        else:
            kept = ledger.record(found.document, found.content, found.reading, at=at)
            yield Ingested(found, kept.new)
