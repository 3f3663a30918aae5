"""Calendar feeds: the public one, and one for each seat under a secret address that can be renewed."""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.db import transaction
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.web.access import Action, Role, gate, own_seat, role_of, seat_of
from concord.web.entries import entries_of_seat, public_entries
from concord.web.ics import Entry, calendar_bytes
from concord.web.ledgers import now, situation
from concord.web.links import calendar_link, calendar_seat, site
from concord.web.models import NoticeChoice, audited

__all__ = ["calendar_page", "calendar_public", "calendar_renew", "calendar_seat_feed"]


@require_safe
@gate(Action.SEE_PUBLIC)
def calendar_page(request: HttpRequest) -> HttpResponse:
    """The days ahead and those past, and the addresses to subscribe to."""
    seat = None if role_of(request) is Role.STRANGER else seat_of(request)
    entries = list(entries_of_seat(seat, situation()) if seat else public_entries(situation()))
    today, link = now().date(), ""
    if seat:
        choice = NoticeChoice.objects.get_or_create(seat=seat, defaults={"language": get_language() or "en"})[
            0
        ]
        link = calendar_link(choice)
    return render(
        request,
        "notices/calendar.html",
        {
            "coming": sorted((e for e in entries if _day(e) >= today), key=_day),
            "past": sorted((e for e in entries if _day(e) < today), key=_day, reverse=True),
            "public": f"{site()}/calendar.ics",
            "link": link,
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def calendar_public(request: HttpRequest) -> HttpResponse:
    """Deadlines and public meetings, for any calendar."""
    return _feed(_("Concord: deadlines and meetings"), public_entries(situation()), "public, max-age=3600")


@require_safe
@gate(Action.BY_LINK)
def calendar_seat_feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of a seat, for a program that knows its secret address."""
    seat = calendar_seat(token)
    if seat is None:
        raise Http404
    language = NoticeChoice.objects.values_list("language", flat=True).get(seat=seat)
    with translation.override(language):
        return _feed(f"Concord: {seat.office}", entries_of_seat(seat, situation()), "private, no-store")


@require_POST
@gate(Action.OWN_SEAT)
def calendar_renew(request: HttpRequest) -> HttpResponse:
    """A new secret address; the old one opens nothing any more."""
    seat = own_seat(request)
    with transaction.atomic():
        NoticeChoice.objects.get_or_create(seat=seat)
        NoticeChoice.objects.filter(seat=seat).update(calendar=F("calendar") + 1)
        audited(request, "renew calendar", seat.pk)
    messages.success(request, _("The calendar has a new address. The old one opens nothing any more."))
    return redirect("calendar_page")


def _feed(name: str, entries: Iterable[Entry], caching: str) -> HttpResponse:
    answer = HttpResponse(calendar_bytes(name, entries), content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="concord.ics"'
    answer["Cache-Control"] = caching
    return answer


def _day(entry: Entry) -> date:
    from datetime import datetime

    return entry.begins.date() if isinstance(entry.begins, datetime) else entry.begins
