"""Permanent addresses: a figure or an estimate as it stood in a signed release, beside the present.

What is told is what the ledger held at the seal; where the release itself printed an estimate, that
is told as it was signed.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from concord.committee import View
from concord.publish.balances import Balance
from concord.publish.claims import claims_of
from concord.publish.disclosure import withheld
from concord.web.access import Action, gate
from concord.web.board import Board, board_of
from concord.web.ledgers import ledger_of, situation
from concord.web.models import Release
from concord.web.pages.figure import quote_of
from concord.web.sealed import board_of_release, moment_of

__all__ = ["released_estimate", "released_figure"]

MOST = 20  # claims behind an estimate, the one that moves it most first


@require_safe
@gate(Action.SEE_PUBLIC)
def released_figure(request: HttpRequest, number: int, figure: str) -> HttpResponse:
    """The figure as read and as the parties stood to it when the release was signed."""
    release = get_object_or_404(Release.objects.select_related("revision"), number=number)
    board = board_of_release(request, release)
    view = _view(board, figure)
    if view is None:
        raise Http404
    document = board.documents[view.original.document]
    claim = next(iter(claims_of([view.figure], situation(), {document.id: 0}, {})))
    present = board_of(request).views.get(view.id)
    return render(
        request,
        "changes/figure.html",
        {
            "release": release,
            "view": view,
            "claim": claim,
            "document": document,
            "small": withheld(view.original.value, view.original.unit),
            "quote": quote_of(document, view.original),
            "decisions": _said(request, release, view),
            "estimates": [b for b in _balances(board) if view.figure.id in b.claims][:5],
            "present": present,
            "same": present is not None and present == view,
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def released_estimate(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """The estimate as it was signed, else as the ledger gave it at the seal."""
    release = get_object_or_404(Release.objects.select_related("revision"), number=number)
    board = board_of_release(request, release)
    told = next((one for one in _balances(board) if one.key == key), None)
    signed = _signed(release, key)
    if told is None and signed is None:
        raise Http404
    ids = signed["claims"] if signed else told.claims if told else ()
    return render(
        request,
        "changes/estimate.html",
        {
            "release": release,
            "key": key,
            "told": told,
            "signed": signed,
            "claims": [board.claims[one] for one in ids[:MOST] if one in board.claims],
            "present": next((one for one in _balances(board_of(request)) if one.key == key), None),
        },
    )


def _view(board: Board, figure: str) -> View | None:
    """By the id as read, or by that of its corrected reading."""
    found = board.views.get(figure)
    return found or next((view for view in board.checked.views if view.figure.id == figure), None)


def _said(request: HttpRequest, release: Release, view: View) -> list[Any]:
    kept = ledger_of(request).decisions(moment_of(request, release))
    return [one for one in kept if view.id in one.record.claims]


def _balances(board: Board) -> tuple[Balance, ...]:
    return (*board.briefing.headlines, *board.briefing.balances)


def _signed(release: Release, key: str) -> dict[str, Any] | None:
    """The line of the release, or the one estimate that it is about."""
    body = release.body["body"]
    lines = body.get("estimates", [body])
    return next((line for line in lines if line.get("key") == key), None)
