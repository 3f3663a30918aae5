"""The ledger of a request: opened when first asked for, let go when the answer is sent.

A connection to a server costs more than most questions, so each thread keeps the one it has and
tries it before the next request; an embedded file is closed.
"""

import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from concord.ledger import Ledger, LedgerCannotBeUsed
from concord.situation import Situation, bundled, load_situation

__all__ = ["LedgerOfTheRequest", "ledger_of", "now", "situation"]

_HELD = "_concord_ledger"
_thread = threading.local()


class LedgerOfTheRequest:
    """Lets go of the ledger that a view has opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            held = request.__dict__.pop(_HELD, None)
            if held is not None:
                _let_go(held)


def ledger_of(request: HttpRequest) -> Ledger:
    """The ledger, one for each request; it belongs to the thread of the request.

    Raises:
        LedgerCannotBeUsed
    """
    held = request.__dict__.get(_HELD)
    if held is None:
        held = request.__dict__[_HELD] = _of_this_thread() or Ledger.open(settings.CONCORD_LEDGER)
    ledger: Ledger = held
    return ledger


def _let_go(ledger: Ledger) -> None:
    """Keep a connection to a server for the thread's next request; close a file."""
    if str(settings.CONCORD_LEDGER).startswith("postgres"):
        _thread.kept = settings.CONCORD_LEDGER, ledger
    else:
        ledger.close()


def _of_this_thread() -> Ledger | None:
    """The connection that the thread has kept, where it still answers."""
    kept: tuple[str, Ledger] | None = _thread.__dict__.pop("kept", None)
    if kept is None:
        return None
    address, ledger = kept
    try:
        if address == settings.CONCORD_LEDGER and ledger.entries() >= 0:
            return ledger
    except LedgerCannotBeUsed:
        pass
    ledger.close()
    return None


@cache
def situation() -> Situation:
    """The situation that the server was started for."""
    name = settings.CONCORD_SITUATION
    return load_situation(Path(name)) if Path(name).is_dir() else bundled(name)


def now() -> datetime:
    """The clock, asked at the border."""
    return datetime.now(UTC)
