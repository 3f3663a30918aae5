"""What stands in the calendars: deadlines of policy acts, meetings, actions of a party."""

from collections.abc import Iterator
from datetime import UTC, datetime, time

from django.utils.translation import gettext as _

from concord.committee.meetings import MeetingEventKind, MeetingState
from concord.publish.words import party_name
from concord.situation import Situation
from concord.web.ics import Entry
from concord.web.links import site
from concord.web.models import CommitteeAction, Meeting, Seat

__all__ = ["deadline_entries", "entries_of_seat", "public_entries"]

HOST = "concord"  # of the ids of entries, which stay when the server moves


def public_entries(situation: Situation) -> Iterator[Entry]:
    """Deadlines of policy acts, and meetings that were called as public: their title and hour, no more."""
    yield from deadline_entries(situation)
    for meeting in _meetings():
        if meeting.public:
            yield _meeting_entry(meeting, inside=False)


def entries_of_seat(seat: Seat, situation: Situation) -> Iterator[Entry]:
    """Deadlines, all meetings, and the actions of the seat's party."""
    yield from deadline_entries(situation)
    for meeting in _meetings():
        yield _meeting_entry(meeting, inside=True)
    own = CommitteeAction.objects.filter(owner_party=seat.party).prefetch_related("events__seat")
    yield from map(_action_entry, own)


def deadline_entries(situation: Situation) -> Iterator[Entry]:
    """Every day that a policy act names: deadlines with their effect, and how long documents are valid."""
    for one in situation.deadlines:
        status = situation.status(one.status)
        label = status.label if status else one.status
        yield Entry(
            uid=f"deadline-{one.code}@{HOST}",
            title=f"{label}: {_act(one.act)}",
            begins=one.date,
            changed=datetime.combine(one.announced, time(), UTC),
            text=f"{one.effect}\n{party_name(one.party, situation)}, {one.announced.isoformat()}",
            address=f"{site()}/",
            kind=_("Policy deadline"),
        )
    yield from _validities(situation)


def _validities(situation: Situation) -> Iterator[Entry]:
    """The days until which documents were said to be valid, each decision by itself."""
    for one in situation.validities:
        status = situation.status(one.status)
        label = status.label if status else one.status
        decided, until = one.decided.isoformat(), _("valid until this day")
        yield Entry(
            uid=f"validity-{one.status}-{one.until}-{decided}@{HOST}",
            title=f"{label}: {until}",
            begins=one.until,
            changed=datetime.combine(one.decided, time(), UTC),
            text=f"{one.label}\n{party_name(one.party, situation)}, {decided}",
            address=f"{site()}/",
            kind=_("Validity of documents"),
        )


def _act(act: str) -> str:
    acts = {
        "set": _("deadline"),
        "extended": _("deadline, extended"),
        "lapsed": _("deadline, lapsed"),
        "enforced": _("deadline, enforced"),
    }
    return acts[act]


def _meetings() -> Iterator[Meeting]:
    yield from Meeting.objects.prefetch_related("events__seat", "items")


def _meeting_entry(meeting: Meeting, *, inside: bool) -> Entry:
    events = list(meeting.events.all())
    moves = [one for one in events if one.kind in (MeetingEventKind.MOVED, MeetingEventKind.CANCELLED)]
    agenda = "\n".join(f"- {item.words}" for item in meeting.agenda)
    return Entry(
        uid=f"meeting-{meeting.pk}@{HOST}",
        title=meeting.title,
        begins=meeting.hour,
        changed=max([meeting.at, *(one.at for one in moves)]),
        sequence=len(moves),
        text=agenda if inside else "",
        where=meeting.where if inside else "",
        address=f"{site()}/meetings/{meeting.pk}/" if inside else "",
        kind=_("Meeting"),
        cancelled=meeting.state is MeetingState.CANCELLED,
        alarms=(1,) if inside and meeting.state is MeetingState.CALLED else (),
    )


def _action_entry(action: CommitteeAction) -> Entry:
    standing = action.standing
    due, done = _("Due"), _("closed")
    return Entry(
        uid=f"action-{action.pk}@{HOST}",
        title=f"{due}: {action.words}" + (f" ({done})" if standing.closed else ""),
        begins=standing.due,
        changed=max([action.at, *(one.at for one in action.events.all())]),
        sequence=standing.moved,
        text=f"{action.owner_office}\n{action.decision.words}",
        address=f"{site()}/actions/{action.pk}/",
        kind=_("Action"),
        alarms=() if standing.closed else (7, 1, 0),
    )
