"""Sites from a folder, for a briefing without a server: each in a folder with ``site.toml`` and ``days.csv``.

``site.toml`` tells name, kind, party, place and what else a site has (``concord.sites.Site``); ``days.csv``
holds a row a day, as programs of surveys export them. What is told is what strangers may see.
"""

import tomllib
from datetime import date
from pathlib import Path

from concord.committee.site_view import SiteView, seen_by_others
from concord.errors import ConcordError
from concord.publish.disclosure import rules_of
from concord.sites import Site, SiteDay, SiteKind, submissions
from concord.situation import Situation

__all__ = ["UnclearSite", "sites_in"]


class UnclearSite(ConcordError):
    """A folder tells no site; carries its path and what is wrong."""

    def __init__(self, path: Path, what: str) -> None:
        self.path, self.what = path, what
        super().__init__(f"{path}: {what}; give site.toml with name, kind and party, and days.csv beside it")


def sites_in(folder: Path, situation: Situation, today: date) -> tuple[SiteView, ...]:
    """The sites of a folder as strangers may see them, in its order; none has a page of its own.

    Raises:
        UnclearSite: something is missing or cannot be read, with every row that cannot.
    """
    found = sorted(folder.glob("*/site.toml"))
    if not found:
        raise UnclearSite(folder, "no folder in it holds a site.toml")
    return tuple(
        seen_by_others(0, _site(path), _days(path.with_name("days.csv"), today), situation, rules_of(), today)
        for path in found
    )


def _site(path: Path) -> Site:
    try:
        told = tomllib.loads(path.read_text("utf-8"))
        return Site(**{**told, "kind": SiteKind(told.get("kind", ""))})
    except (tomllib.TOMLDecodeError, TypeError, ValueError, UnicodeDecodeError) as wrong:
        raise UnclearSite(path, str(wrong)) from wrong


def _days(path: Path, today: date) -> list[SiteDay]:
    if not path.is_file():
        raise UnclearSite(path, "there is no such file")
    told = submissions(path.read_bytes(), today)
    wrong = [f"row {one.row}: {', '.join(one.mistakes)}" for one in told if one.day is None]
    if wrong:
        raise UnclearSite(path, "; ".join(wrong))
    return [one.day for one in told if one.day is not None]
