"""What is done in a meeting: each act in one transaction, refused acts with all that was typed."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from concord.committee import agreement
from concord.committee.actions import require_action
from concord.committee.agreement import require_may_assent
from concord.committee.meetings import MeetingEvent as Happened
from concord.committee.meetings import (
    MeetingEventKind,
    MeetingRefused,
    MeetingState,
    require_meeting_event,
    require_owner,
    require_sitting,
)
from concord.committee.notices import NoticeKind
from concord.errors import ConcordError
from concord.web.access import Action, gate, own_seat
from concord.web.board import board_of
from concord.web.drawn import open_items
from concord.web.forms import action_told, committee_now, hour_told
from concord.web.happenings import call_mentioned, happened_here
from concord.web.ledgers import now
from concord.web.models import (
    CommitteeAction,
    DecisionWord,
    Meeting,
    MeetingDecision,
    MeetingEvent,
    audited,
)
from concord.web.pages.meeting import meeting_of, owners, shown
from concord.web.subjects import put_on_agenda
from concord.web.wording import words_said

__all__ = ["agenda_change", "decide", "decision_say", "give_action", "meeting_act", "meeting_comment"]

MINUTES = 20_000  # characters


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


def _kept(
    request: HttpRequest, meeting: int, act: Callable[[HttpRequest, Meeting], str | None]
) -> HttpResponse:
    """The act in one transaction; where it is refused the page stands again with what was typed."""
    try:
        with transaction.atomic():  # acts on one meeting come one after the other, each sees the one before
            list(Meeting.objects.select_for_update().filter(pk=meeting))
            anchor = act(request, meeting_of(meeting))
    except ConcordError as refused:
        return shown(request, meeting_of(meeting), error=str(refused))
    messages.success(request, _("Kept."))
    where = redirect("meeting", meeting=meeting)
    where["Location"] += f"#{anchor}" if anchor else ""
    return where


def _decision(meeting: Meeting, number: int) -> MeetingDecision:
    found: MeetingDecision | None = next((d for d in meeting.decisions.all() if d.number == number), None)
    if found is None:
        raise Http404
    return found


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
    elif not put_on_agenda(request, meeting, open_items(board_of(request), now().date()), seat):
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
    seat, action = own_seat(request), action_told(request, {code for code, _label in owners()})
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
