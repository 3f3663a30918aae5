"""A reading: what one version of the reader found in one document."""

from dataclasses import dataclass

from concord.evidence.figure import Figure
from concord.evidence.identified import Identified
from concord.evidence.statement import Statement

__all__ = ["Reading"]


@dataclass(frozen=True, slots=True)
class Reading(Identified):
    """Figures and statements of one document in the order of its text.

    ``reader`` names the code that read, with its version, as in ``concord 0.1.0``.
    """

    document: str
    reader: str
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
