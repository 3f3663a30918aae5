"""One number under two labels: another period, measure, status or unit in another text.

A number of four telling digits hardly comes up twice by chance. Where it does under an
unlike label, one of the texts has the label wrong. A rounder number counts only if both
texts ascribe it to one claimant and one period.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from concord.accounts.causes import CauseKind, rank
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import Difference, differences
from concord.accounts.totals import brief, running
from concord.accounts.wording import step
from concord.accounts.words import amount, people, period, who
from concord.evidence import Unit

__all__ = ["relabelled"]

TELLING = 1000  # steps in a number that is no coincidence: four digits before the zeros
MOST_CLAIMS = 20  # of one number; beyond that it is a common number, not a copied one

CAUSES = {
    FindingCode.PERIOD_LOST: CauseKind.PERIOD_LOST,
    FindingCode.TOTAL_AS_FLOW: CauseKind.TOTAL_AS_FLOW,
    FindingCode.MEASURE_INFLATION: CauseKind.MERGED_MEASURES,
    FindingCode.STATUS_SLIP: CauseKind.STATUS_SLIP,
    FindingCode.UNIT_SLIP: CauseKind.UNIT_SLIP,
}
_TIME = {Difference.BASE_DATE, Difference.END}


def relabelled(pool: Pool) -> Iterator[Finding]:
    """Each number that two texts print under labels which cannot both be right."""
    printed: dict[float, list[Claim]] = defaultdict(list)
    for claim in pool.claims:
        if claim.figure.unit is not Unit.PERCENT and not claim.scope.projected:
            printed[claim.value].append(claim)
    for claims in printed.values():
        if 1 < len(claims) <= MOST_CLAIMS:
            yield from _of_one_number(claims, pool)


def _of_one_number(claims: Sequence[Claim], pool: Pool) -> Iterator[Finding]:
    for a, b in combinations(claims, 2):
        code = _code(a, b, pool)
        if code is not None and (_telling(a) or (a.claimant == b.claimant and _same_time(a, b))):
            yield _finding(code, a, b, pool)


def _code(a: Claim, b: Claim, pool: Pool) -> FindingCode | None:
    if pool.root(a.scope.measure) != pool.root(b.scope.measure) or a.scope.country != b.scope.country:
        return None
    unlike = set(differences(a.scope, b.scope))
    if unlike != {Difference.UNIT} and not pool.printed[a].isdisjoint(pool.printed[b]):
        return None  # one text that repeats its number in other words is not a second witness
    if Difference.UNIT in unlike:
        return FindingCode.UNIT_SLIP if unlike == {Difference.UNIT} else None
    if unlike & _TIME:
        return _of_two_periods(a, b)
    if _told_apart(a.scope.status, b.scope.status):
        return FindingCode.STATUS_SLIP if unlike <= {Difference.STATUS, Difference.MEASURE} else None
    return FindingCode.MEASURE_INFLATION if unlike - {Difference.STATUS} == {Difference.MEASURE} else None


def _of_two_periods(a: Claim, b: Claim) -> FindingCode | None:
    """One number for a period and for a shorter one that ends with it."""
    long, short = sorted((a, b), key=lambda claim: claim.since or date.min)
    same_people = a.scope.places == b.scope.places or not (a.scope.places and b.scope.places)
    if not short.scope.dated or a.until != b.until or not same_people or not brief(short):
        return None
    if a.since == b.since:
        return None
    return FindingCode.TOTAL_AS_FLOW if running(long) else FindingCode.PERIOD_LOST


def _told_apart(a: str | None, b: str | None) -> bool:
    return a != b and None not in (a, b) and "mixed" not in (a, b)


def _telling(claim: Claim) -> bool:
    return claim.value >= TELLING * step(claim.value)


def _same_time(a: Claim, b: Claim) -> bool:
    return a.until is not None and a.until == b.until


def _finding(code: FindingCode, a: Claim, b: Claim, pool: Pool) -> Finding:
    first, second = sorted((a, b), key=lambda claim: (claim.order, claim.id))
    return Finding(
        code=code,
        claims=(first.id, second.id),
        absolute=0,
        relative=0,
        causes=rank([CAUSES[code]]),
        words=f"The same {amount(first)} stands under two labels: {_label(first, pool)}, "
        f"and {_label(second, pool)}.",
    )


def _label(claim: Claim, pool: Pool) -> str:
    unit = "families, " if claim.figure.unit is Unit.FAMILIES else ""
    printed = claim.figure.publisher or claim.figure.document
    return f"{unit}{people(claim)}, {period(claim)} ({who(claim, pool.names)} in {printed})"
