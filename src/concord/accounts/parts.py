"""Parts against their total, where the text itself says which figures make up which.

Disjoint parts may never exceed the total. They may fall short of it: a text names some
crossings and not others. Only where the parts plainly claim to be all (men, women and
children; nearly the whole total) is a shortfall a finding.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from concord.accounts.causes import CauseKind, rank, slips
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import Difference, differences, inside
from concord.accounts.wording import Interval, step
from concord.accounts.words import amount, listed, number, people, period, who
from concord.evidence import Unit

__all__ = ["divisions", "parts_and_totals"]

NEARLY_ALL = 0.8  # share of the total from which named places or statuses are taken to be all of them
ALL_BY_PLACE = 0.99  # the same where the text gives places side by side without saying "of which"

Division = tuple[Claim, tuple[Claim, ...]]


def parts_and_totals(pool: Pool) -> Iterator[Finding]:
    """Each total that its parts exceed, or of which nearly all parts leave something over."""
    for total, parts in divisions(pool):
        if _in_families(total, parts):
            yield _finding(FindingCode.UNIT_SLIP, total, parts, pool)
        elif all(part.figure.unit is total.figure.unit for part in parts) and _apart(total, parts):
            yield _finding(FindingCode.PARTS_AND_TOTAL, total, parts, pool)


def divisions(pool: Pool) -> Iterator[Division]:
    """Totals with two or more disjoint parts along one dimension, told so or side by side in one text."""
    for total, parts in pool.parts.items():
        for group in _by_dimension(total, parts):
            if len(group) > 1:
                yield total, group
    for acts in pool.documents.values():
        yield from _side_by_side(acts, pool)


def _by_dimension(total: Claim, parts: Sequence[Claim]) -> Iterator[tuple[Claim, ...]]:
    """The parts gathered by what tells them from the total; one value of it stands for one part."""
    groups: dict[tuple[Difference, ...], dict[object, Claim]] = defaultdict(dict)
    for part in parts:
        ways = tuple(way for way in differences(part.scope, total.scope) if way not in _NOT_A_DIVISION)
        if len(ways) == 1 and part.value != total.value:
            groups[ways].setdefault(_value(part, ways[0]), part)
    return (tuple(group.values()) for group in groups.values())


_NOT_A_DIVISION = frozenset({Difference.UNIT, Difference.BASE_DATE, Difference.END, Difference.KIND})
_FIELDS = {Difference.PLACE: "places", Difference.BASE_DATE: "start"}


def _value(claim: Claim, way: Difference) -> object:
    return getattr(claim.scope, _FIELDS.get(way, way.value))


def _side_by_side(acts: Sequence[Claim], pool: Pool) -> Iterator[Division]:
    """Crossings beside their province: same claimant, people and period, only narrower places."""
    for total in acts:
        if total in pool.parts or not total.scope.places or total.scope.end is None:
            continue
        inner = {act.scope.places: act for act in acts if _is_place_of(act, total, pool)}
        held = sum(part.value for part in inner.values())
        if len(inner) > 1 and held >= ALL_BY_PLACE * total.value:
            yield total, tuple(inner.values())


def _is_place_of(act: Claim, total: Claim, pool: Pool) -> bool:
    alike = act.claimant == total.claimant and act.figure.part_of is None and len(act.scope.places) == 1
    narrower = differences(act.scope, total.scope) == (Difference.PLACE,)
    return alike and narrower and inside(act.scope, total.scope, pool.nesting)


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
