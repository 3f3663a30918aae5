"""One document's bytes before they are read, and how they are got from a file."""

import stat
from dataclasses import dataclass
from pathlib import Path

from concord.documents.errors import OversizedDocument, UnreadableDocument

__all__ = ["MAX_BYTES", "Part", "bytes_of"]

MAX_BYTES = 50_000_000  # bytes of one document; the longest reports of this field have some 20 MB of pictures


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes that are to be read as one document.

    Attributes:
        path: where it lies in the input. name: by whose ending the kind is told.
        charset: as the server said it, which goes before what a page says of itself.
    """

    path: str
    name: str
    content: bytes
    address: str | None = None
    retrieved: str | None = None
    charset: str | None = None


def bytes_of(path: Path) -> bytes:
    """The bytes of a regular file of ordinary size.

    Raises:
        UnreadableDocument: a pipe or a device, or no right to read it.
        OversizedDocument: larger than MAX_BYTES; nothing of it is read then.
    """
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
            raise UnreadableDocument(str(path), "not a regular file")
        if status.st_size > MAX_BYTES:
            raise OversizedDocument(str(path), f"{status.st_size:,} bytes, and {MAX_BYTES:,} are the limit")
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(str(path), error.strerror or str(error)) from None
