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
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from concord.anticipate import NO_TARGET, told
from concord.anticipate.destinations import NEEDS
from concord.anticipate.returned import CREDIT
from concord.errors import ConcordError
from concord.pipeline.anticipate_expected import score_rows, sum_rows
from concord.web.access import Action, gate
from concord.web.anticipated import InTheMaking
from concord.web.asking_ahead import AheadForm, ProvincesForm, ReceptionForm
from concord.web.bands import band
from concord.web.board import board_of
from concord.web.looking_ahead import (
    Look,
    backtested,
    board_asked,
    days_shown,
    look,
    provinces_of,
    reception_of,
)

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
Add = Callable[[Look], dict[str, Any]]


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

    return _page(request, "page", AheadForm, add)


@require_safe
@gate(Action.SEE_PUBLIC)
def reception_page(request: HttpRequest) -> HttpResponse:
    """What a site needs for those who may come: when each standard is first broken, and what removes it."""
    return _page(request, "reception", ReceptionForm, reception_of)


@require_safe
@gate(Action.SEE_PUBLIC)
def provinces_page(request: HttpRequest) -> HttpResponse:
    """Where people say they go: pressure, room, and what they need there."""

    def add(found: Look) -> dict[str, Any]:
        return {"provinces": provinces_of(found), "needs": NEEDS, "credit": CREDIT}

    return _page(request, "provinces", ProvincesForm, add)


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
        lambda found: reception_of(found)["standards"],
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def provinces_table(request: HttpRequest, form: str) -> HttpResponse:
    """The provinces of the page."""
    return _table(request, form, "provinces", ProvincesForm, provinces_of)


def _page(request: HttpRequest, name: str, kind: type[AheadForm], add: Add) -> HttpResponse:
    making = False
    try:
        body = _unasked(request, name, kind, add) if not request.GET else _body(request, name, kind, add)
    except InTheMaking:
        making, body = True, _told(request, name, {"making": True, "form": kind(request.GET)})
    except ConcordError as error:
        body = _told(request, name, {"form": kind(request.GET), "error": str(error)})
    answer = render(request, f"ahead/{name}.html", {"body": body})
    if making:
        answer["Refresh"] = COME_BACK
        answer["Cache-Control"] = "no-store"
    return answer


def _unasked(request: HttpRequest, name: str, kind: type[AheadForm], add: Add) -> SafeString:
    """What the page says to everybody who has not asked anything, made once in each look."""
    chosen = [request.COOKIES.get(cookie) for cookie in ("concord_digits", "concord_calendar")]
    looks = f"{get_language()} {chosen[0] == 'local'} {chosen[1] == 'solar'}"
    return board_of(request).kept(f"ahead {name} {looks}", lambda _: _body(request, name, kind, add))


def _body(request: HttpRequest, name: str, kind: type[AheadForm], add: Add) -> SafeString:
    found = look(board_asked(request), kind, request.GET)
    shown = {
        "form": found.form,
        "assumptions": told(found.form.assumed()),
        "query": request.GET.urlencode(),
    }
    return _told(request, name, {**shown, **add(found)})


def _told(request: HttpRequest, name: str, shown: dict[str, Any]) -> SafeString:
    return render_to_string(f"ahead/_{name}.html", {"backtest": backtested(), **shown}, request=request)


def _table(
    request: HttpRequest, form: str, name: str, kind: type[AheadForm], rows: Callable[[Look], Rows]
) -> HttpResponse:
    try:
        found = list(rows(look(board_asked(request), kind, request.GET)))
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
