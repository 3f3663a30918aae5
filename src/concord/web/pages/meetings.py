"""Meetings: called with an agenda drawn from what is open, minuted, decided by the rule of the committee."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from concord.committee import agreement
from concord.committee.actions import require_action
from concord.committee.agenda import Item, ItemKind
from concord.committee.agreement import require_may_assent
from concord.committee.meetings import MeetingEvent as Happened
from concord.committee.meetings import (
    MeetingEventKind,
    MeetingRefused,
    MeetingState,
    communique,
    require_meeting_event,
    require_owner,
    require_sitting,
)
from concord.committee.notices import NoticeKind
from concord.errors import ConcordError
from concord.web.access import Action, gate, own_seat, seat_of
from concord.web.board import Board, BoardInTheMaking, board_of
from concord.web.drawn import on_agenda, open_items, statements_by_id, whole
from concord.web.forms import ZONES, action_told, committee_now, hour_told
from concord.web.happenings import address_of, call_mentioned, happened_here, names_to_call
from concord.web.ledgers import now, situation
from concord.web.models import (
    AgendaItem,
    CommitteeAction,
    CommitteeRule,
    DecisionWord,
    Meeting,
    MeetingDecision,
    MeetingEvent,
    Release,
    Seat,
    audited,
)
from concord.web.wording import words_said

__all__ = [
    "agenda_change",
    "call",
    "communique_page",
    "decide",
    "decision_say",
    "give_action",
    "meeting_act",
    "meeting_comment",
    "meeting_page",
    "meetings_page",
]

OF_A_KIND = 8  # subjects of one kind offered at once; the rest is counted and one click away

MINUTES = 20_000  # characters


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
    drawn = open_items(board_of(request), now().date())
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
            "offered": _offered(drawn),
            "chosen": request.POST.getlist("item"),
            "told": request.POST,
            "zones": ZONES,
            "error": error,
        },
        status=400 if error else 200,
    )


@require_safe
@gate(Action.SEE_COMMITTEE)
def meeting_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """Agenda, decisions with where the parties stand, actions, minutes, comments."""
    return _page(request, _meeting(meeting))


@require_safe
@gate(Action.SEE_COMMITTEE)
def communique_page(request: HttpRequest, meeting: int) -> HttpResponse:
    """What was agreed and who reserved, drafted from the decisions and from what was signed since."""
    found, committee = _meeting(meeting), CommitteeRule.now()
    told = communique((one.put, one.tally(committee)) for one in found.decisions.all()) if committee else None
    actions = {
        one.number: [(action, action.standing) for action in one.actions.all()]
        for one in found.decisions.all()
    }
    context = {"meeting": found, "told": told, "actions": actions, "releases": _signed_since(found)}
    return render(request, "meetings/communique.html", context)


@require_POST
@gate(Action.RUN_MEETINGS)
def meeting_act(request: HttpRequest, meeting: int) -> HttpResponse:
    """Move, open, minute, close or call off."""
    return _kept(request, meeting, _act)


@require_POST
@gate(Action.DISCUSS)
def meeting_comment(request: HttpRequest, meeting: int) -> HttpResponse:
    """Words of a party about the meeting."""
    return _kept(request, meeting, _comment)


@require_POST
@gate(Action.RUN_MEETINGS)
def agenda_change(request: HttpRequest, meeting: int) -> HttpResponse:
    """Put subjects on the agenda or take one off."""
    return _kept(request, meeting, _change_agenda)


@require_POST
@gate(Action.RUN_MEETINGS)
def decide(request: HttpRequest, meeting: int) -> HttpResponse:
    """Put a decision to the parties."""
    return _kept(request, meeting, _put)


@require_POST
@gate(Action.ASSENT)
def decision_say(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """The word of the seat's party about a decision."""
    return _kept(request, meeting, lambda asked, found: _say(asked, found, _decision(found, number)))


@require_POST
@gate(Action.RUN_MEETINGS)
def give_action(request: HttpRequest, meeting: int, number: int) -> HttpResponse:
    """An action that follows from an agreed decision."""
    return _kept(request, meeting, lambda asked, found: _give(asked, found, _decision(found, number)))


def _meeting(key: int) -> Meeting:
    found = whole(key)
    if found is None:
        raise Http404
    return found


def _decision(meeting: Meeting, number: int) -> MeetingDecision:
    found: MeetingDecision | None = next((d for d in meeting.decisions.all() if d.number == number), None)
    if found is None:
        raise Http404
    return found


def _kept(
    request: HttpRequest, meeting: int, act: Callable[[HttpRequest, Meeting], str | None]
) -> HttpResponse:
    """The act in one transaction; where it is refused the page stands again with what was typed."""
    found = _meeting(meeting)
    try:
        with transaction.atomic():
            anchor = act(request, found)
    except ConcordError as refused:
        return _page(request, found, error=str(refused))
    messages.success(request, _("Kept."))
    where = redirect("meeting", meeting=found.pk)
    where["Location"] += f"#{anchor}" if anchor else ""
    return where


