"""The pool: claims made ready for comparison, every claim once, in reading order.

An act of claiming that repeats an earlier one of the same claimant (same scope, value and
wording) is an echo: it adds a voice, not information, and stands behind the first.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import isfinite

from concord.accounts.nesting import nesting_of
from concord.accounts.scope import Nesting, Scope, scope_of
from concord.accounts.wording import Interval, allowed
from concord.evidence import Figure
from concord.situation import Situation

__all__ = ["Claim", "Pool", "pool_of"]

# Codes that stand for many bodies: two of them may disagree without contradicting themselves.
COLLECTIVE = frozenset({"media", "ngo", "individual", "other", "un-other", "gov-other"})
UNCOUNTED = "other"  # a measure that says only that the words fit none


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A figure with its scope, the interval of its wording and the body that must not contradict itself."""

    id: str
    figure: Figure
    scope: Scope
    allowed: Interval
    claimant: str
    order: tuple[date, str, int]
    since: date | None
    until: tuple[date, date] | None

    @property
    def value(self) -> float:
        """The number as claimed."""
        return self.figure.value


@dataclass(frozen=True)
class Pool:
    """All claims of a question.

    Attributes:
        claims: each claim once, in reading order. Left out are those without a countable measure
            or a sound number and period, and parts whose own words do not tell how they are
            narrower than their total.
        parts: for each total that has named parts, the parts in the order of the text.
        documents: every act of each document, echoes included.
        printed: the documents that carry each claim, its echoes' among them.
        names: of the parties.
    """

    claims: tuple[Claim, ...]
    parts: Mapping[Claim, tuple[Claim, ...]]
    documents: Mapping[str, tuple[Claim, ...]]
    printed: Mapping[Claim, frozenset[str]]
    nesting: Nesting
    names: Mapping[str, str]

    def root(self, measure: str) -> str:
        """The widest measure that the measure is part of."""
        wider = self.nesting.measures.get(measure, frozenset())
        return max(wider, key=lambda code: (-len(self.nesting.measures.get(code, ())), code), default=measure)


def pool_of(figures: Iterable[Figure], situation: Situation) -> Pool:
    """The figures of a question as a pool; their order does not matter."""
    nesting = nesting_of(situation)
    distinct = {figure.id: figure for figure in figures if _is_sound(figure)}
    acts = sorted((_claim(i, f, nesting) for i, f in distinct.items()), key=lambda c: (c.order, c.id))
    parts = _parts(acts)
    unnamed = {part for whole, group in parts.items() for part in group if part.scope == whole.scope}
    voices = _voices([act for act in acts if act not in unnamed])
    return Pool(
        claims=tuple(voices),
        parts=parts,
        documents=_grouped(acts),
        printed={claim: frozenset(documents) for claim, documents in voices.items()},
        nesting=nesting,
        names={party.code: party.label for party in situation.parties},
    )


def _claim(identifier: str, figure: Figure, nesting: Nesting) -> Claim:
    scope = scope_of(figure, nesting)
    told = figure.said or scope.end or scope.start
    order = (date.min if told is None else told.last, figure.document, figure.start)
    days = (scope.since, scope.until)  # asked of every claim many times, so worked out once
    return Claim(identifier, figure, scope, allowed(figure), _claimant(figure), order, *days)


def _is_sound(figure: Figure) -> bool:
    """A finite count that is not below zero, over a period that does not end before it starts."""
    high = figure.value if figure.value_high is None else figure.value_high
    start, end = figure.period_start, figure.period_end
    ordered = start is None or end is None or start.first <= end.last
    return ordered and isfinite(figure.value) and isfinite(high) and 0 <= figure.value <= high


def _claimant(figure: Figure) -> str:
    """One body: a party, or the source where the party's code stands for many."""
    if figure.party is not None and figure.party not in COLLECTIVE:
        return figure.party
    voice = figure.source or figure.publisher or figure.document
    return f"{figure.party}: {voice}"


def _voices(acts: Sequence[Claim]) -> dict[Claim, list[str]]:
    """The first act of each claim, with the documents of all its acts."""
    first: dict[tuple[object, ...], Claim] = {}
    documents: dict[Claim, list[str]] = defaultdict(list)
    for act in acts:
        figure = act.figure
        if figure.measure != UNCOUNTED:
            # With no country told, only the document says that the people are the same.
            where = figure.document if act.scope.country is None else None
            said = (act.claimant, act.scope, figure.value, figure.value_high, figure.precision, where)
            documents[first.setdefault(said, act)].append(figure.document)
    return documents


def _grouped(acts: Sequence[Claim]) -> dict[str, tuple[Claim, ...]]:
    documents: dict[str, list[Claim]] = defaultdict(list)
    for act in acts:
        documents[act.figure.document].append(act)
    return {name: tuple(group) for name, group in documents.items()}


def _parts(acts: Sequence[Claim]) -> dict[Claim, tuple[Claim, ...]]:
    parts: dict[Claim, list[Claim]] = defaultdict(list)
    at = {(act.figure.document, act.figure.start): act for act in acts}
    for act in acts:
        whole = at.get((act.figure.document, -1 if act.figure.part_of is None else act.figure.part_of))
        if whole is not None and whole is not act:
            parts[whole].append(act)
    return {whole: tuple(group) for whole, group in parts.items()}
