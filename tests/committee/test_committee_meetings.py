"""The life of a meeting and of its actions: every event fits the state that stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.committee.actions import (
    Action,
    ActionEvent,
    ActionEventKind,
    ActionRefused,
    ActionState,
    Evidence,
    EvidenceKind,
    evidence_of,
    require_action,
    require_action_event,
    standing,
)
from concord.committee.agreement import Assent, Committee, Word, tally
from concord.committee.meetings import (
    DecisionPut,
    MeetingEvent,
    MeetingEventKind,
    MeetingRefused,
    MeetingState,
    communique,
    meeting_state,
    require_meeting_event,
    require_owner,
    require_sitting,
)

AT, TODAY = "2025-05-01T00:00:00+00:00", date(2025, 5, 1)
COMMITTEE = Committee(("gov-pk", "gov-af", "unhcr", "iom"))
ACTION = Action("Publish the daily table", "unhcr", "Information officer", date(2025, 5, 10))
SHOWN = Evidence(EvidenceKind.ADDRESS, "https://example.org/table")


def met(kind: str, text: str = "words") -> MeetingEvent:
    return MeetingEvent(MeetingEventKind(kind), "unhcr", "Officer", AT, text)


def did(kind: str, party: str = "unhcr", text: str = "words", **more: object) -> ActionEvent:
    return ActionEvent(ActionEventKind(kind), party, "Officer", AT, text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ([], MeetingState.CALLED),
        (["moved", "commented"], MeetingState.CALLED),
        (["opened", "minuted"], MeetingState.SITTING),
        (["opened", "minuted", "closed", "commented"], MeetingState.CLOSED),
        (["cancelled"], MeetingState.CANCELLED),
    ],
)
def test_the_state_of_a_meeting_is_the_fold_of_its_events(events: list[str], state: MeetingState) -> None:
    assert meeting_state(met(kind) for kind in events) is state


@pytest.mark.parametrize(
    ("before", "wanted", "told"),
    [
        (["opened"], met("moved"), "has not begun can be moved"),
        (["opened"], met("opened"), "opened already"),
        ([], met("minuted"), "while the meeting is open"),
        ([], met("closed"), "not been opened"),
        (["opened"], met("closed"), "keep the minutes first"),
        (["opened", "minuted", "closed"], met("minuted"), "while the meeting is open"),
        (["opened", "minuted", "closed"], met("taken_off"), "agenda stands"),
        (["opened"], met("cancelled"), "called off"),
        ([], met("cancelled", " "), "in words"),
        (["opened"], met("minuted", ""), "in words"),
    ],
)
def test_what_does_not_fit_a_meeting_is_refused(before: list[str], wanted: MeetingEvent, told: str) -> None:
    with pytest.raises(MeetingRefused, match=told):
        require_meeting_event(wanted, [met(kind) for kind in before])


@given(st.lists(st.sampled_from(MeetingEventKind), max_size=12))
def test_a_meeting_that_is_over_stays_so(wanted: list[MeetingEventKind]) -> None:
    """Whatever is tried, what was let pass never leads out of a state that ends."""
    events: list[MeetingEvent] = []
    for kind in wanted:
        before, event = meeting_state(events), met(kind.value)
        try:
            require_meeting_event(event, events)
        except MeetingRefused:
            continue
        events.append(event)
        if before in (MeetingState.CLOSED, MeetingState.CANCELLED):
            assert meeting_state(events) is before
    if meeting_state(events) is MeetingState.CLOSED:
        assert any(one.kind is MeetingEventKind.MINUTED for one in events)


@pytest.mark.parametrize(
    ("events", "told"), [([], "open the meeting first"), (["opened", "minuted", "closed"], "is over")]
)
def test_decisions_belong_to_an_open_meeting(events: list[str], told: str) -> None:
    with pytest.raises(MeetingRefused, match=told):
        require_sitting(met(kind) for kind in events)
    require_sitting([met("opened")])


def words(**said: str) -> list[Assent]:
    return [Assent(party.replace("_", "-"), 1, Word(word), "its reason") for party, word in said.items()]


def test_the_communique_tells_what_was_agreed_who_reserved_and_what_was_not() -> None:
    passed = tally(COMMITTEE, "unhcr", 1, words(gov_pk="agreed", gov_af="reserved", iom="agreed"))
    stopped = tally(COMMITTEE, "unhcr", 1, words(gov_pk="disputed", iom="agreed"))
    first, second = DecisionPut(1, "One table a day", "unhcr", "D"), DecisionPut(2, "A hotline", "unhcr", "D")
    told = communique([(first, passed), (second, stopped)])
    assert [one.put.number for one in told.agreed] == [1]
    assert told.agreed[0].agreed_by == ("gov-pk", "iom")
    assert [(one.party, one.reason) for one in told.agreed[0].dissent] == [("gov-af", "its reason")]
    assert told.not_agreed[0].silent == ("gov-af",)
    assert communique([]).empty


def test_an_action_needs_an_agreed_decision_that_its_owner_does_not_dispute() -> None:
    open_still = tally(COMMITTEE, "unhcr", 1, words(gov_pk="agreed"))
    with pytest.raises(MeetingRefused, match="a decision that is agreed"):
        require_owner(open_still, "iom")
    quorum = Committee(COMMITTEE.parties, COMMITTEE.rule.QUORUM, 2)
    passed = tally(quorum, "unhcr", 1, words(gov_pk="disputed", gov_af="agreed", iom="agreed"))
    require_owner(passed, "gov-af")
    with pytest.raises(MeetingRefused, match="disputes the decision"):
        require_owner(passed, "gov-pk")


@pytest.mark.parametrize(
    ("events", "state", "due", "shown"),
    [
        ([], ActionState.GIVEN, date(2025, 5, 10), None),
        ([did("begun"), did("commented")], ActionState.BEGUN, date(2025, 5, 10), None),
        ([did("moved", due=date(2025, 6, 1))], ActionState.GIVEN, date(2025, 6, 1), None),
        ([did("completed", evidence=SHOWN)], ActionState.COMPLETED, date(2025, 5, 10), SHOWN),
        ([did("completed", evidence=SHOWN), did("reopened")], ActionState.REOPENED, date(2025, 5, 10), None),
        ([did("dropped")], ActionState.DROPPED, date(2025, 5, 10), None),
    ],
)
def test_the_state_of_an_action_is_the_fold_of_its_events(
    events: list[ActionEvent], state: ActionState, due: date, shown: Evidence | None
) -> None:
    found = standing(ACTION, events)
    assert (found.state, found.due, found.evidence) == (state, due, shown)


@pytest.mark.parametrize(
    ("before", "wanted", "told"),
    [
        ([], did("completed"), "needs evidence"),
        ([], did("completed", "iom", evidence=SHOWN), "only the party that owns"),
        ([], did("begun", "gov-pk"), "only the party that owns"),
        ([], did("moved"), "to which other day"),
        ([], did("moved", due=ACTION.due), "to which other day"),
        ([], did("moved", text="", due=date(2025, 6, 1)), "say why"),
        ([], did("reopened"), "open already"),
        ([did("begun")], did("begun"), "begun already"),
        ([did("completed", evidence=SHOWN)], did("begun"), "reopen it first"),
        ([did("dropped")], did("completed", evidence=SHOWN), "reopen it first"),
        ([], did("commented", text=" "), "say why"),
    ],
)
def test_what_does_not_fit_an_action_is_refused(
    before: list[ActionEvent], wanted: ActionEvent, told: str
) -> None:
    with pytest.raises(ActionRefused, match=told):
        require_action_event(ACTION, wanted, before, runs_meetings=True)


@pytest.mark.parametrize("kind", ["moved", "dropped", "reopened"])
def test_a_reviewer_does_not_undo_what_the_committee_gave(kind: str) -> None:
    with pytest.raises(ActionRefused, match="those who run meetings"):
        require_action_event(ACTION, did(kind, due=date(2025, 6, 1)), [], runs_meetings=False)


@pytest.mark.parametrize(
    ("action", "told"),
    [
        (Action(" ", "unhcr", "Officer", TODAY), "what is to be done"),
        (Action("Count", "", "Officer", TODAY), "has an owner"),
        (Action("Count", "unhcr", " ", TODAY), "has an owner"),
        (Action("Count", "unhcr", "Officer", TODAY - timedelta(1)), "passed already"),
    ],
)
def test_an_action_says_what_who_and_by_when(action: Action, told: str) -> None:
    with pytest.raises(ActionRefused, match=told):
        require_action(action, TODAY)


@given(st.integers(-400, 400))
def test_an_open_action_is_overdue_from_the_day_after_its_last(days: int) -> None:
    today = ACTION.due + timedelta(days)
    assert standing(ACTION, []).overdue(today) == max(0, days)
    assert standing(ACTION, [did("completed", evidence=SHOWN)]).overdue(today) == 0


ID = "0a1b2c3d4e5f6071"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"/figures/{ID}/", Evidence(EvidenceKind.FIGURE, ID)),
        (f"https://concord.example.org/findings/{ID}/", Evidence(EvidenceKind.FINDING, ID)),
        (f"https://concord.example.org/documents/{ID}/#f-1", Evidence(EvidenceKind.DOCUMENT, ID)),
        ("/releases/12/", Evidence(EvidenceKind.RELEASE, "12")),
        ("release 12", Evidence(EvidenceKind.RELEASE, "12")),
        (f" Document {ID} ", Evidence(EvidenceKind.DOCUMENT, ID)),
        ("https://example.org/a/b?c=d", Evidence(EvidenceKind.ADDRESS, "https://example.org/a/b?c=d")),
        ("javascript:alert(1)", None),
        ("https://user:secret@example.org/", None),
        ("//example.org/", None),
        ("it was done", None),
        ("figure of last week", None),
        ("release one", None),
        ("release ۱۲", None),
        ("", None),
    ],
)
def test_evidence_is_a_record_or_an_address(text: str, found: Evidence | None) -> None:
    assert evidence_of(text) == found
