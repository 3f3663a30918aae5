"""One meeting: agenda, decisions with where the parties stand, actions, minutes, comments."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.committee import agreement
from concord.committee.meetings import (
    MeetingEventKind,
    MeetingState,
)
from concord.web.access import Action, gate, seat_of
from concord.web.board import Board, BoardInTheMaking, board_of
from concord.web.drawn import as_it_stands, on_agenda, open_items, whole
from concord.web.forms import ZONES
from concord.web.happenings import names_to_call
from concord.web.ledgers import now, situation
from concord.web.models import (
    CommitteeRule,
    Meeting,
    Seat,
)
from concord.web.subjects import offered, replies_of, subject_page

__all__ = ["meeting_of", "meeting_page", "owners", "shown"]


@require_safe
@gate(Action.SEE_COMMITTEE)
def meeting_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """Agenda, decisions with where the parties stand, actions, minutes, comments."""
    return shown(request, _there(as_it_stands(meeting)))


def meeting_of(key: int) -> Meeting:
    """The meeting to act on, as the tables have it now."""
    return _there(whole(key))


def _there(meeting: Meeting | None) -> Meeting:
    if meeting is None:
        raise Http404
    return meeting


def shown(request: HttpRequest, meeting: Meeting, error: str = "") -> HttpResponse:
    committee, seat, board = CommitteeRule.now(), seat_of(request), _board(request)
    party = seat.party if seat else ""
    decisions = [(one, one.tally(committee) if committee else None) for one in meeting.decisions.all()]
    there = on_agenda(meeting)
    editable = meeting.state in (MeetingState.CALLED, MeetingState.SITTING)
    drawn = open_items(board, now().date()) if editable and board else ()
    minutes = [one for one in meeting.events.all() if one.kind == MeetingEventKind.MINUTED.value]
    return render(
        request,
        "meetings/page.html",
        {
            "board": board,
            "meeting": meeting,
            "state": meeting.state.value,
            "editable": editable,
            "agenda": [(item, subject_page(item, board)) for item in meeting.agenda],
            "offered": offered(item for item in drawn if (item.kind.value, item.key) not in there),
            "decisions": decisions,
            "replies": replies_of(board),
            "committee": committee,
            "words": [word.value for word in agreement.Word],
            "party": party,
            "speaks": committee is not None and party in committee.parties,
            "minutes": minutes[-1] if minutes else None,
            "earlier_minutes": minutes[:-1],
            "events": [one for one in meeting.events.all() if one.kind != MeetingEventKind.MINUTED.value],
            "owners": owners(),
            "offices": sorted(set(Seat.objects.order_by().values_list("office", flat=True))),
            "names": names_to_call(),
            "zones": ZONES,
            "today": now().date(),
            "told": request.POST if error else {},
            "error": error,
        },
        status=400 if error else 200,
    )


def owners() -> list[tuple[str, str]]:
    """Parties that have a seat, and so somebody who can act."""
    seated = set(Seat.objects.filter(user__is_active=True).values_list("party", flat=True))
    return [(one.code, one.label) for one in situation().parties if one.code in seated]


def _board(request: HttpRequest) -> Board | None:
    """The board; a meeting can be read and run while the first one is being made."""
    try:
        return board_of(request)
    except BoardInTheMaking:
        return None
