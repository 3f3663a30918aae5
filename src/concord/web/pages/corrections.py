"""Corrections to what was published: the register, each correction with its steps, and the next one."""

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from concord.errors import ConcordError
from concord.publish.corrections import CorrectionState
from concord.web.access import Action, gate, may, seat_of
from concord.web.board import Board, board_of
from concord.web.correcting import Told, open_correction, take_step, told_corrections
from concord.web.exporting import leaving_of
from concord.web.models import Seat

__all__ = ["correction_open", "correction_page", "correction_take", "corrections_page", "seen_corrections"]


@require_safe
@gate(Action.SEE_PUBLIC)
def corrections_page(request: HttpRequest) -> HttpResponse:
    """The register by state and party, with how many stand in each state."""
    board, wanted = board_of(request), {name: request.GET.get(name, "") for name in ("state", "party")}
    seen = [(one, _claim(board, one.claim)) for one in seen_corrections(request, board)]
    parties = sorted({claim.party for _one, claim in seen if claim and claim.party})
    return render(
        request,
        "corrections/list.html",
        {
            "board": board,
            "rows": [row for row in seen if _answers(*row, wanted)],
            "counts": [(s.value, sum(one.state is s for one, _claim in seen)) for s in CorrectionState],
            "parties": parties,
            "wanted": wanted,
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def correction_page(request: HttpRequest, correction: int) -> HttpResponse:
    """One correction: its figure, its steps with who, when and why, and the next one for who may take it."""
    board = board_of(request)
    told = _told(request, board, correction)
    return _page(request, board, told)


@require_POST
@gate(Action.KEEP_CORRECTIONS)
def correction_open(request: HttpRequest, figure: str) -> HttpResponse:
    """Open a correction of a figure."""
    board = board_of(request)
    view = board.views.get(figure)
    if view is None:
        raise Http404
    try:
        number = open_correction(request, view.id)
    except ConcordError as refused:
        messages.error(request, str(refused))
        return redirect("figure", figure=figure)
    messages.success(request, _("Kept."))
    return redirect("correction", correction=number)


@require_POST
@gate(Action.KEEP_CORRECTIONS)
def correction_take(request: HttpRequest, correction: int) -> HttpResponse:
    """Take a correction a step on."""
    board = board_of(request)
    told = _told(request, board, correction)
    try:
        state = CorrectionState(request.POST.get("state", ""))
        take_step(request, told, state, _claimant(board, told))
    except ValueError:
        return _page(request, board, told, error=_("Choose a step."))
    except ConcordError as refused:
        return _page(request, board, told, error=str(refused))
    messages.success(request, _("Kept."))
    return redirect("correction", correction=correction)


def seen_corrections(request: HttpRequest, board: Board, claims: Collection[str] | None = None) -> list[Told]:
    """What may be seen: everything for the committee; outside, corrections of figures that are told."""
    found = told_corrections(claims)
    if may(request, Action.SEE_COMMITTEE):
        return found
    held = leaving_of(board)
    return [one for one in found if one.claim not in held.waiting and one.claim not in held.claims]


def _told(request: HttpRequest, board: Board, number: int) -> Told:
    found = next((one for one in seen_corrections(request, board) if one.number == number), None)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, board: Board, told: Told, error: str = "") -> HttpResponse:
    claimant, seat = _claimant(board, told), seat_of(request)
    own = claimant is None or (seat is not None and seat.party == claimant)
    next_steps = [one for one in told.next if own or one is not CorrectionState.ACKNOWLEDGED]
    shown = {
        "board": board,
        "one": told,
        "claim": _claim(board, told.claim),
        "next": [state.value for state in next_steps],
        "told": request.POST if error else {},
        "error": error,
    }
    return render(request, "corrections/page.html", shown, status=400 if error else 200)


def _claim(board: Board, identity: str) -> Any:
    view = board.views.get(identity)
    return board.claims.get(view.figure.id) if view else None


def _claimant(board: Board, told: Told) -> str | None:
    """The party that said the number, if somebody sits for it who can act."""
    view = board.views.get(told.claim)
    party = view.figure.party if view else None
    acting = Seat.objects.filter(party=party, role__in=("reviewer", "delegate"), user__is_active=True)
    return party if party and acting.exists() else None


def _answers(one: Told, claim: Any, wanted: dict[str, str]) -> bool:
    party = claim.party if claim else ""
    return wanted["state"] in ("", one.state.value) and wanted["party"] in ("", party)
