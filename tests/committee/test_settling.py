"""The life of a finding: each event fits the state that stands, and comments change nothing."""

import pytest

from concord.committee.settling import (
    Event,
    EventKind,
    EventRefused,
    FindingState,
    Settlement,
    require_event,
    state_of,
)


def event(kind: str, text: str = "words", settlement: Settlement | None = None) -> Event:
    return Event(EventKind(kind), "unhcr", "Officer", "2025-05-01T00:00:00+00:00", text, settlement)


SETTLED = event("settled", settlement=Settlement.BOTH_STAND)


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], FindingState.OPEN),
        ([event("commented")], FindingState.OPEN),
        ([event("assigned")], FindingState.ASSIGNED),
        ([event("asked"), event("answered")], FindingState.ANSWERED),
        ([event("asked"), event("answered"), SETTLED], FindingState.SETTLED),
        ([SETTLED, event("commented"), event("reopened")], FindingState.REOPENED),
    ],
)
def test_the_state_is_the_fold_of_the_events(events: list[Event], state: FindingState) -> None:
    assert state_of(events) is state


@pytest.mark.parametrize(
    ("before", "wanted", "told"),
    [
        ([], event("answered"), "nobody has asked"),
        ([], event("reopened"), "open already"),
        ([], event("settled"), "how it is settled"),
        ([SETTLED], event("asked"), "reopen it first"),
        ([SETTLED], SETTLED, "reopen it first"),
        ([], event("commented", " "), "needs words"),
        ([], event("asked", ""), "say why"),
    ],
)
def test_what_does_not_fit_is_refused(before: list[Event], wanted: Event, told: str) -> None:
    with pytest.raises(EventRefused, match=told):
        require_event(wanted, before)


def test_a_settled_finding_may_still_be_commented_on() -> None:
    require_event(event("commented"), [SETTLED])
