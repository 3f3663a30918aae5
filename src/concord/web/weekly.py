"""Weeks for the pictures of a board, worked out beside the requests from the same days as the pages ahead."""

from concord.anticipate import Assumptions, NothingToGoOn
from concord.pipeline.anticipate_account import Balanced, asked_of, nowcast_account
from concord.publish.pictures import Week, first_weekday, weeks_of
from concord.web.anticipated import InTheMaking, TooManyAtOnce, key_of, shelf_of
from concord.web.board import Board
from concord.web.ledgers import situation

__all__ = ["weeks_now"]


def weeks_now(board: Board) -> tuple[Week, ...] | None:
    """People a week by legal status; none where too little is claimed, None while they are worked out."""
    try:
        balanced = _balanced(board)
    except (InTheMaking, TooManyAtOnce):
        return None
    except NothingToGoOn:
        return ()
    return board.kept("weeks", lambda board: weeks_of(balanced.nowcast, begins=first_weekday(board.figures)))


def _balanced(board: Board) -> Balanced:
    """The days that the pages ahead begin with, under the same key of the shelf."""
    figures, assumed = board.figures, Assumptions()
    wanted = board.kept("asked of ahead", lambda _: asked_of(figures, situation()))
    return shelf_of(board).ask(
        key_of("days", {"assumed": repr(assumed)}),
        lambda: nowcast_account(figures, board.checked.account, situation(), wanted, assumed=assumed),
    )
