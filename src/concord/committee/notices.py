"""Notices: what a seat is told of, and why; one table, for print and for use.

Whoever acts is not told of their own act. A reminder has a stage, and each stage is told once, so that a
clock that runs late or twice tells nobody the same thing again.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

__all__ = ["REACHES", "Ear", "Happening", "NoticeKind", "Reach", "reminder", "told"]


class NoticeKind(StrEnum):
    """What a notice is about."""

    MENTIONED = "mentioned"
    WORD_WANTED = "word_wanted"
    FINDING_NEW = "finding_new"
    FINDING_ASKED = "finding_asked"
    FINDING_SETTLED = "finding_settled"
    FINDING_REOPENED = "finding_reopened"
    RELEASE_SIGNED = "release_signed"
    MEETING_CALLED = "meeting_called"
    MEETING_CHANGED = "meeting_changed"
    MEETING_CLOSED = "meeting_closed"
    ACTION_GIVEN = "action_given"
    ACTION_SOON = "action_soon"
    ACTION_DUE = "action_due"
    ACTION_OVERDUE = "action_overdue"
    ACTION_COMPLETED = "action_completed"


class Reach(StrEnum):
    """Who is told, which is also why."""

    NAMED = "named"  # the parties and offices that somebody called
    DELEGATES = "delegates"  # delegates of the parties whose word is missing
    PARTIES = "parties"  # seats of the parties concerned, and the secretary
    EVERYBODY = "everybody"  # every seat


REACHES = {
    NoticeKind.MENTIONED: Reach.NAMED,
    NoticeKind.WORD_WANTED: Reach.DELEGATES,
    NoticeKind.FINDING_NEW: Reach.PARTIES,
    NoticeKind.FINDING_ASKED: Reach.NAMED,
    NoticeKind.FINDING_SETTLED: Reach.PARTIES,
    NoticeKind.FINDING_REOPENED: Reach.PARTIES,
    NoticeKind.RELEASE_SIGNED: Reach.EVERYBODY,
    NoticeKind.MEETING_CALLED: Reach.EVERYBODY,
    NoticeKind.MEETING_CHANGED: Reach.EVERYBODY,
    NoticeKind.MEETING_CLOSED: Reach.EVERYBODY,
    NoticeKind.ACTION_GIVEN: Reach.PARTIES,
    NoticeKind.ACTION_SOON: Reach.PARTIES,
    NoticeKind.ACTION_DUE: Reach.PARTIES,
    NoticeKind.ACTION_OVERDUE: Reach.PARTIES,
    NoticeKind.ACTION_COMPLETED: Reach.EVERYBODY,
}
SOON = (1, 7)  # days before the last day for an action
AGAIN = 7  # days between reminders of what is overdue


@dataclass(frozen=True, slots=True)
class Ear:
    """A seat that can be told."""

    seat: int
    party: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that seats are told of.

    Attributes:
        about, key: the object, by kind and id.
        mark: what tells it from every other happening; a seat is told of a mark once.
        words: the object in a line, in the words of whoever made it.
        parties, seats: whom it concerns or names.
        by: the seat that acted; by_party: its party.
    """

    kind: NoticeKind
    about: str
    key: str
    mark: str
    words: str = ""
    parties: frozenset[str] = frozenset()
    seats: frozenset[int] = frozenset()
    by: int | None = None
    by_party: str = ""


def told(happening: Happening, ears: Iterable[Ear]) -> tuple[int, ...]:
    """The seats that are told, in the order of the ears.

    >>> release = Happening(kind=NoticeKind.RELEASE_SIGNED, about="release", key="1", mark="release:1", by=2)
    >>> told(release, [Ear(1, "unhcr", "observer"), Ear(2, "iom", "delegate")])
    (1,)
    """
    return tuple(ear.seat for ear in ears if ear.seat != happening.by and _concerns(happening, ear))


def _concerns(happening: Happening, ear: Ear) -> bool:
    of_theirs = ear.party in happening.parties
    match REACHES[happening.kind]:
        case Reach.EVERYBODY:
            return True
        case Reach.NAMED:
            return of_theirs or ear.seat in happening.seats
        case Reach.DELEGATES:
            return of_theirs and ear.role == "delegate"
        case Reach.PARTIES:
            return of_theirs or ear.role == "secretary"


def reminder(due: date, today: date) -> tuple[NoticeKind, str] | None:
    """The reminder that a day calls for and the name of its stage; None where it is early.

    >>> reminder(date(2025, 5, 8), date(2025, 5, 1))
    (<NoticeKind.ACTION_SOON: 'action_soon'>, 'soon 7')
    >>> reminder(date(2025, 5, 8), date(2025, 4, 1)) is None
    True
    """
    left = (due - today).days
    if left < 0:
        return NoticeKind.ACTION_OVERDUE, f"overdue {(-left - 1) // AGAIN}"
    if left == 0:
        return NoticeKind.ACTION_DUE, "due"
    stage = next((days for days in SOON if left <= days), None)
    return None if stage is None else (NoticeKind.ACTION_SOON, f"soon {stage}")
