"""Figures as the parties' decisions leave them: a view of each, the original kept beside it.

No figure is dropped and none is altered. A view says what the words are now taken to
mean, which figure speaks for it, and whether it still takes part in the account.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from concord.committee.corrections import UnreadableCorrection, corrected, merge
from concord.committee.positions import Position, positions
from concord.committee.rules import State
from concord.evidence import Decision, DecisionKind, Figure

__all__ = ["View", "apply"]

_ASIDE = (State.OUT_OF_SCOPE, State.DISCARDED, State.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class View:
    """One figure under the decisions about it.

    Attributes:
        id: content id of the figure as read, by which decisions name it.
        original: the figure as read.
        figure: the figure as corrected; the original where nobody corrects it.
        position: where the parties stand.
        repeats: id of the figure that speaks for it and all others said to be the same claim.
        superseded_by: ids of the claims that stand in its place.
        comparable_with: ids of the claims said to be rival readings of the same quantity.
        part_of: ids of the claims said to count these people among others.
        not_applied: corrections that contradict another party's, or make no figure.
    """

    id: str
    original: Figure
    figure: Figure
    position: Position
    repeats: str | None = None
    superseded_by: tuple[str, ...] = ()
    comparable_with: tuple[str, ...] = ()
    part_of: tuple[str, ...] = ()
    not_applied: tuple[Decision, ...] = ()

    @property
    def takes_part(self) -> bool:
        """Whether it enters the account: neither set aside, nor replaced, nor a repetition."""
        return self.repeats is None and self.position.state not in _ASIDE


def apply(decisions: Iterable[Decision], figures: Iterable[Figure]) -> tuple[View, ...]:
    """A view of every figure, in their order.

    Args:
        decisions: in the order in which they were recorded.
        figures: as read. Of several said to be the same claim, the first that takes part speaks.
    """
    by_id = {figure.id: figure for figure in figures}
    where = positions(decisions, by_id.values())
    speakers = _speakers(by_id, where)
    return tuple(_view(identity, figure, where[identity], speakers) for identity, figure in by_id.items())


def _view(identity: str, original: Figure, position: Position, speakers: Mapping[str, str]) -> View:
    figure, not_applied = _as_corrected(original, position)
    return View(
        id=identity,
        original=original,
        figure=figure,
        position=position,
        repeats=None if speakers[identity] == identity else speakers[identity],
        superseded_by=_above(identity, position),
        comparable_with=_named_with(identity, position, DecisionKind.COMPARABLE),
        part_of=_wholes(identity, position),
        not_applied=not_applied,
    )


def _as_corrected(figure: Figure, position: Position) -> tuple[Figure, tuple[Decision, ...]]:
    decisions = [word.decision for word in position.words(DecisionKind.CORRECTED_READING)]
    merged = merge(decisions)
    contested = tuple(
        one for one in decisions if any(field in merged.contested for field, _ in one.correction)
    )
    if not merged.fields:
        return figure, contested
    try:
        return corrected(figure, merged.fields), contested
    except UnreadableCorrection:
        return figure, tuple(decisions)


def _above(claim: str, position: Position) -> tuple[str, ...]:
    if position.state is not State.SUPERSEDED:
        return ()
    subjects = [word.decision.claims[0] for word in position.words(DecisionKind.SUPERSEDES)]
    return tuple(sorted({subject for subject in subjects if subject != claim}))


def _named_with(claim: str, position: Position, kind: DecisionKind) -> tuple[str, ...]:
    """The other claims of the standing words of one kind."""
    named = {one for word in position.words(kind) for one in word.decision.claims}
    return tuple(sorted(named - {claim}))


def _wholes(claim: str, position: Position) -> tuple[str, ...]:
    named = (word.decision.claims for word in position.words(DecisionKind.PART_OF))
    return tuple(sorted({whole for part, *wholes in named if part == claim for whole in wholes}))


def _speakers(figures: Mapping[str, Figure], where: Mapping[str, Position]) -> dict[str, str]:
    """For each figure the one that speaks for it: itself, unless it is said to be the same as others."""
    group = {claim: claim for claim in where}
    for position in where.values():
        for word in position.words(DecisionKind.SAME_CLAIM):
            first, *others = (_root(claim, group) for claim in word.decision.claims)
            for other in others:
                group[_root(other, group)] = _root(first, group)
    speakers: dict[str, str] = {}
    for claim in sorted(figures, key=lambda claim: where[claim].state in _ASIDE):
        speakers.setdefault(_root(claim, group), claim)
    return {claim: speakers[_root(claim, group)] for claim in figures}


def _root(claim: str, group: dict[str, str]) -> str:
    while group[claim] != claim:
        claim = group[claim]
    return claim
