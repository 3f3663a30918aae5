"""The agenda drawn from what is open: overdue actions, proposals, demands without an answer, findings.

Drawn, not decided: whoever calls a meeting takes subjects from it and adds their own. Whether a demand has
been answered is for the committee to say. Later words of the party addressed are shown beside it as what may
be an answer, and never close it by themselves.
"""

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.evidence import PartialDate, Statement, StatementKind

__all__ = ["Demand", "Item", "ItemKind", "draw", "open_demands"]


class ItemKind(StrEnum):
    """What a subject of an agenda is about."""

    ACTION = "action"  # overdue
    PROPOSAL = "proposal"
    DEMAND = "demand"
    FINDING = "finding"
    OWN = "own"  # in the words of whoever calls the meeting


@dataclass(frozen=True, slots=True)
class Item:
    """One subject.

    Attributes:
        key: what it is about, by the id of its kind; empty for a subject in own words.
        parties: whom it concerns.
        weight: persons apart, days overdue or days waited: what comes first within its kind.
        since: the day from which it has been open, where that is known.
    """

    kind: ItemKind
    key: str
    words: str
    parties: tuple[str, ...] = ()
    weight: float = 0.0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand that nobody has said to be answered.

    Attributes:
        said: when it was made, or printed where the words do not say.
        to: parties that it is addressed to, as far as the words name them.
        repeated: ids of the same words printed elsewhere.
        replies: later statements of the party addressed that may answer it.
    """

    statement: Statement
    said: PartialDate | None
    to: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    replies: tuple[Statement, ...] = ()


_REPLIES = frozenset(
    {StatementKind.DENIAL, StatementKind.COMMITMENT, StatementKind.ASSURANCE, StatementKind.POLICY}
)
_ORDER = (ItemKind.ACTION, ItemKind.PROPOSAL, ItemKind.DEMAND, ItemKind.FINDING, ItemKind.OWN)


def draw(items: Iterable[Item]) -> tuple[Item, ...]:
    """Subjects in the order of an agenda: what was promised first, then what waits for a word, then doubts.

    >>> [one.key for one in draw([Item(ItemKind.FINDING, "a", ""), Item(ItemKind.ACTION, "b", "")])]
    ['b', 'a']
    """
    once = {(item.kind, item.key or item.words): item for item in items}
    return tuple(sorted(once.values(), key=lambda item: (_ORDER.index(item.kind), -item.weight, item.key)))


def open_demands(
    statements: Iterable[Statement],
    published: Mapping[str, PartialDate | None],
    named: Callable[[str], tuple[str, ...]],
    answered: Container[str],
) -> tuple[Demand, ...]:
    """Demands without an answer, the oldest first; the same words of one party are one demand.

    Args:
        published: the day of each document. named: codes of the parties that words name.
        answered: ids of demands that the committee has answered.
    """
    said = list(statements)
    same: dict[tuple[str | None, str], list[Statement]] = {}
    for one in said:
        if one.kind is StatementKind.DEMAND:
            same.setdefault((one.party, " ".join(one.text.casefold().split())), []).append(one)
    found = [_demand(group, said, published, named) for group in same.values()]
    still = [one for one in found if one.statement.id not in answered and not _any(one.repeated, answered)]
    return tuple(sorted(still, key=lambda one: (one.said.first if one.said else date.max, one.statement.id)))


def _any(ids: Iterable[str], answered: Container[str]) -> bool:
    return any(one in answered for one in ids)


def _demand(
    group: list[Statement],
    said: list[Statement],
    published: Mapping[str, PartialDate | None],
    named: Callable[[str], tuple[str, ...]],
) -> Demand:
    first, *others = sorted(group, key=lambda one: _first_day(one, published) or date.max)
    to = named(first.about) if first.about else ()
    since = _first_day(first, published)
    replies = tuple(
        one
        for one in said
        if one.kind in _REPLIES
        and one.party in to
        and one.party != first.party
        and _later(one, since, published)
    )
    return Demand(first, _when(first, published), to, tuple(one.id for one in others), replies)


def _when(one: Statement, published: Mapping[str, PartialDate | None]) -> PartialDate | None:
    return one.said or published.get(one.document)


def _first_day(one: Statement, published: Mapping[str, PartialDate | None]) -> date | None:
    told = _when(one, published)
    return told.first if told else None


def _later(one: Statement, since: date | None, published: Mapping[str, PartialDate | None]) -> bool:
    """Whether words came on or after a day; unknown days are no answer to anything."""
    told = _first_day(one, published)
    return told is not None and since is not None and told >= since
