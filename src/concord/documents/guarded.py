"""Files read in workers: every document in each file, or why it could not be read.

One part of a container that ends its worker costs only itself: the next worker goes on
behind it. After MOST_ENDED of them the rest of the container is refused.
"""

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from concord.documents.errors import OversizedDocument, UnreadableDocument
from concord.documents.found import Taken
from concord.documents.guard import LIMITS, Limits, Worker
from concord.documents.part import Part
from concord.documents.parts import parts_of
from concord.documents.pool import Pool
from concord.documents.read import read_part

__all__ = ["Source", "guarded", "read_guarded", "taken"]

MOST_ENDED = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A file, or bytes with the name that tells their kind."""

    name: str
    content: Path | bytes


@dataclass(frozen=True, slots=True)
class _Begun:
    """The worker turns to this part."""

    path: str


@dataclass(frozen=True, slots=True)
class _EachPart:
    """The task of a worker: for a source, from its n-th part on, what ``read`` gives for each part."""

    read: Callable[[Part], Iterable[Any]]

    def __call__(self, request: tuple[Source, int]) -> Iterable[Any]:
        source, first = request
        for number, part in enumerate(parts_of(source.content, source.name)):
            if number < first:
                continue
            yield _Begun(part.name if isinstance(part, UnreadableDocument) else part.path)
            try:
                if isinstance(part, UnreadableDocument):
                    raise part
                yield from self.read(part)
            except UnreadableDocument as error:
                yield error


def guarded(
    read: Callable[[Part], Iterable[Any]], *, workers: int | None = None, limits: Limits = LIMITS
) -> Pool[Source, Any]:
    """Workers that give for each source what ``read`` gives for each of its parts, or an UnreadableDocument.

    Args:
        read: pickled once a worker; raises UnreadableDocument for a part that it cannot read.
    """
    return Pool(_EachPart(read), _answered, workers=workers, limits=limits)


def read_guarded(source: Source, *, limits: Limits = LIMITS) -> list[Taken | UnreadableDocument]:
    """Every document in one source, read by a process of its own that ends with it."""
    with guarded(taken, workers=1, limits=limits) as pool:
        return list(pool.each([source]))


def taken(part: Part) -> Iterable[Taken]:
    """The task of who wants documents only."""
    yield read_part(part)


def _answered(worker: Worker, source: Source) -> Generator[Any, None, None]:
    begun: list[str] = []
    for _ in range(MOST_ENDED):
        first = len(begun)
        try:
            for message in worker.ask((source, first), source.name):
                if isinstance(message, _Begun):
                    begun.append(message.path)
                else:
                    yield message
            return
        except UnreadableDocument as error:
            within = begun[-1] if len(begun) > first else source.name
            yield type(error)(within, error.cause)
            if len(begun) == first or begun == [source.name]:
                return
    yield OversizedDocument(
        source.name, f"{MOST_ENDED} of its parts ended their reader; the rest was not read"
    )
