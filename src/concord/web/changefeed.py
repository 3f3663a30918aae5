"""The feed of changes as it is served: one entry for each of the newest releases.

The ids hold whoever publishes the record: ``CONCORD_TAG_AUTHORITY``, told once; else the host of
``CONCORD_SITE``; else, on a machine of one's own, the host of the request.
"""

from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode

from concord.publish.change_notes import change_lines, counted
from concord.publish.feed import Feed, FeedEntry, atom, entry_id
from concord.publish.languages import Texts, texts_of
from concord.web.changing import changes_of_releases
from concord.web.languages import published
from concord.web.ledgers import situation
from concord.web.models import Release
from concord.web.sealed import day_of_release

__all__ = ["authority", "release_feed"]

NEWEST = 10  # releases that the feed tells
OWN_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})
NEVER = datetime(2023, 9, 15, tzinfo=UTC)  # before anything was signed; the first day of the record


def release_feed(request: HttpRequest, language: str) -> bytes:
    """The newest releases with what each changed, in one language of the pages."""
    texts = texts_of(published(language))
    newest = list(Release.objects.select_related("revision")[: NEWEST + 1])
    entries = [_entry(request, before, after, texts) for after, before in pairwise(newest)]
    if newest and len(newest) <= NEWEST:
        entries.append(_first(request, newest[-1], texts))
    place = request.build_absolute_uri(reverse("changes_feed"))
    feed = Feed(
        id=entry_id(authority(request), situation().id, language),
        title=texts.say("feed", group="changes", situation=texts.term(situation().name)),
        language=texts.code,
        direction=texts.direction,
        updated=newest[0].at if newest else NEVER,
        address=f"{place}?{urlencode({'language': language})}",
        page=request.build_absolute_uri(reverse("changes")),
    )
    return atom(feed, entries)


def authority(request: HttpRequest) -> str | None:
    """Whose name stands in the ids; None where the host has none that may."""
    told: str = settings.CONCORD_TAG_AUTHORITY
    host = urlsplit(settings.CONCORD_SITE).hostname or ""
    if told or host not in OWN_MACHINE:
        return told or host
    own = urlsplit(f"//{request.get_host()}").hostname or ""
    return None if ":" in own or not own else own


def _entry(request: HttpRequest, before: Release, after: Release, texts: Texts) -> FeedEntry:
    noted = changes_of_releases(request, before, after)
    page = f"{reverse('changes')}?{urlencode({'from': before.number, 'to': after.number})}"
    counts = counted(noted.changes, texts)
    held = texts.say("held", group="changes", count=texts.number(noted.held)) if noted.held else ""
    nothing = texts.say("nothing", group="changes") if noted.quiet else ""
    return FeedEntry(
        id=_id(request, after),
        title=texts.say(
            "release",
            group="changes",
            number=texts.number(after.number),
            day=_day(after, texts),
            counts=counts,
        ),
        updated=after.at,
        summary=texts.say("semicolon").join(filter(None, [nothing or counts, held])),
        lines=change_lines(noted.changes, texts, _below(request, before), _below(request, after)),
        address=request.build_absolute_uri(page),
    )


def _first(request: HttpRequest, release: Release, texts: Texts) -> FeedEntry:
    number, day = texts.number(release.number), _day(release, texts)
    return FeedEntry(
        id=_id(request, release),
        title=texts.say("first", group="changes", number=number, day=day),
        updated=release.at,
        summary=texts.say("first_told", group="changes"),
        address=_below(request, release),
    )


def _id(request: HttpRequest, release: Release) -> str:
    return entry_id(authority(request), situation().id, "release", str(release.number))


def _day(release: Release, texts: Texts) -> str:
    return texts.day(day_of_release(release))


def _below(request: HttpRequest, release: Release) -> str:
    return request.build_absolute_uri(reverse("release", args=[release.number]))
