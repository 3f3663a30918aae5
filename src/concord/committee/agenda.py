"""The agenda drawn from what is open: overdue actions, proposals, demands without an answer, findings.

Drawn, not decided: whoever calls a meeting takes subjects from it and adds their own. Whether a demand has
been answered is for the committee to say. Later words of the party addressed are shown beside it as what may
be an answer, and never close it by themselves.
"""

from bisect import bisect_left
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.evidence import PartialDate, Statement, StatementKind

__all__ = ["Demand", "Item", "ItemKind", "demands_of", "draw", "unanswered"]


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
    """A demand, and what is known beside it.

    Attributes:
        said: when it was made, or printed where the words do not say.
        to: parties that it is addressed to, as far as the words name them.
        repeated: ids of the same words printed elsewhere.
        replies: the next statements of the parties addressed, which may answer it.
    """

    statement: Statement
    said: PartialDate | None
    to: tuple[str, ...]
    repeated: tuple[str, ...] = ()
    replies: tuple[Statement, ...] = ()


_REPLIES = frozenset(
    {StatementKind.DENIAL, StatementKind.COMMITMENT, StatementKind.ASSURANCE, StatementKind.POLICY}
)
SHOWN_REPLIES = 3  # of one party; the soonest after the demand
_ORDER = (ItemKind.ACTION, ItemKind.PROPOSAL, ItemKind.DEMAND, ItemKind.FINDING, ItemKind.OWN)


def draw(items: Iterable[Item]) -> tuple[Item, ...]:
    """Subjects in the order of an agenda: what was promised first, then what waits for a word, then doubts.

    >>> [one.key for one in draw([Item(ItemKind.FINDING, "a", ""), Item(ItemKind.ACTION, "b", "")])]
    ['b', 'a']
    """
    once = {(item.kind, item.key or item.words): item for item in items}
    return tuple(sorted(once.values(), key=lambda item: (_ORDER.index(item.kind), -item.weight, item.key)))


def demands_of(
    statements: Iterable[Statement],
    published: Mapping[str, PartialDate | None],
    named: Callable[[str], tuple[str, ...]],
) -> tuple[Demand, ...]:
    """Every demand, the oldest first; the same words of one party are one demand.

    Args:
        published: the day of each document. named: codes of the parties that words name.
    """
    same: dict[tuple[str | None, str], list[Statement]] = {}
    by_party: dict[str | None, list[tuple[date, Statement]]] = {}
    for one in statements:
        told = one.said or published.get(one.document)
        if one.kind is StatementKind.DEMAND:
            same.setdefault((one.party, " ".join(one.text.casefold().split())), []).append(one)
        elif one.kind in _REPLIES and told is not None:  # words of no known day answer nothing
            by_party.setdefault(one.party, []).append((told.first, one))
    for replies in by_party.values():
        replies.sort(key=lambda pair: pair[0])
    found = [_demand(group, by_party, published, named) for group in same.values()]
    return tuple(sorted(found, key=lambda one: (one.said.first if one.said else date.max, one.statement.id)))


def unanswered(demands: Iterable[Demand], answered: Container[str]) -> tuple[Demand, ...]:
    """The demands that the committee has not answered, in any of their prints."""
    return tuple(
        one
        for one in demands
        if not any(identity in answered for identity in (one.statement.id, *one.repeated))
    )


def _demand(
    group: list[Statement],
    by_party: Mapping[str | None, list[tuple[date, Statement]]],
    published: Mapping[str, PartialDate | None],
    named: Callable[[str], tuple[str, ...]],
) -> Demand:
    days = {id(one): one.said or published.get(one.document) for one in group}
    first, *others = sorted(group, key=lambda one: told.first if (told := days[id(one)]) else date.max)
    said, to = days[id(first)], named(first.about) if first.about else ()
    replies = [
        reply
        for party in to
        if said is not None and party != first.party
        for reply in _after(by_party.get(party, []), said.first)
    ]
    return Demand(first, said, to, tuple(one.id for one in others), tuple(replies))


def _after(replies: list[tuple[date, Statement]], since: date) -> list[Statement]:
    """The first few words on or after a day."""
    start = bisect_left(replies, since, key=lambda pair: pair[0])
    return [one for _day, one in replies[start : start + SHOWN_REPLIES]]