def _page(request: HttpRequest, meeting: Meeting, error: str = "") -> HttpResponse:
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
            "agenda": [(item, _subject_page(item, board)) for item in meeting.agenda],
            "offered": _offered(item for item in drawn if (item.kind.value, item.key) not in there),
            "decisions": decisions,
            "committee": committee,
            "words": [word.value for word in agreement.Word],
            "party": party,
            "speaks": committee is not None and party in committee.parties,
            "minutes": minutes[-1] if minutes else None,
            "earlier_minutes": minutes[:-1],
            "events": [one for one in meeting.events.all() if one.kind != MeetingEventKind.MINUTED.value],
            "owners": _owners(),
            "offices": sorted(set(Seat.objects.values_list("office", flat=True))),
            "names": names_to_call(),
            "zones": ZONES,
            "today": now().date(),
            "told": request.POST if error else {},
            "error": error,
        },
        status=400 if error else 200,
    )


def _subject_page(item: AgendaItem, board: Board | None) -> str:
    """The page of what a subject is about; empty where it has none."""
    if item.kind == ItemKind.DEMAND.value:
        found = statements_by_id(board).get(item.key) if board else None
        return f"/documents/{found.document}/#s-{found.id}" if found else ""
    return "" if item.kind == ItemKind.OWN.value else address_of(item.kind, item.key)


def _board(request: HttpRequest) -> Board | None:
    """The board; a meeting can be read and run while the first one is being made."""
    try:
        return board_of(request)
    except BoardInTheMaking:
        return None


def _owners() -> list[tuple[str, str]]:
    """Parties that have a seat, and so somebody who can act."""
    seated = set(Seat.objects.filter(user__is_active=True).values_list("party", flat=True))
    return [(one.code, one.label) for one in situation().parties if one.code in seated]


def _offered(items: Any) -> list[tuple[str, list[Item], int]]:
    """Subjects by kind: the first few, and how many more there are."""
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        by_kind.setdefault(item.kind.value, []).append(item)
    return [(kind, found[:OF_A_KIND], max(0, len(found) - OF_A_KIND)) for kind, found in by_kind.items()]


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
        _put_on_agenda(request, meeting, drawn, seat)
        audited(request, "call meeting", meeting.pk)
        happened_here(
            request, NoticeKind.MEETING_CALLED, "meeting", meeting.pk, f"meeting:{meeting.pk}:called", title
        )
    return meeting


def _put_on_agenda(request: HttpRequest, meeting: Meeting, drawn: tuple[Item, ...], seat: Seat) -> int:
    """Chosen subjects as they stand now, then subjects in own words, one a line; how many came on."""
    by_name = {f"{item.kind.value}:{item.key}": item for item in drawn}
    there = on_agenda(meeting) if meeting.pk else set()
    chosen = [by_name[name] for name in dict.fromkeys(request.POST.getlist("item")) if name in by_name]
    chosen += [Item(ItemKind.OWN, "", line) for line in _lines(words_said(request, "own"))]
    fresh = [item for item in chosen if (item.kind.value, item.key) not in there]
    for item in fresh:
        AgendaItem(
            at=now(),
            meeting=meeting,
            kind=item.kind.value,
            key=item.key,
            words=item.words[:1_000],
            parties=list(item.parties),
            seat=seat,
        ).save()
    return len(fresh)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _act(request: HttpRequest, meeting: Meeting) -> str:
    seat, kind = own_seat(request), _kind(request)
    text = words_said(request, "text", MINUTES)
    event = Happened(kind, seat.party, seat.office, now().isoformat(), text)
    require_meeting_event(event, meeting.told)
    starts = hour_told(request) if kind is MeetingEventKind.MOVED else None
    MeetingEvent(
        at=now(), meeting=meeting, kind=kind.value, text=text, starts_at=starts, party=seat.party, seat=seat
    ).save()
    audited(request, f"meeting {kind.value}", meeting.pk)
    _tell_of_meeting(request, meeting, kind)
    return "minutes" if kind is MeetingEventKind.MINUTED else ""


def _kind(request: HttpRequest) -> MeetingEventKind:
    allowed = set(MeetingEventKind) - {MeetingEventKind.COMMENTED, MeetingEventKind.TAKEN_OFF}
    found = next((kind for kind in allowed if kind.value == request.POST.get("kind")), None)
    if found is None:
        raise MeetingRefused(MeetingState.CALLED, _("Choose what to do."))
    return found


def _tell_of_meeting(request: HttpRequest, meeting: Meeting, kind: MeetingEventKind) -> None:
    changed = (MeetingEventKind.MOVED, MeetingEventKind.CANCELLED)
    if kind is MeetingEventKind.CLOSED:
        told = NoticeKind.MEETING_CLOSED
    elif kind in changed:
        told = NoticeKind.MEETING_CHANGED
    else:
        return
    mark = f"meeting:{meeting.pk}:{kind.value}:{now().isoformat()}"
    happened_here(request, told, "meeting", meeting.pk, mark, meeting.title)


