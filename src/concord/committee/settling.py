"""The life of a finding: events in their order, the state is their fold.

A contradiction is assigned, its sources are asked, they answer, somebody settles it, and a
new document may open it again. Events are never taken back; each transition checks the
state that stands.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from concord.errors import ConcordError

__all__ = ["Event", "EventKind", "EventRefused", "FindingState", "Settlement", "require_event", "state_of"]


class EventKind(StrEnum):
    """What happens to a finding."""

    ASSIGNED = "assigned"
    ASKED = "asked"
    ANSWERED = "answered"
    SETTLED = "settled"
    REOPENED = "reopened"
    COMMENTED = "commented"


class FindingState(StrEnum):
    """Where a finding stands."""

    OPEN = "open"
    ASSIGNED = "assigned"
    ASKED = "asked"
    ANSWERED = "answered"
    SETTLED = "settled"
    REOPENED = "reopened"


class Settlement(StrEnum):
    """How a contradiction ends."""

    CORRECTED_BY_SOURCE = "corrected_by_source"
    SCOPE_CLARIFIED = "scope_clarified"
    BOTH_STAND = "both_stand"  # as a range


class EventRefused(ConcordError):
    """The event does not fit the state of the finding; carries both and the reason."""

    def __init__(self, kind: EventKind, state: FindingState, reason: str) -> None:
        self.kind, self.state, self.reason = kind, state, reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Event:
    """One event; ``settlement`` only where it settles, ``text`` in the words of whoever acts."""

    kind: EventKind
    party: str
    by: str
    at: str
    text: str = ""
    settlement: Settlement | None = None
    to: str | None = None


_AFTER = {
    EventKind.ASSIGNED: FindingState.ASSIGNED,
    EventKind.ASKED: FindingState.ASKED,
    EventKind.ANSWERED: FindingState.ANSWERED,
    EventKind.SETTLED: FindingState.SETTLED,
    EventKind.REOPENED: FindingState.REOPENED,
}


def state_of(events: Iterable[Event]) -> FindingState:
    """The state that these events leave; comments change nothing."""
    state = FindingState.OPEN
    for event in events:
        state = _AFTER.get(event.kind, state)
    return state


def require_event(event: Event, events: Iterable[Event]) -> None:
    """Let an event pass that fits what came before.

    Raises:
        EventRefused: with the reason.
    """
    state = state_of(events)
    reason = _against(event, state)
    if reason is not None:
        raise EventRefused(event.kind, state, reason)


def _against(event: Event, state: FindingState) -> str | None:
    settled = state is FindingState.SETTLED
    match event.kind:
        case EventKind.COMMENTED:
            return None if event.text.strip() else "a comment needs words"
        case EventKind.REOPENED:
            if not settled:
                return "it is open already"
        case EventKind.ANSWERED:
            if state is not FindingState.ASKED:
                return "nobody has asked the source yet"
        case EventKind.SETTLED:
            if event.settlement is None:
                return "say how it is settled"
    if settled and event.kind is not EventKind.REOPENED:
        return "it is settled; reopen it first"
    if event.kind is not EventKind.ASSIGNED and not event.text.strip():
        return "say why, in a sentence"
    return None
