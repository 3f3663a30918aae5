"""A round: visit what is due, one page after the other, and note what came of each, whatever it was.

Polite: what a site asks in robots.txt, the versions known (ETag, Last-Modified) so that it need not send
them again, a pause between two requests to one site, and after a failure twice the wait each time, or as
long as the server asks. Nothing that goes wrong with one page stops the round or stays unsaid.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import httpx

from concord.errors import ConcordError
from concord.evidence import digest
from concord.watching.captures import capture
from concord.watching.errors import NotFetched
from concord.watching.feeds import Feed, Feeds
from concord.watching.fetch import Answer, Fetcher
from concord.watching.robots import Robots, SiteRules
from concord.watching.state import Page, State, Visit

__all__ = ["Watcher", "wait_after"]

LONGEST_WAIT = timedelta(days=1)  # after failures, whatever their number
MOST_DOUBLINGS = 10
TextOf = Callable[[bytes, str], str]


class Watcher:
    """Visits the pages of a state; holds nothing between rounds but the rules of the sites.

    Args:
        text_of: the main text in bytes got from an address, by which a change is told; raises a
            ConcordError for what must not be kept.
        sleep: waits for so many seconds.
        rules: what sites asked in earlier rounds.
    """

    def __init__(
        self,
        feeds: Feeds,
        folder: Path,
        fetcher: Fetcher,
        *,
        text_of: TextOf,
        clock: Callable[[], datetime],
        sleep: Callable[[float], None],
        rules: Iterable[SiteRules] = (),
    ) -> None:
        self._feeds = {feed.name: feed for feed in feeds.feeds}
        self._pause, self._folder, self._fetcher = feeds.pause, folder, fetcher
        self._text_of, self._clock, self._sleep = text_of, clock, sleep
        self._robots = Robots(fetcher, clock, rules)
        self._asked: dict[str, datetime] = {}

    @property
    def rules(self) -> list[SiteRules]:
        """What sites ask, for later rounds."""
        return self._robots.known

    def round(self, state: State) -> Iterator[Visit]:
        """Visit everything that is due; the state is brought up to date visit by visit."""
        self._take_up(state)
        seen: set[str] = set()
        while waiting := [page for page in state.due(self._clock()) if page.url not in seen]:
            page = waiting[0]
            seen.add(page.url)
            if page.feed not in self._feeds:  # taken out of the list
                state.pages[page.url] = replace(page, due=None)
                continue
            known, visit = self._visit(page, state)
            state.pages[page.url] = known
            yield visit

    def _take_up(self, state: State) -> None:
        """Feeds of the list that are not known yet, and those that stand in it again, are due now."""
        now = self._clock().isoformat()
        for feed in self._feeds.values():
            page = state.pages.get(feed.url)
            if page is None or not page.own or page.feed != feed.name:
                state.pages[feed.url] = Page(feed.url, feed.name, True, now, due=now)
            elif page.due is None:
                state.pages[feed.url] = replace(page, due=now)

    def _visit(self, page: Page, state: State) -> tuple[Page, Visit]:
        feed = self._feeds[page.feed]
        try:
            answer = self._fetcher.get(page.url, headers=_known_version(page), may=self._may)
            at = self._clock()
            outcome, known, kept = self._taken(page, answer, at)
            links = _links(answer) if page.own and feed.kind == "feed" and not answer.unchanged else []
        except Exception as error:  # whatever it is: noted, and the round goes on
            return self._failed(page, feed, error)
        for url in _unknown(links, state, feed):
            state.pages[url] = Page(url, feed.name, False, at.isoformat(), due=at.isoformat())
        known = replace(known, due=_next(known, feed, at))
        size = len(answer.last.body)
        return known, Visit(at.isoformat(), feed.name, page.url, outcome, bytes=size, capture=kept)

    def _may(self, url: str) -> None:
        """Wait for this site's turn, and see that it does not forbid it."""
        self._robots.check(url)
        site, now = httpx.URL(url).host, self._clock()
        pause = max(self._pause, self._robots.delay(url))
        left = pause - (now - self._asked[site]).total_seconds() if site in self._asked else 0.0
        if left > 0:
            self._sleep(left)
        self._asked[site] = self._clock()

    def _taken(self, page: Page, answer: Answer, at: datetime) -> tuple[str, Page, str | None]:
        """What an answer changes; it is kept as captured unless the server sent nothing new."""
        now = at.isoformat()
        well = replace(page, tried=now, succeeded=now, failures=0, cause=None)
        if answer.unchanged:
            return "unchanged", well, None
        text = _text_digest(self._text_of(answer.content, answer.last.url))
        kept = capture(answer, self._folder, self._fetcher.agent, known=page.content)
        outcome = "new" if page.text is None else "same" if text == page.text else "changed"
        known = replace(
            well,
            etag=answer.last.header("etag"),
            modified=answer.last.header("last-modified"),
            text=text,
            content=digest(answer.last.body),
            changed=page.changed if outcome == "same" else now,
        )
        return outcome, known, kept

    def _failed(self, page: Page, feed: Feed, error: Exception) -> tuple[Page, Visit]:
        at = self._clock()
        cause = error.cause if isinstance(error, NotFetched) else str(error) or type(error).__name__
        if not isinstance(error, ConcordError):
            cause = f"{type(error).__name__}: {cause}"
        failures = page.failures + 1
        wait = wait_after(failures, feed.every, getattr(error, "retry_after", None))
        due = (at + wait).isoformat() if page.own or _is_young(page, feed, at) else None
        known = replace(page, tried=at.isoformat(), failures=failures, cause=cause, due=due)
        return known, Visit(at.isoformat(), feed.name, page.url, "failed", cause)


