"""Periods: the base dates of running totals and the days of phases, as their parties say."""

from datetime import date, timedelta

from concord.evidence import Figure, PartialDate
from concord.situation import BaseDate, PhaseClaim, Situation

__all__ = ["base_date", "phase_period", "phase_that_ends"]

CLOSE = timedelta(days=62)  # between base dates of one party that its reports mix up freely


def base_date(figure: Figure, situation: Situation) -> date | None:
    """The day that the party's running totals of this kind count from.

    Of several that lie close together the earliest; of several far apart none. A party
    without a base date of its own counts from the first day of the campaign's first phase.
    """
    known = [base for base in situation.base_dates if base.party == figure.party and _fits(base, figure)]
    closest = max(map(_closeness, known), default=0)
    days = {base.date for base in known if _closeness(base) == closest}
    days = days or _first_days(figure.party, situation)
    return min(days) if days and max(days) - min(days) <= CLOSE else None


def _first_days(party: str | None, situation: Situation) -> set[date]:
    first = situation.phases[:1]
    claims = _of_party(tuple(claim for phase in first for claim in phase.claims), party)
    return {PartialDate(claim.start).first for claim in claims}


def phase_period(code: str, party: str | None, situation: Situation) -> tuple[date, date | None] | None:
    """First and last day of a phase as the party dates it; None where that is not decided.

    A party with several starts for one phase means the one that follows the phase before.
    """
    codes = [phase.code for phase in situation.phases]
    if code not in codes:
        return None
    at = codes.index(code)
    claims = _of_party(situation.phases[at].claims, party)
    if len(claims) > 1 and at > 0:
        before = _of_party(situation.phases[at - 1].claims, party)
        ends = {PartialDate(claim.end).last for claim in before if claim.end}
        claims = tuple(claim for claim in claims if _eve(claim) in ends)
    if len(claims) != 1:
        return None
    [claim] = claims
    return PartialDate(claim.start).first, PartialDate(claim.end).last if claim.end else None


def phase_that_ends(last: date, party: str | None, situation: Situation) -> str | None:
    """The phase after whose last day, as the party dates it, the next one starts."""
    for phase, following in zip(situation.phases, situation.phases[1:], strict=False):
        period = phase_period(following.code, party, situation)
        if period is not None and period[0] == last + timedelta(days=1):
            return phase.code
    return None


def _of_party(claims: tuple[PhaseClaim, ...], party: str | None) -> tuple[PhaseClaim, ...]:
    return tuple(claim for claim in claims if claim.party == party) or claims


def _eve(claim: PhaseClaim) -> date:
    return PartialDate(claim.start).first - timedelta(days=1)


def _fits(base: BaseDate, figure: Figure) -> bool:
    return base.measure in (None, figure.measure) and base.status in (None, figure.status)


def _closeness(base: BaseDate) -> int:
    return (base.measure is not None) + (base.status is not None)
