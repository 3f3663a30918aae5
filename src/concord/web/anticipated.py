"""Answers that take seconds, made beside the requests and kept with the board they were made from.

One thread works for all who ask; what it has made stays until the ledger grows. A page waits a
moment, then says that the answer is being made and asks to be loaded again.
"""

import json
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any, TypeVar

from concord.errors import ConcordError
from concord.web.board import Board

__all__ = ["InTheMaking", "Shelf", "TooManyAtOnce", "key_of", "shelf_of"]

Made = TypeVar("Made")

PATIENCE = 2.0  # seconds that a page waits
MOST_KEPT, MOST_WAITING = 64, 8


class InTheMaking(ConcordError):
    """An answer is being worked out."""

    def __init__(self) -> None:
        super().__init__("the days ahead are being worked out; ask again in a few seconds")


class TooManyAtOnce(ConcordError):
    """Others are waiting for theirs."""

    def __init__(self) -> None:
        super().__init__("too many answers are being worked out; ask again in a minute")


class Shelf:
    """Answers by question, the oldest let go first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Future[Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._worker = ThreadPoolExecutor(1, "ahead")

    def ask(self, key: str, make: Callable[[], Made]) -> Made:
        """The answer, if it is there within a moment.

        Raises:
            InTheMaking: not yet; TooManyAtOnce: nor will it be started now.
        """
        try:
            answer: Made = self._begun(key, make).result(PATIENCE)
        except NotYet:
            raise InTheMaking from None
        return answer

    def _begun(self, key: str, make: Callable[[], Any]) -> Future[Any]:
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                if sum(not one.done() for one in self._kept.values()) >= MOST_WAITING:
                    raise TooManyAtOnce
                found = self._kept[key] = self._worker.submit(make)
                while len(self._kept) > MOST_KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(key)
            return found


def shelf_of(board: Board) -> Shelf:
    """The shelf of a board; it goes with it."""
    return board.kept("ahead", lambda _: Shelf())


def key_of(name: str, asked: Mapping[str, Any]) -> str:
    """One key for one question, whatever the order of its parts."""
    return f"{name} {json.dumps(asked, sort_keys=True, default=str)}"
