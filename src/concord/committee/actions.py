"""Actions: what a party undertook, by when, and the evidence that it was done.

An action is given once and never rewritten. What became of it is a row of events, and the state is
their fold; whether it is overdue depends on the day on which one asks, so no flag is ever kept.
Only the owner's own party says that it has begun or is done, and done needs evidence that others can open.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.errors import ConcordError

__all__ = [
    "Action",
    "ActionEvent",
    "ActionEventKind",
    "ActionRefused",
    "ActionState",
    "Evidence",
    "EvidenceKind",
    "Standing",
    "evidence_of",
    "require_action",
    "require_action_event",
    "standing",
]


class EvidenceKind(StrEnum):
    """What shows that an action is done."""

    FIGURE = "figure"
    DOCUMENT = "document"
    FINDING = "finding"
    RELEASE = "release"
    ADDRESS = "address"  # of a page elsewhere


class ActionEventKind(StrEnum):
    """What happens to an action."""

    BEGUN = "begun"
    COMPLETED = "completed"
    REOPENED = "reopened"
    MOVED = "moved"  # to another due date
    DROPPED = "dropped"
    COMMENTED = "commented"


class ActionState(StrEnum):
    """Where an action stands."""

    GIVEN = "given"
    BEGUN = "begun"
    COMPLETED = "completed"
    REOPENED = "reopened"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an action is completed with: a record by its id, or an address."""

    kind: EvidenceKind
    key: str


@dataclass(frozen=True, slots=True)
class Action:
    """What was undertaken: by which party and office, and the last day for it."""

    words: str
    party: str
    office: str
    due: date


@dataclass(frozen=True, slots=True)
class ActionEvent:
    """One event; ``evidence`` only where it completes, ``due`` only where it moves the date."""

    kind: ActionEventKind
    party: str
    by: str
    at: str
    text: str = ""
    evidence: Evidence | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an action stands on a day.

    Attributes:
        due: the last day for it, as moved.
        moved: how often the date was moved.
        evidence: what it was completed with.
    """

    state: ActionState
    due: date
    moved: int
    evidence: Evidence | None

    @property
    def closed(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in (ActionState.COMPLETED, ActionState.DROPPED)

    def overdue(self, today: date) -> int:
        """Days since the last day for it; 0 where it is closed or the day has not passed.

        >>> Standing(ActionState.GIVEN, date(2025, 5, 1), 0, None).overdue(date(2025, 5, 4))
        3
        """
        return 0 if self.closed else max(0, (today - self.due).days)


class ActionRefused(ConcordError):
    """An action or what is said of it does not fit; carries the reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


_AFTER = {
    ActionEventKind.BEGUN: ActionState.BEGUN,
    ActionEventKind.COMPLETED: ActionState.COMPLETED,
    ActionEventKind.REOPENED: ActionState.REOPENED,
    ActionEventKind.DROPPED: ActionState.DROPPED,
}
LONGEST = 1_000  # characters of an address
_ID = re.compile(r"[0-9a-f]{8,64}")
_PAGE = re.compile(r"(?:https?://[^/\s]+)?/(figures|documents|findings|releases)/([0-9a-z]+)/?(?:[#?]\S*)?")
_PAGES = {"figures": "figure", "documents": "document", "findings": "finding", "releases": "release"}
_ADDRESS = re.compile(r"https?://[^\s/@]+(?:/\S*)?")


def standing(action: Action, events: Iterable[ActionEvent]) -> Standing:
    """What these events leave of an action; comments change nothing."""
    state, due, moved, evidence = ActionState.GIVEN, action.due, 0, None
    for event in events:
        state = _AFTER.get(event.kind, state)
        if event.kind is ActionEventKind.MOVED and event.due is not None:
            due, moved = event.due, moved + 1
        if event.kind is ActionEventKind.COMPLETED:
            evidence = event.evidence
        elif event.kind is ActionEventKind.REOPENED:
            evidence = None
    return Standing(state, due, moved, evidence)


def evidence_of(text: str) -> Evidence | None:
    """The evidence that words name: an address of a page of ours or elsewhere, or ``figure ID``.

    >>> evidence_of("/figures/0a1b2c3d4e5f6071/")
    Evidence(kind=<EvidenceKind.FIGURE: 'figure'>, key='0a1b2c3d4e5f6071')
    >>> evidence_of("finding 0a1b2c3d4e5f6071").kind.value
    'finding'
    >>> evidence_of("it is done") is None
    True
    """
    told = text.strip()
    if len(told) > LONGEST:
        return None
    if page := _PAGE.fullmatch(told):
        return _record(_PAGES[page[1]], page[2])
    kind, _, key = told.partition(" ")
    if kind.lower() in _PAGES.values():
        return _record(kind.lower(), key.strip())
    return Evidence(EvidenceKind.ADDRESS, told) if _ADDRESS.fullmatch(told) else None


def _record(kind: str, key: str) -> Evidence | None:
    """Evidence in our own record, where the key is of the form that such a record has."""
    fits = key.isascii() and key.isdigit() if kind == "release" else _ID.fullmatch(key)
    return Evidence(EvidenceKind(kind), key) if fits else None


def require_action(action: Action, given_on: date) -> None:
    """Let an action pass that says what is to be done, by whom and by when.

    Raises:
        ActionRefused
    """
    if not action.words.strip():
        raise ActionRefused("say what is to be done")
    if not action.party or not action.office.strip():
        raise ActionRefused("an action has an owner: choose the party and name its office")
    if action.due < given_on:
        raise ActionRefused("the last day for it has passed already; choose a later one")


def require_action_event(
    action: Action, event: ActionEvent, events: Iterable[ActionEvent], *, runs_meetings: bool
) -> None:
    """Let an event pass that fits what came before and the party that acts.

    Args:
        runs_meetings: whether the seat may move, drop and reopen what the committee gave.
    Raises:
        ActionRefused: the first reason against it.
    """
    reason = _not_theirs(action, event, runs_meetings) or _does_not_fit(event, standing(action, events))
    if reason is not None:
        raise ActionRefused(reason)


_OF_THE_OWNER = frozenset({ActionEventKind.BEGUN, ActionEventKind.COMPLETED})
_OF_THE_COMMITTEE = frozenset({ActionEventKind.MOVED, ActionEventKind.DROPPED, ActionEventKind.REOPENED})


def _not_theirs(action: Action, event: ActionEvent, runs_meetings: bool) -> str | None:
    if event.kind in _OF_THE_OWNER and event.party != action.party:
        return "only the party that owns the action says that it has begun or is done"
    if event.kind in _OF_THE_COMMITTEE and not runs_meetings:
        return "only those who run meetings move, drop or reopen an action"
    return None


def _does_not_fit(event: ActionEvent, now: Standing) -> str | None:
    if event.kind is ActionEventKind.REOPENED and not now.closed:
        return "it is open already"
    if now.closed and event.kind not in (ActionEventKind.REOPENED, ActionEventKind.COMMENTED):
        return f"it is {now.state}; reopen it first"
    if event.kind is ActionEventKind.COMPLETED and event.evidence is None:
        return (
            "completing needs evidence: the address of a figure, document, finding or release here, "
            "or of a page elsewhere"
        )
    if event.kind is ActionEventKind.MOVED and (event.due is None or event.due == now.due):
        return "say to which other day it is moved"
    if event.kind is ActionEventKind.BEGUN and now.state is ActionState.BEGUN:
        return "it has begun already"
    needs_words = event.kind not in (ActionEventKind.BEGUN, ActionEventKind.COMPLETED)
    return "say why, in a sentence" if needs_words and not event.text.strip() else None
