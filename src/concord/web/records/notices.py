"""Notices: what each seat was told, what it has read, and how it wants to be told."""

from django.db import models

from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

__all__ = ["FindingSeen", "Notice", "NoticeChoice", "NoticeRead"]

FREQUENCIES = [("never", "never"), ("daily", "daily"), ("weekly", "weekly")]


class Notice(AddedOnly):
    """One seat told of one happening; ``mark`` tells happenings apart, and each is told once."""

    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=20)  # of NoticeKind; no list here, so that a new kind changes no table
    about = models.CharField(max_length=12)
    key = models.CharField(max_length=64)
    mark = models.CharField(max_length=120)
    words = models.CharField(max_length=300, blank=True)
    by_party = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ("-id",)
        constraints = [models.UniqueConstraint(fields=("seat", "mark"), name="one_notice_a_mark")]


class NoticeRead(AddedOnly):
    """That a seat has read a notice."""

    notice = models.OneToOneField(Notice, on_delete=models.PROTECT, related_name="read")

    class Meta:
        ordering = ("id",)


class FindingSeen(AddedOnly):
    """When a finding was first met, so that seats are told of new ones only."""

    finding = models.CharField(max_length=16, unique=True)

    class Meta:
        ordering = ("id",)


class NoticeChoice(models.Model):
    """How a seat wants to be told: on the page, by mail, how often, in which language; of which kinds not.

    Attributes:
        mail: where the digest goes, once ``confirmed`` from that very address.
        not_shown, not_mailed: kinds that the seat has switched off.
        calendar: generation of the secret address of its calendar; a new one ends the old.
    """

    seat = models.OneToOneField(Seat, on_delete=models.CASCADE, related_name="choice")
    mail = models.EmailField(blank=True)
    confirmed = models.BooleanField(default=False)
    frequency = models.CharField(max_length=8, choices=FREQUENCIES, default="never")
    language = models.CharField(max_length=8, default="en")
    not_shown = models.JSONField(default=list)
    not_mailed = models.JSONField(default=list)
    calendar = models.PositiveIntegerField(default=0)
    last_digest = models.DateTimeField(null=True)

    class Meta:
        ordering = ("seat_id",)
