"""Administration: seats and roles, the committee's rule, the audit log, feeds' health, backups."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.committee.agreement import Committee, Rule
from concord.web.access import TABLE, Action, Role, gate, own_seat
from concord.web.ledgers import ledger_of, now, situation
from concord.web.models import AuditEntry, CommitteeRule, Seat, audited

__all__ = ["administration_page", "audit_page", "roles_page", "seat_change", "seat_give", "set_rule"]

ON_A_PAGE = 100


@require_safe
@gate(Action.ADMINISTER)
def administration_page(request: HttpRequest) -> HttpResponse:
    """Seats, the rule, the ledger, feeds and backups."""
    ledger = ledger_of(request)
    return render(
        request,
        "administration/page.html",
        {
            "seats": Seat.objects.select_related("user"),
            "roles": [role.value for role in Role if role is not Role.STRANGER],
            "parties": situation().parties,
            "committee": CommitteeRule.now(),
            "rules": [rule.value for rule in Rule],
            "ledger": ledger.where,
            "entries": ledger.entries(),
            "backups": _backups(),
            "feeds": _feeds(),
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def roles_page(request: HttpRequest) -> HttpResponse:
    """The table of roles: who may do what, for everybody to read."""
    rows = [(action.value, [(role.value, role in TABLE[action]) for role in Role]) for action in Action]
    return render(
        request, "administration/roles.html", {"roles": [role.value for role in Role], "rows": rows}
    )


@require_safe
@gate(Action.ADMINISTER)
def audit_page(request: HttpRequest) -> HttpResponse:
    """Who did what, the newest first."""
    before = request.GET.get("before", "")
    entries = AuditEntry.objects.select_related("seat")
    if before.isdigit():
        entries = entries.filter(id__lt=int(before))
    found = list(entries[: ON_A_PAGE + 1])
    return render(
        request,
        "administration/audit.html",
        {"entries": found[:ON_A_PAGE], "older": found[ON_A_PAGE - 1].pk if len(found) > ON_A_PAGE else None},
    )


@require_POST
@gate(Action.ADMINISTER)
def seat_give(request: HttpRequest) -> HttpResponse:
    """Give somebody a seat, with a first password that they change at their first visit."""
    told = {
        name: request.POST.get(name, "").strip() for name in ("user", "party", "role", "office", "password")
    }
    roles = {role.value for role in Role if role is not Role.STRANGER}
    parties = {party.code for party in situation().parties}
    if told["role"] not in roles or told["party"] not in parties or not told["user"] or not told["office"]:
        messages.error(request, _("A seat needs a name to sign in with, an office, a party and a role."))
        return redirect("administration")
    try:
        validate_password(told["password"])
        with transaction.atomic():
            user = get_user_model().objects.create_user(told["user"][:150], password=told["password"])
            Seat.objects.create(
                user=user, party=told["party"], role=told["role"], office=told["office"][:120]
            )
            audited(request, "give seat", told["user"])
        messages.success(request, _("The seat is given."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except IntegrityError:
        messages.error(request, _("Somebody signs in under this name already."))
    return redirect("administration")


@require_POST
@gate(Action.ADMINISTER)
def seat_change(request: HttpRequest, seat: int) -> HttpResponse:
    """Change a role or take a seat away; what was said from it stays."""
    found, own = get_object_or_404(Seat, pk=seat), own_seat(request)
    role, active = request.POST.get("role", found.role), request.POST.get("active", "1") == "1"
    if found.pk == own.pk:
        messages.error(request, _("Nobody changes their own seat: ask another secretary."))
    elif role in {one.value for one in Role if one is not Role.STRANGER}:
        with transaction.atomic():
            found.role = role
            found.save(update_fields=["role"])
            found.user.is_active = active
            found.user.save(update_fields=["is_active"])
            audited(request, f"seat is {role}" if active else "take seat away", found.pk)
        messages.success(request, _("The seat is changed."))
    return redirect("administration")


@require_POST
@gate(Action.ADMINISTER)
def set_rule(request: HttpRequest) -> HttpResponse:
    """When the committee is agreed, and which parties sit in it; earlier rules stay on record."""
    seat = own_seat(request)
    known = {party.code for party in situation().parties}
    parties = [code for code in dict.fromkeys(request.POST.getlist("parties")) if code in known]
    quorum = request.POST.get("quorum", "0")
    rule = Rule.QUORUM if request.POST.get("rule") == Rule.QUORUM.value else Rule.UNANIMITY
    made = Committee(tuple(parties), rule, int(quorum) if quorum.isdigit() else 0)  # refuses what cannot work
    with transaction.atomic():
        CommitteeRule(at=now(), parties=parties, rule=made.rule.value, quorum=made.quorum, seat=seat).save()
        audited(request, f"rule {made.rule.value}", ",".join(parties))
    messages.success(request, _("The rule is kept."))
    return redirect("administration")


def _backups() -> list[dict[str, Any]]:
    """The archives in the folder of backups, the newest first."""
    if not settings.CONCORD_BACKUPS:
        return []
    found = [path for path in Path(settings.CONCORD_BACKUPS).glob("*") if not path.name.startswith(".")]
    told = [(path.stat().st_mtime, path.name) for path in found]
    return [{"name": n, "at": datetime.fromtimestamp(t, UTC)} for t, n in sorted(told, reverse=True)[:20]]


def _feeds() -> list[dict[str, Any]]:
    """What ``concord watch`` last wrote of each feed."""
    path = settings.CONCORD_FEEDS_HEALTH
    if not path or not Path(path).is_file():
        return []
    try:
        told = json.loads(Path(path).read_text("utf-8"))
    except ValueError:
        return []
    feeds = told.get("feeds", told) if isinstance(told, dict) else told
    if isinstance(feeds, dict):
        feeds = [{"name": name, **health} for name, health in feeds.items()]
    return [feed for feed in feeds if isinstance(feed, dict)]
