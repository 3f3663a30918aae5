"""Files and folders to documents; one broken file never stops the rest."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from concord.documents.errors import OversizedDocument, UnreadableDocument
from concord.documents.read import MAX_BYTES, read_document
from concord.evidence import Document

__all__ = ["find_documents", "read_all", "read_path"]


def read_path(path: Path) -> Document:
    """The document in a file, named by the file's stem unless it names itself.

    The path is no part of the document: the same file gives the same content id everywhere.

    Raises:
        UnreadableDocument: not a regular file, larger than MAX_BYTES (not read then), or not a document.
    """
    try:
        content = _bytes(path)
    except OSError as error:
        raise UnreadableDocument(str(path), error.strerror or str(error)) from None
    return read_document(content, name=str(path))


def find_documents(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file named, and every file in every folder named, folders in sorted order.

    Hidden files and folders inside a folder are left out, links to folders are not
    followed. Files of unknown kinds are found too: reading them says why they are not read.
    """
    for path in paths:
        if path.is_dir():
            yield from _files(path)
        else:
            yield path


def read_all(paths: Iterable[Path]) -> Iterator[Document | UnreadableDocument]:
    """For each file found the document, or the error that says why there is none."""
    for path in find_documents(paths):
        try:
            yield read_path(path)
        except UnreadableDocument as error:
            yield error


def _bytes(path: Path) -> bytes:
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):  # opening a pipe would wait for ever
        raise UnreadableDocument(str(path), "not a regular file")
    if status.st_size > MAX_BYTES:
        raise OversizedDocument(str(path), f"{status.st_size:,} bytes, and {MAX_BYTES:,} are the limit")
    return path.read_bytes()


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))
