"""Signs of life: a long reader tells between its steps that it goes on.

A process that reads for somebody else is stopped when it is silent too long. A PDF of
2,000 pages is no reason for that; one page that takes as long is.
"""

from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["heard_by", "tick"]

_heard: ContextVar[Callable[[float], None] | None] = ContextVar("heard", default=None)


def tick(seconds: float = 0.0) -> None:
    """One step is done, and the next one needs no more than these seconds beyond the usual ones."""
    hear = _heard.get()
    if hear is not None:
        hear(seconds)


@contextmanager
def heard_by(hear: Callable[[float], None]) -> "Iterator[None]":
    """Within this, every sign of life calls ``hear``."""
    before = _heard.set(hear)
    try:
        yield
    finally:
        _heard.reset(before)
