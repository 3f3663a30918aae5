"""What a seat keeps for itself: drafts, saved filters, the last visit, addresses to be told."""

from django.db import models

from concord.web.records.seats import Seat

__all__ = ["Draft", "SavedFilter", "Visit", "Webhook", "of_releases"]


def of_releases() -> list[str]:
    """What an address is told of unless its seat chooses otherwise."""
    return ["release_signed"]


class SavedFilter(models.Model):
    """A question with a name, in the one filter language."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="filters")
    name = models.CharField(max_length=80)
    question = models.CharField(max_length=500)

    class Meta:
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=("seat", "name"), name="one_filter_a_name")]


class Visit(models.Model):
    """Up to which entry of the ledger a seat has looked, for what changed since."""

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="visit")
    entries = models.PositiveBigIntegerField(default=0)
    at = models.DateTimeField()


class Webhook(models.Model):
    """An address that is told what its seat is told, of the ``kinds`` chosen; failures are kept and shown."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="webhooks")
    address = models.URLField(max_length=300)
    secret = models.CharField(max_length=64)
    kinds = models.JSONField(default=of_releases)
    last_success = models.DateTimeField(null=True, blank=True)
    last_failure = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)


class Draft(models.Model):
    """A document that somebody is looking at before it is kept; gone once kept or let go.

    ``document`` is what the worker process made of the bytes, so that they are opened once only.
    """

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="drafts")
    name = models.CharField(max_length=200)
    address = models.CharField(max_length=1_000, blank=True)
    content = models.BinaryField()
    document = models.JSONField(default=dict)
    at = models.DateTimeField()
