"""Wholes that are smaller than what lies in them: one claimant's own, or those of rivals.

Between claimants the same test shows rival counts: a dispute for the parties to settle,
not an error. There the whole period must be told by both, for untold base dates differ.
"""

from collections.abc import Iterator

from concord.accounts.causes import CauseKind, rank, scopes, slips
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.pairs import Star, impossible, of_one_size, stars
from concord.accounts.pool import Claim, Pool
from concord.accounts.scope import differences
from concord.accounts.words import amount, people, period, who

__all__ = ["wholes_and_rivals"]


def wholes_and_rivals(pool: Pool) -> Iterator[Finding]:
    """Claims that exceed a claim in which they lie, first of one claimant, then of two."""
    pairs = list(impossible(pool))
    own = [(a, b) for a, b in pairs if a.claimant == b.claimant and of_one_size(a, b)]
    for star in stars(own):
        yield _finding(FindingCode.PART_ABOVE_WHOLE, star, pool)
    for star in stars((a, b) for a, b in pairs if _are_rivals(a, b)):
        yield _finding(FindingCode.RIVAL_COUNTS, star, pool)


def _are_rivals(a: Claim, b: Claim) -> bool:
    """Two bodies that both stand by a count of a period told in full; a text without a source is neither."""
    named = a.figure.party is not None and b.figure.party is not None
    return named and a.claimant != b.claimant and a.scope.dated and b.scope.dated


def _finding(code: FindingCode, star: Star, pool: Pool) -> Finding:
    centre, rays = star
    other = max(rays, key=lambda ray: (abs(ray.value - centre.value), ray.id))
    part, whole = sorted((centre, other), key=lambda claim: -claim.value)
    gap = part.value - whole.value
    return Finding(
        code=code,
        claims=tuple(claim.id for claim in sorted((centre, *rays), key=lambda claim: claim.order)),
        absolute=gap,
        relative=gap / part.value,
        causes=rank(_causes(part, whole, code)),
        words=_words(part, whole, len(rays) - 1, pool),
    )


def _words(part: Claim, whole: Claim, more: int, pool: Pool) -> str:
    speaker, second = who(part, pool.names), who(whole, pool.names)
    wider = "for a wider count that holds it, " if differences(part.scope, whole.scope) else ""
    subject = "" if speaker == second else f"{second} gave "
    others = f"; {_more(more)} not fit either" if more else ""
    first = f"{speaker} gave {amount(part)} {period(part)} ({people(part)})"
    return f"{first}, but {wider}{subject}{amount(whole)} {period(whole)} ({people(whole)}){others}."


def _more(count: int) -> str:
    return "one more does" if count == 1 else f"{count} more do"


def _causes(part: Claim, whole: Claim, code: FindingCode) -> Iterator[CauseKind]:
    yield from slips(part.value, whole.value)
    yield from scopes(part.scope, whole.scope)
    yield CauseKind.OTHER_SCOPE if code is FindingCode.RIVAL_COUNTS else CauseKind.REVISION
