"""A decision: a person's or party's word about claims. It never alters them.

Decisions stand beside the evidence and are applied on reading. A later decision
supersedes an earlier one of the same party about the same claims; both stay.
"""

from dataclasses import dataclass
from enum import StrEnum

from concord.evidence.codec import content_id

__all__ = ["Decision", "DecisionKind"]


class DecisionKind(StrEnum):
    """What a decision says about its claims."""

    SAME_CLAIM = "same_claim"
    SUPERSEDES = "supersedes"
    CORRECTED_READING = "corrected_reading"
    OUT_OF_SCOPE = "out_of_scope"
    DISPUTED = "disputed"
    AGREED = "agreed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One party's word about one or more claims.

    Attributes:
        kind: see the enum.
        claims: content ids of the figures or statements, the first being the subject.
        party: the party that decides; by: the person's office, never a name.
        at: when, ISO 8601 with offset.
        why: the reason in words.
        correction: for a corrected reading, pairs of field and value as JSON text.
    """

    kind: DecisionKind
    claims: tuple[str, ...]
    party: str
    by: str
    at: str
    why: str
    correction: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """Content id of the decision."""
        return content_id(self)
