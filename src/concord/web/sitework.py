"""Keep a site's day, whichever way it comes: a page, a phone that was offline, a form's export, the API.

What a client has made an id for is kept once, however often it is sent. An entry for a day that somebody
else has told meanwhile is kept beside it, contested, until somebody chooses; nothing is ever dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import OuterRef, Subquery
from django.utils.translation import get_language

from concord.committee.personal import refuse_personal
from concord.committee.site_view import SiteView, seen_by_others, seen_by_own
from concord.errors import ConcordError
from concord.publish.disclosure import rules_of
from concord.sites import SiteDay, day_row
from concord.web.ledgers import now, situation
from concord.web.models import AuditEntry, Seat, SiteEntry, SiteRow

__all__ = [
    "Entered",
    "KeyInUse",
    "NotYourSite",
    "Outcome",
    "choose",
    "enter",
    "version_of",
    "view_of",
    "views",
]


VIEWS = 1_000  # views kept by a process
_views: dict[tuple[object, ...], SiteView] = {}


class Outcome(StrEnum):
    """What became of an entry."""

    KEPT = "kept"
    SAME = "same"  # it was here already
    CONTESTED = "contested"


class NotYourSite(ConcordError):
    """A seat enters a day for a site that another party reports."""

    def __init__(self) -> None:
        super().__init__("only a seat of the party that reports this site can enter its days")


class KeyInUse(ConcordError):
    """An id made by a client stands for another entry already."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(f"the id {key} belongs to another entry: send this one with an id of its own")


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry with what became of it, and the one that counts for its day."""

    outcome: Outcome
    entry: SiteEntry
    present: SiteEntry


def enter(
    row: SiteRow, seat: Seat, day: SiteDay, *, key: str, base: int | None = None, way: str = "page"
) -> Entered:
    """Keep an entry.

    Args:
        key: the id that its writer made. base: the entry of that day that its writer saw, if any.
        way: how it came.
    Raises:
        NotYourSite, KeyInUse, PersonalWords
    """
    if seat.party != row.party:
        raise NotYourSite
    refuse_personal(day.reason, get_language() or "en")
    try:
        with transaction.atomic():
            return _enter(row, seat, day, key, base, way)
    except IntegrityError:  # somebody was quicker by a moment: now their entry is seen
        with transaction.atomic():
            return _enter(row, seat, day, key, base, way)


def _enter(row: SiteRow, seat: Seat, day: SiteDay, key: str, base: int | None, way: str) -> Entered:
    before = SiteEntry.objects.filter(key=key).first()
    standing = _present(row, day)
    if before is not None:
        if before.site_id != row.pk or before.values != day_row(day):
            raise KeyInUse(key)
        return Entered(_outcome_before(before), before, standing or before)
    if standing is not None and standing.values == day_row(day):
        return Entered(Outcome.SAME, standing, standing)
    contested = standing is not None and standing.pk != base
    made = _added(row, seat, day, key, way, supersedes=standing, contested=contested)
    if contested and standing is not None:
        return Entered(Outcome.CONTESTED, made, standing)
    return Entered(Outcome.KEPT, made, made)


def choose(row: SiteRow, seat: Seat, contested: SiteEntry, chosen: SiteEntry, *, key: str) -> SiteEntry:
    """Settle a contested entry: what the chosen one says counts from now on; both stay.

    Raises:
        NotYourSite
    """
    if seat.party != row.party:
        raise NotYourSite
    with transaction.atomic():
        standing = _present(row, contested.told)
        return _added(row, seat, chosen.told, key, "page", supersedes=standing, settles=contested)


def view_of(row: SiteRow, party: str | None) -> SiteView:
    """The site as a party may see it; nobody signed in is no party.

    Entries are only ever added, so a view holds until the next one comes, or the next day.
    """
    return _view(row, _newest(row), party)


def version_of(row: SiteRow, party: str | None) -> str:
    """A word that changes whenever the view of a site for a party does."""
    return str((row.pk, row.at, _newest(row), party == row.party, now().date()))


def _newest(row: SiteRow) -> tuple[int, str] | None:
    return row.entries.order_by("-pk").values_list("pk", "key").first()


def views(party: str | None) -> list[SiteView]:
    """Every site as a party may see it, its own first."""
    newest = SiteEntry.objects.filter(site=OuterRef("pk")).order_by("-pk")
    rows = SiteRow.objects.annotate(
        newest=Subquery(newest.values("pk")[:1]), newest_key=Subquery(newest.values("key")[:1])
    )
    found = (_view(row, (row.newest, row.newest_key) if row.newest else None, party) for row in rows)
    return sorted(found, key=lambda one: not one.own)


def _view(row: SiteRow, newest: tuple[int, str] | None, party: str | None) -> SiteView:
    today, own = now().date(), party == row.party
    known = (row.pk, row.at, newest, own, today)
    if known not in _views:
        if len(_views) >= VIEWS:
            _views.clear()
        _views[known] = (
            seen_by_own(row.pk, row.site, row.days, situation(), today)
            if own
            else seen_by_others(row.pk, row.site, row.days, situation(), rules_of(), today)
        )
    return _views[known]


def _present(row: SiteRow, day: SiteDay) -> SiteEntry | None:
    found = SiteEntry.objects.filter(site=row, day=day.day, contested=False)
    return found.order_by("-pk").first()


def _outcome_before(entry: SiteEntry) -> Outcome:
    """The answer to an entry that is sent again: what it was, or that its dispute is over."""
    open_still = entry.contested and not SiteEntry.objects.filter(settles=entry).exists()
    return Outcome.CONTESTED if open_still else Outcome.SAME


def _added(row: SiteRow, seat: Seat, day: SiteDay, key: str, way: str, **more: Any) -> SiteEntry:
    made = SiteEntry(
        at=now(),
        site=row,
        day=day.day,
        values=_values(day_row(day)),
        key=key,
        way=way,
        party=seat.party,
        seat=seat,
        **more,
    )
    made.save()
    AuditEntry(
        at=now(), seat=seat, party=seat.party, act="enter site day", object=f"{row.pk} {day.day}"
    ).save()
    return made


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row)
