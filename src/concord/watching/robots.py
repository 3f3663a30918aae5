"""What a site asks of those who fetch by program: its robots.txt, as RFC 9309 reads it.

A site without one (4xx) allows everything. One that cannot be had just now (5xx, 429, no answer) forbids
everything until it can. Asked once a day for each site.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

import httpx

from concord.watching.errors import ForbiddenByRobots, NotFetched, NotPublic, RefusedByServer
from concord.watching.fetch import Fetcher

__all__ = ["Robots"]

KEPT = timedelta(days=1)
KEPT_UNKNOWN = timedelta(minutes=30)  # until a site that gave no answer is asked again
LARGEST = 500_000  # bytes that are read of it, as RFC 9309 asks at least
LONGEST_DELAY = 60.0  # seconds between two requests that a site is granted
TOO_MANY = 429


class Robots:
    """The rules of the sites asked so far; ``rules`` is None where a site forbids everything for now."""

    def __init__(self, fetcher: Fetcher, clock: Callable[[], datetime]) -> None:
        self._fetcher, self._clock = fetcher, clock
        self._known: dict[str, tuple[datetime, object | None, str]] = {}

    def check(self, url: str) -> None:
        """Stop here if the site asks not to fetch this.

        Raises:
            ForbiddenByRobots, NotPublic
        """
        rules, why = self._rules(url)
        if rules is None:
            raise ForbiddenByRobots(url, f"its robots.txt could not be had ({why})")
        if not rules.can_fetch(url, self._fetcher.agent):  # type: ignore[attr-defined]
            raise ForbiddenByRobots(url, "its robots.txt asks not to fetch it")

    def delay(self, url: str) -> float:
        """Seconds that the site wants between two requests; none before its rules are known."""
        _, rules, _ = self._known.get(_site(url), (None, None, ""))
        asked = rules.crawl_delay(self._fetcher.agent) if rules is not None else None  # type: ignore[attr-defined]
        return min(LONGEST_DELAY, float(asked)) if asked is not None else 0.0

    def _rules(self, url: str) -> tuple[object | None, str]:
        site, now = _site(url), self._clock()
        known = self._known.get(site)
        if known is None or now >= known[0]:
            rules, why = self._ask(site)
            known = (now + (KEPT if rules is not None else KEPT_UNKNOWN), rules, why)
            self._known[site] = known
        return known[1], known[2]

    def _ask(self, site: str) -> tuple[object | None, str]:
        from protego import Protego

        try:
            content = self._fetcher.get(f"{site}/robots.txt").content[:LARGEST]
        except NotPublic:
            raise
        except RefusedByServer as error:
            if error.status >= 500 or error.status == TOO_MANY:
                return None, error.cause
            content = b""
        except NotFetched as error:
            return None, error.cause
        return Protego.parse(content.decode("utf-8", "replace")), ""


def _site(url: str) -> str:
    address = httpx.URL(url)
    return f"{address.scheme}://{address.netloc.decode('ascii')}"
