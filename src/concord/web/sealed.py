"""What a signed release rests on: the board of the ledger as it stood at the seal, made once and kept.

A release never changes, so its board never does; a few are kept for the process, the least asked for
goes first. One is made at a time: two readers who ask for the same one wait for each other.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import chain
from typing import Any

from django.http import HttpRequest

from concord.ledger import Kept
from concord.pipeline.brief import brief
from concord.pipeline.check import check
from concord.web.board import Board, board_of
from concord.web.ledgers import ledger_of, situation
from concord.web.models import Release

__all__ = ["board_of_release", "day_of_release", "entries_of", "moment_of"]

MOST = 4  # boards of releases that a process keeps

_kept: OrderedDict[str, Board] = OrderedDict()
_lock = threading.Lock()


def entries_of(release: Release) -> int:
    """The number of the last entry of the ledger that was sealed."""
    return int(release.body["body"]["entries"])


def day_of_release(release: Release) -> date:
    """The day as known on which the release tells; that of its revision where it names none."""
    told = release.body["body"].get("as_of")
    return date.fromisoformat(told) if told else release.revision.at.date()


def moment_of(request: HttpRequest, release: Release) -> datetime:
    """The moment up to which the sealed entries were recorded."""
    ledger, sealed = ledger_of(request), entries_of(release)
    kept: Iterator[Kept[Any]] = chain(
        ledger.documents(), ledger.figures(), ledger.statements(), ledger.decisions()
    )
    known = max(
        (one.recorded_at for one in kept if one.seq <= sealed), default=release.revision.at.isoformat()
    )
    return datetime.fromisoformat(known)


def board_of_release(request: HttpRequest, release: Release) -> Board:
    """What was known at the seal, told as of the day of the release."""
    where = f"{ledger_of(request).where} {release.digest}"
    with _lock:
        if where not in _kept:
            _kept[where] = _made(request, release)
            while len(_kept) > MOST:
                _kept.popitem(last=False)
        _kept.move_to_end(where)
        return _kept[where]


def _made(request: HttpRequest, release: Release) -> Board:
    started, entries, day = time.monotonic(), entries_of(release), day_of_release(release)
    now = board_of(request)
    if now.entries == entries:
        return Board(now.checked, brief(now.checked, situation(), as_of=day), entries, now.seconds)
    checked = check(ledger_of(request), situation(), as_of=moment_of(request, release))
    return Board(checked, brief(checked, situation(), as_of=day), entries, time.monotonic() - started)
