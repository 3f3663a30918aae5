"""Changes between two releases or two days: what disclosure control holds back is counted, not told.

The changes between two releases are kept, as neither release ever changes; others are made for the
request. A number that could not be told on the later day is not told of that day afterwards either.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from django.http import HttpRequest

from concord.pipeline.changing import changing
from concord.pipeline.leaving import leaving
from concord.publish.changes import Changes, Subject
from concord.publish.disclosure import Held
from concord.web.board import Board, board_as_of, board_of
from concord.web.ledgers import ledger_of, now, situation
from concord.web.models import Release
from concord.web.sealed import board_of_release

__all__ = ["Noted", "changes_of_days", "changes_of_releases", "changes_since_release"]

MOST = 200  # pairs of releases whose changes a process keeps

_kept: dict[str, "Noted"] = {}


@dataclass(frozen=True, slots=True)
class Noted:
    """Changes that may be told, and how many more are of numbers that are withheld."""

    changes: Changes
    held: int

    @property
    def quiet(self) -> bool:
        """Whether nothing changed at all."""
        return not self.changes.changes and not self.held


def changes_of_releases(request: HttpRequest, before: Release, after: Release) -> Noted:
    """What the later of two releases tells otherwise, as it could be told on the day of the later one."""
    where = f"{ledger_of(request).where} {before.digest} {after.digest}"
    if where not in _kept:
        if len(_kept) >= MOST:
            _kept.clear()
        _kept[where] = _noted(board_of_release(request, before), board_of_release(request, after))
    return _kept[where]


def changes_since_release(request: HttpRequest, before: Release) -> Noted:
    """What is known now and was not at the seal of a release."""
    return _noted(board_of_release(request, before), board_of(request))


def changes_of_days(request: HttpRequest, since: date, until: date) -> Noted:
    """What was known at the end of one day and not at that of another."""
    return _noted(board_as_of(request, since), board_as_of(request, until))


def _noted(before: Board, after: Board) -> Noted:
    everything = changing(before.checked, before.briefing, after.checked, after.briefing)
    hidden = _hidden(before, after)
    told = tuple(change for change in everything.changes if (change.subject, change.about) not in hidden)
    return Noted(replace(everything, changes=told), len(everything.changes) - len(told))


def _hidden(before: Board, after: Board) -> frozenset[tuple[Subject, str]]:
    """Claims and estimates that did not leave as they are from either board, under all their ids."""
    ids: dict[str, set[str]] = defaultdict(set)
    for view in (*before.checked.views, *after.checked.views):
        ids[view.id].add(view.figure.id)
    held = [_held(board) for board in (before, after)]
    claims = {name for one in held for told in {*one.claims, *one.waiting} for name in {told, *ids[told]}}
    estimates = {told for one in held for told in {*one.estimates, *one.waiting}}
    return frozenset(
        {(Subject.CLAIM, one) for one in claims} | {(Subject.ESTIMATE, one) for one in estimates}
    )


def _held(board: Board) -> Held:
    day = min(board.briefing.as_of, now().date())  # asking for a day ahead frees nothing that waits
    return board.kept(f"leaving {day}", lambda board: leaving(board.checked, situation(), day))
