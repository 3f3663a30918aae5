"""The calls about meetings and actions, for the programs of seats: what their pages show."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError
from pydantic import Field

from concord.committee.agreement import Committee
from concord.web.access import Action, may
from concord.web.api.calls import OPEN
from concord.web.api.shapes import Problem
from concord.web.asked_actions import Row, actions_that_answer
from concord.web.drawn import whole, whole_meetings
from concord.web.ledgers import now
from concord.web.models import CommitteeRule, Meeting, MeetingDecision

__all__ = ["router"]

router = Router(tags=["meetings"])
READ: dict[Any, Any] = {401: Problem, 403: Problem, 404: Problem, 422: Any, 429: Problem}
MOST = 200  # meetings in one answer


class ActionOut(Schema):
    """An action with where it stands today."""

    id: int
    words: str
    party: str
    office: str
    due: str
    state: str
    overdue_days: int
    evidence: str | None = Field(description="address of its page, once completed")
    meeting: int
    decision: int


class DecisionOut(Schema):
    """A decision with where the parties stand."""

    number: int
    words: str
    put_by: str
    outcome: str | None
    said: list[dict[str, str]]
    silent: list[str]


class MeetingOut(Schema):
    """A meeting with its agenda and decisions."""

    id: int
    title: str
    begins: str
    where: str
    state: str
    agenda: list[dict[str, str]]
    decisions: list[DecisionOut]


@router.get("/actions", response={200: list[ActionOut], **READ}, openapi_extra=OPEN)
def actions(
    request: HttpRequest,
    party: Annotated[str, Query(max_length=40)] = "",
    state: Annotated[str, Query(max_length=20)] = "",
    due: Annotated[str, Query(max_length=10)] = "",
) -> list[ActionOut]:
    """Actions in the filter language of their page: overdue first."""
    _seated(request)
    rows = actions_that_answer({"party": party, "state": state, "due": due}, now().date())
    return [_action(row) for row in rows]


@router.get("/meetings", response={200: list[MeetingOut], **READ}, openapi_extra=OPEN)
def meetings(request: HttpRequest) -> list[MeetingOut]:
    """Meetings, the latest first."""
    _seated(request)
    committee = CommitteeRule.now()
    return [_meeting(one, committee) for one in whole_meetings()[:MOST]]


@router.get("/meetings/{number}", response={200: MeetingOut, **READ}, openapi_extra=OPEN)
def meeting(request: HttpRequest, number: Annotated[int, Path(ge=1, le=2**53)]) -> MeetingOut:
    """One meeting."""
    _seated(request)
    found = whole(number)
    if found is None:
        raise HttpError(404, "no meeting has this number")
    return _meeting(found, CommitteeRule.now())


def _seated(request: HttpRequest) -> None:
    if not may(request, Action.SEE_COMMITTEE):
        raise HttpError(403, "this call needs the key of a seat")


def _action(row: Row) -> ActionOut:
    return ActionOut(
        id=row.action.pk,
        words=row.action.words,
        party=row.action.owner_party,
        office=row.action.owner_office,
        due=row.standing.due.isoformat(),
        state=row.standing.state.value,
        overdue_days=row.overdue,
        evidence=row.evidence[1] if row.evidence else None,
        meeting=row.action.decision.meeting_id,
        decision=row.action.decision.number,
    )


def _meeting(one: Meeting, committee: Committee | None) -> MeetingOut:
    return MeetingOut(
        id=one.pk,
        title=one.title,
        begins=one.hour.isoformat(),
        where=one.where,
        state=one.state.value,
        agenda=[{"kind": item.kind, "key": item.key, "words": item.words} for item in one.agenda],
        decisions=[_decision(decision, committee) for decision in one.decisions.all()],
    )


def _decision(one: MeetingDecision, committee: Committee | None) -> DecisionOut:
    tally = one.tally(committee) if committee else None
    said = tally.standing if tally else ()
    return DecisionOut(
        number=one.number,
        words=one.words,
        put_by=one.party,
        outcome=tally.outcome.value if tally else None,
        said=[{"party": word.party, "word": word.word.value, "reason": word.reason} for word in said],
        silent=list(tally.silent) if tally else [],
    )
