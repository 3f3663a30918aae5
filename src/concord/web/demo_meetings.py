"""Meetings for the demo: one that was held, with decisions, a reservation and actions, and one to come.

Examples in our own words; no party has said or decided any of this.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from concord.committee.actions import ActionEventKind, EvidenceKind
from concord.committee.agenda import Item, ItemKind
from concord.committee.meetings import MeetingEventKind
from concord.committee.notices import Happening, NoticeKind
from concord.web.board import Board
from concord.web.drawn import open_items
from concord.web.happenings import happened
from concord.web.models import (
    ActionEvent,
    AgendaItem,
    CommitteeAction,
    DecisionWord,
    Meeting,
    MeetingDecision,
    MeetingEvent,
    Seat,
)
from concord.web.rounds import go_round

__all__ = ["fill_meetings"]

ADDRESS = (EvidenceKind.ADDRESS.value, "https://example.org/")  # where the ledger has no document
HELD, AHEAD = timedelta(days=21), timedelta(days=6)
MINUTES = (
    "The secretary opened the session and read the subjects.\n\n"
    "UNHCR said that two totals of one office cannot be compared as long as their first day is not told. "
    "The Government of Pakistan answered that its total runs from the first phase of the plan. The "
    "authorities in Kabul said that they count from a day of their own and wish to keep it.\n\n"
    "IOM offered its table of arrivals by crossing; the delegates asked for one form and one day of the week."
)


@dataclass(frozen=True, slots=True)
class Told:
    """A decision of the example: who puts it, what the others say, what follows."""

    party: str
    words: str
    said: tuple[tuple[str, str, str], ...]
    subject: int = 0


DECISIONS = (
    Told(
        "unhcr",
        "Every cumulative total is published together with the day from which it counts.",
        (
            ("gov-pk", "agreed", ""),
            ("gov-af", "reserved", "Kabul keeps the first day of its own count, and names it."),
            ("iom", "agreed", ""),
        ),
    ),
    Told(
        "iom",
        "Arrivals by crossing are exchanged every Sunday, as one table of one form.",
        (("gov-pk", "agreed", ""), ("gov-af", "agreed", ""), ("unhcr", "agreed", "")),
        subject=2,
    ),
    Told(
        "gov-af",
        "No card is taken from its holder at a crossing before it was copied.",
        (
            ("gov-pk", "disputed", "What happens to cards is decided by the law that issued them."),
            ("unhcr", "agreed", ""),
            ("iom", "reserved", "IOM has no office at two of the crossings and could not see to it."),
        ),
        subject=1,
    ),
)


def fill_meetings(board: Board, at: datetime) -> None:
    """A past meeting with its actions, a coming one, and what seats were told; once."""
    if Meeting.objects.exists():
        return
    seats = {seat.user.username: seat for seat in Seat.objects.select_related("user")}
    by_party = {seat.party: seat for seat in seats.values() if seat.role == "delegate"}
    drawn = open_items(board, at.date())
    held = at - HELD
    meeting = _meeting("Session on totals and their first days", held, seats["secretary"], "Islamabad")
    items = _agenda(meeting, [*_first(drawn, ItemKind.FINDING, ItemKind.DEMAND), _own("Tables by crossing")])
    _event(meeting, MeetingEventKind.OPENED, held, seats["secretary"])
    decisions = [
        _decision(meeting, number, told, items, held, by_party) for number, told in enumerate(DECISIONS, 1)
    ]
    _actions(decisions, held, seats, by_party, board)
    _event(meeting, MeetingEventKind.MINUTED, held, seats["secretary"], MINUTES)
    _event(meeting, MeetingEventKind.CLOSED, held + timedelta(hours=3), seats["secretary"])
    _coming(at, board, seats)
    go_round(board)


def _coming(at: datetime, board: Board, seats: dict[str, Seat]) -> None:
    starts = (at + AHEAD).replace(hour=5, minute=30, second=0, microsecond=0)
    coming = _meeting("Regular session of the committee", starts, seats["unhcr"], "Kabul", called=at)
    drawn = open_items(board, at.date())
    _agenda(coming, [*_first(drawn, *ItemKind), _own("What reception needs before the first snow")])
    words = (
        "@iom could the table tell Chaman and Spin Boldak apart? @secretary-of-the-committee, please note it."
    )
    _event(coming, MeetingEventKind.COMMENTED, at, seats["officer"], words)
    happened(
        Happening(
            kind=NoticeKind.MENTIONED,
            about="meeting",
            key=str(coming.pk),
            mark=f"mention:meeting:{coming.pk}",
            words=words,
            parties=frozenset({"iom"}),
            seats=frozenset({seats["secretary"].pk}),
            by=seats["officer"].pk,
            by_party="unhcr",
        ),
        Happening(
            kind=NoticeKind.MEETING_CALLED,
            about="meeting",
            key=str(coming.pk),
            mark=f"meeting:{coming.pk}:called",
            words=coming.title,
            by=seats["unhcr"].pk,
            by_party="unhcr",
        ),
    )


def _meeting(title: str, starts: datetime, seat: Seat, where: str, called: datetime | None = None) -> Meeting:
    made = Meeting(
        at=called or starts - timedelta(days=7),
        title=title,
        starts_at=starts.replace(minute=30, second=0, microsecond=0),
        where=where,
        public=True,
        party=seat.party,
        seat=seat,
    )
    made.save()
    return made


def _first(drawn: tuple[Item, ...], *kinds: ItemKind) -> list[Item]:
    """The first subject of each kind, where there is one."""
    leading = [next((item for item in drawn if item.kind is kind), None) for kind in kinds]
    return [item for item in leading if item is not None]


def _own(words: str) -> Item:
    return Item(ItemKind.OWN, "", words)


def _agenda(meeting: Meeting, items: list[Item]) -> list[AgendaItem]:
    rows = [
        AgendaItem(
            at=meeting.at,
            meeting=meeting,
            kind=item.kind.value,
            key=item.key,
            words=item.words[:1_000],
            parties=list(item.parties),
            seat=meeting.seat,
        )
        for item in items
    ]
    for row in rows:
        row.save()
    return rows


def _event(meeting: Meeting, kind: MeetingEventKind, at: datetime, seat: Seat, text: str = "") -> None:
    MeetingEvent(at=at, meeting=meeting, kind=kind.value, text=text, party=seat.party, seat=seat).save()


def _decision(
    meeting: Meeting,
    number: int,
    told: Told,
    items: list[AgendaItem],
    at: datetime,
    by_party: dict[str, Seat],
) -> MeetingDecision:
    seat = by_party[told.party]
    item = items[told.subject] if told.subject < len(items) else None
    made = MeetingDecision(
        at=at, meeting=meeting, number=number, item=item, words=told.words, party=told.party, seat=seat
    )
    made.save()
    for party, word, reason in told.said:
        DecisionWord(at=at, decision=made, party=party, word=word, reason=reason, seat=by_party[party]).save()
    return made


def _actions(
    decisions: list[MeetingDecision],
    at: datetime,
    seats: dict[str, Seat],
    by_party: dict[str, Seat],
    board: Board,
) -> None:
    """One begun, one completed with a document of the ledger, one overdue."""
    first, second = decisions[:2]
    chair = seats["secretary"]
    words = "Name the first day of the count in each statement"
    begun = _action(first, words, "gov-pk", 26, at, chair, by_party)
    _acted(begun, ActionEventKind.BEGUN, at + timedelta(days=4), by_party["gov-pk"])
    done = _action(second, "Send the first table by crossing", "iom", 11, at, chair, by_party)
    document = next(iter(board.documents), "")
    shown = (EvidenceKind.DOCUMENT.value, document) if document else ADDRESS
    sent = at + timedelta(days=9)
    _acted(done, ActionEventKind.COMPLETED, sent, by_party["iom"], "The table of the week.", shown)
    _action(first, "Tell which day Kabul counts from, and since when", "gov-af", 17, at, chair, by_party)


def _action(
    decision: MeetingDecision,
    words: str,
    party: str,
    days: int,
    at: datetime,
    chair: Seat,
    by_party: dict[str, Seat],
) -> CommitteeAction:
    made = CommitteeAction(
        at=at,
        decision=decision,
        words=words,
        owner_party=party,
        owner_office=by_party[party].office,
        due=(at + timedelta(days=days)).date(),
        party=chair.party,
        seat=chair,
    )
    made.save()
    return made


def _acted(
    action: CommitteeAction,
    kind: ActionEventKind,
    at: datetime,
    seat: Seat,
    text: str = "",
    shown: tuple[str, str] = ("", ""),
) -> None:
    evidence_kind, evidence = shown
    ActionEvent(
        at=at,
        action=action,
        kind=kind.value,
        text=text,
        evidence_kind=evidence_kind,
        evidence=evidence,
        party=seat.party,
        seat=seat,
    ).save()
