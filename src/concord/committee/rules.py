"""The states of a claim, and which words are allowed in which: one table, for print and for use."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from concord.errors import ConcordError
from concord.evidence import Decision, DecisionKind

__all__ = ["DISCARDS", "RELATIONS", "NotAllowed", "Rule", "State", "require_allowed", "rules"]


class State(StrEnum):
    """What the parties' words about a claim come to, the first that holds from the end of this list."""

    UNREVIEWED = "unreviewed"  # nobody has agreed, disputed, corrected or set it aside
    CORRECTED = "corrected"  # a party says the words mean something else; nobody has agreed yet
    AFFIRMED = "affirmed"  # the claimant stands by it; no other party has agreed
    AGREED = "agreed"  # a party other than the claimant agrees, and nobody objects
    AGREED_BUT_CHANGED = "agreed_but_changed"  # its reading was corrected after a party had agreed
    SUPERSEDED = "superseded"  # a later claim stands in its place
    DISCARDED = "discarded"  # set aside as redundant, too old, anecdotal or an outlier
    OUT_OF_SCOPE = "out_of_scope"  # set aside as not of this record
    DISPUTED = "disputed"  # a party disputes it, or the parties' words contradict each other


@dataclass(frozen=True, slots=True)
class Rule:
    """Whether one kind of decision may be taken on a claim in one state, and if not, why."""

    state: State
    kind: DecisionKind
    refused: str | None


class NotAllowed(ConcordError):
    """A decision that the rules do not allow; carries the claim, its state and the reason."""

    def __init__(self, decision: Decision, claim: str | None, state: State | None, reason: str) -> None:
        self.decision, self.claim, self.state, self.reason = decision, claim, state, reason
        where = "" if claim is None else f" on claim {claim}, which is {state}"
        super().__init__(f"{decision.kind}{where} is not allowed: {reason}")


_BRING_IT_BACK = "it was set aside; agree to it first, which puts its place in this record in question"
_LOOK_AT_THE_LATER = "a later claim stands in its place; decide on that one"
DISCARDS = frozenset(
    {DecisionKind.REDUNDANT, DecisionKind.TOO_OLD, DecisionKind.ANECDOTAL, DecisionKind.OUTLIER}
)
RELATIONS = frozenset(
    {DecisionKind.SAME_CLAIM, DecisionKind.COMPARABLE, DecisionKind.PART_OF, DecisionKind.SUPERSEDES}
)
_PAIRS = frozenset({DecisionKind.PART_OF})
_REFUSED: Mapping[tuple[State, DecisionKind], str] = {
    **{
        (aside, kind): _BRING_IT_BACK
        for aside in (State.OUT_OF_SCOPE, State.DISCARDED)
        for kind in RELATIONS | {DecisionKind.CORRECTED_READING}
    },
    **{
        (State.SUPERSEDED, kind): _LOOK_AT_THE_LATER
        for kind in RELATIONS - {DecisionKind.SUPERSEDES} | {DecisionKind.CORRECTED_READING}
    },
}


def rules() -> tuple[Rule, ...]:
    """The whole table, every state with every kind of decision, for the parties to read."""
    return tuple(Rule(state, kind, _REFUSED.get((state, kind))) for state in State for kind in DecisionKind)


def require_allowed(decision: Decision, states: Mapping[str, State]) -> None:
    """Let a decision pass that the rules allow, given the present state of its claims.

    A claim without a state is unreviewed. The claimant may agree to its own claim: that
    is kept as its assent, and does not make the claim agreed.

    Raises:
        NotAllowed: with the first reason against it.
    """
    reason = _misshapen(decision.kind, decision.claims)
    if reason is not None:
        raise NotAllowed(decision, None, None, reason)
    for claim in decision.claims:
        state = states.get(claim, State.UNREVIEWED)
        refused = _REFUSED.get((state, decision.kind))
        if refused is not None:
            raise NotAllowed(decision, claim, state, refused)


def _misshapen(kind: DecisionKind, claims: tuple[str, ...]) -> str | None:
    if not claims:
        return "it names no claim"
    if len(set(claims)) != len(claims):
        return "a claim is named twice"
    if kind in RELATIONS and len(claims) < 2:
        return "it relates claims, so it names two or more"
    if kind in _PAIRS and len(claims) > 2:
        return "it names the part and its whole, and no other"
    if kind is DecisionKind.CORRECTED_READING and len(claims) > 1:
        return "a reading is corrected one claim at a time"
    return None