def wait_after(failures: int, every: timedelta, asked: timedelta | None = None) -> timedelta:
    """How long to wait after so many failures in a row: twice as long each time, to a day, or as asked.

    >>> [wait_after(n, timedelta(hours=1)).total_seconds() / 3600 for n in (1, 2, 3, 9)]
    [1.0, 2.0, 4.0, 24.0]
    """
    doubled: timedelta = every * 2 ** min(failures - 1, MOST_DOUBLINGS)
    wait = max(every, min(doubled, LONGEST_WAIT))
    return wait if asked is None else max(wait, asked)


def _known_version(page: Page) -> dict[str, str]:
    version = {"If-None-Match": page.etag, "If-Modified-Since": page.modified}
    return {name: value for name, value in version.items() if value}


def _text_digest(text: str) -> str:
    """Of the words alone: other breaks and blanks between them are no change."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()


def _next(page: Page, feed: Feed, at: datetime) -> str | None:
    """When to come again: a feed each time, a page of it until it has been known for long enough."""
    if page.own:
        return (at + feed.every).isoformat()
    return (at + feed.again).isoformat() if _is_young(page, feed, at) else None


def _is_young(page: Page, feed: Feed, at: datetime) -> bool:
    return at - datetime.fromisoformat(page.first_seen) < feed.again_for


def _links(answer: Answer) -> list[str]:
    """The addresses of the entries of a feed, in its order."""
    import feedparser

    base = httpx.URL(answer.last.url)
    parsed = feedparser.parse(answer.content, response_headers={"content-location": answer.last.url})
    found = []
    for entry in parsed.entries:
        try:
            url = base.join(str(entry.get("link") or ""))
        except (httpx.InvalidURL, ValueError):
            continue
        if url.scheme in ("http", "https") and entry.get("link"):
            found.append(str(url.copy_with(fragment=None)))
    return list(dict.fromkeys(found))


def _unknown(links: list[str], state: State, feed: Feed) -> list[str]:
    return [url for url in links if url not in state.pages][: feed.pages]
