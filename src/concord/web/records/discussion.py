"""What parties say around claims: comments on a field, and the life of each finding."""

from django.db import models

from concord.committee.settling import Event, EventKind, Settlement
from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

__all__ = ["Comment", "FindingEvent"]


class Comment(AddedOnly):
    """Words about one field of a claim, or about the claim where ``field`` is empty."""

    claim = models.CharField(max_length=64, db_index=True)
    field = models.CharField(max_length=40, blank=True)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    party = models.CharField(max_length=40)
    text = models.TextField(max_length=2_000)

    class Meta:
        ordering = ("at", "id")


class FindingEvent(AddedOnly):
    """One event in the life of a finding; its state is the fold of all of them."""

    finding = models.CharField(max_length=16, db_index=True)
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in EventKind])
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)
    party = models.CharField(max_length=40)
    text = models.TextField(max_length=2_000, blank=True)
    settlement = models.CharField(max_length=24, blank=True)
    to = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("at", "id")

    @property
    def event(self) -> Event:
        """The event as the committee's rules know it."""
        return Event(
            EventKind(self.kind),
            self.party,
            self.seat.office,
            self.at.isoformat(),
            self.text,
            Settlement(self.settlement) if self.settlement else None,
            self.to or None,
        )
