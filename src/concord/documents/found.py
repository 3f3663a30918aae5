"""What one format's reader finds in bytes, before it is named, checked and sealed as a Document."""

from dataclasses import dataclass

from concord.evidence import PartialDate

__all__ = ["CELL_MARK", "Found"]

CELL_MARK = " | "  # between cells of a table row; a space would make 25,320 and 26,100 one number


@dataclass(frozen=True, slots=True)
class Found:
    """The text and what the document says of itself; None where it says nothing.

    ``name`` and ``address`` are the document's own words about itself; ``language``
    is as declared, not yet held against the letters of the text.
    """

    text: str
    name: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: PartialDate | None = None
    language: str | None = None
    address: str | None = None
