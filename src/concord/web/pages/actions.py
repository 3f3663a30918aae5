"""Actions: by party, due date and state, overdue first; completed with evidence that others can open."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.committee.actions import ActionEvent as Happened
from concord.committee.actions import (
    ActionEventKind,
    ActionRefused,
    ActionState,
    Standing,
    evidence_of,
    require_action_event,
)
from concord.committee.notices import NoticeKind
from concord.errors import ConcordError
from concord.web.access import Action, gate, may, own_seat
from concord.web.asked_actions import OPEN, OVERDUE, actions_that_answer
from concord.web.evidence import evidence_link, require_there
from concord.web.forms import day_told
from concord.web.happenings import call_mentioned, happened_here, names_to_call
from concord.web.ledgers import now, situation
from concord.web.models import ActionEvent, CommitteeAction, audited
from concord.web.wording import words_said

__all__ = ["action_act", "action_page", "actions_page"]

ON_A_PAGE = 50


@require_safe
@gate(Action.SEE_COMMITTEE)
def actions_page(request: HttpRequest) -> HttpResponse:
    """Actions that answer the filter; what is overdue stands first."""
    wanted = {name: request.GET.get(name, "") for name in ("party", "state", "due")}
    found = actions_that_answer(wanted, now().date())
    owners = set(CommitteeAction.objects.order_by().values_list("owner_party", flat=True))
    offset = request.GET.get("offset", "")[:9]
    start = int(offset) if offset.isascii() and offset.isdigit() else 0
    return render(
        request,
        "actions/list.html",
        {
            "rows": found[start : start + ON_A_PAGE],
            "count": len(found),
            "late": sum(1 for one in found if one.overdue),
            "wanted": wanted,
            "states": [OPEN, OVERDUE, *(state.value for state in ActionState)],
            "parties": [one for one in situation().parties if one.code in owners],
            "previous": max(0, start - ON_A_PAGE) if start else None,
            "next": start + ON_A_PAGE if start + ON_A_PAGE < len(found) else None,
        },
    )


@require_safe
@gate(Action.SEE_COMMITTEE)
def action_page(request: HttpRequest, action: int) -> HttpResponse:
    """One action: its owner, its last day, its evidence, what was said of it."""
    return _page(request, _action(action))


@require_POST
@gate(Action.ACT_ON_ACTIONS)
def action_act(request: HttpRequest, action: int) -> HttpResponse:
    """Begin, complete with evidence, move, drop, reopen, comment."""
    try:
        with transaction.atomic():  # acts on one action come one after the other, each sees the one before
            list(CommitteeAction.objects.select_for_update().filter(pk=action))
            _act(request, _action(action))
    except ConcordError as refused:
        return _page(request, _action(action), error=str(refused))
    messages.success(request, _("Kept."))
    return redirect("action", action=action)


def _action(key: int) -> CommitteeAction:
    found = CommitteeAction.objects.select_related("seat", "decision__meeting")
    action: CommitteeAction = get_object_or_404(found.prefetch_related("events__seat"), pk=key)
    return action


def _page(request: HttpRequest, action: CommitteeAction, error: str = "") -> HttpResponse:
    today, standing, seat = now().date(), action.standing, own_seat(request)
    return render(
        request,
        "actions/page.html",
        {
            "action": action,
            "standing": standing,
            "overdue": standing.overdue(today),
            "evidence": evidence_link(standing.evidence),
            "events": [(one, evidence_link(one.event.evidence)) for one in action.events.all()],
            "kinds": _kinds(request, action, standing, seat.party),
            "owner": seat.party == action.owner_party,
            "names": names_to_call(),
            "today": today,
            "told": request.POST if error else {},
            "error": error,
        },
        status=400 if error else 200,
    )


def _kinds(request: HttpRequest, action: CommitteeAction, standing: Standing, party: str) -> list[str]:
    """What the seat may do with the action as it stands."""
    kinds = []
    if party == action.owner_party and not standing.closed:
        kinds += [ActionEventKind.COMPLETED]
        kinds += [ActionEventKind.BEGUN] if standing.state is not ActionState.BEGUN else []
    if may(request, Action.RUN_MEETINGS):
        kinds += (
            [ActionEventKind.REOPENED]
            if standing.closed
            else [ActionEventKind.MOVED, ActionEventKind.DROPPED]
        )
    return [kind.value for kind in (*kinds, ActionEventKind.COMMENTED)]


def _act(request: HttpRequest, action: CommitteeAction) -> None:
    seat, text = own_seat(request), words_said(request, "text")
    kind = next((one for one in ActionEventKind if one.value == request.POST.get("kind")), None)
    if kind is None:
        raise ActionRefused(_("Choose what to do."))
    told = request.POST.get("evidence", "") if kind is ActionEventKind.COMPLETED else ""
    shown = evidence_of(told)
    due = day_told(request) if kind is ActionEventKind.MOVED else None
    event = Happened(kind, seat.party, seat.office, now().isoformat(), text, shown, due)
    require_action_event(action.action, event, action.told, runs_meetings=may(request, Action.RUN_MEETINGS))
    if shown is not None:
        require_there(request, shown)
    made = ActionEvent(
        at=now(),
        action=action,
        kind=kind.value,
        text=text,
        evidence_kind=shown.kind.value if shown else "",
        evidence=shown.key if shown else "",
        due=due,
        party=seat.party,
        seat=seat,
    )
    made.save()
    audited(request, f"action {kind.value}", action.pk)
    _tell(request, action, made)


def _tell(request: HttpRequest, action: CommitteeAction, made: ActionEvent) -> None:
    if made.kind == ActionEventKind.COMPLETED.value:
        happened_here(
            request,
            NoticeKind.ACTION_COMPLETED,
            "action",
            action.pk,
            f"action:{action.pk}:completed:{made.pk}",
            action.words,
        )
    call_mentioned(request, made.text, "action", action.pk, f"action:{made.pk}")
