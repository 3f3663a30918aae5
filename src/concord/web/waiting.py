"""What waits for a seat's party now: words about proposals and decisions, questions, actions."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from django.db.models import prefetch_related_objects

from concord.committee.agreement import Committee
from concord.committee.meetings import MeetingState
from concord.committee.settling import EventKind
from concord.web.growing import OfGrowing
from concord.web.models import (
    ActionEvent,
    Assent,
    CommitteeAction,
    CommitteeRule,
    DecisionWord,
    FindingEvent,
    Meeting,
    MeetingDecision,
    MeetingEvent,
    Proposal,
    Release,
    Revision,
)

__all__ = ["Waiting", "waiting_for"]

SOON = 7  # days


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a party has not done yet.

    Attributes:
        proposals, decisions: without the party's word. findings: keys and questions asked of it.
        actions: with where they stand and days overdue; overdue first, and those of the next week.
    """

    proposals: list[Proposal]
    decisions: list[Any]
    findings: list[FindingEvent]
    actions: list[tuple[CommitteeAction, Any, int]]

    @property
    def nothing(self) -> bool:
        """Whether nothing waits."""
        return not (self.proposals or self.decisions or self.findings or self.actions)


@cache
def _kept() -> OfGrowing[Waiting]:
    proposed = (CommitteeRule, Proposal, Revision, Assent, Release)
    decided = (Meeting, MeetingEvent, MeetingDecision, DecisionWord, CommitteeAction, ActionEvent)
    return OfGrowing(*proposed, *decided, FindingEvent)


def waiting_for(party: str, today: date) -> Waiting:
    """Everything that waits for a party."""
    return _kept().get((party, today), lambda: _waiting(party, today))


def _waiting(party: str, today: date) -> Waiting:
    committee = CommitteeRule.now()
    return Waiting(
        _proposals(party, committee), _decisions(party, committee), _questions(party), _actions(party, today)
    )


def _proposals(party: str, committee: Committee | None) -> list[Proposal]:
    if committee is None:
        return []
    found = Proposal.objects.exclude(revisions__release__isnull=False)[:100]
    return [one for one in found if party in one.tally(committee).silent]


def _decisions(party: str, committee: Committee | None) -> list[Any]:
    if committee is None:
        return []
    sitting = [
        meeting
        for meeting in Meeting.objects.prefetch_related("events__seat")[:100]
        if meeting.state is MeetingState.SITTING
    ]
    prefetch_related_objects(sitting, "decisions__spoken__seat", "decisions__seat")
    return [
        (meeting, decision)
        for meeting in sitting
        for decision in meeting.decisions.all()
        if party in decision.tally(committee).silent
    ]


def _questions(party: str) -> list[FindingEvent]:
    """The last question or charge of each finding, where it is this party's and still stands."""
    last: dict[str, FindingEvent] = {}
    for one in FindingEvent.objects.exclude(kind=EventKind.COMMENTED.value).select_related("seat"):
        last[one.finding] = one
    asked = (EventKind.ASKED.value, EventKind.ASSIGNED.value)
    return [one for one in last.values() if one.kind in asked and one.to == party]


def _actions(party: str, today: date) -> list[tuple[CommitteeAction, Any, int]]:
    own = CommitteeAction.objects.filter(owner_party=party).prefetch_related("events__seat")
    rows = [(one, one.standing, one.overdue(today)) for one in own]
    due = [row for row in rows if not row[1].closed and row[1].due <= today + timedelta(SOON)]
    return sorted(due, key=lambda row: (row[1].due, row[0].pk))
