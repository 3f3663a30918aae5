"""Accounts: estimates with intervals, why each number is what it is, and what if."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.accounts import UnknownClaimOrParty, explain, what_if
from concord.evidence import Unit
from concord.publish.disclosure import withheld
from concord.publish.scopes import margin_scope
from concord.web.access import Action, gate
from concord.web.board import Board, board_of
from concord.web.ledgers import situation

__all__ = ["accounts_page", "estimate_page", "what_if_page"]

ON_A_PAGE = 40
MOST_CLAIMS = 3_000  # what-if balances everything anew; more claims than this take too long for a page


@require_safe
@gate(Action.SEE_PUBLIC)
def accounts_page(request: HttpRequest) -> HttpResponse:
    """All estimates, filtered by what they count."""
    board = board_of(request)
    wanted = {name: request.GET.get(name, "") for name in ("measure", "status", "place", "phase", "words")}
    found = [e for e in _printable(board) if _answers(e, wanted)]
    start = int(request.GET["offset"]) if request.GET.get("offset", "").isdigit() else 0
    return render(
        request,
        "accounts/list.html",
        {
            "board": board,
            "rows": found[start : start + ON_A_PAGE],
            "count": len(found),
            "wanted": wanted,
            "measures": situation().measures,
            "statuses": situation().statuses,
            "phases": situation().phases,
            "places": situation().places,
            "previous": max(0, start - ON_A_PAGE) if start else None,
            "next": start + ON_A_PAGE if start + ON_A_PAGE < len(found) else None,
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def estimate_page(request: HttpRequest, key: str) -> HttpResponse:
    """Why this number: the claims that move it, the identity behind it, each party's own words."""
    board = board_of(request)
    told = next((b for b, _ in _printable(board) if b.key == key), None)
    if told is None:
        raise Http404
    why = explain(board.checked.account, key)
    pulls = [(pull, board.claims[pull.figure]) for pull in why.pulls if pull.figure in board.claims]
    return render(
        request,
        "accounts/page.html",
        {
            "board": board,
            "told": told,
            "why": why,
            "pulls": pulls[:20],
            "more": max(0, len(pulls) - 20),
            "identity": _identity(board, key),
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def what_if_page(request: HttpRequest) -> HttpResponse:
    """The account without some claims or a party; computed for this page and kept nowhere."""
    board = board_of(request)
    without = [one for one in request.GET.getlist("without") if one][:20]
    told: dict[str, Any] = {
        "board": board,
        "without": without,
        "parties": _parties(board),
        "changes": (),
        "error": "",
    }
    if without and len(board.figures) <= MOST_CLAIMS:
        try:
            found = what_if(board.figures, situation(), without=without)
            told["changes"] = [_change(change) for change in found.changes if _may_print(change)][:60]
        except UnknownClaimOrParty as error:
            told["error"] = str(error)
    elif without:
        told["error"] = f"{len(board.figures):,} claims: use concord account --without for so many."
    return render(request, "accounts/what_if.html", told)


def _printable(board: Board) -> list[tuple[Any, Any]]:
    """The balances that may be printed, each with its estimate, the headlines first."""
    found: list[tuple[Any, Any]] | None = board.__dict__.get("_printable")
    if found is None:
        estimates = {e.key: e for e in board.checked.account.estimates}
        told = (*board.briefing.headlines, *board.briefing.balances)
        found = board.__dict__["_printable"] = [(b, estimates[b.key]) for b in told]
    return found


def _answers(row: tuple[Any, Any], wanted: dict[str, str]) -> bool:
    balance, estimate = row
    margin = estimate.margin
    return (
        (not wanted["measure"] or margin.measure == wanted["measure"])
        and (not wanted["status"] or margin.status == wanted["status"])
        and (not wanted["phase"] or margin.phase == wanted["phase"])
        and (not wanted["place"] or wanted["place"] in margin.places)
        and (not wanted["words"] or wanted["words"].casefold() in balance.what.casefold())
    )


def _identity(board: Board, key: str) -> list[tuple[str, Any, str]] | None:
    """The sum by which an estimate is implied, as signed terms with their numbers."""
    account = board.checked.account
    identity = account.estimate(key).identity
    if identity is None:
        return None
    printable = {b.key: b for b, _ in _printable(board)}
    terms = [("", identity.whole), *(("−", part) for part in identity.parts)]
    return [(sign, printable.get(margin.key), margin_scope(margin, situation())) for sign, margin in terms]


def _parties(board: Board) -> list[str]:
    return sorted({figure.party for figure in board.figures if figure.party})


def _may_print(change: Any) -> bool:
    sides = [side for side in (change.before, change.after) if side is not None]
    return not any(withheld(side.value, Unit.INDIVIDUALS) for side in sides)


def _change(change: Any) -> dict[str, Any]:
    return {"what": margin_scope(change.margin, situation()), "key": change.margin.key, "change": change}
