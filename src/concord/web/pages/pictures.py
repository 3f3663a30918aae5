"""Pictures of the record, each with words for those who cannot see it and the table of its numbers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from concord.publish.languages import texts_of
from concord.publish.pictures import KINDS, Material, Picture, material_of, picture, svg
from concord.web.access import Action, gate
from concord.web.board import Board, board_of
from concord.web.languages import published
from concord.web.ledgers import situation

__all__ = ["drawing_of", "picture_of", "picture_svg", "pictures_page"]


@require_safe
@gate(Action.SEE_PUBLIC)
def pictures_page(request: HttpRequest) -> HttpResponse:
    """Every picture with its alternative text and its table."""
    board = board_of(request)
    return render(
        request,
        "pictures/page.html",
        {"board": board, "pictures": [(kind, picture_of(kind, board)) for kind in KINDS]},
    )


@require_safe
@gate(Action.SEE_PUBLIC)
def picture_svg(request: HttpRequest, kind: str) -> HttpResponse:
    """One picture as SVG, in the language of the page that shows it.

    Raises:
        UnknownPicture, NothingToDraw
    """
    answer = HttpResponse(drawing_of(kind, board_of(request)), content_type="image/svg+xml")
    # Vega's SVG carries its styles inline; shown as an image it can neither run nor load anything.
    answer["Content-Security-Policy"] = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
    return answer


def picture_of(kind: str, board: Board) -> Picture:
    """One picture of a board in the language of the request, made once.

    Raises:
        UnknownPicture
    """
    texts = texts_of(published(get_language() or "en"))

    return board.kept(
        f"picture {kind} {get_language()}", lambda board: picture(kind, _material(board), texts)
    )


def drawing_of(kind: str, board: Board) -> str:
    """The picture as SVG, drawn once for a board and language.

    Raises:
        UnknownPicture, NothingToDraw
    """
    return board.kept(f"svg {kind} {get_language()}", lambda board: svg(picture_of(kind, board)))


def _material(board: Board) -> Material:
    checked = board.checked
    return board.kept(
        "material", lambda board: material_of(checked.figures, checked.account, board.briefing, situation())
    )
