"""Read: files to documents and their readings; one broken file never stops the rest."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from concord.documents import UnreadableDocument, read_path
from concord.evidence import Document, Reading
from concord.reading import Reader

__all__ = ["Read", "Unread", "read"]


@dataclass(frozen=True, slots=True)
class Read:
    """A file, its bytes, the document found in it and what the reader found in that."""

    path: Path
    content: bytes
    document: Document
    reading: Reading


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that holds no document, and why."""

    path: Path
    error: UnreadableDocument


def read(files: Iterable[Path], reader: Reader) -> Iterator[Read | Unread]:
    """For each file what was read, or why nothing could be."""
    for path in files:
        try:
            document = read_path(path)
        except UnreadableDocument as error:
            yield Unread(path, error)
            continue
        yield Read(path, path.read_bytes(), document, reader.read(document))
