"""Records to rows: claims and estimates as a stream, made when a writer asks for them.

A row is a tuple in the order of its table's columns. Claims are made column by column, a batch at a
time; a writer takes them as columns or as rows, and gets the same cells either way.
"""

from collections.abc import Callable, Hashable, Iterable

from concord.accounts import Estimate
from concord.evidence import Figure, Unit
from concord.publish.disclosure import Held, Mark, withheld
from concord.publish.exports.claim_columns import claim_columns
from concord.publish.exports.said import BAR, METHOD, Said, Spans, date_text, quoting, unsaid_spans
from concord.publish.exports.streams import Row, Stream, batched, batches, mapped
from concord.publish.scopes import figure_scope, margin_scope
from concord.situation import Situation

__all__ = ["BAR", "Row", "Said", "Stream", "account_rows", "batches", "claim_rows", "mapped", "scopes",
           "unsaid_spans"]  # fmt: skip

CLAIMS_AT_ONCE = 32_768  # measured by bench/exports.py: more cost memory and gain nothing
SCOPES_KEPT = 65_536


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
    known = held if held is not None else Held()
    scope, quoted = scopes(situation), quoting(unsaid or {})
    shown = (one for one in said if one.id not in known.waiting) if known.waiting else said
    return Stream(claim_columns(some, known, scope, quoted, site) for some in batches(shown, CLAIMS_AT_ONCE))


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


def scopes(situation: Situation) -> Callable[[Figure], str]:
    """Scopes in words; as many figures share few scopes, each is worded once."""
    worded: dict[Hashable, str] = {}

    def scope(figure: Figure) -> str:
        key = (
            figure.projected, figure.measure, figure.manner, figure.status, figure.sex_age, figure.phase,
            figure.place, figure.country, date_text(figure.period_start), date_text(figure.period_end),
            figure.kind,
        )  # fmt: skip
        if key not in worded:
            if len(worded) >= SCOPES_KEPT:
                worded.clear()
            worded[key] = figure_scope(figure, situation)
        return worded[key]

    return scope
