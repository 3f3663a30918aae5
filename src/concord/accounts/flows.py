"""Running totals printed as the count of a day, a week or a month.

Two signs: the count of a short period, or the sum of its men, women and children, is to
the person the running total of that day; or it lies between the running totals before and
after it, though these are only a little apart.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from concord.accounts.causes import CauseKind, rank
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pool import Claim, Pool
from concord.accounts.totals import brief, running
from concord.accounts.wording import step
from concord.accounts.words import amount, listed, number, people, period, who
from concord.evidence import Kind, Unit

__all__ = ["totals_as_flows"]

BEYOND = 2  # times the rise between two totals that a count between them must exceed
TELLING = 1000  # steps in a sum that equals a total by no coincidence

Series = dict[tuple[object, ...], list[Claim]]


def totals_as_flows(pool: Pool) -> Iterator[Finding]:
    """Each short count that is in truth a running total."""
    totals: Series = defaultdict(list)
    for claim in pool.claims:
        if _is_total(claim):
            totals[claim.claimant, claim.scope.country, pool.root(claim.scope.measure)].append(claim)
    yield from _between_totals(totals, pool)
    yield from _sums_of_groups(pool)


def _is_total(claim: Claim) -> bool:
    scope = claim.scope
    counted = scope.unit is Unit.INDIVIDUALS and scope.kind is Kind.FLOW and not scope.projected
    return counted and scope.until is not None and (running(claim) or not brief(claim))


def _between_totals(totals: Series, pool: Pool) -> Iterator[Finding]:
    for claim in pool.claims:
        if brief(claim):
            series = totals.get((claim.claimant, claim.scope.country, pool.root(claim.scope.measure)), ())
            around = _around(claim, [total for total in series if _same_people(total, claim)])
            if around is not None:
                yield _between(claim, *around, pool)


def _around(claim: Claim, totals: Sequence[Claim]) -> tuple[Claim, Claim] | None:
    """The running totals nearest before and after the count, if they show it up."""
    end = _end(claim)
    before = [t for t in totals if _end(t) <= end and t.value <= claim.value]
    after = [t for t in totals if _end(t) >= end and t.value >= claim.value]
    if not before or not after:
        return None
    low = max(before, key=lambda total: (total.value, total.id))
    high = min(after, key=lambda total: (total.value, total.id))
    shown = claim.value > BEYOND * (high.value - low.value) and low is not high
    return (low, high) if shown else None


def _end(claim: Claim) -> date:
    return claim.until[1] if claim.until is not None else date.max


def _same_people(a: Claim, b: Claim) -> bool:
    x, y = a.scope, b.scope
    return (x.places, x.status, x.sex_age, x.unit) == (y.places, y.status, y.sex_age, y.unit)


def _sums_of_groups(pool: Pool) -> Iterator[Finding]:
    """Men, women and children of a short period whose sum is a running total of its last day."""
    known = {(claim.claimant, claim.value, _end(claim)): claim for claim in pool.claims}
    for acts in pool.documents.values():
        for groups in _sexes_and_ages(acts):
            held = sum(group.value for group in groups)
            total = known.get((groups[0].claimant, held, _end(groups[0])))
            longer = total is not None and _first(total) < _first(groups[0])
            if total is not None and longer and held >= TELLING * step(held):
                yield _sum_is_total(groups, total, pool)


def _first(claim: Claim) -> date:
    return claim.since or date.min


def _sexes_and_ages(acts: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    found: dict[tuple[object, ...], dict[str, Claim]] = defaultdict(dict)
    for act in acts:
        scope = act.scope
        if scope.sex_age is not None and brief(act):
            found[
                act.claimant, scope.measure, scope.places, scope.status, scope.since, scope.until
            ].setdefault(scope.sex_age, act)
    return (tuple(groups.values()) for groups in found.values() if len(groups) > 1)


def _between(claim: Claim, before: Claim, after: Claim, pool: Pool) -> Finding:
    gap = claim.value - (after.value - before.value)
    return Finding(
        code=FindingCode.TOTAL_AS_FLOW,
        claims=tuple(c.id for c in sorted((claim, before, after), key=lambda c: c.order)),
        absolute=gap,
        relative=gap / claim.value,
        causes=rank([CauseKind.TOTAL_AS_FLOW, CauseKind.OTHER_SCOPE]),
        words=f"{who(claim, pool.names)} gave {amount(claim)} {period(claim)} ({people(claim)}), but running "
        f"totals of the same people rose only from {amount(before)} to {amount(after)} around it.",
    )


def _sum_is_total(groups: Sequence[Claim], total: Claim, pool: Pool) -> Finding:
    named = listed([f"{amount(group)} {(group.scope.sex_age or '').replace('_', ' ')}" for group in groups])
    return Finding(
        code=FindingCode.TOTAL_AS_FLOW,
        claims=tuple(c.id for c in sorted((*groups, total), key=lambda c: c.order)),
        absolute=0,
        relative=0,
        causes=rank([CauseKind.TOTAL_AS_FLOW]),
        words=f"{who(groups[0], pool.names)} gave {named} {period(groups[0])}; they sum to "
        f"{number(total.value)}, the running total {period(total)}.",
    )
