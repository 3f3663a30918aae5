"""What an answer holds: documents, figures with their cells, and everything that became no figure.

Handled, ignored by name, or reported: a column that the shape does not know stands in
``unhandled``, a row that was set aside and a cell that is no number in ``notes``, a cell
that gives no number in ``gaps``. Unknown, withheld and zero are three different things:
``-`` is unknown, a suppressed cell is withheld, and ``0`` is a figure.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from concord.evidence import Document, Figure, PartialDate
from concord.situation import Situation

__all__ = ["Gap", "Given", "Lead", "Missing", "Note", "Parsed", "Shape"]


class Shape(StrEnum):
    """A shape of answer or table that is known."""

    UNHCR_STATISTICS = "unhcr-statistics"
    UNHCR_PORTAL = "unhcr-portal"
    HDX_HAPI = "hdx-hapi"
    IOM_DTM = "iom-dtm"
    HXL = "hxl"
    KNOWN_TABLE = "known-table"
    RELIEFWEB = "reliefweb"
    FEED = "feed"
    CKAN = "ckan"
    KOBO = "kobo"
    SDMX_CSV = "sdmx-csv"
    SDMX_ML = "sdmx-ml"


class Missing(StrEnum):
    """Why a cell that could hold a number holds none."""

    UNKNOWN = "unknown"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller knows besides the bytes.

    Attributes:
        situation: what places and parties are called.
        name, address, retrieved: as of a ``Document``.
        mid_year: the year of which this edition has only the first half, where it has one.
        questions: of a form, what each question counts, as HXL tags.
    """

    situation: Situation
    name: str = "answer"
    address: str | None = None
    retrieved: str | None = None
    mid_year: int | None = None
    questions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Gap:
    """A cell of text[start:end] that gives no number, under its column."""

    document: str
    column: str
    start: int
    end: int
    why: Missing


@dataclass(frozen=True, slots=True)
class Note:
    """A row or cell that was not taken as it stands, and why; ``start`` is where it begins."""

    document: str
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Lead:
    """An address where something can be read, with what is known of it before."""

    address: str
    title: str | None = None
    media_type: str | None = None
    modified: str | None = None
    published: PartialDate | None = None
    licence: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """An answer, read.

    Attributes:
        content: the bytes that may be kept: as got, but of a form only what was taken from it.
        ignored: columns left alone, each with why.
        unhandled: columns that the shape does not know; nothing was taken from them.
        tables: the stretches of text that were read as tables.
        licence: under which the publisher gives such data, as its own pages say.
        rows: of the answer, whatever became of them.
        more: whether the answer says that a page follows; None where it does not say.
        next_address: the next page by its address.
    """

    shape: Shape
    content: bytes
    documents: tuple[Document, ...]
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notes: tuple[Note, ...] = ()
    leads: tuple[Lead, ...] = ()
    ignored: Mapping[str, str] = field(default_factory=dict)
    unhandled: tuple[str, ...] = ()
    tables: tuple[tuple[int, int], ...] = ()
    licence: str | None = None
    rows: int = 0
    more: bool | None = None
    next_address: str | None = None
