"""A statement: what somebody asserts, denies, demands or promises, without a number."""

from dataclasses import dataclass
from enum import StrEnum

from concord.evidence.dates import PartialDate
from concord.evidence.identified import Identified

__all__ = ["Statement", "StatementKind"]


class StatementKind(StrEnum):
    """What kind of assertion the words make."""

    ALLEGATION = "allegation"
    DENIAL = "denial"
    DEMAND = "demand"
    PROPOSAL = "proposal"
    COMMITMENT = "commitment"
    POLICY = "policy"
    ASSURANCE = "assurance"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Identified):
    """One attributed assertion without a number.

    Attributes:
        document: content id of the document.
        start, end, text: where the words stand, and the words.
        kind: see the enum.
        source, party: who says so, as named in the text, and the party code.
        about: whom or what it is about or addressed to, as named in the text.
        denies: start of the statement in the same document that a denial denies.
        said, publisher: when it was said, and who printed it.
    """

    document: str
    start: int
    end: int
    text: str
    kind: StatementKind
    source: str | None = None
    party: str | None = None
    about: str | None = None
    denies: int | None = None
    said: PartialDate | None = None
    publisher: str | None = None
