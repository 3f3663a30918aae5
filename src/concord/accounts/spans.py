"""Counts over periods that do not overlap, together more than a count over all of them.

26,299 for a year and 9,006 for the next lie side by side in any total that covers both
years; their sum, each at the lowest that its words allow, must not exceed it.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from concord.accounts.causes import CauseKind, rank, slips
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pairs import margin
from concord.accounts.pool import Claim, Pool
from concord.accounts.words import amount, listed, number, people, period, who
from concord.evidence import Kind, Unit

__all__ = ["spans_above_wholes"]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Claims without overlap: the last of them, those before, and the least they come to."""

    least: float = 0
    count: int = 0
    last: Claim | None = None
    before: "_Sum | None" = None

    def and_then(self, claim: Claim) -> "_Sum":
        return _Sum(self.least + claim.allowed.low, self.count + 1, claim, self)

    def claims(self) -> tuple[Claim, ...]:
        if self.last is None or self.before is None:
            return ()
        return (*self.before.claims(), self.last)


@dataclass(frozen=True, slots=True)
class _Span:
    """A claim with the days of its period: first, last at the earliest, last at the latest."""

    claim: Claim
    first: date
    ends_after: date
    ends_by: date


def spans_above_wholes(pool: Pool) -> Iterator[Finding]:
    """For each base date the first whole that is less than the claimant's own counts within its time."""
    groups: dict[tuple[object, ...], list[_Span]] = defaultdict(list)
    for claim in pool.claims:
        scope = claim.scope
        counted = scope.unit is not Unit.PERCENT and scope.country is not None and not scope.projected
        if scope.kind is Kind.FLOW and counted and scope.since is not None and scope.until is not None:
            groups[claim.claimant, margin(scope)].append(_Span(claim, scope.since, *scope.until))
    for group in groups.values():
        yield from _of_one_people(group, pool)


def _of_one_people(group: Sequence[_Span], pool: Pool) -> Iterator[Finding]:
    by_end = sorted(group, key=lambda span: (span.ends_by, span.claim.order, span.claim.id))
    # A whole that can hold two others lasts two days at least.
    for since in sorted({span.first for span in group if span.ends_after > span.first}):
        within = [span for span in by_end if span.first >= since]
        best = _largest_sums(within)
        ends = [span.ends_by for span in within]
        for whole in (span for span in within if span.first == since):
            parts = best[bisect_right(ends, whole.ends_after)]
            if parts.count > 1 and parts.least > whole.claim.allowed.high:
                yield _finding(whole.claim, parts.claims(), pool)
                break  # later totals from this base miss what the first one missed


def _largest_sums(by_end: Sequence[_Span]) -> list[_Sum]:
    """For each number of spans from the first to end, the largest sum without overlap.

    Weighted interval scheduling: each span is left out, or follows the best sum that ends
    before it begins.
    """
    ends = [span.ends_by for span in by_end]
    best = [_Sum()]
    for at, span in enumerate(by_end):
        taken = best[bisect_right(ends, span.first - timedelta(days=1), hi=at)].and_then(span.claim)
        best.append(taken if taken.least > best[-1].least else best[-1])
    return best


def _finding(whole: Claim, parts: Sequence[Claim], pool: Pool) -> Finding:
    held = sum(part.value for part in parts)
    added = listed([f"{amount(part)} {period(part)}" for part in parts])
    return Finding(
        code=FindingCode.PART_ABOVE_WHOLE,
        claims=tuple(claim.id for claim in sorted((whole, *parts), key=lambda claim: claim.order)),
        absolute=held - whole.value,
        relative=(held - whole.value) / held,
        causes=rank([*slips(whole.value, held), CauseKind.BASE_DATE, CauseKind.REVISION]),
        words=f"{who(whole, pool.names)} gave {amount(whole)} {period(whole)} ({people(whole)}), but its own "
        f"counts within that time, {added}, come to {number(held)}.",
    )
