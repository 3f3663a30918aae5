"""What if: the account without some claims or parties, with a margin held, or under other identities.

The claims themselves are never touched: the same figures are balanced twice.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from concord.accounts.account import Account, Estimate
from concord.accounts.balanced import balance_claims
from concord.accounts.margin import Margin
from concord.errors import ConcordError
from concord.evidence import Figure
from concord.situation import Situation

__all__ = ["Change", "UnknownClaimOrParty", "WhatIf", "what_if"]

NOTICED = 0.5  # persons; less moves nobody


class UnknownClaimOrParty(ConcordError):
    """Nothing of that name is among the claims; carries the name."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"no claim and no party is called {name!r}")


@dataclass(frozen=True, slots=True)
class Change:
    """An estimate before and after; None where only the other account has it."""

    margin: Margin
    before: Estimate | None
    after: Estimate | None

    @property
    def persons(self) -> float | None:
        """By how much it rose; None where one of the accounts does not have it."""
        if self.before is None or self.after is None:
            return None
        return self.after.value - self.before.value


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Two accounts of the same claims, and what differs, the largest changes first."""

    before: Account
    after: Account
    changes: tuple[Change, ...]


def what_if(
    figures: Iterable[Figure],
    situation: Situation,
    *,
    without: Collection[str] = (),
    pinned: Mapping[Margin, float] | None = None,
    under: Situation | None = None,
    as_of: date | None = None,
) -> WhatIf:
    """What would change had these claims not been made, were these margins known, or did words mean else.

    Args:
        without: ids of figures, and codes of parties all of whose claims are left out.
        pinned: margins to hold at a number of persons.
        under: the situation with other identities (`nested_otherwise`) for the account after.
    Raises:
        UnknownClaimOrParty: a name in ``without`` is neither.
        InfeasibleAccount: pinned margins contradict each other.
    """
    told = list(figures)
    known = {name for figure in told for name in (figure.id, figure.party)}
    for name in without:
        if name not in known:
            raise UnknownClaimOrParty(name)
    kept = [figure for figure in told if figure.id not in without and figure.party not in without]
    before = balance_claims(told, situation, as_of=as_of)
    after = balance_claims(kept, under or situation, as_of=as_of, pinned=pinned)
    return WhatIf(before, after, _changes(before, after))


def _changes(before: Account, after: Account) -> tuple[Change, ...]:
    old, new = ({estimate.margin: estimate for estimate in account.estimates} for account in (before, after))
    every = [Change(margin, old.get(margin), new.get(margin)) for margin in {**old, **new}]
    moved = [one for one in every if one.persons is None or abs(one.persons) > NOTICED]
    return tuple(sorted(moved, key=_rank))


def _rank(change: Change) -> tuple[float, str]:
    persons = change.persons
    told = change.before or change.after
    return -abs(persons if persons is not None else 0 if told is None else told.value), change.margin.key
