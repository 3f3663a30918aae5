"""A claimant against itself: one body, one scope, one day, and values that do not meet.

Where the day is certain, any two intervals that do not meet are a finding. Where it is
not ("so far", in November), or the scopes differ a little (a base date untold, a crossing
and its province), other days and scopes explain nearly everything; only numbers that are
a slip of the pen apart are a finding then.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from concord.accounts.causes import CauseKind, rank, scopes, slip, slips
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pairs import margin, of_one_size
from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import Difference, differences, why_apart
from concord.accounts.wording import meet
from concord.accounts.words import amount, listed, people, period, who

__all__ = ["against_itself"]

LONG = 10_000  # in numbers of five digits and more, a slip between unlike scopes is no coincidence


def against_itself(pool: Pool) -> Iterator[Finding]:
    """Each scope of each claimant for which the claims do not meet."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in pool.claims:
        if not claim.scope.projected:
            groups[_occasion(claim)].append(claim)
    for group in groups.values():
        yield from _of_one_scope(group, pool)
        yield from _twins(group, pool)


def _occasion(claim: Claim) -> tuple[object, ...]:
    """What twins must share: claimant, people and end, but neither place nor base date.

    Where the end or the country is not told, only claims of one document are of one occasion.
    """
    scope = claim.scope
    people = (scope.unit, scope.kind, scope.measure, scope.nationality, scope.country, scope.status)
    limits = (scope.sex_age, scope.manner, scope.phase, scope.until)
    untold = scope.country is None or scope.end is None
    return (claim.claimant, *people, *limits, claim.figure.document if untold else None)


def _of_one_scope(group: Sequence[Claim], pool: Pool) -> Iterator[Finding]:
    same: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in group:
        same[margin(claim.scope), claim.since].append(claim)
    for claims in same.values():
        if _day_is_certain(claims[0]):
            apart = _apart(claims)
            if any(of_one_size(a, b) for a, b in pairwise(apart)):
                yield _finding(apart, pool)


def _apart(claims: Sequence[Claim]) -> list[Claim]:
    """The claims that cannot hold together with some other, the smallest first."""
    lowest_high = min(claim.allowed.high for claim in claims)
    highest_low = max(claim.allowed.low for claim in claims)
    apart = [c for c in claims if c.allowed.low > lowest_high or c.allowed.high < highest_low]
    return sorted(apart, key=lambda claim: (claim.value, claim.order, claim.id))


def _twins(group: Sequence[Claim], pool: Pool) -> Iterator[Finding]:
    for a, b in pairwise(sorted(group, key=lambda claim: (claim.value, claim.order, claim.id))):
        same_scope = not differences(a.scope, b.scope)
        if same_scope and _day_is_certain(a):
            continue
        far = a.allowed.high < b.allowed.low
        believable = same_scope or (a.value >= LONG and _close(a, b, pool))
        if far and believable and slip(a.value, b.value) is not None:
            yield _finding((a, b), pool)


def _close(a: Claim, b: Claim, pool: Pool) -> bool:
    """The scopes differ only in the base date, or one place lies in the other."""
    unlike = set(differences(a.scope, b.scope))
    if unlike == {Difference.BASE_DATE}:
        return None in (a.since, b.since)
    nested = why_apart(margin(a.scope), margin(b.scope), pool.nesting) is None
    return unlike <= {Difference.BASE_DATE, Difference.PLACE} and nested


def _day_is_certain(claim: Claim) -> bool:
    return claim.until is not None and claim.until[0] == claim.until[1]


def _finding(claims: Sequence[Claim], pool: Pool) -> Finding:
    low, high = min(claims, key=lambda c: c.value), max(claims, key=lambda c: c.value)
    claims = sorted(claims, key=lambda claim: (claim.order, claim.id))
    same = not differences(low.scope, high.scope)
    said = listed(list(dict.fromkeys(amount(claim) for claim in claims)))
    voices = listed(list(dict.fromkeys(who(claim, pool.names) for claim in claims)))
    gap = high.value - low.value
    return Finding(
        code=FindingCode.CLAIMANT_AGAINST_ITSELF,
        claims=tuple(claim.id for claim in claims),
        absolute=gap,
        relative=gap / high.value,
        causes=rank([*slips(low.value, high.value), *_other_causes(low, high, pool)]),
        words=f"{voices} gave {said} for {'the same count' if same else 'counts that should be close'} "
        f"({people(claims[0])}, {period(claims[0])}).",
    )


def _other_causes(low: Claim, high: Claim, pool: Pool) -> Iterator[CauseKind]:
    yield from scopes(low.scope, high.scope)
    if not _day_is_certain(low):
        yield CauseKind.OTHER_DAY
    if slip(low.value, high.value) is None:
        yield CauseKind.OTHER_SCOPE
    elif low.figure.document != high.figure.document:
        yield CauseKind.REVISION
    if _merges_measures(low, high, pool):
        yield CauseKind.MERGED_MEASURES


def _merges_measures(low: Claim, high: Claim, pool: Pool) -> bool:
    """One text counts by the narrower measure all whom the claimant counts by the wider.

    Either the smaller claim tells those of the narrower measure apart, as its part, or the
    claimant gives the larger number under the wider measure elsewhere.
    """
    if any(part.scope.measure == low.scope.measure for part in pool.parts.get(low, ())):
        return True
    wider = pool.root(high.scope.measure)
    when = (high.claimant, high.since, high.until)
    alike = (c for c in pool.claims if (c.claimant, c.since, c.until) == when)
    return wider != high.scope.measure and any(
        c.scope.measure == wider and meet(c.allowed, high.allowed) for c in alike
    )
