"""The briefing: everything that one publication says, as frozen records without a layout.

Each claim is told once, in ``claims``; every other part names claims by their ids, so
that whatever is printed leads back to one figure, one document and one span of words.
Converters (terminal, page, JSON) add nothing to what stands here.
"""

from dataclasses import dataclass
from datetime import date

from concord.evidence import PartialDate, Precision, StatementKind, Unit
from concord.publish.balances import Balance, Course
from concord.publish.beside import ConductNote, CorrectionNote, ExpectedPeople, ReleaseMark, SiteStanding

__all__ = [
    "Briefing",
    "Claim",
    "DeadlineNote",
    "Dispute",
    "Exchange",
    "LeftOut",
    "Passage",
    "Position",
    "Reference",
    "Said",
    "SourceText",
    "Standing",
    "StockRow",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one party says about a claim: ``word`` as in 'disputed' or 'agreed', ``why`` in its own words."""

    party: str
    word: str
    by: str
    at: str
    why: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The state that the parties' positions give a claim, and the positions."""

    state: str
    positions: tuple[Position, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One act of claiming a quantity of people, ready to be printed.

    Attributes:
        id, document: content ids of the figure and its document.
        start, end: the words in the document's text; None where the number is withheld.
        text: the number as written, or what is printed in its place.
        value, value_high: persons, families or per cent; None where withheld.
        what: whom, where and when it counts, in words.
        claimant, party, party_label: who claims it, the code of the party and its name;
            where no party is told, the claimant stands for it.
        publisher: who printed it.
        status, period_start, period_end: as the figure tells them.
        standing: where the parties have taken a position, else None.
    """

    id: str
    document: str
    start: int | None
    end: int | None
    text: str
    value: float | None
    value_high: float | None
    unit: Unit
    precision: Precision
    what: str
    claimant: str
    party: str | None
    party_label: str
    publisher: str | None
    said: PartialDate | None
    status: str | None
    period_start: PartialDate | None
    period_end: PartialDate | None
    standing: Standing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A contradiction or doubt between claims.

    Attributes:
        code: its kind. words: one sentence that names claimants and values.
        apart: how far the claims lie apart in their unit; share: as a share of the larger side.
        causes: what may have happened, the likeliest first.
    """

    code: str
    words: str
    apart: float
    share: float
    causes: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StockRow:
    """One legal status: what it confers and withholds, and how many people are claimed to hold it."""

    status: str
    label: str
    confers: tuple[str, ...]
    withholds: tuple[str, ...]
    traps: tuple[str, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One attributed assertion with its words."""

    id: str
    document: str
    start: int
    end: int
    text: str
    kind: StatementKind
    speaker: str
    party: str | None
    party_label: str
    about: str | None
    said: PartialDate | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """An assertion and what the other side answers to it; no answer means none was found."""

    opening: Said
    answers: tuple[Said, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A publication that a fact of the situation was read from."""

    publisher: str
    title: str
    date: str | None
    address: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineNote:
    """A policy deadline: the day, whom it concerns, what was done about it, by whom and when."""

    on: date
    announced: date
    status: str
    act: str
    effect: str
    party: str
    sources: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A claim that takes no part in the balance, and why."""

    claim: str
    reason: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document as published; ``start`` is its offset in the document's text."""

    start: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceText:
    """A document with the paragraphs that are printed; ``whole`` tells that none is missing."""

    id: str
    name: str
    title: str | None
    publisher: str | None
    published: PartialDate | None
    language: str | None
    address: str | None
    whole: bool
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """One publication.

    Attributes:
        situation: its name. version: of the code, as in ``concord 0.1.0``.
        as_of: the day as known on which everything is told.
        until: the last day that any claim reaches; None without dated claims.
        headlines: the estimates that matter most; balances: all others.
        courses: the running totals that the picture shows.
        withheld: how many claims are too small to be printed as numbers.
        sites, conduct, expected, corrections: what stands beside the figures; empty where nothing
            was handed in.
        release: the signed release that it tells; None where it tells what is known now.
        address: where the record is served, for links that leave the page; empty where nowhere is.
    """

    situation: str
    as_of: date
    until: date | None
    version: str
    claims: tuple[Claim, ...]
    headlines: tuple[Balance, ...]
    balances: tuple[Balance, ...]
    courses: tuple[Course, ...]
    disputes: tuple[Dispute, ...]
    stocks: tuple[StockRow, ...]
    exchanges: tuple[Exchange, ...]
    deadlines: tuple[DeadlineNote, ...]
    left_out: tuple[LeftOut, ...]
    sources: tuple[SourceText, ...]
    how_to_read: tuple[str, ...]
    withheld: int
    sites: tuple[SiteStanding, ...] = ()
    conduct: tuple[ConductNote, ...] = ()
    expected: tuple[ExpectedPeople, ...] = ()
    corrections: tuple[CorrectionNote, ...] = ()
    release: ReleaseMark | None = None
    address: str = ""

    def claim(self, identifier: str) -> Claim:
        """The claim with that id.

        Raises:
            KeyError: the briefing tells no such claim.
        """
        found = next((claim for claim in self.claims if claim.id == identifier), None)
        if found is None:
            raise KeyError(identifier)
        return found
