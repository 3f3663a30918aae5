"""What a file of rows says of itself: of what, as of when, made how, and under which question."""

from dataclasses import dataclass

from concord import __version__
from concord.accounts import Finding
from concord.evidence import Decision
from concord.situation import Situation

__all__ = ["About"]


@dataclass(frozen=True, slots=True)
class About:
    """Told in every format that has room for it.

    Attributes:
        situation: what the record is about, in words.
        as_of: the day up to which the ledger was known, ISO 8601.
        question: the filter in the one filter language; empty for everything.
        seal: of the ledger beneath a release; empty where none is meant.
        site: what comes before the path of an address, as in ``https://example.org``.
        vocabulary: the words of the situation, for formats that carry code lists or places.
        decisions: the parties' words; findings: contradictions with their keys; for formats that tell them.
    """

    situation: str
    as_of: str
    question: str = ""
    seal: str = ""
    method: str = f"concord {__version__}"
    site: str = ""
    vocabulary: Situation | None = None
    decisions: tuple[Decision, ...] = ()
    findings: tuple[tuple[str, Finding], ...] = ()

    @property
    def base(self) -> str:
        """What addresses of JSON-LD begin with: the site, or a name that is no place on any network."""
        return f"{self.site.rstrip('/')}/" if self.site else "urn:concord:"

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Name and value of what is told, in a fixed order."""
        return (
            ("situation", self.situation),
            ("as of", self.as_of),
            ("question", self.question or "everything"),
            ("seal", self.seal or "none"),
            ("method", self.method),
        )
