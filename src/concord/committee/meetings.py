"""Meetings: called, opened, minuted, closed; what was decided in them, and the communiqué of it.

The life of a meeting is a row of events and its state their fold. A decision is put by one party and the
others say where they stand by the rule of the committee (``agreement``), so that nobody approves their
own; what parties reserve or dispute is printed with it. A closed meeting does not change any more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from concord.committee.agreement import Assent, Outcome, Tally, Word
from concord.errors import ConcordError

__all__ = [
    "Communique",
    "DecisionPut",
    "MeetingEvent",
    "MeetingEventKind",
    "MeetingRefused",
    "MeetingState",
    "Resolved",
    "communique",
    "meeting_state",
    "require_meeting_event",
    "require_owner",
    "require_sitting",
]


class MeetingEventKind(StrEnum):
    """What happens to a meeting after it was called."""

    MOVED = "moved"  # to another hour
    OPENED = "opened"
    MINUTED = "minuted"  # the newest minutes stand, earlier ones stay readable
    TAKEN_OFF = "taken_off"  # a subject, from the agenda
    COMMENTED = "commented"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingState(StrEnum):
    """Where a meeting stands."""

    CALLED = "called"
    SITTING = "sitting"
    CLOSED = "closed"
    CANCELLED = "cancelled"


class MeetingRefused(ConcordError):
    """Something does not fit the state of a meeting; carries the state and the reason."""

    def __init__(self, state: MeetingState, reason: str) -> None:
        self.state, self.reason = state, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class MeetingEvent:
    """One event, in the words of whoever acts."""

    kind: MeetingEventKind
    party: str
    by: str
    at: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class DecisionPut:
    """A decision as it was put to the parties."""

    number: int
    words: str
    party: str
    by: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """A decision with where the parties stand on it.

    Attributes:
        agreed_by: parties that agreed, in the committee's order, without whoever put it.
        dissent: reservations and disputes in the parties' own words.
        silent: parties that have not spoken.
    """

    put: DecisionPut
    outcome: Outcome
    agreed_by: tuple[str, ...]
    dissent: tuple[Assent, ...]
    silent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Communique:
    """What a meeting may tell: only what was agreed as agreed, and beside it what was not."""

    agreed: tuple[Resolved, ...]
    not_agreed: tuple[Resolved, ...]

    @property
    def empty(self) -> bool:
        """Whether no decision was put."""
        return not self.agreed and not self.not_agreed


_AFTER = {
    MeetingEventKind.OPENED: MeetingState.SITTING,
    MeetingEventKind.CLOSED: MeetingState.CLOSED,
    MeetingEventKind.CANCELLED: MeetingState.CANCELLED,
}
_NOT_OPEN = "it has not been opened yet"
_IN = {  # the states in which an event fits, and what to say where it does not
    MeetingEventKind.MOVED: ((MeetingState.CALLED,), "only a meeting that has not begun can be moved"),
    MeetingEventKind.OPENED: ((MeetingState.CALLED,), "it was opened already, or called off"),
    MeetingEventKind.MINUTED: ((MeetingState.SITTING,), "minutes are written while the meeting is open"),
    MeetingEventKind.TAKEN_OFF: (
        (MeetingState.CALLED, MeetingState.SITTING),
        "the agenda stands as it was; the meeting is over",
    ),
    MeetingEventKind.CLOSED: ((MeetingState.SITTING,), _NOT_OPEN),
    MeetingEventKind.CANCELLED: (
        (MeetingState.CALLED,),
        "only a meeting that has not begun can be called off",
    ),
    MeetingEventKind.COMMENTED: (tuple(MeetingState), ""),
}
_WITHOUT_WORDS = frozenset({MeetingEventKind.OPENED, MeetingEventKind.CLOSED, MeetingEventKind.TAKEN_OFF})


def meeting_state(events: Iterable[MeetingEvent]) -> MeetingState:
    """The state that these events leave."""
    state = MeetingState.CALLED
    for event in events:
        state = _AFTER.get(event.kind, state)
    return state


def require_meeting_event(event: MeetingEvent, events: Sequence[MeetingEvent]) -> None:
    """Let an event pass that fits what came before.

    Raises:
        MeetingRefused: the first reason against it.
    """
    state = meeting_state(events)
    states, otherwise = _IN[event.kind]
    if state not in states:
        raise MeetingRefused(state, otherwise)
    if event.kind not in _WITHOUT_WORDS and not event.text.strip():
        raise MeetingRefused(state, "say it in words")
    minuted = any(one.kind is MeetingEventKind.MINUTED for one in events)
    if event.kind is MeetingEventKind.CLOSED and not minuted:
        raise MeetingRefused(state, "keep the minutes first; a meeting closes with them")


def require_sitting(events: Iterable[MeetingEvent]) -> None:
    """Decisions, words about them and actions belong to an open meeting.

    Raises:
        MeetingRefused
    """
    state = meeting_state(events)
    if state is MeetingState.CALLED:
        raise MeetingRefused(state, f"{_NOT_OPEN}: open the meeting first")
    if state is not MeetingState.SITTING:
        raise MeetingRefused(state, "the meeting is over, and what it decided does not change")


def require_owner(tally: Tally, party: str) -> None:
    """An action rests on a decision that is agreed, and no party is bound by what it disputes.

    Raises:
        MeetingRefused
    """
    if not tally.agreed:
        raise MeetingRefused(MeetingState.SITTING, "an action needs a decision that is agreed")
    if any(one.party == party and one.word is Word.DISPUTED for one in tally.standing):
        raise MeetingRefused(
            MeetingState.SITTING, "that party disputes the decision; it cannot own the action"
        )


def communique(decisions: Iterable[tuple[DecisionPut, Tally]]) -> Communique:
    """What was agreed, with who reserved, and what was not, in the order in which it was put."""
    told = [_resolved(put, tally) for put, tally in decisions]
    agreed = (Outcome.AGREED, Outcome.AGREED_WITH_RESERVATIONS)
    return Communique(
        tuple(one for one in told if one.outcome in agreed),
        tuple(one for one in told if one.outcome not in agreed),
    )


def _resolved(put: DecisionPut, tally: Tally) -> Resolved:
    agreed = tuple(one.party for one in tally.standing if one.word is Word.AGREED)
    return Resolved(put, tally.outcome, agreed, tally.dissent, tally.silent)
