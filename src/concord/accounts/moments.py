"""Moments: documents without a date that retell one and the same statement.

A report that says "as of today" and bears no date cannot be placed in time by itself.
Where it quotes a number to the last digit that the same voice gave elsewhere of the same
people, it speaks of the same moment, and so do its other undated totals and levels.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from concord.accounts.entry import Entry
from concord.accounts.wording import step

__all__ = ["same_moments"]

TELLING = 1000  # persons; two counts below may agree by chance

Moment = tuple[date | None, str | None]


def same_moments(entries: Sequence[Entry]) -> list[Entry]:
    """The entries, undated ones moved to the moment of the statement that their document retells."""
    said: dict[tuple[object, ...], set[Moment]] = {}
    for entry in filter(_telling, entries):
        said.setdefault(_statement(entry), set()).add((entry.margin.end, entry.margin.undated))
    moments: dict[str, Moment] = {}
    for entry in filter(_telling, entries):
        own = entry.margin.undated
        if own is not None and (known := _one_moment(said[_statement(entry)])) is not None:
            moments.setdefault(own, known)
    return [_moved(entry, moments) for entry in entries]


def _telling(entry: Entry) -> bool:
    value = entry.figure.value
    return value >= TELLING and step(value) == 1


def _statement(entry: Entry) -> tuple[object, ...]:
    figure = entry.figure
    return figure.party or figure.source, replace(entry.margin, end=None, undated=None), figure.value


def _one_moment(moments: set[Moment]) -> Moment | None:
    """The only day told, else the first document of several without a day."""
    days = {moment for moment in moments if moment[0] is not None}
    if len(days) > 1:
        return None
    return days.pop() if days else min(moments, key=lambda moment: moment[1] or "")


def _moved(entry: Entry, moments: dict[str, Moment]) -> Entry:
    if entry.margin.undated not in moments:
        return entry
    end, undated = moments[entry.margin.undated]
    return replace(entry, margin=replace(entry.margin, end=end, undated=undated))
