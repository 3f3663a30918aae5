"""Findings: contradictions in plain words, their claims side by side, and how they end."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.committee.notices import NoticeKind
from concord.committee.settling import (
    Event,
    EventKind,
    EventRefused,
    FindingState,
    Settlement,
    require_event,
    state_of,
)
from concord.web.access import Action, gate, may, own_seat
from concord.web.board import Board, board_of
from concord.web.drawn import finding_words
from concord.web.happenings import call_mentioned, happened_here, names_to_call
from concord.web.ledgers import now, situation
from concord.web.models import FindingEvent, audited

__all__ = ["finding_act", "finding_page", "findings_page"]

ON_A_PAGE = 30
ACTS = {
    EventKind.ASSIGNED: Action.DISCUSS,
    EventKind.ASKED: Action.DISCUSS,
    EventKind.ANSWERED: Action.DISCUSS,
    EventKind.COMMENTED: Action.DISCUSS,
    EventKind.SETTLED: Action.SETTLE,
    EventKind.REOPENED: Action.SETTLE,
}
TOLD = {
    EventKind.ASSIGNED: NoticeKind.FINDING_ASKED,
    EventKind.ASKED: NoticeKind.FINDING_ASKED,
    EventKind.SETTLED: NoticeKind.FINDING_SETTLED,
    EventKind.REOPENED: NoticeKind.FINDING_REOPENED,
}


@require_safe
@gate(Action.SEE_PUBLIC)
def findings_page(request: HttpRequest) -> HttpResponse:
    """All findings, filtered by kind, party and state."""
    board = board_of(request)
    states = _states()
    wanted = {name: request.GET.get(name, "") for name in ("code", "state", "party")}
    found = [
        (key, finding, states.get(key, FindingState.OPEN))
        for key, finding in board.findings.items()
        if _answers(board, key, finding, states, wanted)
    ]
    start = int(request.GET["offset"]) if request.GET.get("offset", "").isdigit() else 0
    return render(
        request,
        "findings/list.html",
        {
            "board": board,
            "rows": [
                (key, f, state, _claims(board, f)) for key, f, state in found[start : start + ON_A_PAGE]
            ],
            "count": len(found),
            "codes": sorted({finding.code.value for finding in board.checked.findings}),
            "states": [state.value for state in FindingState],
            "parties": situation().parties,
            "wanted": wanted,
            "previous": max(0, start - ON_A_PAGE) if start else None,
            "next": start + ON_A_PAGE if start + ON_A_PAGE < len(found) else None,
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def finding_page(request: HttpRequest, finding: str) -> HttpResponse:
    """One finding with its claims, causes and, for the committee, what was said about it."""
    board = board_of(request)
    found = board.findings.get(finding)
    events = list(FindingEvent.objects.filter(finding=finding).select_related("seat"))
    if found is None and not events:
        raise Http404
    inside = may(request, Action.SEE_COMMITTEE)
    return render(
        request,
        "findings/page.html",
        {
            "board": board,
            "key": finding,
            "finding": found,
            "claims": _claims(board, found) if found else (),
            "events": [one for one in events if inside or one.kind in ("settled", "reopened")],
            "state": state_of(one.event for one in events),
            "names": names_to_call() if may(request, Action.DISCUSS) else (),
            "settlements": [one.value for one in Settlement],
            "parties": situation().parties,
        },
    )


@require_POST
@gate(Action.DISCUSS)
def finding_act(request: HttpRequest, finding: str) -> HttpResponse:
    """Assign, ask, answer, settle, reopen or comment."""
    seat = own_seat(request)
    try:
        event = _event(request, seat.party, seat.office)
        if not may(request, ACTS[event.kind]):
            from django.core.exceptions import PermissionDenied

            raise PermissionDenied(event.kind.value)
        before = [one.event for one in FindingEvent.objects.filter(finding=finding).select_related("seat")]
        if not before and finding not in board_of(request).findings:
            raise Http404
        require_event(event, before)
    except EventRefused as error:
        messages.error(request, str(error))
        return redirect("finding", finding=finding)
    with transaction.atomic():
        made = FindingEvent(
            at=now(),
            finding=finding,
            kind=event.kind.value,
            seat=seat,
            party=seat.party,
            text=event.text,
            settlement=event.settlement.value if event.settlement else "",
            to=event.to or "",
        )
        made.save()
        audited(request, f"finding {event.kind.value}", finding)
        _tell(request, made)
    messages.success(request, _("Kept."))
    return redirect("finding", finding=finding)


def _tell(request: HttpRequest, made: FindingEvent) -> None:
    """Tell whom an event concerns: the party asked, the parties that claim, whoever is mentioned."""
    kind, key = TOLD.get(EventKind(made.kind)), made.finding
    if kind is not None:
        words, claiming = finding_words(board_of(request), key)
        parties = (made.to,) if made.to else claiming
        happened_here(request, kind, "finding", key, f"finding:{made.pk}", words, parties)
    call_mentioned(request, made.text, "finding", key, f"finding:{made.pk}")


def _event(request: HttpRequest, party: str, office: str) -> Event:
    try:
        kind = EventKind(request.POST.get("kind", ""))
        told = request.POST.get("settlement", "")
        settlement = Settlement(told) if told and kind is EventKind.SETTLED else None
    except ValueError:
        raise EventRefused(EventKind.COMMENTED, FindingState.OPEN, _("Choose what to do.")) from None
    to = request.POST.get("to", "") if kind in (EventKind.ASSIGNED, EventKind.ASKED) else ""
    known = {one.code for one in situation().parties}
    return Event(
        kind,
        party,
        office,
        now().isoformat(),
        request.POST.get("text", "").strip()[:2_000],
        settlement,
        to if to in known else None,
    )


def _states() -> dict[str, FindingState]:
    """The state of every finding that somebody has acted on."""
    events: dict[str, list[Event]] = {}
    for one in FindingEvent.objects.select_related("seat"):
        events.setdefault(one.finding, []).append(one.event)
    return {finding: state_of(told) for finding, told in events.items()}


def _answers(
    board: Board, key: str, finding: Any, states: dict[str, FindingState], wanted: dict[str, str]
) -> bool:
    if wanted["code"] and finding.code.value != wanted["code"]:
        return False
    if wanted["state"] and states.get(key, FindingState.OPEN).value != wanted["state"]:
        return False
    parties = {board.claims[claim].party for claim in finding.claims if claim in board.claims}
    return not wanted["party"] or wanted["party"] in parties


def _claims(board: Board, finding: Any) -> list[tuple[Any, Any]]:
    """The claims of a finding with their documents."""
    claims = [board.claims[claim] for claim in finding.claims if claim in board.claims]
    return [(claim, board.documents.get(claim.document)) for claim in claims]
