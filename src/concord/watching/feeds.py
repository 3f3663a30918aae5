"""The list of feeds that a person keeps: a TOML file, checked whole before anything is asked."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from concord.watching.errors import FeedsHaveMistakes
from concord.watching.fetch import Limits

__all__ = ["Feed", "Feeds", "load_feeds"]

KINDS = ("page", "feed")
UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
SPAN = re.compile(r"(\d{1,4})\s*([mhd])")
SHORTEST = timedelta(minutes=5)  # between two visits; more is no courtesy
KEYS = {"contact", "limits", "pause", "feed"}
EVERY, AGAIN, AGAIN_FOR = timedelta(hours=6), timedelta(days=1), timedelta(days=7)
USUAL = Limits()
FEED_KEYS = {"name", "url", "kind", "every", "pages", "again", "again_for"}
LIMIT_KEYS = {"bytes", "seconds", "redirects"}


@dataclass(frozen=True, slots=True)
class Feed:
    """One address that is visited.

    Attributes:
        kind: ``page`` for a page that changes, ``feed`` for RSS or Atom whose entries are pages.
        every: between two visits.
        pages: of a feed, how many new entries are fetched in one round.
        again, again_for: of a feed, how often its pages are looked at again, and for how long after they
            were first seen.
    """

    name: str
    url: str
    kind: str = "page"
    every: timedelta = EVERY
    pages: int = 20
    again: timedelta = AGAIN
    again_for: timedelta = AGAIN_FOR


@dataclass(frozen=True, slots=True)
class Feeds:
    """All feeds, whom a site can write to, the limits of one answer, the pause between two requests."""

    contact: str
    feeds: tuple[Feed, ...]
    limits: Limits = USUAL
    pause: float = 2.0


def load_feeds(path: Path) -> Feeds:
    """The feeds of a file.

    Raises:
        FeedsHaveMistakes: the file cannot be read, or anything in it is not as it should be; all is told.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FeedsHaveMistakes(str(path), [f"it cannot be read ({error})"]) from None
    mistakes: list[str] = []
    listed = data.get("feed", [])
    entries = listed if isinstance(listed, list) and all(isinstance(each, dict) for each in listed) else []
    found = [_feed(entry, number, mistakes) for number, entry in enumerate(entries, start=1)]
    feeds = tuple(feed for feed in found if feed is not None)
    mistakes += [f"unknown: {key}" for key in sorted(set(data) - KEYS)]
    if not entries:
        mistakes.append("there is no [[feed]] in it")
    mistakes += _twice(feeds)
    contact = _taken(data, "contact", str, "", "feeds", mistakes)
    if not contact.strip():
        mistakes.append("contact is missing: an e-mail or web address by which a site can complain")
    if not (contact.isascii() and contact.isprintable()):
        mistakes.append("contact is sent in a header: only ASCII letters and signs, on one line")
    limits, pause = (
        _limits(data, mistakes),
        float(_taken(data, "pause", (int, float), 2.0, "feeds", mistakes)),
    )
    if mistakes:
        raise FeedsHaveMistakes(str(path), mistakes)
    return Feeds(contact, feeds, limits, pause)


def _feed(entry: Mapping[str, Any], number: int, mistakes: list[str]) -> Feed | None:
    where = f"feed {number}" + (f" ({entry['name']})" if isinstance(entry.get("name"), str) else "")
    before = len(mistakes)
    mistakes += [f"{where}: unknown: {key}" for key in sorted(set(entry) - FEED_KEYS)]
    name = _taken(entry, "name", str, "", where, mistakes)
    url = _taken(entry, "url", str, "", where, mistakes)
    kind = _taken(entry, "kind", str, "page", where, mistakes)
    pages = _taken(entry, "pages", int, 20, where, mistakes)
    spans = {
        key: _span(entry, key, default, where, mistakes)
        for key, default in (("every", EVERY), ("again", AGAIN), ("again_for", AGAIN_FOR))
    }
    if not name.strip():
        mistakes.append(f"{where}: name is missing")
    if not url.startswith(("http://", "https://")):
        mistakes.append(f"{where}: {url!r} is not an http or https address")
    if kind not in KINDS:
        mistakes.append(f"{where}: kind {kind!r} is neither {' nor '.join(KINDS)}")
    return Feed(name, url, kind, pages=pages, **spans) if len(mistakes) == before else None


def _span(
    entry: Mapping[str, Any], key: str, default: timedelta, where: str, mistakes: list[str]
) -> timedelta:
    if key not in entry:
        return default
    said = entry[key]
    found = SPAN.fullmatch(said.strip()) if isinstance(said, str) else None
    span = int(found[1]) * UNITS[found[2]] if found else timedelta()
    if span < SHORTEST:
        mistakes.append(f"{where}: {key} {said!r} is no span of five minutes or more, as in 30m, 6h, 1d")
    return span


def _limits(data: Mapping[str, Any], mistakes: list[str]) -> Limits:
    said = data.get("limits", {})
    if not isinstance(said, dict):
        mistakes.append("limits is no table")
        return USUAL
    mistakes += [f"limits: unknown: {key}" for key in sorted(set(said) - LIMIT_KEYS)]
    return Limits(
        _taken(said, "bytes", int, USUAL.bytes, "limits", mistakes),
        float(_taken(said, "seconds", (int, float), USUAL.seconds, "limits", mistakes)),
        _taken(said, "redirects", int, USUAL.redirects, "limits", mistakes),
    )


def _taken(
    entry: Mapping[str, Any], key: str, kind: Any, default: Any, where: str, mistakes: list[str]
) -> Any:
    value = entry.get(key, default)
    right = isinstance(value, kind) and not isinstance(value, bool) and (isinstance(value, str) or value >= 0)
    if not right:
        mistakes.append(f"{where}: {key} {value!r} is not what it should be")
    return value if right else default


def _twice(feeds: tuple[Feed, ...]) -> list[str]:
    names = [feed.name for feed in feeds]
    return [f"two feeds are called {name}" for name in dict.fromkeys(names) if names.count(name) > 1]
