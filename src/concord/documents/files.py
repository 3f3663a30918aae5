"""Files and folders to documents; one broken file never stops the rest."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from concord.documents.errors import UnreadableDocument
from concord.documents.part import bytes_of
from concord.documents.parts import parts_of
from concord.documents.read import read_document, read_part
from concord.evidence import Document

__all__ = ["find_documents", "read_all", "read_path"]


def read_path(path: Path) -> Document:
    """The document in a file, named by the file's stem unless it names itself.

    The path is no part of the document: the same file gives the same content id everywhere.

    Raises:
        UnreadableDocument: not a regular file, larger than MAX_BYTES (not read then), or not a document.
    """
    return read_document(bytes_of(path), name=str(path))


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
    """For each document found, those within containers too, the document or why there is none."""
    for path in find_documents(paths):
        for part in parts_of(path, str(path)):
            try:
                yield part if isinstance(part, UnreadableDocument) else read_part(part).document
            except UnreadableDocument as error:
                yield error


def _files(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))
