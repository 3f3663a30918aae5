"""What became of a batch: a count by outcome and by cause of refusal, in words and as JSON values."""

from collections import Counter

import typer

from concord.documents import shown
from concord.pipeline.read import Outcome, Read, Unread

__all__ = ["Summary"]

# What a file is that was refused for this cause; the class itself where this says nothing.
REFUSED_AS = {
    "BrokenDocument": "broken",
    "CrashedReader": "crashed their reader",
    "EmptyDocument": "empty",
    "EncryptedDocument": "locked",
    "MissingLibrary": "in need of a library",
    "NoTextLayer": "without letters",
    "OversizedDocument": "too large",
    "PersonList": "lists of persons",
    "ScannedDocument": "scanned",
    "SeveralDocuments": "containers",
    "TooMuchMemory": "took too much memory",
    "TooMuchTime": "took too long",
    "UnknownFormat": "of a kind that is not read",
    "UnreadableDocument": "out of reach",
}


class Summary:
    """Counts of a batch while it is read; each document that is not whole is told as it comes."""

    def __init__(self) -> None:
        self.outcomes: Counter[Outcome] = Counter()
        self.refused: Counter[str] = Counter()

    def add(self, found: Read | Unread) -> None:
        """Count one document, and name it on standard error if something is to be known about it."""
        if isinstance(found, Unread):
            self.refused[found.cause] += 1
            typer.echo(f"concord: {found.error}", err=True)
            return
        self.outcomes[found.outcome] += 1
        for caveat in found.caveats:
            typer.echo(f"concord: {shown(str(found.path))}: {caveat.words}", err=True)

    @property
    def documents(self) -> int:
        """How many there were, the refused ones among them."""
        return self.outcomes.total() + self.refused.total()

    @property
    def whole(self) -> bool:
        """Whether nothing was refused and nothing left out."""
        return not self.refused and not self.outcomes[Outcome.PARTIAL]

    def told(self) -> str:
        """The outcome in one sentence.

        >>> Summary().told()
        'No documents found.'
        """
        if not self.documents:
            return "No documents found."
        parts = [f"{self.outcomes.total():,} of {self.documents:,} documents read"]
        if partial := self.outcomes[Outcome.PARTIAL]:
            parts.append(f"{partial:,} of them in part")
        if unsure := self.outcomes[Outcome.TO_CONFIRM]:
            parts.append(f"{unsure:,} to be confirmed by a person")
        if self.refused:
            parts.append(f"{self.refused.total():,} refused ({self._causes()})")
        return "; ".join(parts) + "."

    def as_json(self) -> dict[str, object]:
        """The counts for machines; causes by the names of their errors."""
        return {
            "partial": self.outcomes[Outcome.PARTIAL],
            "to_confirm": self.outcomes[Outcome.TO_CONFIRM],
            "unread": self.refused.total(),
            "refused": dict(sorted(self.refused.items())),
        }

    def _causes(self) -> str:
        counted = sorted(self.refused.items(), key=lambda cause: (-cause[1], cause[0]))
        return ", ".join(f"{count:,} {REFUSED_AS.get(cause, cause)}" for cause, count in counted)
