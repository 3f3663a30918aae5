"""Shares against counts: a percentage and a number of the same people imply their whole.

The whole may be told, or several pairs of one text may imply it: "735,800 or 52.6%" and
"321,677 or 24.1%" are parts of wholes that must be one. Shares of one whole sum to no
more than a hundred, within the rounding of each.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from concord.accounts.causes import CauseKind, rank
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import Scope
from concord.accounts.wording import Interval
from concord.accounts.words import amount, listed, number, people, who
from concord.evidence import Unit

__all__ = ["shares_and_counts"]

HUNDRED = 100

Witness = tuple[Interval, tuple[Claim, ...]]


def shares_and_counts(pool: Pool) -> Iterator[Finding]:
    """Each whole of a text for which its counts and shares imply values that do not meet."""
    for acts in pool.documents.values():
        counts = {act.scope: act for act in acts if act.figure.unit is Unit.INDIVIDUALS}
        wholes: dict[Scope, list[Witness]] = defaultdict(list)
        for share in acts:
            count = counts.get(replace(share.scope, unit=Unit.INDIVIDUALS))
            if share.figure.unit is Unit.PERCENT and count is not None and share.allowed.low > 0:
                wholes[_whole(count.scope)].append((_implied(count, share), (count, share)))
        for scope, witnesses in wholes.items():
            told = counts.get(scope)
            if told is not None:
                witnesses.append((told.allowed, (told,)))
            if _apart(witnesses):
                yield _finding(witnesses, pool)


def _whole(scope: Scope) -> Scope:
    """The scope without the limit that makes the share: its place, else its status, else sex and age."""
    if scope.places:
        return replace(scope, places=frozenset())
    if scope.status is not None:
        return replace(scope, status=None)
    return replace(scope, sex_age=None)


def _implied(count: Claim, share: Claim) -> Interval:
    low = count.allowed.low * HUNDRED / share.allowed.high
    return Interval(low, count.allowed.high * HUNDRED / share.allowed.low)


def _apart(witnesses: Sequence[Witness]) -> bool:
    return max(w[0].low for w in witnesses) > min(w[0].high for w in witnesses)


def _finding(witnesses: Sequence[Witness], pool: Pool) -> Finding:
    claims = sorted((claim for _, group in witnesses for claim in group), key=lambda claim: claim.order)
    middles = [(interval.low + interval.high) / 2 for interval, _ in witnesses]
    gap = max(middles) - min(middles)
    said = listed([_said(group, middle) for (_, group), middle in zip(witnesses, middles, strict=True)])
    return Finding(
        code=FindingCode.SHARE_AND_COUNT,
        claims=tuple(claim.id for claim in claims),
        absolute=round(gap),
        relative=gap / max(middles),
        causes=rank([CauseKind.WRONG_SHARE, CauseKind.OTHER_SCOPE]),
        words=f"Counts and shares of {who(claims[0], pool.names)} do not fit one whole "
        f"({people(claims[0])}): {said}.",
    )


def _said(group: Sequence[Claim], middle: float) -> str:
    if len(group) == 1:
        return f"{amount(group[0])} are told in all"
    return f"{amount(group[0])} as {amount(group[1])} implies about {number(round(middle))}"
