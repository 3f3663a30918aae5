"""The ledger of a request: opened when first asked for, closed when the answer is sent."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from concord.ledger import Ledger
from concord.situation import Situation, bundled, load_situation

__all__ = ["LedgerOfTheRequest", "ledger_of", "now", "situation"]

_HELD = "_concord_ledger"


class LedgerOfTheRequest:
    """Closes the ledger that a view has opened."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            return self.get_response(request)
        finally:
            held = request.__dict__.pop(_HELD, None)
            if held is not None:
                held.close()


def ledger_of(request: HttpRequest) -> Ledger:
    """The ledger, one for each request; it belongs to the thread of the request.

    Raises:
        LedgerCannotBeUsed
    """
    held = request.__dict__.get(_HELD)
    if held is None:
        held = request.__dict__[_HELD] = Ledger.open(settings.CONCORD_LEDGER)
    ledger: Ledger = held
    return ledger


@cache
def situation() -> Situation:
    """The situation that the server was started for."""
    name = settings.CONCORD_SITUATION
    return load_situation(Path(name)) if Path(name).is_dir() else bundled(name)


def now() -> datetime:
    """The clock, asked at the border."""
    return datetime.now(UTC)
