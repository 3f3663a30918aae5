"""Parts against their total.

Disjoint parts may never exceed the total. They may fall short of it: a text names some
crossings and not others. Only where the parts plainly claim to be all (men, women and
children; nearly the whole total) is a shortfall a finding.
"""

from collections.abc import Iterator, Sequence

from concord.accounts.causes import CauseKind, rank, slips
from concord.accounts.divisions import divisions
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pool import Claim, Pool
from concord.accounts.wording import Interval, step
from concord.accounts.words import amount, listed, number, people, period, who
from concord.evidence import Unit

__all__ = ["parts_and_totals"]

NEARLY_ALL = 0.8  # share of the total from which named places or statuses are taken to be all of them


def parts_and_totals(pool: Pool) -> Iterator[Finding]:
    """Each total that its parts exceed, or of which nearly all parts leave something over."""
    for total, parts in divisions(pool):
        if _in_families(total, parts):
            yield _finding(FindingCode.UNIT_SLIP, total, parts, pool)
        elif all(part.figure.unit is total.figure.unit for part in parts) and _apart(total, parts):
            yield _finding(FindingCode.PARTS_AND_TOTAL, total, parts, pool)


def _apart(total: Claim, parts: Sequence[Claim]) -> bool:
    held = _sum(parts)
    if held.low > total.allowed.high:
        return True
    return held.high < total.allowed.low and _claim_to_be_all(total, parts, held.high)


def _claim_to_be_all(total: Claim, parts: Sequence[Claim], held: float) -> bool:
    if total.figure.rest_status is not None or total.figure.unit is Unit.PERCENT:
        return False
    groups = {part.scope.sex_age for part in parts}
    if None not in groups:
        return {"men", "women"} <= groups
    return held >= NEARLY_ALL * total.value


def _in_families(total: Claim, parts: Sequence[Claim]) -> bool:
    """A total of people that comes out only if families are added as if they were people."""
    units = {part.figure.unit for part in parts}
    mixed = total.figure.unit is Unit.INDIVIDUALS and units == {Unit.INDIVIDUALS, Unit.FAMILIES}
    return mixed and sum(part.value for part in parts) == total.value


def _sum(parts: Sequence[Claim]) -> Interval:
    return Interval(sum(part.allowed.low for part in parts), sum(part.allowed.high for part in parts))


def _finding(code: FindingCode, total: Claim, parts: Sequence[Claim], pool: Pool) -> Finding:
    held = sum(part.value for part in parts)
    gap = abs(total.value - held)
    added = listed([amount(part) for part in parts])
    return Finding(
        code=code,
        claims=tuple(claim.id for claim in sorted((total, *parts), key=lambda claim: claim.order)),
        absolute=gap,
        relative=gap / max(total.value, held),
        causes=rank(_causes(code, total, parts)),
        words=f"{who(total, pool.names)} gave {amount(total)} in all ({people(total)}, {period(total)}), "
        f"but the parts {added} come to {number(held)}.",
    )


def _causes(code: FindingCode, total: Claim, parts: Sequence[Claim]) -> Iterator[CauseKind]:
    if code is FindingCode.UNIT_SLIP:
        yield CauseKind.FAMILIES_ADDED
        return
    held = sum(part.value for part in parts)
    unit = step(total.value)
    yield from slips(total.value, held)
    yield from slips(total.value, round(held / unit) * unit)
    for part in parts:
        yield from slips(part.value, part.value + total.value - held)
    yield CauseKind.MISSING_PART if held < total.value else CauseKind.COUNTED_TWICE
