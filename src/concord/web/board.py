"""The board: everything that pages show of the ledger, computed from it and never stored.

One board serves all requests of a process until the ledger has grown. Where making a new
one takes long, the old one goes on serving, says that it is behind, and a thread makes the
next: a page is never half of one state and half of another. A process begins its first board
when it starts (``begin``); who comes before it is done waits a little, then is asked to return.
"""

import threading
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date
from functools import cached_property
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest

from concord.accounts import Finding
from concord.committee import View
from concord.errors import ConcordError
from concord.evidence import Document, Figure, Statement
from concord.ledger import Ledger
from concord.pipeline.brief import brief
from concord.pipeline.check import Checked, check
from concord.publish.briefing import Briefing, Claim
from concord.web.ledgers import ledger_of, now, situation

__all__ = [
    "BEHIND",
    "Board",
    "BoardInTheMaking",
    "before_shown",
    "begin",
    "board_as_of",
    "board_of",
    "board_of_ledger",
    "finding_key",
    "forget",
    "remember",
]

Made = TypeVar("Made")

BEHIND = "_concord_board_behind"  # on a request whose board is older than the ledger
PATIENCE = 2.0  # seconds; a board that takes longer is made beside the requests
MOST_PAST = 4  # boards of past days; each holds all figures of its day
FIRST_WAIT = 20.0  # seconds for which a request waits for the first board of its process


class BoardInTheMaking(ConcordError):
    """The first board of a process is not done yet."""

    def __init__(self) -> None:
        super().__init__("the pages are being prepared from the ledger; come back in a minute")


@dataclass(frozen=True)
class Board:
    """What is known up to one entry of the ledger.

    Attributes:
        entries: number of the last entry that it tells.
        seconds: what making it took.
    """

    checked: Checked
    briefing: Briefing
    entries: int
    seconds: float

    def kept(self, name: str, make: "Callable[[Board], Made]") -> Made:
        """What is made of this board once, under a name, for all who ask."""
        made = self.__dict__.setdefault("_made", {})
        if name not in made:
            made[name] = make(self)
        found: Made = made[name]
        return found

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Figures that take part, with corrected readings applied."""
        return self.checked.figures

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Claims that take part, ready to be printed, by id."""
        return {claim.id: claim for claim in self.briefing.claims}

    @cached_property
    def views(self) -> Mapping[str, View]:
        """Every figure as decisions leave it, by the id of the figure as read."""
        return {view.id: view for view in self.checked.views}

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.checked.documents}

    @cached_property
    def by_document(self) -> Mapping[str, list[View]]:
        """The figures of each document in the order of its text."""
        found: dict[str, list[View]] = defaultdict(list)
        for view in sorted(self.checked.views, key=lambda view: view.original.start):
            found[view.original.document].append(view)
        return found

    @cached_property
    def statements_of(self) -> Mapping[str, list[Statement]]:
        """The statements of each document."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for statement in self.checked.statements:
            found[statement.document].append(statement)
        return found

    @cached_property
    def findings(self) -> Mapping[str, Finding]:
        """Findings by the key under which parties discuss them."""
        return {finding_key(finding): finding for finding in self.checked.findings}

    @cached_property
    def findings_about(self) -> Mapping[str, list[str]]:
        """Keys of the findings that name a claim."""
        found: dict[str, list[str]] = defaultdict(list)
        for key, finding in self.findings.items():
            for claim in finding.claims:
                found[claim].append(key)
        return found


def finding_key(finding: Finding) -> str:
    """A key that stays as long as the same claims contradict each other in the same way."""
    return finding.key


_kept: dict[str, Board] = {}
_past: dict[tuple[str, date], Board] = {}
_before_shown: list[Callable[[Board], None]] = []
_making: dict[str, threading.Thread] = {}
_lock = threading.Lock()


def before_shown(prepare: Callable[[Board], None]) -> Callable[[Board], None]:
    """Have something of a board ready before anybody sees it, where it is made beside the requests."""
    _before_shown.append(prepare)
    return prepare


def forget() -> None:
    """Let go of every board of this process."""
    _kept.clear()
    _past.clear()


def remember(where: str, board: Board) -> None:
    """Keep a board for the ledger at an address: one made before, of the same entries."""
    _kept[where] = board


def board_of_ledger(ledger: Ledger) -> Board:
    """The board of everything that a ledger holds now."""
    return _made(ledger, ledger.entries())


def board_of(request: HttpRequest) -> Board:
    """The board of now; an older one while the next is being made.

    Raises:
        BoardInTheMaking: not even the first one is done.
    """
    ledger = ledger_of(request)
    where, entries = ledger.where, ledger.entries()
    kept = _kept.get(where) or _first(where)
    if kept.entries == entries:
        return kept
    if kept.seconds < PATIENCE:
        made = _kept[where] = _made(ledger, entries)
        return made
    _make_beside(where)
    request.__dict__[BEHIND] = True
    return kept


def board_as_of(request: HttpRequest, day: date) -> Board:
    """What was known at the end of a day; of days that are over, the last few are kept."""
    ledger = ledger_of(request)
    where = (ledger.where, day)
    found = _past.get(where)
    if found is None:
        found = _made(ledger, ledger.entries(), day)
        if day < now().astimezone(UTC).date():
            with _lock:
                _past[where] = found
                while len(_past) > MOST_PAST:
                    del _past[next(iter(_past))]
    return found


def _made(ledger: Ledger, entries: int, day: date | None = None) -> Board:
    started = time.monotonic()
    checked = check(ledger, situation(), as_of=day)
    briefing = brief(checked, situation(), as_of=day or now().date())
    return Board(checked, briefing, entries, time.monotonic() - started)


def begin() -> None:
    """Begin to make the first board, beside whatever else the process does."""
    with Ledger.open(settings.CONCORD_LEDGER) as ledger:
        _make_beside(ledger.where)


def _first(where: str) -> Board:
    making = _make_beside(where)
    making.join(FIRST_WAIT)
    found = _kept.get(where)
    if found is None:
        raise BoardInTheMaking
    return found


def _make_beside(where: str) -> threading.Thread:
    """The thread that makes the next board; the one at work if there is one."""
    with _lock:
        making = _making.get(where)
        if making is None or not making.is_alive():
            making = _making[where] = threading.Thread(
                target=_make, args=(where, settings.CONCORD_LEDGER), daemon=True, name="board"
            )
            making.start()
        return making


def _make(where: str, address: str) -> None:
    with Ledger.open(address) as ledger:
        made = board_of_ledger(ledger)
    for prepare in _before_shown:
        prepare(made)
    _kept[where] = made
