"""Known shapes on the way in: an answer or table whose columns are known becomes figures without being read.

The documents of a report interface or a feed hold words, so the reader reads them as it reads any
other. What was set aside, not known or withheld is told beside the document.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath

from concord import __version__
from concord.documents import (
    BrokenDocument,
    Caveat,
    Doubt,
    MissingLibrary,
    OversizedDocument,
    Part,
    UnreadableDocument,
    read_part,
)
from concord.documents.persons import PersonList, Seen
from concord.evidence import Document, Reading
from concord.reading import Reader
from concord.shapes import (
    BrokenAnswer,
    Given,
    LooksLikePersons,
    OversizedAnswer,
    Parsed,
    Shape,
    ShapeError,
    read_in_text,
    read_known,
)
from concord.shapes import MissingLibrary as MissingShapeLibrary

__all__ = ["KnownShapes", "OnlyLeads", "RefusedAnswer", "Shaped"]

WORDS = frozenset((Shape.RELIEFWEB, Shape.FEED))  # whose documents are to be read
WORKBOOKS = frozenset((".xlsx", ".xlsm", ".ods"))
NAMED = 3  # reasons why rows were set aside that are told; the rest are counted


class RefusedAnswer(UnreadableDocument):
    """The file is a server's message that it would not answer."""

    advice = "check the credential and the question, then ask the server again"


class OnlyLeads(UnreadableDocument):
    """An answer that says where something can be read, and nothing else."""

    advice = "watch or get the pages it leads to, and read those"


@dataclass(frozen=True, slots=True)
class Shaped:
    """One document of an answer with its reading, the bytes that may be kept, and doubts about it."""

    document: Document
    reading: Reading
    content: bytes
    caveats: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownShapes:
    """Recognises the parts of an input that have a known shape, with the situation of a reader."""

    reader: Reader

    def __call__(self, part: Part) -> Iterable[Shaped] | None:
        """The documents of the answer in a part, or None where it is of no known shape.

        Raises:
            UnreadableDocument: it has the shape and cannot be taken.
        """
        given = Given(
            self.reader.situation,
            name=PurePath(part.name).stem,
            address=part.address,
            retrieved=part.retrieved,
        )
        try:
            parsed = read_known(part.content, given)
            if parsed is None:
                return self._workbook(part, given)
        except ShapeError as error:
            raise _translated(error, part.path) from None
        if not parsed.documents:
            raise OnlyLeads(part.path, f"it holds {len(parsed.leads)} addresses to look at and no words")
        return self._shaped(parsed)

    def _workbook(self, part: Part, given: Given) -> list[Shaped] | None:
        """A workbook with known tables: their figures, and what is read in the rest of it."""
        if PurePath(part.name).suffix.lower() not in WORKBOOKS:
            return None
        taken = read_part(part)
        parsed = read_in_text(taken.document, part.content, given)
        if parsed is None:
            return None
        read = self.reader.read(taken.document)
        figures = [one for one in read.figures if not any(a <= one.start < b for a, b in parsed.tables)]
        ordered = tuple(sorted((*figures, *parsed.figures), key=lambda figure: figure.start))
        reading = Reading(read.document, f"{read.reader}, known tables", ordered, read.statements)
        return [Shaped(taken.document, reading, part.content, (*taken.caveats, *_caveats(parsed)))]

    def _shaped(self, parsed: Parsed) -> Iterator[Shaped]:
        caveats = tuple(_caveats(parsed))
        for document in parsed.documents:
            if parsed.shape in WORDS:
                yield Shaped(document, self.reader.read(document), document.text.encode())
            else:
                name = f"concord {__version__}, shape {parsed.shape.value}"
                yield Shaped(document, Reading(document.id, name, parsed.figures), parsed.content, caveats)


def _caveats(parsed: Parsed) -> Iterator[Caveat]:
    if parsed.unhandled:
        yield Caveat(
            Doubt.PARTIAL,
            f"columns that are not known, nothing was taken from them: {', '.join(parsed.unhandled)}",
        )
    told = Counter(note.words for note in parsed.notes).most_common()
    for words, times in told[:NAMED]:
        yield Caveat(Doubt.PARTIAL, words + (f" ({times} times)" if times > 1 else ""))
    if len(told) > NAMED:
        rest = sum(times for _, times in told[NAMED:])
        yield Caveat(Doubt.PARTIAL, f"and {rest} more rows or cells that could not be taken")


def _translated(error: ShapeError, path: str) -> UnreadableDocument:
    """The error of a shape as the error of a file, by its cause."""
    if isinstance(error, LooksLikePersons):
        return PersonList(path, Seen((*error.seen,), error.rows))
    if isinstance(error, MissingShapeLibrary):
        return MissingLibrary(path, error.extra)
    if isinstance(error, OversizedAnswer):
        return OversizedDocument(path, error.cause)
    return (
        BrokenDocument(path, error.cause)
        if isinstance(error, BrokenAnswer)
        else RefusedAnswer(path, error.cause)
    )
