"""One's own seat: digits, calendar, keys for programs, webhooks."""

import secrets

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.committee.notices import NoticeKind
from concord.web.access import Action, gate, own_seat, seat_of
from concord.web.ledgers import now
from concord.web.models import ApiKey, Webhook, audited
from concord.web.reaching import require_public
from concord.web.records.views import of_releases

__all__ = ["key_make", "key_revoke", "own_page", "preferences", "webhook_add", "webhook_drop"]

YEAR = 365 * 24 * 3600  # seconds
MOST_KEYS = 10
MOST_WEBHOOKS = 5


@require_safe
@gate(Action.OWN_SEAT)
def own_page(request: HttpRequest) -> HttpResponse:
    """The seat, its keys and webhooks."""
    seat = own_seat(request)
    fresh = request.session.pop("fresh_key", None)
    return render(
        request,
        "own/page.html",
        {
            "fresh": fresh,
            "keys": seat.keys.all(),
            "webhooks": seat.webhooks.all(),
            "kinds": [kind.value for kind in NoticeKind],
        },
    )


@require_POST
@gate(Action.SEE_PUBLIC)
def preferences(request: HttpRequest) -> HttpResponse:
    """Digits and calendar, kept in cookies of this browser only."""
    where = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(where, allowed_hosts={request.get_host()}):
        where = "/"
    answer = redirect(where)
    for name, allowed in (("digits", ("local", "latin")), ("calendar", ("solar", "gregorian"))):
        value = request.POST.get(name, "")
        if value in allowed:
            answer.set_cookie(
                f"concord_{name}",
                value,
                max_age=YEAR,
                samesite="Lax",
                secure=request.is_secure(),
                httponly=True,
            )
    return answer


@require_POST
@gate(Action.OWN_SEAT)
def key_make(request: HttpRequest) -> HttpResponse:
    """A key for a program; it is shown once."""
    seat = own_seat(request)
    label = request.POST.get("label", "").strip()[:80]
    if not label or seat.keys.filter(revoked_at__isnull=True).count() >= MOST_KEYS:
        messages.error(request, _("Give the key a name; ten keys are the most."))
        return redirect("own")
    key, digest = ApiKey.fresh()
    may_write = request.POST.get("may_write") == "1"
    ApiKey.objects.create(seat=seat, label=label, digest=digest, may_write=may_write, created_at=now())
    audited(request, "make key", label)
    request.session["fresh_key"] = key
    return redirect("own")


@require_POST
@gate(Action.OWN_SEAT)
def key_revoke(request: HttpRequest, key: int) -> HttpResponse:
    """A key that opens nothing any more."""
    found = get_object_or_404(ApiKey, pk=key, seat=seat_of(request))
    found.revoked_at = now()
    found.save(update_fields=["revoked_at"])
    audited(request, "revoke key", found.label)
    messages.success(request, _("The key opens nothing any more."))
    return redirect("own")


@require_POST
@gate(Action.OWN_SEAT)
def webhook_add(request: HttpRequest) -> HttpResponse:
    """An address that is told of the kinds of notices that the form names, of releases where it names none.

    Raises:
        AddressRefused: it is not a public one.
    """
    seat = own_seat(request)
    address = request.POST.get("address", "").strip()[:300]
    require_public(address)
    if seat.webhooks.count() >= MOST_WEBHOOKS:
        messages.error(request, _("Five addresses are the most."))
    else:
        told = [kind.value for kind in NoticeKind if kind.value in request.POST.getlist("kinds")]
        Webhook.objects.create(
            seat=seat, address=address, secret=secrets.token_hex(32), kinds=told or of_releases()
        )
        audited(request, "add webhook", "")
        messages.success(request, _("It will be told."))
    return redirect("own")


@require_POST
@gate(Action.OWN_SEAT)
def webhook_drop(request: HttpRequest, webhook: int) -> HttpResponse:
    """An address that is told no more."""
    get_object_or_404(Webhook, pk=webhook, seat=seat_of(request)).delete()
    audited(request, "drop webhook", "")
    messages.success(request, _("It is told no more."))
    return redirect("own")
