"""What an agenda can be drawn from, as the board and the tables have it now."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache

from django.db.models import QuerySet

from concord.committee.agenda import Demand, Item, ItemKind, demands_of, draw, unanswered
from concord.committee.settling import Event, FindingState, state_of
from concord.evidence import Statement
from concord.web.board import Board
from concord.web.growing import OfGrowing
from concord.web.ledgers import situation
from concord.web.models import (
    ActionEvent,
    AgendaItem,
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
    Seat,
)

__all__ = [
    "all_demands",
    "answered_demands",
    "as_it_stands",
    "demands",
    "finding_states",
    "finding_words",
    "on_agenda",
    "open_items",
    "statements_by_id",
    "whole",
    "whole_meetings",
]

TOO_FEW = "Claims about too few people to be printed as numbers do not agree."


def open_items(board: Board, today: date) -> tuple[Item, ...]:
    """Overdue actions, proposals without their last word, open demands and open findings, in that order."""
    return board.kept("open items", _open_items).get(today, lambda: _drawn(board, today))


def _open_items(_board: Board) -> OfGrowing[tuple[Item, ...]]:
    proposed = (CommitteeRule, Proposal, Revision, Assent, Release)
    decided = (AgendaItem, MeetingDecision, DecisionWord, CommitteeAction, ActionEvent)
    return OfGrowing(*proposed, *decided, FindingEvent)


def _drawn(board: Board, today: date) -> tuple[Item, ...]:
    return draw([*_overdue(today), *_proposals(today), *_demands(board, today), *_findings(board)])


def finding_states() -> dict[str, FindingState]:
    """The state of every finding that somebody has acted on."""
    events: dict[str, list[Event]] = {}
    for one in FindingEvent.objects.select_related("seat"):
        events.setdefault(one.finding, []).append(one.event)
    return {finding: state_of(told) for finding, told in events.items()}


def finding_words(board: Board, key: str) -> tuple[str, tuple[str, ...]]:
    """What a finding says, without numbers where they are too small, and the parties that claim."""
    finding = board.findings.get(key)
    if finding is None:  # it is gone, and what was said about it stays
        return "", ()
    claims = [board.claims[claim] for claim in finding.claims if claim in board.claims]
    parties = tuple(sorted({claim.party for claim in claims if claim.party}))
    return (TOO_FEW if any(claim.value is None for claim in claims) else finding.words), parties


def statements_by_id(board: Board) -> Mapping[str, Statement]:
    """Statements of the board by their ids."""
    return board.kept("statements by id", lambda made: {one.id: one for one in made.checked.statements})


def all_demands(board: Board) -> tuple[Demand, ...]:
    """Every demand of the board, worked out once for it."""
    return board.kept("demands", _all_demands)


def demands(board: Board) -> tuple[Demand, ...]:
    """Demands that the committee has not answered."""
    return unanswered(all_demands(board), answered_demands())


def answered_demands() -> set[str]:
    """Demands about which a decision was agreed."""
    committee = CommitteeRule.now()
    if committee is None:
        return set()
    about = MeetingDecision.objects.filter(item__kind=ItemKind.DEMAND.value)
    found = about.select_related("item", "seat").prefetch_related("spoken__seat")
    return {one.item.key for one in found if one.item and one.tally(committee).agreed}


def whole_meetings() -> QuerySet[Meeting]:
    """Meetings with everything that belongs to them, in few questions to the database."""
    return Meeting.objects.select_related("seat").prefetch_related(
        "events__seat",
        "items__decisions",
        "decisions__seat",
        "decisions__item",
        "decisions__spoken__seat",
        "decisions__actions__events__seat",
    )


def whole(key: int) -> Meeting | None:
    """One meeting with everything that belongs to it."""
    return whole_meetings().filter(pk=key).first()


def as_it_stands(key: int) -> Meeting | None:
    """The same for reading, kept until one of its tables grows or a seat changes; nobody may act on it."""
    seats = tuple(Seat.objects.order_by("pk").values_list("pk", "party", "office"))
    return _meetings().get((key, seats), lambda: whole(key))


@cache
def _meetings() -> OfGrowing[Meeting | None]:
    acted = (MeetingDecision, DecisionWord, CommitteeAction, ActionEvent)
    return OfGrowing(Meeting, MeetingEvent, AgendaItem, *acted)


def _overdue(today: date) -> Iterator[Item]:
    for one in CommitteeAction.objects.prefetch_related("events__seat"):
        days = one.overdue(today)
        if days:
            yield Item(
                ItemKind.ACTION, str(one.pk), one.words, (one.owner_party,), float(days), one.standing.due
            )


def _proposals(today: date) -> Iterator[Item]:
    committee = CommitteeRule.now()
    for one in Proposal.objects.exclude(revisions__release__isnull=False):
        silent = one.tally(committee).silent if committee else ()
        waited = float((today - one.at.date()).days)
        yield Item(ItemKind.PROPOSAL, str(one.pk), one.title, silent, waited, one.at.date())


def _demands(board: Board, today: date) -> Iterator[Item]:
    for one in demands(board):
        said = one.said.first if one.said else None
        by = (one.statement.party,) if one.statement.party else ()
        parties = tuple(dict.fromkeys((*by, *one.to)))
        waited = float((today - said).days) if said else 0.0
        yield Item(
            ItemKind.DEMAND,
            one.statement.id,
            one.statement.text,
            parties,
            waited,
            said,
        )


def _findings(board: Board) -> Iterator[Item]:
    states = finding_states()
    for item in board.kept("findings for agendas", _all_findings):
        if states.get(item.key) is not FindingState.SETTLED:
            yield item


def _all_findings(board: Board) -> tuple[Item, ...]:
    return tuple(
        Item(ItemKind.FINDING, key, *finding_words(board, key), float(finding.absolute or 0))
        for key, finding in board.findings.items()
    )


def _all_demands(board: Board) -> tuple[Demand, ...]:
    published = {one.id: one.published for one in board.checked.documents}
    return demands_of(board.checked.statements, published, situation().parties_in)


def on_agenda(meeting: Meeting) -> set[tuple[str, str]]:
    """Kind and key of what stands on an agenda."""
    items: list[AgendaItem] = meeting.agenda
    return {(one.kind, one.key) for one in items if one.key}
