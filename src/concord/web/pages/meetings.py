"""Meetings: those to come and those past, the call of one, and the communiqué."""

from datetime import UTC, datetime

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from concord.committee.agenda import Item
from concord.committee.meetings import (
    MeetingEventKind,
    MeetingRefused,
    MeetingState,
    communique,
)
from concord.committee.notices import NoticeKind
from concord.errors import ConcordError
from concord.web.access import Action, gate, own_seat
from concord.web.board import board_of
from concord.web.drawn import open_items
from concord.web.forms import ZONES, hour_told
from concord.web.happenings import happened_here
from concord.web.ledgers import now
from concord.web.models import (
    CommitteeRule,
    Meeting,
    Release,
    audited,
)
from concord.web.pages.meeting import meeting_of
from concord.web.subjects import offered, put_on_agenda
from concord.web.wording import words_said

__all__ = ["call", "communique_page", "meetings_page"]


@require_safe
@gate(Action.SEE_COMMITTEE)
def meetings_page(request: HttpRequest) -> HttpResponse:
    """Meetings to come, and those that were."""
    found = list(Meeting.objects.prefetch_related("events__seat", "items", "decisions")[:200])
    coming = [one for one in found if one.state in (MeetingState.CALLED, MeetingState.SITTING)]
    coming.sort(key=lambda one: one.hour)
    past = [one for one in found if one not in coming]
    return render(request, "meetings/list.html", {"coming": coming, "past": past})


@require_http_methods(["GET", "HEAD", "POST"])
@gate(Action.RUN_MEETINGS)
def call(request: HttpRequest) -> HttpResponse:
    """Call a meeting, with subjects from what is open and in own words."""
    board = board_of(request)
    drawn = open_items(board, now().date())
    error = ""
    if request.method == "POST":
        try:
            return redirect("meeting", meeting=_called(request, drawn).pk)
        except ConcordError as refused:
            error = str(refused)
    return render(
        request,
        "meetings/call.html",
        {
            "board": board,
            "offered": offered(drawn),
            "chosen": request.POST.getlist("item"),
            "told": request.POST,
            "zones": ZONES,
            "error": error,
        },
        status=400 if error else 200,
    )


@require_safe
@gate(Action.SEE_COMMITTEE)
def communique_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """What was agreed and who reserved, drafted from the decisions and from what was signed since."""
    found, committee = meeting_of(meeting), CommitteeRule.now()
    told = communique((one.put, one.tally(committee)) for one in found.decisions.all()) if committee else None
    actions = {
        one.number: [(action, action.standing) for action in one.actions.all()]
        for one in found.decisions.all()
    }
    context = {"meeting": found, "told": told, "actions": actions, "releases": _signed_since(found)}
    return render(request, "meetings/communique.html", context)


def _called(request: HttpRequest, drawn: tuple[Item, ...]) -> Meeting:
    seat, title = own_seat(request), words_said(request, "title", 200)
    if not title:
        raise MeetingRefused(MeetingState.CALLED, _("Give the meeting a title."))
    starts = hour_told(request)
    if starts < now():
        raise MeetingRefused(MeetingState.CALLED, _("A meeting is called for an hour to come."))
    with transaction.atomic():
        meeting = Meeting(
            at=now(),
            title=title,
            starts_at=starts,
            where=words_said(request, "where", 200),
            public=request.POST.get("public") == "1",
            party=seat.party,
            seat=seat,
        )
        meeting.save()
        put_on_agenda(request, meeting, drawn, seat)
        audited(request, "call meeting", meeting.pk)
        happened_here(
            request, NoticeKind.MEETING_CALLED, "meeting", meeting.pk, f"meeting:{meeting.pk}:called", title
        )
    return meeting


def _signed_since(meeting: Meeting) -> list[Release]:
    """Releases signed after the meeting before this one had closed, up to the close of this one."""
    closes = _closed_at(meeting) or now()
    others = Meeting.objects.exclude(pk=meeting.pk).prefetch_related("events__seat")
    before = [at for at in map(_closed_at, others) if at is not None and at < closes]
    since = max(before, default=datetime(1970, 1, 1, tzinfo=UTC))
    return list(Release.objects.filter(at__gt=since, at__lte=closes).order_by("number"))


def _closed_at(meeting: Meeting) -> datetime | None:
    return next((one.at for one in meeting.events.all() if one.kind == MeetingEventKind.CLOSED.value), None)
