"""Meetings with their agenda, decisions and the parties' words; actions and what became of them."""

from typing import TYPE_CHECKING

from django.db import models

from concord.committee import actions, agreement, meetings
from concord.committee.agenda import ItemKind
from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

if TYPE_CHECKING:
    from datetime import date, datetime

__all__ = [
    "ActionEvent",
    "AgendaItem",
    "CommitteeAction",
    "DecisionWord",
    "Meeting",
    "MeetingDecision",
    "MeetingEvent",
]


class Meeting(AddedOnly):
    """A meeting as it was called; ``public`` lets its hour stand in the public calendar."""

    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    where = models.CharField(max_length=200, blank=True)
    public = models.BooleanField(default=False)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("-starts_at", "-id")

    @property
    def told(self) -> "list[meetings.MeetingEvent]":
        """What happened to it, as the committee's rules know it."""
        return [one.event for one in self.events.all()]

    @property
    def state(self) -> meetings.MeetingState:
        """Where it stands."""
        return meetings.meeting_state(self.told)

    @property
    def hour(self) -> "datetime":
        """When it begins, as moved."""
        moved = [one.starts_at for one in self.events.all() if one.starts_at is not None]
        return moved[-1] if moved else self.starts_at

    @property
    def agenda(self) -> "list[AgendaItem]":
        """Its subjects, without those that were taken off."""
        off = {one.item_id for one in self.events.all() if one.item_id is not None}
        return [one for one in self.items.all() if one.pk not in off]


class AgendaItem(AddedOnly):
    """A subject, with the words that it had when it came on the agenda."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ItemKind])
    key = models.CharField(max_length=64, blank=True)
    words = models.TextField(max_length=1_000)
    parties = models.JSONField(default=list)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("id",)


class MeetingEvent(AddedOnly):
    """One event in the life of a meeting; its state is the fold of all of them."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in meetings.MeetingEventKind])
    text = models.TextField(max_length=20_000, blank=True)
    starts_at = models.DateTimeField(null=True)
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")

    @property
    def event(self) -> meetings.MeetingEvent:
        """The event as the committee's rules know it."""
        kind = meetings.MeetingEventKind(self.kind)
        return meetings.MeetingEvent(kind, self.party, self.seat.office, self.at.isoformat(), self.text)


class MeetingDecision(AddedOnly):
    """A decision that one seat put to the parties, about a subject or about none."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, null=True, related_name="decisions")
    words = models.TextField(max_length=2_000)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("number",)
        constraints = [models.UniqueConstraint(fields=("meeting", "number"), name="one_decision_a_number")]

    @property
    def put(self) -> meetings.DecisionPut:
        """The decision as the committee's rules know it."""
        return meetings.DecisionPut(self.number, self.words, self.party, self.seat.office)

    def tally(self, committee: agreement.Committee) -> agreement.Tally:
        """Where the parties stand on it; a decision has one revision, for it is put anew to be changed."""
        return agreement.tally(committee, self.party, 1, [one.word_of for one in self.spoken.all()])


class DecisionWord(AddedOnly):
    """One party's word about a decision; its last one counts."""

    decision = models.ForeignKey(MeetingDecision, on_delete=models.PROTECT, related_name="spoken")
    party = models.CharField(max_length=40)
    word = models.CharField(max_length=10, choices=[(word.value, word.value) for word in agreement.Word])
    reason = models.TextField(max_length=2_000, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")

    @property
    def word_of(self) -> agreement.Assent:
        """The word as the committee's rules know it."""
        word = agreement.Word(self.word)
        return agreement.Assent(self.party, 1, word, self.reason, self.seat.office, self.at.isoformat())


class CommitteeAction(AddedOnly):
    """What follows from a decision: who does it, and by when; the due date as first given."""

    decision = models.ForeignKey(MeetingDecision, on_delete=models.PROTECT, related_name="actions")
    words = models.TextField(max_length=1_000)
    owner_party = models.CharField(max_length=40, db_index=True)
    owner_office = models.CharField(max_length=120)
    due = models.DateField()
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("id",)

    @property
    def action(self) -> actions.Action:
        """The action as the committee's rules know it."""
        return actions.Action(self.words, self.owner_party, self.owner_office, self.due)

    @property
    def told(self) -> "list[actions.ActionEvent]":
        """What happened to it."""
        return [one.event for one in self.events.all()]

    @property
    def standing(self) -> actions.Standing:
        """Where it stands."""
        return actions.standing(self.action, self.told)

    def overdue(self, today: "date") -> int:
        """Days since the last day for it."""
        return self.standing.overdue(today)


class ActionEvent(AddedOnly):
    """One event in the life of an action; its state is the fold of all of them."""

    action = models.ForeignKey(CommitteeAction, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in actions.ActionEventKind])
    text = models.TextField(max_length=2_000, blank=True)
    evidence_kind = models.CharField(max_length=10, blank=True)
    evidence = models.CharField(max_length=1_000, blank=True)
    due = models.DateField(null=True)
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("at", "id")

    @property
    def event(self) -> actions.ActionEvent:
        """The event as the committee's rules know it."""
        shown = actions.EvidenceKind(self.evidence_kind) if self.evidence_kind else None
        return actions.ActionEvent(
            actions.ActionEventKind(self.kind),
            self.party,
            self.seat.office,
            self.at.isoformat(),
            self.text,
            actions.Evidence(shown, self.evidence) if shown else None,
            self.due,
        )
