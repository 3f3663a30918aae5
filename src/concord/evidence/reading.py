"""A reading: what one version of the reader found in one document."""

from dataclasses import dataclass

from concord.evidence.codec import content_id
from concord.evidence.figure import Figure
from concord.evidence.statement import Statement

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Figures and statements of one document in the order of its text.

    ``reader`` names the code that read, with its version, as in ``concord 0.1.0``.
    """

    document: str
    reader: str
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()

    @property
    def id(self) -> str:
        """Content id of the reading."""
        return content_id(self)
