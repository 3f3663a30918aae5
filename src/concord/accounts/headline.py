"""The few estimates that open a briefing, chosen by what they are about and not by name.

Of flows told of a whole country: the latest running totals of everybody, their parts by
status and phase, claimed or implied, and the latest year. Of levels: the latest of
everybody and of each status, and who is left over when the named ones are taken out.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from concord.accounts.account import Account, Along, Estimate
from concord.accounts.margin import Margin
from concord.accounts.series import RUNNING
from concord.evidence import Kind

__all__ = ["headline"]

COUNTED = ("returned", "deported", "hosted", "registered")
STARTS = 3  # running totals since different days that are told of one measure


def headline(account: Account, *, country: str | None = None) -> tuple[Estimate, ...]:
    """Estimates for the top of a briefing, widest first; of one country if it is given."""
    groups: dict[tuple[str, ...], list[Estimate]] = {}
    for estimate in account.estimates:
        margin = estimate.margin
        if _national(margin) and margin.measure in COUNTED and country in (None, margin.country):
            whole = margin if estimate.identity is None else estimate.identity.whole
            groups.setdefault(_group(whole), []).append(estimate)
    told = [_of_flows(group) if key[0] == Kind.FLOW else _of_levels(group) for key, group in groups.items()]
    told.sort(key=lambda group: [(-estimate.value, estimate.key) for estimate in group[:1]])
    return tuple(estimate for group in told for estimate in group)


def _of_flows(group: Sequence[Estimate]) -> list[Estimate]:
    """Running totals, the phases and statuses in them, and the latest year."""
    latest: dict[date, Estimate] = {}
    for estimate in group:
        margin = estimate.margin
        if not estimate.implied and _everybody(margin) and _long(margin):
            known = latest.setdefault(margin.start or date.min, estimate)
            if _end(known.margin) < _end(margin):
                latest[margin.start or date.min] = estimate
    totals = sorted(latest.values(), key=lambda e: (_end(e.margin), -e.value), reverse=True)[:STARTS]
    totals.sort(key=lambda e: -e.value)
    return list(dict.fromkeys([*totals, *_parts(group, totals), *_latest_year(group)]))


def _of_levels(group: Sequence[Estimate]) -> list[Estimate]:
    """The latest level of everybody and of each status, and who is left over."""
    latest: dict[tuple[str | None, tuple[tuple[str, str], ...]], Estimate] = {}
    for estimate in sorted(group, key=lambda e: (_end(e.margin), e.margin.measure, e.key)):
        if not estimate.implied or (estimate.identity and estimate.identity.along is Along.STATUS):
            latest[estimate.margin.status, estimate.margin.besides] = estimate
    return sorted(latest.values(), key=lambda e: (bool(e.margin.besides), -e.value, e.key))


def _parts(group: Sequence[Estimate], totals: Sequence[Estimate]) -> Iterator[Estimate]:
    """What is claimed or implied of one phase or status in one of the totals."""
    periods = {(e.margin.start, e.margin.end) for e in totals}
    wholes = {e.margin for e in totals}
    for estimate in group:
        margin, identity = estimate.margin, estimate.identity
        same = (margin.start, margin.end) in periods and margin.manner is None
        if identity is None:
            if same and (margin.status or margin.phase) and not estimate.implied:
                yield estimate
        elif identity.whole in wholes and (identity.along in (Along.STATUS, Along.PHASE) or margin.phase):
            yield estimate


def _latest_year(group: Sequence[Estimate]) -> list[Estimate]:
    years = [e for e in group if _everybody(e.margin) and e.identity is None and _is_year(e.margin)]
    return sorted(years, key=lambda e: _end(e.margin))[-1:]


def _is_year(margin: Margin) -> bool:
    start = margin.start
    return (
        start is not None and (start.month, start.day) == (1, 1) and _end(margin) <= date(start.year, 12, 31)
    )


def _national(margin: Margin) -> bool:
    return not margin.places and all(field != "places" for field, _ in margin.besides)


def _group(margin: Margin) -> tuple[str, ...]:
    measure = "" if margin.kind is Kind.STOCK else margin.measure
    return margin.kind.value, margin.country or "", measure, margin.counted_by or "", margin.undated or ""


def _everybody(margin: Margin) -> bool:
    return margin.status is None and margin.manner is None and margin.phase is None and not margin.besides


def _long(margin: Margin) -> bool:
    return margin.start is not None and _end(margin).toordinal() - margin.start.toordinal() > RUNNING.days


def _end(margin: Margin) -> date:
    return margin.end or date.max
