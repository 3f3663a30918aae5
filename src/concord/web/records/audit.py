"""The audit log: who did what to which object, when; never what a form said."""

from django.db import models
from django.http import HttpRequest

from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

__all__ = ["AuditEntry", "audited"]


class AuditEntry(AddedOnly):
    """One act. ``object`` is the id of what it was done to."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True)
    party = models.CharField(max_length=40, blank=True)
    act = models.CharField(max_length=60, db_index=True)
    object = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("-id",)


def audited(request: HttpRequest, act: str, about: object = "") -> None:
    """Note an act in the transaction in which it is done."""
    from concord.web.access import seat_of
    from concord.web.ledgers import now

    seat = seat_of(request)
    AuditEntry(at=now(), seat=seat, party=seat.party if seat else "", act=act, object=str(about)[:120]).save()
