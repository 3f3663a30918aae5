"""Why nothing could be fetched: one base, a class for each cause; and what keeps a round from starting."""

from collections.abc import Sequence
from datetime import timedelta

from concord.errors import ConcordError

__all__ = [
    "AlreadyWatching",
    "AnswerTooLarge",
    "AnswerTooSlow",
    "BadAddress",
    "BrokenAnswer",
    "BrokenState",
    "FeedsHaveMistakes",
    "ForbiddenByRobots",
    "NoAnswer",
    "NotFetched",
    "NotPublic",
    "RefusedByServer",
    "TooManyRedirects",
]


class NotFetched(ConcordError):
    """Nothing was fetched from this address; carries the address and the cause.

    ``retry_after`` is how long the server asks to wait.
    """

    def __init__(self, url: str, cause: str, retry_after: timedelta | None = None) -> None:
        super().__init__(url, cause, retry_after)
        self.url, self.cause, self.retry_after = url, cause, retry_after

    def __str__(self) -> str:
        return f"{self.url}: {self.cause}"


class BadAddress(NotFetched):
    """Not an http or https address that can be asked."""


class NotPublic(NotFetched):
    """The name leads to an address inside a machine or a private network."""


class TooManyRedirects(NotFetched):
    """The server sends on and on."""


class ForbiddenByRobots(NotFetched):
    """The site asks not to fetch this."""


class AnswerTooLarge(NotFetched):
    """The answer is larger than is taken."""


class AnswerTooSlow(NotFetched):
    """No whole answer came in time."""


class NoAnswer(NotFetched):
    """No name, no connection, no valid certificate."""


class BrokenAnswer(NotFetched):
    """What came is no answer of HTTP."""


class RefusedByServer(NotFetched):
    """The server answered with an error; carries its status."""

    def __init__(self, url: str, status: int, retry_after: timedelta | None = None) -> None:
        super().__init__(url, f"the server answers {status}", retry_after)
        self.args = (url, status, retry_after)
        self.status = status


class FeedsHaveMistakes(ConcordError):
    """The list of feeds cannot be used; carries every mistake."""

    def __init__(self, path: str, mistakes: Sequence[str]) -> None:
        super().__init__(path, tuple(mistakes))
        self.path, self.mistakes = path, tuple(mistakes)

    def __str__(self) -> str:
        return f"{self.path}: " + "; ".join(self.mistakes)


class BrokenState(ConcordError):
    """What earlier rounds left behind cannot be read; carries the file and the cause."""

    def __init__(self, path: str, cause: str) -> None:
        super().__init__(path, cause)
        self.path, self.cause = path, cause

    def __str__(self) -> str:
        return f"{self.path}: {self.cause}; put it aside, and every page counts as new in the next round"


class AlreadyWatching(ConcordError):
    """Another process watches into the same folder."""

    def __init__(self, folder: str) -> None:
        super().__init__(folder)
        self.folder = folder

    def __str__(self) -> str:
        return f"{self.folder}: another process watches into it; stop that one, or give another --into FOLDER"
