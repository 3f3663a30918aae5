"""Records to rows: claims and estimates as a stream, made when a writer asks for them.

A row is a tuple in the order of its table's columns. Claims are made column by column, a batch at a
time; a writer takes them as columns or as rows, and gets the same cells either way.
"""

from collections.abc import Hashable, Iterable
from operator import attrgetter
from typing import TypeVar

from concord.accounts import Estimate
from concord.evidence import Kind, PartialDate, Unit
from concord.evidence.written import WrittenFigure
from concord.publish.disclosure import Held, Mark, withheld
from concord.publish.exports.claim_columns import claim_columns
from concord.publish.exports.said import (
    BAR,
    METHOD,
    Portion,
    Said,
    Scope,
    Spans,
    portion_of,
    quoting,
    unsaid_spans,
)
from concord.publish.exports.streams import Row, Stream, batched, batches, mapped
from concord.publish.scopes import joined, margin_scope, people, period
from concord.situation import Situation

__all__ = ["BAR", "Portion", "Row", "Said", "Stream", "account_rows", "batches", "claim_rows", "mapped",
           "passed_rows", "scopes", "unsaid_spans"]  # fmt: skip

CLAIMS_AT_ONCE = 32_768  # measured by bench/exports.py: more cost memory and gain nothing
SCOPES_KEPT = 65_536
T = TypeVar("T")


def claim_rows(
    said: Iterable[Said],
    situation: Situation,
    *,
    held: Held | None = None,
    unsaid: Spans | None = None,
    site: str = "",
) -> Stream:
    """Rows of CLAIMS.

    Args:
        held: what disclosure control makes of the figures, by their ids.
        unsaid: where numbers stand that no quote may tell, by document.
        site: what comes before the path of an address, as in ``https://example.org``.
    """
    waiting = held.waiting if held is not None else frozenset[str]()
    shown = (one for one in said if one.id not in waiting)
    portions = map(portion_of, batches(shown, CLAIMS_AT_ONCE))
    return passed_rows(portions, situation, held=held, unsaid=unsaid, site=site)


def passed_rows(
    portions: Iterable[Portion],
    situation: Situation,
    *,
    held: Held | None = None,
    unsaid: Spans | None = None,
    site: str = "",
) -> Stream:
    """The same of figures as the ledger writes them, without those that wait."""
    known, scope, quoted = held if held is not None else Held(), scopes(situation), quoting(unsaid or {})
    return Stream(claim_columns(some, known, scope, quoted, site) for some in portions if some.figures)


def account_rows(
    estimates: Iterable[Estimate],
    situation: Situation,
    *,
    known: str,
    held: Held | None = None,
    site: str = "",
) -> Stream:
    """Rows of ACCOUNT, as of the day up to which claims were known."""
    control = held if held is not None else Held()
    shown = (one for one in estimates if one.key not in control.waiting)
    return Stream(batched(_cell(one, situation, known, control, site) for one in shown))


def _cell(estimate: Estimate, situation: Situation, known: str, held: Held, site: str) -> Row:
    margin = estimate.margin
    small = withheld(estimate.value, Unit.INDIVIDUALS)
    mark = Mark.SMALL if small else held.estimates.get(estimate.key, Mark.OK)
    told, whole = mark in (Mark.OK, Mark.COARSE), mark is Mark.OK
    numbers = (estimate.value, estimate.low80, estimate.high80, estimate.low95, estimate.high95)
    place = BAR.join(margin.places) or None
    return (
        estimate.key, f"{site}/estimates/{estimate.key}/" if whole else f"{site}/accounts/",
        *(numbers if told else (None,) * 5),
        Unit.INDIVIDUALS.value, margin.measure, margin.kind.value,
        margin.start.isoformat() if margin.start else None, margin.end.isoformat() if margin.end else None,
        margin.nationality, margin.country, held.places.get(estimate.key) if mark is Mark.COARSE else place,
        margin.status, margin.phase, margin.manner,
        BAR.join(f"{name} {code}" for name, code in margin.besides) or None, margin.counted_by,
        margin.undated, "implied" if estimate.implied else "claimed", BAR.join(estimate.claims) or None,
        known, margin_scope(margin, situation) if mark is not Mark.COARSE else None, "balanced",
        _own(estimate) if whole else None, METHOD, mark.value,
    )  # fmt: skip


def _own(estimate: Estimate) -> str | None:
    """Each party with what its own claims come to; a small count keeps its place without the number."""
    return BAR.join(f"{one.party or 'unnamed'} {_shown(one.value)}" for one in estimate.positions) or None


def _shown(value: float) -> str:
    if withheld(value, Unit.INDIVIDUALS):
        return "withheld"
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def scopes(situation: Situation) -> Scope:
    """Scopes in words; as many figures share few groups of people and few periods, each is worded once."""
    whom: dict[Hashable, str] = {}
    when: dict[Hashable, str | None] = {}

    def scope(figure: WrittenFigure) -> str:
        group, time = _whom(figure), _when(figure)
        if group not in whom:
            _bounded(whom)[group] = people(figure, situation)
        if time not in when:
            _bounded(when)[time] = _period(*time)
        return joined(whom[group], when[time])

    return scope


_whom = attrgetter("projected", "measure", "manner", "status", "sex_age", "phase", "place", "country")
_when = attrgetter("period_start", "period_end", "kind")


def _bounded(worded: dict[Hashable, T]) -> dict[Hashable, T]:
    if len(worded) >= SCOPES_KEPT:
        worded.clear()
    return worded


def _period(start: str | None, end: str | None, kind: str | None) -> str | None:
    first, last = (None if one is None else PartialDate(one) for one in (start, end))
    return period(first, last, None if kind is None else Kind(kind))
