"""A decision: a person's or party's word about claims. It never alters them.

Decisions stand beside the evidence and are applied on reading. A later decision
supersedes an earlier one of the same party about the same claims; both stay.
"""

from dataclasses import dataclass
from enum import StrEnum

from concord.evidence.identified import Identified

__all__ = ["Decision", "DecisionKind"]


class DecisionKind(StrEnum):
    """What a decision says about its claims."""

    SAME_CLAIM = "same_claim"  # one act, told again: one of them speaks for all
    COMPARABLE = "comparable"  # rival readings of one quantity, whatever their words
    PART_OF = "part_of"  # the first counts some of the people whom the second counts
    SUPERSEDES = "supersedes"  # the first stands in the place of the others
    CORRECTED_READING = "corrected_reading"
    OUT_OF_SCOPE = "out_of_scope"
    REDUNDANT = "redundant"  # a discard: says nothing that is not said better elsewhere
    TOO_OLD = "too_old"  # a discard
    ANECDOTAL = "anecdotal"  # a discard: one witness, no count
    OUTLIER = "outlier"  # a discard
    DISPUTED = "disputed"
    AGREED = "agreed"
    WITHDRAWN = "withdrawn"  # takes back the party's own stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Identified):
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
