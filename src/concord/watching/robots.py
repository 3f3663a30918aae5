"""What a site asks of those who fetch by program: its robots.txt, as RFC 9309 reads it.

A site without one (4xx) allows everything. One that cannot be had just now (5xx, 429, no answer) forbids
everything until it can. Asked once a day for each site, over rounds and restarts.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from concord.evidence import MalformedRecord, from_json, to_json
from concord.watching.errors import ForbiddenByRobots, NotFetched, NotPublic, RefusedByServer
from concord.watching.fetch import Fetcher

if TYPE_CHECKING:
    from protego import Protego

__all__ = ["Robots", "SiteRules", "load_rules", "save_rules"]

RULES = "robots.json"
KEPT = timedelta(days=1)
KEPT_UNKNOWN = timedelta(minutes=30)  # until a site that gave no answer is asked again
LARGEST = 500_000  # bytes that are read of it, as RFC 9309 asks at least
LONGEST_DELAY = 60.0  # seconds between two requests that a site is granted
TOO_MANY = 429


@dataclass(frozen=True, slots=True)
class SiteRules:
    """What a site asks, until it is asked again; ``text`` is None where it could not be had, and why."""

    site: str
    until: str
    text: str | None
    why: str = ""


class Robots:
    """The rules of the sites asked so far."""

    def __init__(
        self, fetcher: Fetcher, clock: Callable[[], datetime], known: Iterable[SiteRules] = ()
    ) -> None:
        self._fetcher, self._clock = fetcher, clock
        self._known = {rules.site: rules for rules in known}
        self._token = fetcher.agent.partition("/")[0]  # by which a site names a program
        self._parsed: dict[str, Protego] = {}

    @property
    def known(self) -> list[SiteRules]:
        """The rules to keep for later rounds: those that still hold."""
        now = self._clock()
        return [rules for rules in self._known.values() if now < datetime.fromisoformat(rules.until)]

    def check(self, url: str) -> None:
        """Stop here if the site asks not to fetch this.

        Raises:
            ForbiddenByRobots, NotPublic
        """
        rules = self._rules(_site(url))
        if rules.text is None:
            raise ForbiddenByRobots(url, f"its robots.txt could not be had ({rules.why})")
        if not self._read(rules).can_fetch(url, self._token):
            raise ForbiddenByRobots(url, "its robots.txt asks not to fetch it")

    def delay(self, url: str) -> float:
        """Seconds that the site wants between two requests; none before its rules are known."""
        rules = self._known.get(_site(url))
        if rules is None or rules.text is None:
            return 0.0
        asked = self._read(rules).crawl_delay(self._token)
        return min(LONGEST_DELAY, float(asked)) if asked is not None else 0.0

    def _rules(self, site: str) -> SiteRules:
        now = self._clock()
        rules = self._known.get(site)
        if rules is None or now >= datetime.fromisoformat(rules.until):
            text, why = self._ask(site)
            until = now + (KEPT if text is not None else KEPT_UNKNOWN)
            rules = self._known[site] = SiteRules(site, until.isoformat(), text, why)
            self._parsed.pop(site, None)
        return rules

    def _read(self, rules: SiteRules) -> "Protego":
        from protego import Protego

        if rules.site not in self._parsed:
            self._parsed[rules.site] = Protego.parse(rules.text or "")
        return self._parsed[rules.site]

    def _ask(self, site: str) -> tuple[str | None, str]:
        """The words of a robots.txt; empty where there is none, None where it cannot be told."""
        try:
            content = self._fetcher.get(f"{site}/robots.txt").content[:LARGEST]
        except NotPublic:
            raise
        except RefusedByServer as error:
            unknown = error.status >= 500 or error.status == TOO_MANY
            return (None, error.cause) if unknown else ("", "")
        except NotFetched as error:
            return None, error.cause
        return content.decode("utf-8", "replace"), ""


def load_rules(folder: Path) -> list[SiteRules]:
    """The rules that earlier rounds were told; none where they cannot be read, for then sites are asked."""
    try:
        data = json.loads((folder / RULES).read_text("utf-8"))
        return [from_json(SiteRules, entry) for entry in data]
    except (OSError, ValueError, TypeError, MalformedRecord):
        return []


def save_rules(rules: Iterable[SiteRules], folder: Path) -> None:
    """Keep the rules for the next round."""
    fresh = folder / f"{RULES}.tmp"
    fresh.write_text(json.dumps([to_json(each) for each in rules], ensure_ascii=False), "utf-8")
    fresh.replace(folder / RULES)


def _site(url: str) -> str:
    address = httpx.URL(url)
    return f"{address.scheme}://{address.netloc.decode('ascii')}"
