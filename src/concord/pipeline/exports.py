"""Exports: a question to rows that may leave, the same for command, page and interface.

Crosses the rooms once: figures of the ledger, the parties' word about them, the balanced account and
disclosure control, which is asked here, in one place, before any writer sees a row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date

from concord.accounts import Estimate
from concord.committee import View
from concord.evidence import Document, Figure, PartialDate
from concord.ledger import Filter, Kept, Ledger
from concord.pipeline.check import Checked
from concord.pipeline.leaving import leaving
from concord.pipeline.questions import written
from concord.publish.disclosure import Held, Mark, withheld
from concord.publish.exports.about import About
from concord.publish.exports.columns import FLOWS, Table
from concord.publish.exports.rows import Row, Said, account_rows, claim_rows, unsaid_spans
from concord.situation import Situation

__all__ = ["Export", "export_of", "said_of"]


@dataclass(frozen=True, slots=True)
class Export:
    """A table, rows that may be asked for once, and what they are about."""

    table: Table
    rows: Iterator[Row]
    about: About


def export_of(
    flow: str,
    ledger: Ledger,
    checked: Checked,
    situation: Situation,
    question: Filter,
    *,
    today: date,
    as_of: date | None = None,
    site: str = "",
    seal: str = "",
    held: Held | None = None,
) -> Export:
    """The rows of one flow that answer a question.

    Args:
        flow: ``claims`` or ``account``.
        checked: the evidence as of the same day.
        today: what was known up to, where ``as_of`` says nothing.
        held: what disclosure control makes of this evidence, where it was asked before.
    """
    held = held if held is not None else leaving(checked, situation, as_of or today)
    known = str(as_of)[:10] if as_of is not None else str(today)
    hidden = _hidden(checked)
    about = About(
        situation.name,
        known,
        written(question),
        seal,
        site=site,
        vocabulary=situation,
        decisions=tuple(
            kept.record for kept in ledger.decisions(as_of) if hidden.isdisjoint(kept.record.claims)
        ),
        findings=tuple((one.key, one) for one in checked.findings if hidden.isdisjoint(one.claims)),
    )
    if flow == "account":
        found = _portion([e for e in checked.account.estimates if _answers(e, question)], question)
        held = _unfounded(held, found, hidden, checked)
        told = (_without(one, hidden) for one in found)
        return Export(FLOWS[flow], account_rows(told, situation, known=known, held=held, site=site), about)
    said = said_of(ledger.figures(as_of, question), checked, hidden)
    unsaid = unsaid_spans({view.id: view.figure for view in checked.views}, held)
    rows = claim_rows(said, situation, held=held, unsaid=unsaid, site=site)
    return Export(FLOWS["claims"], rows, about)


def _hidden(checked: Checked) -> frozenset[str]:
    """Ids that no row may name: a digest gives a small number away to who knows the rest."""
    small = (v for v in checked.views if withheld(v.figure.value, v.figure.unit))
    return frozenset(one for view in small for one in (view.id, view.figure.id))


def _unfounded(held: Held, found: Iterable[Estimate], hidden: frozenset[str], checked: Checked) -> Held:
    """Estimates with no claim that may be followed, or one that takes no part, are not told."""
    known = {figure.id for figure in checked.figures}
    behind = {e.key: {*e.claims, *(f for own in e.positions for f in own.figures)} for e in found}
    closed = [key for key, claims in behind.items() if claims <= hidden or not claims <= known]
    return replace(held, estimates={**held.estimates, **dict.fromkeys(closed, Mark.COVER)})


def said_of(
    found: Iterable[Kept[Figure]], checked: Checked, hidden: frozenset[str] = frozenset()
) -> Iterator[Said]:
    """Figures of the ledger with what others said of them; ids that are hidden are named by none."""
    documents: Mapping[str, Document] = {one.id: one for one in checked.documents}
    views = {view.id: view for view in checked.views}
    starts = {(v.original.document, v.original.start): v.id for v in checked.views}
    ranks: Counter[str] = Counter()
    for kept in found:
        document = kept.record.document
        view = views.get(kept.id)
        yield _one(kept, view, documents.get(document), starts, hidden, ranks[document])
        ranks[document] += 1


def _one(
    kept: Kept[Figure],
    view: View | None,
    document: Document | None,
    starts: Mapping[tuple[str, int], str],
    hidden: frozenset[str],
    rank: int,
) -> Said:
    figure = kept.record if view is None else view.figure
    whole = None if figure.part_of is None else starts.get((figure.document, figure.part_of))
    if view is None:
        return Said(kept.id, figure, document, kept.recorded_at, part_of=_open(whole, hidden), rank=rank)
    return Said(
        kept.id,
        figure,
        document,
        kept.recorded_at,
        state=view.position.state.value,
        positions=tuple(f"{word.party} {word.decision.kind.value}" for word in view.position.by_party),
        replaced_by=tuple(one for one in view.superseded_by if one not in hidden),
        repeats=_open(view.repeats, hidden),
        corrected=_changed(view),
        part_of=_open(whole, hidden),
        rank=rank,
    )


def _open(identity: str | None, hidden: frozenset[str]) -> str | None:
    return None if identity in hidden else identity


def _changed(view: View) -> tuple[str, ...]:
    if view.figure is view.original:
        return ()
    names = [field.name for field in fields(Figure) if field.name not in ("because", "candidates")]
    return tuple(n for n in names if getattr(view.figure, n) != getattr(view.original, n))


def _without(estimate: Estimate, hidden: frozenset[str]) -> Estimate:
    return replace(estimate, claims=tuple(one for one in estimate.claims if one not in hidden))


def _portion(found: list[Estimate], question: Filter) -> list[Estimate]:
    ends = None if question.limit is None else question.offset + question.limit
    return found[question.offset : ends]


def _answers(estimate: Estimate, question: Filter) -> bool:
    """Whether a cell answers the question, as a figure of its scope would."""
    margin = estimate.margin
    parties = [one.party for one in estimate.positions]
    return (
        _among(question.measure, [margin.measure])
        and _among(question.status, [margin.status])
        and _among(question.party, parties)
        and _among(question.place, margin.places or [None])
        and _since(margin.end, question.since)
        and _until(margin.start or margin.end, question.until)
    )


def _among(wanted: tuple[str, ...], found: Iterable[str | None]) -> bool:
    return not wanted or any((one if one is not None else "-") in wanted for one in found)


def _since(end: date | None, since: PartialDate | None) -> bool:
    return since is None or (end is not None and end >= since.first)


def _until(start: date | None, until: PartialDate | None) -> bool:
    return until is None or (start is not None and start <= until.last)