def _comment(request: HttpRequest, meeting: Meeting) -> str:
    seat, text = own_seat(request), words_said(request, "text")
    kind = MeetingEventKind.COMMENTED
    require_meeting_event(Happened(kind, seat.party, seat.office, now().isoformat(), text), meeting.told)
    made = MeetingEvent(at=now(), meeting=meeting, kind=kind.value, text=text, party=seat.party, seat=seat)
    made.save()
    audited(request, "meeting commented", meeting.pk)
    call_mentioned(request, text, "meeting", meeting.pk, f"meeting:{made.pk}")
    return "comments"


def _change_agenda(request: HttpRequest, meeting: Meeting) -> str:
    seat = own_seat(request)
    off = Happened(MeetingEventKind.TAKEN_OFF, seat.party, seat.office, now().isoformat())
    require_meeting_event(off, meeting.told)  # the agenda of a meeting that is over stands as it was
    taken = request.POST.get("off", "")
    if taken:
        item = next((one for one in meeting.agenda if str(one.pk) == taken), None)
        if item is None:
            raise MeetingRefused(meeting.state, _("That subject is not on the agenda."))
        MeetingEvent(
            at=now(),
            meeting=meeting,
            kind=off.kind.value,
            text=item.words,
            item=item,
            party=seat.party,
            seat=seat,
        ).save()
    elif not _put_on_agenda(request, meeting, open_items(board_of(request), now().date()), seat):
        raise MeetingRefused(meeting.state, _("Choose a subject, or write one of your own."))
    audited(request, "change agenda", meeting.pk)
    return "agenda"


def _put(request: HttpRequest, meeting: Meeting) -> str:
    seat, words = own_seat(request), words_said(request, "words")
    require_sitting(meeting.told)
    committee = committee_now()
    if not words:
        raise MeetingRefused(meeting.state, _("Write what is to be decided."))
    told = request.POST.get("item", "")
    item = next((one for one in meeting.agenda if str(one.pk) == told), None)
    number = max((one.number for one in meeting.decisions.all()), default=0) + 1
    MeetingDecision(
        at=now(), meeting=meeting, number=number, item=item, words=words, party=seat.party, seat=seat
    ).save()
    audited(request, "put decision", f"{meeting.pk}.{number}")
    others = set(committee.parties) - {seat.party}
    mark = f"decision:{meeting.pk}.{number}"
    happened_here(request, NoticeKind.WORD_WANTED, "meeting", meeting.pk, mark, words, others)
    return f"decision-{number}"


def _say(request: HttpRequest, meeting: Meeting, decision: MeetingDecision) -> str:
    seat, reason, told = own_seat(request), words_said(request, "reason"), request.POST.get("word", "")
    require_sitting(meeting.told)
    if told not in {one.value for one in agreement.Word}:
        raise MeetingRefused(meeting.state, _("Choose what your party says."))
    said = agreement.Assent(seat.party, 1, agreement.Word(told), reason)
    require_may_assent(committee_now(), decision.party, 1, said)
    DecisionWord(at=now(), decision=decision, party=seat.party, word=told, reason=reason, seat=seat).save()
    audited(request, f"decision {told}", f"{meeting.pk}.{decision.number}")
    return f"decision-{decision.number}"


def _give(request: HttpRequest, meeting: Meeting, decision: MeetingDecision) -> str:
    seat, action = own_seat(request), action_told(request, {code for code, _label in _owners()})
    require_sitting(meeting.told)
    require_action(action, now().date())
    require_owner(decision.tally(committee_now()), action.party)
    made = CommitteeAction(
        at=now(),
        decision=decision,
        words=action.words,
        owner_party=action.party,
        owner_office=action.office,
        due=action.due,
        party=seat.party,
        seat=seat,
    )
    made.save()
    audited(request, "give action", made.pk)
    mark = f"action:{made.pk}:given"
    happened_here(request, NoticeKind.ACTION_GIVEN, "action", made.pk, mark, made.words, {action.party})
    return f"decision-{decision.number}"


def _signed_since(meeting: Meeting) -> list[Release]:
    """Releases signed after the meeting before this one had closed, up to the close of this one."""
    closes = _closed_at(meeting) or now()
    others = Meeting.objects.exclude(pk=meeting.pk).prefetch_related("events__seat")
    before = [at for at in map(_closed_at, others) if at is not None and at < closes]
    since = max(before, default=datetime(1970, 1, 1, tzinfo=UTC))
    return list(Release.objects.filter(at__gt=since, at__lte=closes).order_by("number"))


def _closed_at(meeting: Meeting) -> datetime | None:
    return next((one.at for one in meeting.events.all() if one.kind == MeetingEventKind.CLOSED.value), None)
