"""Pictures of the record, each with words for those who cannot see it and the table of its numbers.

The page carries the first rows of every table; the whole of it is a file, since a picture of a
hundred thousand claims has thousands of rows.
"""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from concord.publish.languages import texts_of
from concord.publish.pictures import (
    KINDS,
    Material,
    NothingToDraw,
    Picture,
    dark,
    material_of,
    picture,
    svg,
    table,
)
from concord.web.access import Action, gate
from concord.web.board import Board, board_of
from concord.web.languages import published
from concord.web.ledgers import situation
from concord.web.weekly import weeks_now

__all__ = [
    "Look",
    "drawing_of",
    "picture_of",
    "picture_specification",
    "picture_svg",
    "picture_table",
    "pictures_page",
]

ROWS = 12  # of each table on the page
AGAIN = "3"  # seconds until a page whose weeks are not worked out yet loads again


@dataclass(frozen=True, slots=True)
class Look:
    """For whom a picture is drawn: a phone or a column, a dark screen or white paper."""

    narrow: bool = False
    dark: bool = False


PLAIN = Look()


@require_safe
@gate(Action.SEE_PUBLIC)
def pictures_page(request: HttpRequest) -> HttpResponse:
    """Every picture with its alternative text and its table."""
    board = board_of(request)
    making = weeks_now(board) is None
    sections = _sections(board) if making else board.kept(f"pictures {get_language()}", _sections)
    shown = {"board": board, "pictures": sections, "making": making}
    answer = render(request, "pictures/page.html", shown)
    if making:
        answer["Refresh"] = AGAIN
    return answer


@require_safe
@gate(Action.SEE_PUBLIC)
def picture_svg(request: HttpRequest, kind: str) -> HttpResponse:
    """One picture as SVG, in the language of the page that shows it; white unless asked for.

    Raises:
        UnknownPicture, NothingToDraw
    """
    drawing = drawing_of(kind, board_of(request), _look(request))
    answer = HttpResponse(drawing, content_type="image/svg+xml")
    # Vega's SVG carries its styles inline; shown as an image it can neither run nor load anything.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


@require_safe
@gate(Action.SEE_PUBLIC)
def picture_specification(request: HttpRequest, kind: str) -> HttpResponse:
    """The specification that one picture is drawn from, for browsers that draw it themselves.

    Raises:
        UnknownPicture, NothingToDraw
    """
    told = picture_of(kind, board_of(request), _look(request)).specification
    if told is None:
        raise NothingToDraw(kind)
    return HttpResponse(told, content_type="application/json")


@require_safe
@gate(Action.SEE_PUBLIC)
def picture_table(request: HttpRequest, kind: str) -> HttpResponse:
    """Every number of one picture, a row each, in the language of the page that links it.

    Raises:
        UnknownPicture
    """
    told = table(picture_of(kind, board_of(request)))
    answer = HttpResponse(told, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{kind}.csv"'
    return answer


def picture_of(kind: str, board: Board, look: Look = PLAIN) -> Picture:
    """One picture of a board in the language of the request, made once.

    Raises:
        UnknownPicture
    """
    texts = texts_of(published(get_language() or "en"))
    weeks = weeks_now(board) if kind == "flows" else ()

    def make(board: Board) -> Picture:
        told = replace(_material(board), weeks=weeks)
        made = picture(kind, told, texts, narrow=look.narrow)
        return dark(made) if look.dark else made

    return make(board) if weeks is None else board.kept(f"picture {kind} {get_language()} {look}", make)


def drawing_of(kind: str, board: Board, look: Look = PLAIN) -> str:
    """The picture as SVG, drawn once for a board, language and look.

    Raises:
        UnknownPicture, NothingToDraw
    """
    if kind == "flows" and weeks_now(board) is None:
        return svg(picture_of(kind, board, look))
    name = f"svg {kind} {get_language()} {look}"
    return board.kept(name, lambda board: svg(picture_of(kind, board, look)))


def _look(request: HttpRequest) -> Look:
    return Look(request.GET.get("size") == "narrow", request.GET.get("theme") == "dark")


def _sections(board: Board) -> SafeString:
    pictures = [picture_of(kind, board) for kind in KINDS]
    shown = {"pictures": [(each, each.rows[:ROWS]) for each in pictures], "language": get_language()}
    return mark_safe(render_to_string("pictures/_sections.html", shown))


def _material(board: Board) -> Material:
    checked = board.checked
    return board.kept(
        "material", lambda board: material_of(board.figures, checked.account, board.briefing, situation())
    )
