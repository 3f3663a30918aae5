"""Watch: one round over the feeds that are due, its visits told one by one, its state kept after each."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import concord
from concord.documents import Part, PersonList, Source, guarded, read_part
from concord.evidence import digest, to_json
from concord.watching import (
    AddressPolicy,
    AlreadyWatching,
    Feeds,
    Fetcher,
    Health,
    State,
    Visit,
    Watcher,
    health_of,
    load_rules,
    load_state,
    note_visits,
    save_rules,
    save_state,
    system_resolver,
)
from concord.watching.addresses import Resolver

__all__ = ["health", "sleep_until", "texts", "watch_round", "watching"]

LOCK = ".watching"
LONGEST_SLEEP = 300.0  # seconds; a feed that was added to the list meanwhile waits no longer


@contextmanager
def watching(
    feeds: Feeds,
    folder: Path,
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None] = time.sleep,
    resolve: Resolver = system_resolver,
    policy: AddressPolicy | None = None,
) -> Iterator[Callable[[], Iterator[Visit]]]:
    """What to call for each round, while nobody else watches into the folder.

    Raises:
        AlreadyWatching, BrokenState
    """
    with _alone(folder), texts() as text_of:
        fetcher = Fetcher(
            f"Concord/{concord.__version__} (+{feeds.contact})",
            resolve=resolve,
            clock=clock,
            ticks=time.monotonic,
            policy=policy,
            limits=feeds.limits,
        )
        rules = load_rules(folder)
        watcher = Watcher(feeds, folder, fetcher, text_of=text_of, clock=clock, sleep=sleep, rules=rules)
        state = load_state(folder)
        try:
            yield lambda: watch_round(watcher, state, feeds, folder, clock)
        finally:
            save_rules(watcher.rules, folder)
            fetcher.close()


def watch_round(
    watcher: Watcher, state: State, feeds: Feeds, folder: Path, clock: Callable[[], datetime]
) -> Iterator[Visit]:
    """Visit what is due; state and health are on disk after every visit."""
    for visit in watcher.round(state):
        note_visits(folder, [visit])
        _save(state, feeds, folder, clock())
        yield visit
    _save(state, feeds, folder, clock())


def health(feeds: Feeds, folder: Path, now: datetime) -> list[Health]:
    """How each feed is, from what the last round left.

    Raises:
        BrokenState
    """
    return health_of(feeds.feeds, load_state(folder), now)


def sleep_until(due: datetime | None, now: datetime, sleep: Callable[[float], None]) -> None:
    """Wait for the next visit, but look at the list again before long."""
    left = (due - now).total_seconds() if due is not None else LONGEST_SLEEP
    sleep(min(LONGEST_SLEEP, max(1.0, left)))


@contextmanager
def texts() -> Iterator[Callable[[bytes, str], str]]:
    """What gives the text by which a change is told, in a worker process with limits.

    For what cannot be read, the bytes themselves stand. It raises PersonList for a list of persons, which
    must not be kept.
    """
    with guarded(_taken, workers=1) as pool:

        def text_of(content: bytes, url: str) -> str:
            found = list(pool.each([Source(url, content)]))
            for each in found:
                if isinstance(each, PersonList):
                    raise each
            read = [each for each in found if isinstance(each, str)]
            return "\n".join(read) if read else digest(content)

        yield text_of


def _taken(part: Part) -> Iterator[str]:
    yield read_part(part).document.text


def _save(state: State, feeds: Feeds, folder: Path, now: datetime) -> None:
    save_state(state, folder, [to_json(each) for each in health_of(feeds.feeds, state, now)])


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / LOCK, os.O_CREAT | os.O_RDWR)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise AlreadyWatching(str(folder)) from None
    try:
        yield
    finally:
        os.close(handle)
