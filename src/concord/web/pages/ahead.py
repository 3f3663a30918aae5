"""Days ahead, sites and provinces: what may come, how such forecasts fared, and every assumption.

No page here takes or shows a number of people to be returned. What takes seconds is made beside
the requests; until it is there, the page says so and asks the browser to come back.
"""

import csv
import io
from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from concord.anticipate import NO_TARGET, told
from concord.anticipate.destinations import NEEDS
from concord.errors import ConcordError
from concord.pipeline.anticipate_expected import score_rows, sum_rows
from concord.web.access import Action, gate
from concord.web.anticipated import InTheMaking
from concord.web.asking_ahead import AheadForm, ProvincesForm, ReceptionForm
from concord.web.bands import band
from concord.web.board import board_of
from concord.web.looking_ahead import Look, backtested, days_shown, look, provinces_of, reception_of

__all__ = [
    "ahead_page",
    "ahead_table",
    "provinces_page",
    "provinces_table",
    "reception_page",
    "reception_table",
]

COME_BACK = "4"  # seconds
BACK = 56  # days behind on the page; exports have all of them
Rows = Sequence[dict[str, Any]]


@require_safe
@gate(Action.SEE_PUBLIC)
def ahead_page(request: HttpRequest) -> HttpResponse:
    """Daily flows with intervals, the days ahead, how such forecasts fared, and what is assumed."""

    def add(found: Look) -> dict[str, Any]:
        rows = days_shown(found, back=BACK)
        return {
            "rows": rows,
            "band": band(rows),
            "sums": sum_rows(found.expected),
            "scores": score_rows(found.expected),
            "balanced": found.expected.balanced,
            "forecast": found.expected.forecast,
        }

    return _page(request, "ahead/page.html", AheadForm, add)


@require_safe
@gate(Action.SEE_PUBLIC)
def reception_page(request: HttpRequest) -> HttpResponse:
    """What a site needs for those who may come: when each standard is first broken, and what removes it."""
    return _page(
        request, "ahead/reception.html", ReceptionForm, lambda found: reception_of(board_of(request), found)
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def provinces_page(request: HttpRequest) -> HttpResponse:
    """Where people say they go: pressure, room, and what they need there."""

    def add(found: Look) -> dict[str, Any]:
        return {"provinces": provinces_of(found), "needs": NEEDS}

    return _page(request, "ahead/provinces.html", ProvincesForm, add)


@require_safe
@gate(Action.SEE_PUBLIC)
def ahead_table(request: HttpRequest, form: str) -> HttpResponse:
    """The rows of the page, and all days before them."""
    return _table(request, form, "ahead", AheadForm, days_shown)


@require_safe
@gate(Action.SEE_PUBLIC)
def reception_table(request: HttpRequest, form: str) -> HttpResponse:
    """The standards of the page."""
    return _table(
        request,
        form,
        "reception",
        ReceptionForm,
        lambda found: reception_of(board_of(request), found)["standards"],
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def provinces_table(request: HttpRequest, form: str) -> HttpResponse:
    """The provinces of the page."""
    return _table(request, form, "provinces", ProvincesForm, provinces_of)


def _page(
    request: HttpRequest, template: str, kind: type[AheadForm], add: Callable[[Look], dict[str, Any]]
) -> HttpResponse:
    board = board_of(request)
    shown: dict[str, Any] = {"board": board, "making": False, "error": "", "backtest": backtested()}
    try:
        found = look(board, kind, request.GET)
        shown |= {
            "form": found.form,
            "assumptions": told(found.form.assumed()),
            "query": request.GET.urlencode(),
        }
        shown |= add(found)
    except InTheMaking:
        shown["making"] = True
    except ConcordError as error:
        shown["error"] = str(error)
    shown.setdefault("form", kind(request.GET))
    answer = render(request, template, shown)
    if shown["making"]:
        answer["Refresh"] = COME_BACK
        answer["Cache-Control"] = "no-store"
    return answer


def _table(
    request: HttpRequest, form: str, name: str, kind: type[AheadForm], rows: Callable[[Look], Rows]
) -> HttpResponse:
    try:
        found = list(rows(look(board_of(request), kind, request.GET)))
    except InTheMaking as error:
        answer = HttpResponse(str(error), status=503, content_type="text/plain; charset=utf-8")
        answer["Retry-After"] = COME_BACK
        return answer
    if form == "json":
        return JsonResponse({"notice": NO_TARGET, "rows": found}, json_dumps_params={"ensure_ascii": False})
    text = io.StringIO()
    if found:
        writer = csv.DictWriter(text, list(found[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(found)
    answer = HttpResponse(text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
