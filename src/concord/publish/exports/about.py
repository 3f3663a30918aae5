"""What a file of rows says of itself: of what, as of when, made how, and under which question."""

from dataclasses import dataclass

from concord import __version__

__all__ = ["About"]


@dataclass(frozen=True, slots=True)
class About:
    """Told in every format that has room for it.

    Attributes:
        situation: what the record is about, in words.
        as_of: the day up to which the ledger was known, ISO 8601.
        question: the filter in the one filter language; empty for everything.
        seal: of the ledger beneath a release; empty where none is meant.
    """

    situation: str
    as_of: str
    question: str = ""
    seal: str = ""
    method: str = f"concord {__version__}"

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Name and value of what is told, in a fixed order."""
        return (
            ("situation", self.situation),
            ("as of", self.as_of),
            ("question", self.question or "everything"),
            ("seal", self.seal or "none"),
            ("method", self.method),
        )
