"""Progress on long work: a bar on standard error, only where a person watches."""

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

__all__ = ["counted", "watched"]

Item = TypeVar("Item")
WORTH_A_BAR = 20  # items; shorter work is over before a bar is read


def watched(items: Sequence[Item], label: str) -> Iterator[Item]:
    """The items one by one, with a progress bar when there are many and a terminal to show it."""
    if len(items) < WORTH_A_BAR or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description=label, console=Console(stderr=True), transient=True)


@contextmanager
def counted(label: str) -> Iterator[Callable[[int], None]]:
    """What to call with the number done so far, where nobody knows how many there will be."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True).status(label) as status:
        yield lambda done: status.update(f"{label}: {done:,}")
