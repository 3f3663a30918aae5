"""A figure: one act of claiming a quantity of people, with its words and its whole scope.

Value fields follow the annotation guide of the field: ``907,391`` as written, exact,
individuals, deported, from Pakistan, since November 2023, said by a minister. A field
that the words do not decide is None; what it might have been stands in ``candidates``.
Codes of measure, status, place and party are vocabulary of a situation, not of this module.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from concord.evidence.codec import DESCRIPTIVE
from concord.evidence.dates import PartialDate
from concord.evidence.identified import Identified

__all__ = ["Because", "Candidates", "Figure", "Kind", "Precision", "Unit"]


class Precision(StrEnum):
    """What the words around a number say about its exactness."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"


class Unit(StrEnum):
    """What is counted."""

    INDIVIDUALS = "individuals"
    FAMILIES = "families"
    PERCENT = "percent"


class Kind(StrEnum):
    """A level at a moment, or events over a period."""

    STOCK = "stock"
    FLOW = "flow"


@dataclass(frozen=True, slots=True)
class Because:
    """The words of the document, text[start:end], that decided one field of a figure."""

    field: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Candidates:
    """Values that an unfilled field of a figure might have had."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Identified):
    """One act of claiming a quantity of people.

    Attributes:
        document: content id of the document.
        start, end, text: where the number stands and how it is written, without hedges.
        value: persons, families or per cent; the lower end of a range.
        value_high: the upper end of a range, else None.
        precision, unit, kind: see the enums; kind is None where undecidable.
        measure: returned, deported, arrested, hosted, registered, awaiting, ...
        projected: a plan, target or forecast, not something that happened.
        status: legal status of the people counted.
        sex_age: the group of sex or age the figure is limited to.
        nationality: of the people counted, ISO 3166-1 alpha-3.
        country: that they are in, or leave, ISO 3166-1 alpha-3.
        place: the place, crossing or centre it is limited to, as written.
        period_start, period_end: of a flow; a stock has only an end, its as-of date.
        source, party: who claims it as named in the text, and the party code.
        phase: the campaign's phase as the claimant labels it; 'all' for several together.
        manner: 'voluntary', 'facilitated' or 'forced' where the words say so.
        cumulative: True where the words say that the flow runs from a base date.
        part_of: start of the figure in the same document of which this one is a part.
        rest_status: on a total: the legal status the text gives to what its named parts leave over.
        said: when the claim was made, as far as known.
        publisher: who printed it; never the claimant unless the text says so.
        because, candidates: how the reading was decided; no part of the id.
    """

    document: str
    start: int
    end: int
    text: str
    value: int | float
    value_high: int | float | None = None
    precision: Precision = Precision.EXACT
    unit: Unit = Unit.INDIVIDUALS
    measure: str = "other"
    projected: bool = False
    status: str | None = None
    sex_age: str | None = None
    nationality: str | None = None
    country: str | None = None
    place: str | None = None
    kind: Kind | None = None
    period_start: PartialDate | None = None
    period_end: PartialDate | None = None
    source: str | None = None
    party: str | None = None
    phase: str | None = None
    manner: str | None = None
    cumulative: bool | None = None
    part_of: int | None = None
    rest_status: str | None = None
    said: PartialDate | None = None
    publisher: str | None = None
    because: tuple[Because, ...] = field(default=(), metadata=DESCRIPTIVE)
    candidates: tuple[Candidates, ...] = field(default=(), metadata=DESCRIPTIVE)
