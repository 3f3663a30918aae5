"""The round of the clock: reminders of actions, and findings that were not there before.

Run by ``concord digest`` from cron and, now and then, by the page of notices. Whatever a round tells it tells
once, however often and however late it runs.
"""

from collections.abc import Iterator
from datetime import date

from django.core.cache import cache
from django.db import transaction

from concord.committee.notices import Happening, NoticeKind, reminder
from concord.evidence import digest
from concord.web.board import Board
from concord.web.drawn import finding_words
from concord.web.happenings import happened
from concord.web.ledgers import now
from concord.web.models import CommitteeAction, FindingSeen

__all__ = ["go_round", "now_and_then"]

ONE_BY_ONE = 5  # new findings at once that are told each by itself; more are told together
BETWEEN = 600  # seconds between two rounds of the page


def go_round(board: Board | None) -> None:
    """Tell what the clock and the ledger bring: actions that fall due, findings that are new."""
    with transaction.atomic():
        happened(*_reminders(now().date()), *(_new_findings(board) if board else ()))


def now_and_then(board: Board | None) -> None:
    """A round, unless there was one a moment ago."""
    if cache.add("concord-round", "gone", BETWEEN):
        go_round(board)


def _reminders(today: date) -> Iterator[Happening]:
    for one in CommitteeAction.objects.prefetch_related("events__seat"):
        standing = one.standing
        told = None if standing.closed else reminder(standing.due, today)
        if told is not None:
            kind, stage = told
            yield Happening(
                kind=kind,
                about="action",
                key=str(one.pk),
                mark=f"action:{one.pk}:{standing.due}:{stage}",
                words=one.words,
                parties=frozenset({one.owner_party}),
            )


def _new_findings(board: Board) -> tuple[Happening, ...]:
    """Findings that no round has met; the first round of all meets them without a word."""
    known = set(FindingSeen.objects.values_list("finding", flat=True))
    fresh = [key for key in board.findings if key not in known]
    rows = [FindingSeen(at=now(), finding=key) for key in fresh]
    FindingSeen.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
    if not known or not fresh:
        return ()
    told = [(key, *finding_words(board, key)) for key in fresh]
    if len(told) <= ONE_BY_ONE:
        return tuple(_new(key, words, parties) for key, words, parties in told)
    parties = frozenset(party for _key, _words, named in told for party in named)
    mark = f"findings:{digest(','.join(sorted(fresh)).encode())[:16]}"
    words = f"{len(fresh):,}"
    return (
        Happening(
            kind=NoticeKind.FINDING_NEW, about="findings", key="", mark=mark, words=words, parties=parties
        ),
    )


def _new(key: str, words: str, parties: tuple[str, ...]) -> Happening:
    return Happening(
        kind=NoticeKind.FINDING_NEW,
        about="finding",
        key=key,
        mark=f"finding:{key}:new",
        words=words,
        parties=frozenset(parties),
    )
