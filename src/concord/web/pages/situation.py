"""The situation: what the claims together imply, who says what, what is disputed, what changed."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from concord.publish.chart import NARROW, WIDE, can_draw, courses_svg, point_name
from concord.web.access import Action, Role, gate, role_of, seat_of
from concord.web.board import Board, before_shown, board_as_of, board_of
from concord.web.charts import page_links
from concord.web.languages import LANGUAGES
from concord.web.ledgers import ledger_of, now, situation
from concord.web.models import Visit
from concord.web.pages.pictures import Look, drawing_of, picture_of

__all__ = ["day_asked", "reading_guide", "situation_page"]

OPEN_FINDINGS = 5  # on the first page; the rest is one click away


@require_safe
@gate(Action.SEE_PUBLIC)
def situation_page(request: HttpRequest) -> HttpResponse:
    """Headlines with intervals, claims against the band, stock, deadlines, findings, what changed."""
    day = day_asked(request)
    board = board_of(request) if day is None else board_as_of(request, day)
    briefing = board.briefing
    return render(
        request,
        "situation/page.html",
        {
            "board": board,
            "briefing": briefing,
            "as_of": day,
            "charts": _charts(board),
            "map": picture_of("map", board) if day is None else None,
            "findings": list(board.findings.items())[:OPEN_FINDINGS],
            "finding_count": len(board.findings),
            "phases": situation().phases,
            "news": _news(request, board),
        },
    )


@require_safe
@gate(Action.SEE_PUBLIC)
@cache_control(public=True, max_age=3600)
def reading_guide(request: HttpRequest) -> HttpResponse:
    """How to read these pages: what a claim, an estimate, an interval and a position are."""
    return render(request, "situation/guide.html", {"situation": situation()})


def day_asked(request: HttpRequest) -> date | None:
    """The day as known on which a page is asked for; today where none or no day is given."""
    try:
        return date.fromisoformat(request.GET["as_of"])
    except (KeyError, ValueError):
        return None


@before_shown
def _draw(board: Board) -> None:
    """The pictures of the page in every language: drawing takes a second, and nobody should wait for it."""
    _charts(board)
    for code, _ in LANGUAGES:
        with translation.override(code):
            if picture_of("map", board).specification:
                for look in (Look(narrow=False), Look(narrow=True)):
                    drawing_of("map", board, look)


def _charts(board: Board) -> tuple[str, ...]:
    """The picture for a wide and for a narrow screen, its points leading to the figures."""
    return board.kept("charts", _drawn) if board.briefing.courses and can_draw() else ()


def _drawn(board: Board) -> tuple[str, ...]:
    briefing, claims = board.briefing, board.claims
    points = [point for course in briefing.courses for line in course.lines for point in line.points]
    names = {p.claim: point_name(p.value, p.on, claims[p.claim].claimant) for p in points}
    return tuple(
        page_links(courses_svg(briefing.courses, briefing.deadlines, names, size)) for size in (WIDE, NARROW)
    )


def _news(request: HttpRequest, board: Board) -> dict[str, Any] | None:
    """What was recorded since this seat last looked; the look is noted once an hour at most."""
    seat = seat_of(request) if role_of(request) is not Role.STRANGER else None
    if seat is None:
        return None
    visit, fresh = Visit.objects.get_or_create(seat=seat, defaults={"at": now(), "entries": board.entries})
    found = {"since": visit.at, "entries": board.entries - visit.entries, "first": fresh}
    if request.GET.get("seen") == "1" and board.entries != visit.entries:
        visit.entries, visit.at = board.entries, now()
        visit.save()
        found["entries"] = 0
    elif found["entries"]:
        ledger = ledger_of(request)
        found["documents"] = [k.record for k in ledger.documents() if k.seq > visit.entries][:10]
        found["decisions"] = [k.record for k in ledger.decisions() if k.seq > visit.entries][-10:]
    return found
