"""The margin of a claim: the words of one figure against what the situation knows.

A running total without a start takes its party's base date, a phase its days. A level or
a running total without a day belongs to the moment of its document.
"""

from datetime import date

from concord.accounts.left_out import Reason
from concord.accounts.margin import Margin
from concord.accounts.periods import base_date, phase_period
from concord.accounts.scope import Nesting, Scope, scope_of
from concord.evidence import Figure, Kind
from concord.situation import Situation

__all__ = ["margin_of"]

ALL_PHASES = "all"
FORCED = "forced"
MIXED = "mixed"


def margin_of(figure: Figure, situation: Situation, nesting: Nesting, *, split: bool) -> Margin | Reason:
    """Whom and when the claim counts, with the base date and the phase's days filled in.

    ``split`` tells that the text itself says what a total of mixed statuses is made of.
    """
    scope = scope_of(figure, nesting)
    if scope.kind is Kind.STOCK and figure.status == MIXED and not split:
        return Reason.MIXED
    phase, start, end = _period(figure, scope, situation)
    if scope.kind is Kind.FLOW and start is None:
        return Reason.NO_PERIOD
    if start is not None and end is not None and end < start:
        return Reason.BACKWARDS
    measure, manner = _action(figure, situation)
    return Margin(
        measure=measure,
        manner=manner,
        kind=Kind.FLOW if scope.kind is None else scope.kind,
        nationality=scope.nationality,
        country=scope.country,
        counted_by=_own_count(figure, measure, situation),
        status=None if figure.status == MIXED else figure.status,
        places=tuple(sorted(scope.places)),
        phase=phase,
        start=start,
        end=end,
        undated=figure.document if end is None else None,
    )


def _period(
    figure: Figure, scope: Scope, situation: Situation
) -> tuple[str | None, date | None, date | None]:
    """Phase, first and last day; the phase is gone where its days say the same."""
    told = figure.period_end or figure.said
    end = None if told is None else told.last
    if scope.kind is Kind.STOCK:
        return None, None, end
    phase = None if figure.phase == ALL_PHASES else figure.phase
    days = None if phase is None else phase_period(phase, figure.party, situation)
    if days is not None and figure.period_start is None:
        closed = days[1] if figure.period_end is None and days[1] is not None else end
        return None, days[0], closed
    if figure.period_start is not None:
        return None if days is not None else phase, figure.period_start.first, end
    if figure.cumulative or figure.phase is not None:
        return phase, base_date(figure, situation), end
    return phase, None, end


def _own_count(figure: Figure, measure: str, situation: Situation) -> str | None:
    """The government that calls everybody who left deported, unless its words set force apart.

    Interior ministries book who was expelled and who left under the campaign as one, and
    Kabul calls all who arrive forcibly returned (domain handbook 2.2): such a count cannot
    be compared with deportations as agencies count them, nor be part of their returns.
    """
    party = None if figure.party is None else situation.party(figure.party)
    governs = party is not None and party.kind == "government"
    unsaid = figure.manner is None and measure in _forced(situation).values()
    return figure.party if governs and unsaid else None


def _forced(situation: Situation) -> dict[str | None, str]:
    """For each measure that is split by manner, the measure that is its forced part."""
    split = {one.whole for one in situation.identities if one.over == "manner" and FORCED in one.parts}
    return {m.part_of: m.code for m in situation.measures if m.part_of in split}


def _action(figure: Figure, situation: Situation) -> tuple[str, str | None]:
    """Measure and manner with one name for one thing: returned by force is deported."""
    forced = _forced(situation)
    if figure.measure in forced.values():
        return figure.measure, None
    if figure.manner == FORCED and figure.measure in forced:
        return forced[figure.measure], None
    return figure.measure, figure.manner
