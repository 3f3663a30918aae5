"""What stands in a briefing beside the figures: sites, conduct, what is expected, corrections, its release.

None of it is worked out here, and none of it is a claim of the ledger. Whoever composes hands the rows in
as far as the rules of disclosure let them leave; publishing only says them.
"""

from dataclasses import dataclass
from datetime import date

from concord.publish.corrections import CorrectionState

__all__ = ["ConductNote", "CorrectionNote", "ExpectedPeople", "ReleaseMark", "SiteStanding"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteStanding:
    """One site against one standard, on the last day that may be told.

    Attributes:
        site: the number under which it is found, empty where it has no page.
        place: its name, or the province alone where no more may be told.
        standard, unit: as the table of standards names them.
        threshold, comparison: what is asked for, as in ``>=`` 15.
        value: on ``day``; None where there was none of the things at all.
        broken_since: first day of the run of broken days that goes on; first_broken: the first ever.
        trend: of the last week against the week before: better, worse, steady or unknown.
    """

    site: str
    place: str
    standard: str
    unit: str
    comparison: str
    threshold: float
    value: float | None
    day: date
    broken_since: date | None
    first_broken: date | None
    trend: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConductNote:
    """Reports of one kind in one month, over all places, and where they stand with the authorities named.

    Attributes:
        people: in the reports that tell a number, None where none may be told.
        withheld: some report speaks of too few people, and is in no sum.
        answers: how many reports stand how, as in ``denied by the authority``.
    """

    kind: str
    month: str
    reports: int
    people: int | None
    withheld: bool
    answers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedPeople:
    """People who may come, over some days or on one: no target, no quota, no plan.

    Attributes:
        where: a crossing, or ``all``. people: the middle of what may come, None where it is too few to tell.
    """

    start: date
    end: date
    where: str
    people: int | None
    low80: int
    high80: int
    low95: int
    high95: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNote:
    """One correction of a figure that was published, and where it stands.

    Attributes:
        number: under which it is found, empty where it has no page.
        claim: the id of the figure as it is told now; the briefing may tell it no more.
        state, since: where it stands, and the day (UTC) of its last step; by: the party that took it.
        wrong: what is wrong, in the words of who opened it.
    """

    number: str
    claim: str
    state: CorrectionState
    since: date
    by: str
    wrong: str


@dataclass(frozen=True, slots=True)
class ReleaseMark:
    """The signed release that a briefing tells: its number and the SHA-256 of what was signed."""

    number: int
    digest: str
