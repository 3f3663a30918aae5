"""Containers taken apart: a ZIP, an archive of pages or a message to the documents that lie in it.

Each document has a path that leads to it: ``march.zip/mail.eml/attachment.pdf``. Limits hold
for the whole input, however deep its containers lie in each other. One broken part
is an error in the place of that part; the others go on.
"""

import io
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePath, PurePosixPath
from typing import IO

from concord.documents.containers import ENCRYPTED, MAX_UNPACKED, open_container, part_of
from concord.documents.errors import (
    EmptyDocument,
    EncryptedDocument,
    OversizedDocument,
    UnreadableDocument,
)
from concord.documents.mail_parts import attachments, without_attachments
from concord.documents.names import shown
from concord.documents.part import MAX_BYTES, Part, bytes_of
from concord.documents.sniff import Kind, is_warc, sniff
from concord.documents.warc import captures

__all__ = ["parts_of"]

DEEPEST = 4  # containers in each other
MOST_PARTS = 10_000  # documents in a ZIP or a message; an archive of pages may have more
NOT_DOCUMENTS = ("__MACOSX/", "Thumbs.db", "desktop.ini")


@dataclass(slots=True)
class _Budget:
    """What may still be unpacked of one input."""

    parts: int = MOST_PARTS
    unpacked: int = MAX_UNPACKED
    folder: str = ""

    def address(self, path: str) -> str:
        """The address of a part: from the outermost container on, wherever on a machine that lies."""
        return shown(path.removeprefix(self.folder))

    def spend(self, size: int, path: str) -> None:
        self.parts -= 1
        self.unpacked -= size
        if self.parts < 0:
            raise OversizedDocument(path, f"more than {MOST_PARTS:,} files lie in it")
        if self.unpacked < 0:
            raise OversizedDocument(path, f"more than {MAX_UNPACKED:,} bytes unpacked")


def parts_of(source: Path | bytes, name: str) -> Iterator[Part | UnreadableDocument]:
    """Every document in a file or in bytes, in order; a plain file is its own only part.

    The order is the same each time. What cannot be opened is an error in its place.
    """
    folder = str(PurePath(name).parent)
    budget = _Budget(folder=f"{folder}/" if folder != "." else "")
    nothing = True
    try:
        for part in _parts(source, name, budget):
            nothing = False
            yield part
        if nothing:
            yield EmptyDocument(name, "there is no document in it")
    except OSError as error:
        yield UnreadableDocument(name, error.strerror or str(error))
    except UnreadableDocument as error:
        yield error


def _parts(source: Path | bytes, name: str, budget: _Budget) -> Iterator[Part | UnreadableDocument]:
    if isinstance(source, Path) and _is_archive(source):
        with source.open("rb") as stream:
            yield from _pages(stream, name, budget)
    else:
        content = bytes_of(source) if isinstance(source, Path) else source
        yield from _unpacked(Part(name, name, content), budget, 0)


def _is_archive(path: Path) -> bool:
    """Whether it is an archive of pages, which is read as a stream."""
    if not stat.S_ISREG(path.stat().st_mode):
        return False
    with path.open("rb") as file:
        return is_warc(file.read(8), path.name)


def _unpacked(part: Part, budget: _Budget, depth: int) -> Iterator[Part | UnreadableDocument]:
    """The documents in a part; errors of one part stay in its place, those of the budget end it all."""
    kind = _container(part)
    if kind is None:
        yield part
        return
    if depth >= DEEPEST:
        yield OversizedDocument(part.path, f"containers lie more than {DEEPEST} deep in each other")
        return
    if kind is Kind.WARC:
        yield from _pages(io.BytesIO(part.content), part.path, budget, depth)
    elif kind is Kind.ZIP:
        yield from _files(part, budget, depth)
    else:
        yield from _message(part, budget, depth)


def _container(part: Part) -> Kind | None:
    try:
        kind = sniff(part.content, part.name) if part.content else None
    except UnreadableDocument:
        return None
    return kind if kind in (Kind.ZIP, Kind.WARC, Kind.MAIL) else None


def _files(part: Part, budget: _Budget, depth: int) -> Iterator[Part | UnreadableDocument]:
    try:
        container = open_container(part.content, part.path)
    except UnreadableDocument as error:
        yield error
        return
    with container:
        for info in container.infolist():
            if info.is_dir() or _is_hidden(info.filename):
                continue
            path = f"{part.path}/{info.filename}"
            try:
                if info.flag_bits & ENCRYPTED:
                    raise EncryptedDocument(path, "it opens only with a password")
                content = part_of(container, info, path, MAX_BYTES)
            except UnreadableDocument as error:
                budget.spend(0, part.path)
                yield error
                continue
            budget.spend(len(content), part.path)
            inner = Part(path, info.filename, content, address=budget.address(path))
            yield from _unpacked(inner, budget, depth + 1)


def _message(part: Part, budget: _Budget, depth: int) -> Iterator[Part | UnreadableDocument]:
    try:
        letter = without_attachments(part.content, part.path)
        attached = list(attachments(part.content, part.path))
    except UnreadableDocument as error:
        yield error
        return
    if letter.partition(b"\n\n")[2].strip() or not attached:
        named = part.name if part.name.lower().endswith(".eml") else f"{part.name}.eml"
        yield Part(part.path, named, letter, part.address)
    for called, content in attached:
        path = f"{part.path}/{called}"
        budget.spend(len(content), part.path)
        yield from _unpacked(Part(path, called, content, budget.address(path)), budget, depth + 1)


def _pages(
    stream: IO[bytes], path: str, budget: _Budget, depth: int = 0
) -> Iterator[Part | UnreadableDocument]:
    try:
        for capture in captures(stream, path, MAX_BYTES):
            if capture.error is not None:
                yield capture.error
                continue
            if depth:  # an archive that is itself packed spends what its container may
                budget.spend(len(capture.content), path)
            page = Part(
                path=f"{path}/{capture.address.partition('://')[2] or capture.address}",
                name=capture.name,
                content=capture.content,
                address=capture.address,
                retrieved=capture.retrieved,
                charset=capture.charset,
            )
            yield from _unpacked(page, budget if depth else replace(budget), depth + 1)
    except UnreadableDocument as error:
        yield error


def _is_hidden(filename: str) -> bool:
    path = PurePosixPath(filename)
    return (
        any(one.startswith(".") and one != ".." for one in path.parts)
        or filename.startswith(NOT_DOCUMENTS)
        or (path.name in NOT_DOCUMENTS)
    )
