"""Running totals: they never fall, and they are not the count of a day or a month.

A fall is certain only if nothing but the day differs. Parties change their words from
day to day, though (returned, deported; everybody, undocumented; a base date told or not),
so a smaller total that is still of the same size is a finding too, with those causes.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from concord.accounts.causes import CauseKind, rank, scopes, slips
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pairs import stars
from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import Difference, differences
from concord.accounts.words import amount, people, period, who
from concord.evidence import Kind, Unit

__all__ = ["brief", "falls", "running"]

ALIKE = 0.9  # share of the earlier total above which a later one is taken for the same series
ALIKE_LATE = 0.5  # the same where the earlier total was told long after its day, and had grown by then
LATE = timedelta(days=31)  # a total told so long after its day is from memory, not from a sheet
BRIEF = timedelta(days=45)  # a day, a week or a month, as reports use the words
LOOSE = {"undocumented": None}  # officials say "illegal foreigners" of everybody the campaign targets


def running(claim: Claim) -> bool:
    """The claim is a total that still runs: told so, or with an end and no start."""
    told = claim.figure.cumulative
    open_start = claim.scope.start is None and claim.scope.end is not None
    return claim.scope.kind is Kind.FLOW and (open_start if told is None else told)


def brief(claim: Claim) -> bool:
    """The claim counts a day, a week or a month, and is not said to run on."""
    short = claim.since is not None and claim.until is not None and claim.until[1] - claim.since <= BRIEF
    return short and claim.scope.kind is Kind.FLOW and claim.figure.cumulative is not True


def falls(pool: Pool) -> Iterator[Finding]:
    """Each total with the later, smaller totals of the same claimant."""
    series: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in pool.claims:
        if claim.scope.kind is Kind.FLOW and claim.scope.end is not None and _counted(claim):
            series[_series(claim, pool)].append(claim)
    for group in series.values():
        ordered = sorted(group, key=lambda claim: (claim.until or (), claim.order, claim.id))
        for star, rays in stars(_falling(ordered)):
            yield _finding(star, rays, pool)


def _counted(claim: Claim) -> bool:
    return claim.scope.unit is not Unit.PERCENT and not claim.scope.projected


def _series(claim: Claim, pool: Pool) -> tuple[object, ...]:
    scope = claim.scope
    people = (scope.unit, scope.nationality, scope.country, scope.places, scope.sex_age, scope.manner)
    status = LOOSE.get(scope.status or "", scope.status)
    untold = claim.figure.document if scope.country is None else None
    return (claim.claimant, *people, status, pool.root(scope.measure), untold)


def _falling(ordered: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    """Each total with the highest before it, for every base and wording that totals before it have.

    Only the highest is asked: a total that falls below any earlier one falls below that.
    """
    highest: dict[tuple[object, ...], Claim] = {}
    for _, day in groupby(ordered, key=lambda claim: claim.until):
        totals = list(day)
        for later in totals:
            for earlier in highest.values():
                if earlier.allowed.low > later.allowed.high and _must_not_fall(earlier, later):
                    yield earlier, later
        for total in totals:
            known = highest.setdefault(_wording(total), total)
            if total.allowed.low > known.allowed.low:
                highest[_wording(total)] = total


def _wording(claim: Claim) -> tuple[object, ...]:
    scope = claim.scope
    until = scope.until or (None, None)
    return (scope.since, scope.measure, scope.status, scope.phase, until[0] == until[1], _late(claim))


def _must_not_fall(earlier: Claim, later: Claim) -> bool:
    unlike = set(differences(earlier.scope, later.scope))
    if Difference.END not in unlike or not _after(earlier, later):
        return False
    if unlike == {Difference.END} and not _late(earlier):
        return earlier.scope.start is not None or running(earlier)
    alike = later.allowed.high >= (ALIKE_LATE if _late(earlier) else ALIKE) * earlier.allowed.low
    return (
        alike and running(earlier) and _base_may_be_same(earlier, later) and not unlike & {Difference.PHASE}
    )


def _base_may_be_same(earlier: Claim, later: Claim) -> bool:
    a, b, until = earlier.since, later.since, earlier.until
    if b is None or until is None:
        return True
    return b < until[0] if a is None else b <= a


def _after(earlier: Claim, later: Claim) -> bool:
    """The later total ends on a later day for certain; for one told late, it may."""
    if earlier.until is None or later.until is None:
        return False
    return earlier.until[0 if _late(earlier) else 1] <= later.until[0]


def _late(claim: Claim) -> bool:
    said, until = claim.figure.said, claim.until
    return said is not None and until is not None and said.first - until[1] > LATE


def _finding(star: Claim, rays: Sequence[Claim], pool: Pool) -> Finding:
    nearest = max(rays, key=lambda claim: (claim.value, claim.id)) if _late(star) else rays[0]
    earlier, later = sorted((star, nearest), key=lambda claim: (claim.until or (), -claim.value))
    late = _late(earlier)
    gap = earlier.value - later.value
    more = "" if len(rays) == 1 else f"; {len(rays) - 1} more of its totals do not fit either"
    speaker, second = who(earlier, pool.names), who(later, pool.names)
    again = "but" if speaker == second else f"but {second} gave"
    return Finding(
        code=FindingCode.LATE_TOTAL if late else FindingCode.FALLING_TOTAL,
        claims=tuple(claim.id for claim in sorted((star, *rays), key=lambda claim: claim.order)),
        absolute=gap,
        relative=gap / earlier.value,
        causes=rank(_causes(earlier, later)),
        words=f"{speaker} gave {amount(earlier)} {period(earlier)} ({people(earlier)}), {again} "
        f"{amount(later)} {period(later)} ({people(later)}){more}.",
    )


def _causes(earlier: Claim, later: Claim) -> Iterator[CauseKind]:
    yield from slips(earlier.value, later.value)
    for kind in scopes(earlier.scope, later.scope):
        if kind is not CauseKind.OTHER_DAY:
            yield kind
    if _late(earlier):
        yield CauseKind.WRONG_DATE
        yield CauseKind.BASE_DATE
    else:
        yield CauseKind.REVISION
        yield CauseKind.STALE_TOTAL
