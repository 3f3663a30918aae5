"""What changed: release against release, release against now, or day against day; and the feed of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from concord.publish.changes import Change, ChangeKind, Subject
from concord.publish.disclosure import rules_of
from concord.publish.languages import change_reason, change_who, texts_of
from concord.web.access import Action, gate
from concord.web.changefeed import release_feed
from concord.web.changing import Noted, changes_of_days, changes_of_releases, changes_since_release
from concord.web.languages import published
from concord.web.ledgers import now
from concord.web.models import Release

__all__ = ["changes_feed", "changes_page"]

ON_A_PAGE = 30  # changes of one kind; all of them on demand
NOW = "now"


@dataclass(frozen=True, slots=True)
class Row:
    """A change as it stands on the page: where its figure or estimate is told, by whom, why."""

    change: Change
    address: str
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Part:
    """The changes of one kind: the rows shown, and how many there are."""

    kind: str
    label: str
    rows: tuple[Row, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared: two releases, the later of which may be now, or two days; ``wrong`` in words."""

    before: Release | None = None
    after: Release | None = None
    since: date | None = None
    until: date | None = None
    wrong: str = ""


@require_safe
@gate(Action.SEE_PUBLIC)
def changes_page(request: HttpRequest) -> HttpResponse:
    """New, revised, withdrawn and settled; by default the newest release against the one before."""
    releases = list(Release.objects.select_related("revision")[:100])
    asked = _asked(request, releases)
    noted = _noted(request, asked)
    everything = request.GET.get("all") == "1"
    return render(
        request,
        "changes/page.html",
        {
            "releases": releases,
            "asked": asked,
            "noted": noted,
            "parts": list(_parts(noted, asked, everything)) if noted else [],
            "today": now().date(),
            "few": rules_of().small.cover + 1,
        },
        status=400 if asked.wrong else 200,
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def changes_feed(request: HttpRequest) -> HttpResponse:
    """The newest releases as an Atom feed, in the language of the request or of its question."""
    told = release_feed(request, get_language() or "en")
    answer = HttpResponse(told, content_type="application/atom+xml; charset=utf-8")
    answer["Cache-Control"] = "max-age=600"
    return answer


def _asked(request: HttpRequest, releases: list[Release]) -> Asked:
    told = {name: request.GET.get(name, "").strip() for name in ("from", "to", "since", "until")}
    if told["since"] or told["until"]:
        return _days(told["since"], told["until"])
    if not told["from"] and not told["to"]:
        return _newest(releases)
    return _releases(told["from"], told["to"])


def _newest(releases: list[Release]) -> Asked:
    """The newest release against the one before; the only one against now."""
    if len(releases) < 2:
        return Asked(releases[0]) if releases else Asked()
    return Asked(releases[1], releases[0])


def _days(since: str, until: str) -> Asked:
    try:
        first = date.fromisoformat(since)
        last = date.fromisoformat(until) if until else now().date()
    except ValueError:
        return Asked(wrong=_("Write both days as 2026-01-31."))
    return Asked(since=min(first, last), until=max(first, last))


def _releases(before: str, after: str) -> Asked:
    later = None if after in ("", NOW) else _release(after)
    earlier = _before(later) if not before else _release(before)
    if earlier is not None and later is not None and earlier.number > later.number:
        earlier, later = later, earlier
    return Asked(earlier, later)


def _before(later: Release | None) -> Release | None:
    found = Release.objects.select_related("revision")
    earlier: Release | None = (found.filter(number__lt=later.number) if later else found).first()
    return earlier


def _release(number: str) -> Release:
    wanted = int(number) if number.isascii() and number.isdigit() and len(number) < 8 else 0
    found: Release | None = Release.objects.select_related("revision").filter(number=wanted).first()
    if found is None:
        raise Http404
    return found


def _noted(request: HttpRequest, asked: Asked) -> Noted | None:
    if asked.since and asked.until:
        return changes_of_days(request, asked.since, asked.until)
    if asked.before is None:
        return None
    if asked.after is None:
        return changes_since_release(request, asked.before)
    return changes_of_releases(request, asked.before, asked.after)


def _parts(noted: Noted, asked: Asked, everything: bool) -> Iterator[Part]:
    texts = texts_of(published(get_language() or "en"))
    for kind in ChangeKind:
        changes = noted.changes.of(kind)
        shown = changes if everything else changes[:ON_A_PAGE]
        rows = tuple(
            Row(one, _address(one, asked), change_who(one, texts), change_reason(one, texts)) for one in shown
        )
        yield Part(kind, texts.say(kind, group="changes"), rows, len(changes))


def _address(change: Change, asked: Asked) -> str:
    """Where the number is told: in its release, else at present; an estimate that is gone has no page now."""
    release = asked.after if change.after else asked.before
    name = "figure" if change.subject is Subject.CLAIM else "estimate"
    if release is not None:
        return reverse(f"released_{name}", args=[release.number, change.about])
    past = asked.until is not None and asked.until < now().date()
    if change.subject is Subject.ESTIMATE and (past or not change.after):
        return ""
    return reverse(name, args=[change.about])
