"""Release against release: what is new, revised, withdrawn or settled.

A pure function of two briefings. A claim is new or withdrawn by its id; an estimate of the
same key is revised where its printed number differs; a claim is settled where the parties
agreed on it since. Nothing is judged: the note says what stands otherwise than before.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from concord.publish.balances import Balance
from concord.publish.briefing import Briefing, Claim
from concord.publish.words import claimed, interval, readable, voice

__all__ = ["Change", "ChangeKind", "Changes", "changes_between"]

AGREED = frozenset({"agreed"})


class ChangeKind(StrEnum):
    """How something stands otherwise than in the release before."""

    NEW = "new"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changed: ``about`` is the id of a claim or the key of an estimate.

    ``before`` and ``after`` are the printed numbers, empty where there is none.
    """

    kind: ChangeKind
    about: str
    what: str
    who: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All changes from the release of one day to that of another."""

    situation: str
    since: date
    until: date
    changes: tuple[Change, ...]

    def count(self, kind: ChangeKind) -> int:
        """How many changes are of that kind."""
        return sum(change.kind is kind for change in self.changes)


def changes_between(before: Briefing, after: Briefing) -> Changes:
    """What the later briefing tells otherwise than the earlier one, in a fixed order."""
    found = [*_claims(before.claims, after.claims), *_estimates(before, after)]
    order = list(ChangeKind)
    return Changes(
        situation=after.situation,
        since=before.as_of,
        until=after.as_of,
        changes=tuple(
            sorted(found, key=lambda change: (order.index(change.kind), change.what, change.about))
        ),
    )


def _claims(before: Iterable[Claim], after: Iterable[Claim]) -> Iterator[Change]:
    old, new = {claim.id: claim for claim in before}, {claim.id: claim for claim in after}
    for identifier in old.keys() | new.keys():
        one, other = old.get(identifier), new.get(identifier)
        if one is None and other is not None:
            yield _claim(ChangeKind.NEW, other, "", _shown(other))
        elif other is None and one is not None:
            yield _claim(ChangeKind.WITHDRAWN, one, _shown(one), "")
        elif one is not None and other is not None and _settled(other) and not _settled(one):
            yield _claim(ChangeKind.SETTLED, other, _shown(one), _shown(other))


def _estimates(before: Briefing, after: Briefing) -> Iterator[Change]:
    old = {balance.key: balance for balance in _balances(before)}
    for balance in _balances(after):
        one = old.get(balance.key)
        if one is not None and _estimate(one) != _estimate(balance):
            yield Change(
                kind=ChangeKind.REVISED,
                about=balance.key,
                what=balance.what,
                who="Concord",
                before=_estimate(one),
                after=_estimate(balance),
            )


def _balances(briefing: Briefing) -> tuple[Balance, ...]:
    return (*briefing.headlines, *briefing.balances)


def _claim(kind: ChangeKind, claim: Claim, before: str, after: str) -> Change:
    return Change(kind=kind, about=claim.id, what=claim.what, who=voice(claim), before=before, after=after)


def _settled(claim: Claim) -> bool:
    return claim.standing is not None and claim.standing.state in AGREED


def _shown(claim: Claim) -> str:
    return "".join(claimed(claim))


def _estimate(balance: Balance) -> str:
    return f"{readable(balance.value, balance.wide)} ({interval(balance.likely, balance.wide)})"
