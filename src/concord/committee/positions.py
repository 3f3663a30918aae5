"""Where the parties stand on each claim: decisions folded in the order in which they were recorded.

The last word of a party counts, for each question by itself: its stance (agreed, disputed, out of
scope, or discarded for a reason), its correction of the reading, and how it relates the same set of claims.
A later word of one party never touches the word of another. A correction without fields
takes the party's earlier correction back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from concord.committee.corrections import merge
from concord.committee.rules import DISCARDS, RELATIONS, State
from concord.evidence import Decision, DecisionKind

__all__ = ["Claim", "Position", "Word", "positions"]


class Claim(Protocol):
    """A figure or a statement: what a party can have a word about."""

    @property
    def id(self) -> str:
        """Content id of the claim."""

    @property
    def party(self) -> str | None:
        """Who claims it."""


@dataclass(frozen=True, slots=True)
class Word:
    """One party's standing word about a claim, and its place in the order of the record."""

    decision: Decision
    order: int = field(compare=False)

    @property
    def party(self) -> str:
        """Whose word it is."""
        return self.decision.party


@dataclass(frozen=True, slots=True)
class Position:
    """Where the parties stand on one claim.

    ``by_party`` holds every standing word, by party and then in the order of the record.
    """

    state: State
    by_party: tuple[Word, ...] = ()

    def words(self, *kinds: DecisionKind) -> tuple[Word, ...]:
        """The standing words of these kinds."""
        return tuple(word for word in self.by_party if word.decision.kind in kinds)


def positions(decisions: Iterable[Decision], claims: Iterable[Claim] = ()) -> dict[str, Position]:
    """The position on every claim that is given or spoken of.

    Args:
        decisions: in the order in which they were recorded.
        claims: tell who claims what: a claimant's own assent affirms its claim and does not
            make it agreed. Of claims not given here the claimant is unknown.
    """
    claimants = {claim.id: claim.party for claim in claims}
    spoken = _by_claim(_standing(decisions))
    circular = _circular(spoken)
    return {
        claim: Position(
            State.DISPUTED
            if claim in circular
            else _state(claim, spoken.get(claim, ()), claimants.get(claim)),
            spoken.get(claim, ()),
        )
        for claim in [*claimants, *(claim for claim in spoken if claim not in claimants)]
    }


def _standing(decisions: Iterable[Decision]) -> Iterator[tuple[str, Word]]:
    """Each claim with each word about it that no later word of the same party replaces."""
    last: dict[tuple[object, ...], tuple[tuple[str, ...], Word]] = {}
    for order, decision in enumerate(decisions):
        word = Word(decision, order)
        if decision.kind in RELATIONS:
            last[decision.party, "relation", frozenset(decision.claims)] = decision.claims, word
            continue
        question = "reading" if decision.kind is DecisionKind.CORRECTED_READING else "stance"
        for claim in decision.claims:
            last[decision.party, question, claim] = (claim,), word
    return ((claim, word) for claims, word in last.values() for claim in claims)


def _by_claim(words: Iterable[tuple[str, Word]]) -> dict[str, tuple[Word, ...]]:
    spoken: dict[str, list[Word]] = {}
    for claim, word in words:
        spoken.setdefault(claim, []).append(word)
    return {
        claim: tuple(sorted(about, key=lambda word: (word.party, word.order)))
        for claim, about in spoken.items()
    }


def _state(claim: str, words: Iterable[Word], claimant: str | None) -> State:
    by_kind: dict[DecisionKind, list[Word]] = {kind: [] for kind in DecisionKind}
    for word in words:
        by_kind[word.decision.kind].append(word)
    replaced = [word for word in by_kind[DecisionKind.SUPERSEDES] if word.decision.claims[0] != claim]
    outside = by_kind[DecisionKind.OUT_OF_SCOPE]
    discarded = [word for kind in sorted(DISCARDS) for word in by_kind[kind]]
    assents = by_kind[DecisionKind.AGREED]
    corrections = [word for word in by_kind[DecisionKind.CORRECTED_READING] if word.decision.correction]
    if by_kind[DecisionKind.DISPUTED] or _contradict([*replaced, *outside, *discarded], assents, corrections):
        return State.DISPUTED
    if outside:
        return State.OUT_OF_SCOPE
    if discarded:
        return State.DISCARDED
    if replaced:
        return State.SUPERSEDED
    if not assents:
        return State.CORRECTED if corrections else State.UNREVIEWED
    # Assent attaches to the reading that was there when it was given.
    if corrections and min(word.order for word in assents) < max(word.order for word in corrections):
        return State.AGREED_BUT_CHANGED
    return State.AGREED if any(word.party != claimant for word in assents) else State.AFFIRMED


def _contradict(set_aside: list[Word], assents: list[Word], corrections: list[Word]) -> bool:
    """Whether one party sets aside what another agrees to, or two correct one field differently."""
    held_elsewhere = any(one.party != other.party for one in set_aside for other in assents)
    return held_elsewhere or bool(merge(word.decision for word in corrections).contested)


def _circular(spoken: Mapping[str, tuple[Word, ...]]) -> set[str]:
    """Claims that supersede themselves by way of others: two parties each put their own on top."""
    below: dict[str, set[str]] = {}
    for words in spoken.values():
        for word in words:
            if word.decision.kind is DecisionKind.SUPERSEDES:
                subject, *others = word.decision.claims
                below.setdefault(subject, set()).update(others)
    return {claim for claim in below if claim in _reached(claim, below)}


def _reached(start: str, below: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    waiting = list(below.get(start, ()))
    while waiting:
        claim = waiting.pop()
        if claim not in reached:
            reached.add(claim)
            waiting.extend(below.get(claim, ()))
    return reached
