"""The health of every feed: last success, last change, failures with their cause; derived from its pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from concord.watching.feeds import Feed
from concord.watching.state import Page, State

__all__ = ["Health", "health_of"]

LATE = 2  # visits that a feed may miss before it counts as silent


@dataclass(frozen=True, slots=True)
class Health:
    """How a feed is.

    Attributes:
        state: ``well``, ``failing`` (its last visit failed), ``ailing`` (pages of it fail), ``silent`` (not
            visited for twice its time), ``new`` (never visited), ``dropped`` (not in the list any more).
        succeeded, changed: of the feed or any page of it, ISO 8601.
        failures: of the feed in a row; failing_pages: pages of it whose last visit failed.
        cause: of the last failure of the feed, else of one of its pages.
    """

    feed: str
    url: str
    state: str
    succeeded: str | None = None
    changed: str | None = None
    failures: int = 0
    pages: int = 0
    failing_pages: int = 0
    cause: str | None = None
    due: str | None = None


def health_of(feeds: Sequence[Feed], state: State, now: datetime) -> list[Health]:
    """One line for each feed in the order of the list; then those that are known and not in it."""
    found = [_health(feed, state, now) for feed in feeds]
    listed = {feed.name for feed in feeds}
    dropped = {page.feed: page for page in state.pages.values() if page.own and page.feed not in listed}
    return [
        *found,
        *(Health(name, page.url, "dropped", page.succeeded, page.changed) for name, page in dropped.items()),
    ]


def _health(feed: Feed, state: State, now: datetime) -> Health:
    pages = [page for page in state.pages.values() if page.feed == feed.name]
    own = next((page for page in pages if page.own and page.url == feed.url), None)
    if own is None or own.tried is None:
        return Health(feed.name, feed.url, "new", due=own.due if own else None)
    entries = [page for page in pages if not page.own]
    failing = [page for page in entries if page.failures]
    return Health(
        feed=feed.name,
        url=feed.url,
        state=_state(feed, own, failing, now),
        succeeded=_latest([page.succeeded for page in pages]),
        changed=_latest([page.changed for page in (entries or [own])]),
        failures=own.failures,
        pages=len(entries),
        failing_pages=len(failing),
        cause=own.cause or next((page.cause for page in failing), None),
        due=own.due,
    )


def _state(feed: Feed, own: Page, failing: list[Page], now: datetime) -> str:
    if own.failures:
        return "failing"
    if own.tried is not None and now - datetime.fromisoformat(own.tried) > LATE * feed.every:
        return "silent"
    return "ailing" if failing else "well"


def _latest(moments: list[str | None]) -> str | None:
    return max((moment for moment in moments if moment is not None), default=None)
