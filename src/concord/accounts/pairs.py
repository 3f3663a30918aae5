"""Pairs of claims of which one lies in the other and is yet larger.

A claim can contradict another only if everybody it counts is counted there too, and its
lowest allowed value still exceeds the other's highest. Claims are grouped by what must be
equal, and walked from the largest down, so that few pairs are ever looked at.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from concord.accounts.causes import slip
from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import Nesting, Scope, inside
from concord.evidence import Unit

__all__ = ["Star", "impossible", "margin", "of_one_size", "stars"]

ONE_SIZE = 0.5  # the smaller as a share of the larger, within one text

Star = tuple[Claim, tuple[Claim, ...]]
Pair = tuple[Claim, Claim]


def impossible(pool: Pool) -> Iterator[Pair]:
    """Each pair (part, whole) in which the part exceeds the whole, over all claimants."""
    groups: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
    for claim in pool.claims:
        scope = claim.scope
        if scope.end is not None and scope.unit is not Unit.PERCENT and not scope.projected:
            untold = claim.figure.document if scope.country is None else None
            root = pool.root(scope.measure)
            groups[scope.unit, scope.kind, scope.nationality, scope.country, untold, root].append(claim)
    for group in groups.values():
        yield from _within(group, pool.nesting)


def stars(pairs: Iterable[Pair]) -> Iterator[Star]:
    """The pairs gathered around the fewest claims: each star is contradicted by all its rays.

    Greedy vertex cover. A claim that many others contradict is more likely the wrong one
    than any of them; where two claims only contradict each other, the earlier is the star.
    """
    rays: dict[Claim, set[Claim]] = defaultdict(set)
    for a, b in pairs:
        rays[a].add(b)
        rays[b].add(a)
    while rays:
        star = min(rays, key=lambda claim: (-len(rays[claim]), claim.order, claim.id))
        found = rays.pop(star)
        yield star, tuple(sorted(found, key=lambda claim: (claim.order, claim.id)))
        for ray in found:
            rays[ray].discard(star)
            if not rays[ray]:
                del rays[ray]


def of_one_size(a: Claim, b: Claim) -> bool:
    """The claims may be about one count: two texts, or one text and values not worlds apart.

    A text that gives 907,391 and 84,871 with nothing to tell them apart means two counts,
    whose difference its fields do not carry. It does not contradict itself by a factor of ten.
    """
    low, high = sorted((a.value, b.value))
    return a.figure.document != b.figure.document or low >= ONE_SIZE * high or slip(low, high) is not None


def margin(scope: Scope) -> Scope:
    """The scope without its period."""
    return replace(scope, start=None, end=None)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the inner loop asks of a claim, as numbers: bounds, days and the number of its margin."""

    claim: Claim
    low: float
    high: float
    first: int
    last: int
    margin: int


def _within(group: Sequence[Claim], nesting: Nesting) -> Iterator[Pair]:
    margins: dict[Scope, int] = {}
    rows = [_row(claim, margins.setdefault(margin(claim.scope), len(margins))) for claim in group]
    nested = [[inside(narrow, wide, nesting) for wide in margins] for narrow in margins]
    rows.sort(key=lambda row: (-row.low, row.claim.order, row.claim.id))
    for whole in rows:
        for part in rows:
            if part.low <= whole.high:
                break
            if not nested[part.margin][whole.margin] or _one_series(part, whole):
                continue
            if _may_lie_in(part, whole) and inside(part.claim.scope, whole.claim.scope, nesting):
                yield part.claim, whole.claim


def _may_lie_in(part: _Row, whole: _Row) -> bool:
    """By its first and last day alone, which spares most questions about whole scopes."""
    return part.last <= whole.last and part.first >= whole.first


def _one_series(a: _Row, b: _Row) -> bool:
    """Totals of one claimant, people and base: whether they fall is asked elsewhere, of records only."""
    return a.margin == b.margin and a.first == b.first and a.claim.claimant == b.claim.claimant


def _row(claim: Claim, number: int) -> _Row:
    since, until = claim.since, claim.until
    first = 0 if since is None else since.toordinal()
    last = 0 if until is None else until[1].toordinal()
    return _Row(claim, claim.allowed.low, claim.allowed.high, first, last, number)
