"""Why an answer of a known shape could not be taken: one base, one class for each cause.

Every message names the answer, the cause and what to do next. A value that is wrong in one
cell is no error: the rest of the table is taken and the cell is told (``answer.Note``).
"""

from typing import ClassVar

from concord.errors import ConcordError

__all__ = [
    "BrokenAnswer",
    "LooksLikePersons",
    "MissingCredential",
    "MissingLibrary",
    "OversizedAnswer",
    "RefusedByServer",
    "ShapeError",
    "UnknownShape",
]


class ShapeError(ConcordError):
    """This answer could not be taken; carries its name and the cause."""

    advice: ClassVar[str] = "look at the answer and get it again"

    def __init__(self, name: str, cause: str) -> None:
        super().__init__(name, cause)
        self.name, self.cause = name, cause

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}; {self.advice}"


class UnknownShape(ShapeError):
    """The bytes have none of the shapes that are known."""

    advice = "read it as a document, or map its columns once"


class BrokenAnswer(ShapeError):
    """The bytes begin like a known shape and are not one."""

    advice = "get the answer again, it may not have arrived whole"


class OversizedAnswer(ShapeError):
    """The answer is larger than anything that is taken in one piece."""

    advice = "ask for fewer rows a page"


class RefusedByServer(ShapeError):
    """The answer is the server's own message that it will not answer."""

    advice = "check the credential and the question, then ask again"


class LooksLikePersons(ShapeError):
    """Rows that look like single persons; carries what was seen, never a value."""

    advice = "nothing was kept: export counts a site and day (a summary table) and read that"

    def __init__(self, name: str, seen: list[str], rows: int) -> None:
        super().__init__(name, f"its rows look like single persons: {'; '.join(seen)}")
        self.args = (name, seen, rows)
        self.seen, self.rows = seen, rows


class MissingCredential(ShapeError):
    """A request needs a credential that the configuration does not give; carries the setting's name."""

    advice = "set it in the configuration, it is never kept with the request"

    def __init__(self, address: str, setting: str) -> None:
        super().__init__(address, f"the setting {setting!r} is empty")
        self.args = (address, setting)
        self.setting = setting


class MissingLibrary(ShapeError):
    """The library that reads this shape is not installed; carries the extra that brings it."""

    def __init__(self, name: str, extra: str) -> None:
        super().__init__(name, f"reading it needs the extra {extra!r}")
        self.args = (name, extra)
        self.extra = extra

    def __str__(self) -> str:
        return f"{self.name}: {self.cause}; pip install 'concord[{self.extra}]'"
