"""Read: files to documents and their readings; one broken file never stops the rest.

Files are read in worker processes with limits of memory and time. A part of the input is offered
to the recognisers of known shapes first; what none of them knows is read by its format.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from concord.documents import (
    LIMITS,
    Caveat,
    Doubt,
    Limits,
    Part,
    Pool,
    Source,
    UnreadableDocument,
    guarded,
    read_part,
    tick,
)
from concord.documents.persons import refuse_persons
from concord.evidence import Document, Reading
from concord.pipeline.map import MappedReader
from concord.pipeline.shapes import KnownShapes, Shaped
from concord.reading import Reader

__all__ = ["Outcome", "Read", "Recogniser", "Unread", "read", "reading_pool"]

# For a part of the input that has a known shape: its documents with their readings. None: not this shape.
# Raises UnreadableDocument for a part that has the shape and cannot be read.
Recogniser = Callable[[Part], Iterable[Shaped] | None]

READING_SPEED = 20_000  # characters a second that a busy machine reads at least; idle ones read 70,000


class Outcome(StrEnum):
    """What became of a document that was read."""

    READ = "read"
    TO_CONFIRM = "to_confirm"  # a person must hold its figures against the original
    PARTIAL = "partial"  # something in it could not be read


@dataclass(frozen=True, slots=True)
class Read:
    """A document with its bytes, what the reader found in it and what is to be known about it.

    ``path`` leads through containers: ``mail.eml/attachment.pdf``.
    """

    path: Path
    content: bytes
    document: Document
    reading: Reading
    byline: str | None = None
    caveats: tuple[Caveat, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The worst of its caveats."""
        doubts = {caveat.doubt for caveat in self.caveats}
        if Doubt.PARTIAL in doubts:
            return Outcome.PARTIAL
        return Outcome.TO_CONFIRM if doubts else Outcome.READ


@dataclass(frozen=True, slots=True)
class Unread:
    """A file, or a part of one, that holds no document, and why."""

    path: Path
    error: UnreadableDocument

    @property
    def cause(self) -> str:
        """The class of the error: what a summary counts by."""
        return type(self.error).__name__


@dataclass(frozen=True, slots=True)
class _ReadPart:
    """What a worker does with one part of the input."""

    reader: Reader
    recognisers: tuple[Recogniser, ...]

    def __call__(self, part: Part) -> Iterator[Read]:
        known = next((found for one in self.recognisers if (found := one(part)) is not None), None)
        if known is not None:
            for one in known:
                refuse_persons(one.document.text, part.path)
                tick()
                yield Read(Path(part.path), one.content, one.document, one.reading, caveats=one.caveats)
            return
        taken = read_part(part)
        tick(len(taken.document.text) / READING_SPEED)
        reading = self.reader.read(taken.document)
        caveats = (*taken.caveats, *_doubts(self.reader, taken.document))
        yield Read(Path(taken.path), taken.content, taken.document, reading, taken.byline, caveats)


def _doubts(reader: Reader, document: Document) -> Iterator[Caveat]:
    """Sums in a mapped table that do not come out, and cells of it that could not be read."""
    for words in reader.doubts(document) if isinstance(reader, MappedReader) else ():
        yield Caveat(Doubt.TO_CONFIRM, words)


def reading_pool(
    reader: Reader, *, workers: int | None = None, limits: Limits = LIMITS
) -> Pool[Source, Read | UnreadableDocument]:
    """Workers that read files; to be kept and closed by who reads more than one batch."""
    return guarded(_ReadPart(reader, (KnownShapes(reader),)), workers=workers, limits=limits)


def read(
    files: Iterable[Path], reader: Reader, pool: Pool[Source, Read | UnreadableDocument] | None = None
) -> Iterator[Read | Unread]:
    """For each document in the files what was read, or why nothing could be; in the order of the files.

    Args:
        pool: workers from ``reading_pool``; without them some are started for this batch.
    """
    with nullcontext(pool) if pool is not None else reading_pool(reader) as workers:
        for found in workers.each(Source(str(file), file) for file in files):
            if isinstance(found, UnreadableDocument):
                yield Unread(Path(found.name), found)
            else:
                yield found
