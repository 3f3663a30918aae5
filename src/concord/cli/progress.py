"""Progress on long work: a bar on standard error, only where a person watches."""

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

__all__ = ["watched"]

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
