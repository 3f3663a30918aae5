"""What one format's reader finds in bytes, before it is named, checked and sealed as a Document."""

from dataclasses import dataclass
from enum import StrEnum

from concord.evidence import Document, PartialDate

__all__ = ["CELL_MARK", "Caveat", "Doubt", "Found", "Taken"]

CELL_MARK = " | "  # between cells of a table row; a space would make 25,320 and 26,100 one number


class Doubt(StrEnum):
    """What a person must know who relies on the text."""

    PARTIAL = "partial"  # something in the bytes could not be read and is not in the text
    TO_CONFIRM = "to_confirm"  # the text is there, but what it says must be held against the original


@dataclass(frozen=True, slots=True)
class Caveat:
    """One doubt about a text, in words."""

    doubt: Doubt
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """The text and what the document says of itself; None where it says nothing.

    ``name`` and ``address`` are the document's own words about itself; ``language``
    is as declared, not yet held against the letters of the text. ``recognised`` is
    true of a text that a program told from pictures.
    """

    text: str
    name: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    address: str | None = None
    byline: str | None = None
    recognised: bool = False
    caveats: tuple[Caveat, ...] = ()


@dataclass(frozen=True, slots=True)
class Taken:
    """A document with its bytes, where in the input it lay, and what is to be known about it.

    ``path`` leads through containers: ``mail.eml/attachment.pdf``. The byline is told
    and not kept: a record of figures needs no writer's name.
    """

    path: str
    content: bytes
    document: Document
    byline: str | None = None
    caveats: tuple[Caveat, ...] = ()
