"""What is known of every page that is watched, and the health of every feed: one file, written whole or not.

``health.json`` is made to be read by other programs too. Beside it, ``visits.jsonl`` gets a line for every
visit, good or bad.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from concord.evidence import MalformedRecord, from_json, to_json
from concord.watching.errors import BrokenState

__all__ = ["Page", "State", "Visit", "load_state", "note_visits", "save_state"]

STATE, VISITS = "health.json", "visits.jsonl"


@dataclass(frozen=True, slots=True)
class Page:
    """An address with what is known of it; times are ISO 8601 with offset.

    Attributes:
        feed: name of the feed that it is, or is an entry of.
        own: whether it is the feed itself.
        etag, modified: what the server said of its version.
        text: digest of the main text, by which a change is told; content: of the bytes.
        changed: when another text was last seen, the first time included.
        failures: visits without success since the last good one; cause of the last of them.
        due: when to visit next; None where it is not visited any more.
    """

    url: str
    feed: str
    own: bool
    first_seen: str
    etag: str | None = None
    modified: str | None = None
    text: str | None = None
    content: str | None = None
    tried: str | None = None
    succeeded: str | None = None
    changed: str | None = None
    failures: int = 0
    cause: str | None = None
    due: str | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of one visit: new, changed, same, unchanged (by the server's word), failed."""

    at: str
    feed: str
    url: str
    outcome: str
    cause: str | None = None
    bytes: int = 0
    capture: str | None = None


@dataclass(slots=True)
class State:
    """All pages by their address."""

    pages: dict[str, Page] = field(default_factory=dict)

    def due(self, now: datetime) -> list[Page]:
        """Pages to visit now, feeds first, the longest due first."""
        waiting = [
            page for page in self.pages.values() if page.due and datetime.fromisoformat(page.due) <= now
        ]
        return sorted(waiting, key=lambda page: (not page.own, page.due, page.url))

    def next_due(self) -> datetime | None:
        """When the next visit is due."""
        return min(
            (datetime.fromisoformat(page.due) for page in self.pages.values() if page.due), default=None
        )


def load_state(folder: Path) -> State:
    """What earlier rounds left; nothing where there was none.

    Raises:
        BrokenState: the file is not what a round writes.
    """
    path = folder / STATE
    if not path.exists():
        return State()
    try:
        data = json.loads(path.read_text("utf-8"))
        pages = [from_json(Page, entry) for entry in data["pages"]]
    except (OSError, ValueError, KeyError, TypeError, MalformedRecord) as error:
        raise BrokenState(str(path), f"it cannot be read ({error})") from None
    return State({page.url: page for page in pages})


def save_state(state: State, folder: Path, health: Iterable[Mapping[str, Any]]) -> None:
    """Write what is known, with the health of each feed above it; a reader never sees half of it."""
    folder.mkdir(parents=True, exist_ok=True)
    pages = [to_json(page) for page in state.pages.values()]
    fresh = folder / f"{STATE}.tmp"
    with fresh.open("w", encoding="utf-8") as file:
        json.dump({"feeds": list(health), "pages": pages}, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(folder / STATE)


def note_visits(folder: Path, visits: Iterable[Visit]) -> None:
    """Add a line for each visit."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / VISITS).open("a", encoding="utf-8") as file:
        for visit in visits:
            file.write(json.dumps(to_json(visit), ensure_ascii=False) + "\n")
