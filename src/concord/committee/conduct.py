"""Reports of conduct towards those who return, and what the authority named says to them.

A report is a party's claim about a province or crossing in a month, in aggregate: no person, no
place finer than that, no words for others. The authority named answers for itself; a denial stands
beside the report and neither wins. What others see of a fresh report waits and is coarsened by the
rules of disclosure, which are asked where the report is shown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from concord.errors import ConcordError
from concord.evidence import PartialDate

__all__ = [
    "Answer",
    "AnswerKind",
    "AnswerRefused",
    "ConductKind",
    "ConductState",
    "Report",
    "ReportRefused",
    "require_answer",
    "require_report",
    "state_of",
    "table_of",
]

MOST = 1_000_000  # people in one report; more is a slip of the hand


class ConductKind(StrEnum):
    """What was done, as the field names it (UNHCR, Detention Guidelines, 2012; safeguards of return)."""

    ARREST = "arrest"
    DETENTION = "detention"
    HARASSMENT = "harassment"
    EXTORTION = "extortion"
    MISTREATMENT = "mistreatment"
    SEPARATION = "separation"
    EVICTION = "eviction"
    CONFISCATION = "confiscation"


class AnswerKind(StrEnum):
    """What is said to a report: first by the authority named, then by whoever reported."""

    DENIED = "denied"
    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    PROMISED = "promised"  # a follow-up
    FOLLOWED_UP = "followed_up"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"


BY_REPORTER = frozenset({AnswerKind.UPHELD, AnswerKind.WITHDRAWN})


class ConductState(StrEnum):
    """Where a report stands."""

    UNANSWERED = "unanswered"
    DENIED = "denied"
    ACKNOWLEDGED = "acknowledged"
    EXPLAINED = "explained"
    PROMISED = "promised"
    FOLLOWED_UP = "followed_up"
    WITHDRAWN = "withdrawn"


class ReportRefused(ConcordError):
    """A report that cannot be kept; says why and what to do."""


class AnswerRefused(ConcordError):
    """An answer that this party may not give, or not now; carries party and answer."""

    def __init__(self, party: str, kind: AnswerKind, why: str) -> None:
        self.party, self.kind = party, kind
        super().__init__(why)


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report.

    Attributes:
        kind: what was done.
        party: who reports. authority: code of the party whose people are said to have done it.
        place: code of a province or crossing. month: the month in which it happened.
        count: people concerned, None where it is not known.
        source: id of a figure, statement or document of the record that says so, or empty.
    """

    kind: ConductKind
    party: str
    authority: str
    place: str
    month: PartialDate
    count: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: by an office of a party, when (ISO 8601), in its own words."""

    kind: AnswerKind
    party: str
    office: str
    at: str
    text: str = ""


def require_report(report: Report, today: PartialDate) -> None:
    """Raise where a report is about no past month, no other party, or no possible count.

    Raises:
        ReportRefused
    """
    if len(report.month.text) != 7 or report.month.first > today.first:
        raise ReportRefused("choose a month that has begun, as in 2025-04")
    if report.party == report.authority:
        raise ReportRefused("a party does not report its own people here: it answers the reports of others")
    if report.count is not None and not 0 < report.count <= MOST:
        raise ReportRefused(f"give the number of people, from 1 to {MOST:,}, or leave it empty")


def require_answer(report: Report, answer: Answer, before: Sequence[Answer]) -> None:
    """Raise where nobody but another may say this, or where it is over.

    Raises:
        AnswerRefused
    """
    may = report.party if answer.kind in BY_REPORTER else report.authority
    if answer.party != may:
        raise AnswerRefused(answer.party, answer.kind, f"only {may} may say this: nobody answers for another")
    if state_of(before) is ConductState.WITHDRAWN:
        raise AnswerRefused(answer.party, answer.kind, "the report was withdrawn; a new one can be made")
    if not answer.text.strip():
        raise AnswerRefused(answer.party, answer.kind, "an answer needs words that others can read")


def state_of(answers: Iterable[Answer]) -> ConductState:
    """Where a report stands: its withdrawal, else the last that the authority said.

    >>> state_of([Answer(AnswerKind.DENIED, "gov-pk", "", "2025-05-01"),
    ...           Answer(AnswerKind.UPHELD, "unhcr", "", "2025-05-02")]).value
    'denied'
    """
    state = ConductState.UNANSWERED
    for answer in answers:
        if answer.kind is AnswerKind.WITHDRAWN:
            return ConductState.WITHDRAWN
        if answer.kind not in BY_REPORTER:
            state = ConductState(answer.kind.value)
    return state


def table_of(
    reports: Iterable[tuple[Report, ConductState]],
) -> dict[tuple[ConductKind, str], tuple[int, int]]:
    """Reports and people by kind and month; withdrawn ones are left out, and untold counts add nobody.

    People of several reports are not one population: the sum is of reports' counts, and says so.
    """
    found: dict[tuple[ConductKind, str], tuple[int, int]] = {}
    for report, state in reports:
        if state is not ConductState.WITHDRAWN:
            number, people = found.get((report.kind, report.month.text), (0, 0))
            found[report.kind, report.month.text] = number + 1, people + (report.count or 0)
    return found
