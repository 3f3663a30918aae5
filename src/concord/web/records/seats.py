"""Seats: a person's place in the committee, for one party and in one role; keys for programs."""

import hashlib
import secrets
from typing import Self

from django.conf import settings
from django.db import models

__all__ = ["ApiKey", "Seat"]

ROLES = [
    ("observer", "observer"),
    ("reviewer", "reviewer"),
    ("delegate", "delegate"),
    ("manager", "manager"),
    ("secretary", "secretary"),
]


class Seat(models.Model):
    """One person's place; ``office`` is what is printed, never the person's name."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="seat")
    party = models.CharField(max_length=40)
    role = models.CharField(max_length=20, choices=ROLES)
    office = models.CharField(max_length=120)

    class Meta:
        ordering = ("party", "office")

    def __str__(self) -> str:
        return f"{self.office} ({self.party})"


class ApiKey(models.Model):
    """A key by which a program acts in a seat; only its digest is kept."""

    seat = models.ForeignKey(Seat, on_delete=models.CASCADE, related_name="keys")
    label = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.label

    @classmethod
    def fresh(cls) -> tuple[str, str]:
        """A new key and its digest; the key is shown once and never again."""
        key = f"concord_{secrets.token_urlsafe(32)}"
        return key, cls.digest_of(key)

    @staticmethod
    def digest_of(key: str) -> str:
        """What is kept of a key; it is long and random, so a plain digest tells nothing."""
        return hashlib.sha256(key.encode()).hexdigest()

    @classmethod
    def of(cls, key: str) -> Self | None:
        """The key that works, if it does."""
        found = cls.objects.select_related("seat", "seat__user")
        return found.filter(
            digest=cls.digest_of(key), revoked_at__isnull=True, seat__user__is_active=True
        ).first()
