"""The blocks that a printed briefing is made of, without a layout."""

from dataclasses import dataclass

from concord.publish.languages import Texts
from concord.publish.pictures import Picture

__all__ = ["Block", "Drawn", "Figures", "Heading", "Listed", "Note", "PageBreak", "Run", "Sheet", "Table"]


@dataclass(frozen=True, slots=True)
class Note:
    """Words of a source, at most fifteen, in its own language, and where they stand."""

    quote: str
    where: str


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text; ``note`` is the footnote that follows it, ``link`` the address that it leads to."""

    text: str
    bold: bool = False
    note: Note | None = None
    link: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 or 2."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of items; one item alone is a paragraph."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """Headline numbers: the number, its interval, what it counts with its notes."""

    items: tuple[tuple[Run, str, tuple[Run, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a head; ``shares`` are the widths of its columns."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture with its SVG; None where it cannot be drawn.

    ``width`` is per cent of the column; so many blocks after it as ``beside`` says stand next to it on paper.
    """

    picture: Picture
    svg: str | None
    width: int = 100
    beside: int = 0


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block = Heading | Listed | Figures | Table | Drawn | PageBreak


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One printed publication: title, the line under it, blocks, and the language that says it all.

    ``day`` is ISO 8601, told as the date of the document, so that a rebuild is the same.
    """

    title: str
    subtitle: str
    kicker: str
    made: str
    day: str
    blocks: tuple[Block, ...]
    texts: Texts
