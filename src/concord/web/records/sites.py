"""Sites and the entries of their days, every one kept; which of them counts is worked out on reading.

An entry names the one that it stands in place of. One that arrives without knowing of an entry already
there is contested: it is kept, does not count, and waits until somebody chooses; the choice is a further
entry.
"""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import models

from concord import sites
from concord.web.records.keeping import AddedOnly
from concord.web.records.seats import Seat

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["SiteEntry", "SiteRow"]


class SiteRow(AddedOnly):
    """A site as it was opened here; ``example`` marks data of the demo."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=[(kind.value, kind.value) for kind in sites.SiteKind])
    place = models.CharField(max_length=60, blank=True)
    party = models.CharField(max_length=40, db_index=True)
    cold = models.BooleanField(default=False)
    services_outside = models.BooleanField(default=False)
    settlement_area = models.FloatField(null=True)
    example = models.BooleanField(default=False)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("id",)
        constraints = [models.UniqueConstraint(fields=("party", "name"), name="one_site_a_name")]

    @property
    def site(self) -> sites.Site:
        """The site as the room of sites knows it."""
        return sites.Site(
            name=self.name,
            kind=sites.SiteKind(self.kind),
            party=self.party,
            place=self.place,
            cold=self.cold,
            services_outside=self.services_outside,
            settlement_area=self.settlement_area,
        )

    @property
    def present(self) -> "dict[date, SiteEntry]":
        """The entry that counts, for each day."""
        return present(self.entries.all())

    @property
    def days(self) -> list[sites.SiteDay]:
        """The days as they count."""
        return [one.told for one in self.present.values()]

    @property
    def open_choices(self) -> "list[SiteEntry]":
        """Contested entries for which nobody has chosen yet."""
        entries = list(self.entries.all())
        settled = {one.settles_id for one in entries}
        return [one for one in entries if one.contested and one.pk not in settled]


class SiteEntry(AddedOnly):
    """One telling of one day."""

    site = models.ForeignKey(SiteRow, on_delete=models.PROTECT, related_name="entries")
    day = models.DateField()
    values = models.JSONField()
    key = models.CharField(max_length=36, unique=True)  # made where it was written, so that it is kept once
    way = models.CharField(max_length=10)  # page, phone, form, api, demo
    supersedes = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    contested = models.BooleanField(default=False)
    settles = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    party = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT)

    class Meta:
        ordering = ("day", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("site", "day"),
                condition=models.Q(supersedes__isnull=True, contested=False),
                name="one_first_entry_a_day",
            ),
            models.UniqueConstraint(
                fields=("supersedes",),
                condition=models.Q(contested=False),
                name="one_entry_in_the_place_of_one",
            ),
        ]

    @property
    def told(self) -> sites.SiteDay:
        """The day as it was told."""
        known: dict[str, Any] = {k: v for k, v in self.values.items() if k != "day"}
        return sites.SiteDay(day=self.day, **known)


def present(entries: "Iterable[SiteEntry]") -> "dict[date, SiteEntry]":
    """Of each day the last entry that is not contested."""
    counting: dict[date, SiteEntry] = {}
    for one in sorted(entries, key=lambda entry: entry.pk):
        if not one.contested:
            counting[one.day] = one
    return dict(sorted(counting.items()))
