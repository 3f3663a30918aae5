"""Exports: a question to rows that may leave, the same for command, page and interface.

Crosses the rooms once: figures of the ledger, the parties' word about them, the balanced account and
disclosure control, which is asked here, in one place, before any writer sees a row. Figures pass a portion
at a time; what must be known of all of them before the first leaves stands in ``ground``.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from itertools import chain, groupby, repeat
from operator import attrgetter

from concord.accounts import Estimate
from concord.committee import View
from concord.evidence import Decision, Figure, PartialDate
from concord.evidence.written import WrittenFigure, as_written
from concord.ledger import Filter, Ledger
from concord.ledger import Portion as Kept
from concord.pipeline.check import Checked, check
from concord.pipeline.ground import Ground, TooManyScopes, can_be_balanced, ground_of, ground_of_claims
from concord.pipeline.leaving import leaving
from concord.pipeline.questions import written
from concord.publish.disclosure import Held, Mark, withheld
from concord.publish.exports.about import About
from concord.publish.exports.columns import FLOWS, Table
from concord.publish.exports.rows import Portion, Row, Stream, account_rows, passed_rows
from concord.publish.exports.said import Note
from concord.publish.exports.streams import Batch
from concord.situation import Situation

__all__ = ["Export", "export_from", "export_of", "portions"]

_Wholes = Mapping[tuple[int, int | None], str]
_document_of, _start_of, _id_of = attrgetter("document"), attrgetter("start"), attrgetter("id")


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
    """The rows of one flow that answer a question, of evidence that stands in memory.

    Args:
        flow: ``claims`` or ``account``.
        checked: the evidence as of the same day.
        today: what was known up to, where ``as_of`` says nothing.
        held: what disclosure control makes of this evidence, where it was asked before.
    """
    held = held if held is not None else leaving(checked, situation, as_of or today)
    known = str(as_of)[:10] if as_of is not None else str(today)
    ground = ground_of(checked, held, ledger.entries(as_of))
    hidden = ground.hidden
    about = About(
        situation.name,
        known,
        written(question),
        seal,
        site=site,
        vocabulary=situation,
        decisions=_told(ledger, as_of, hidden),
        findings=tuple((one.key, one) for one in checked.findings if hidden.isdisjoint(one.claims)),
    )
    if flow == "account":
        found = _portion([e for e in checked.account.estimates if _answers(e, question)], question)
        held = _unfounded(held, found, hidden, checked)
        told = (_without(one, hidden) for one in found)
        return Export(FLOWS[flow], account_rows(told, situation, known=known, held=held, site=site), about)
    return Export(FLOWS["claims"], _claims(ledger, question, ground, situation, site), about)


def export_from(
    flow: str,
    ledger: Ledger,
    situation: Situation,
    question: Filter,
    *,
    today: date,
    as_of: date | None = None,
    site: str = "",
    findings: bool = False,
) -> Export:
    """The rows of one flow that answer a question, of a ledger of any size.

    Where its figures speak of more scopes than an account is made of, claims are told all the same, a portion
    at a time, and disclosure control reckons with sums of claims, as there is no account to reckon with.

    Args:
        findings: whether the format tells them.
    Raises:
        TooManyScopes: the flow or the findings need an account, and none is made of so many scopes.
    """
    last = ledger.entries(as_of)
    if can_be_balanced(ledger, last):
        checked = check(ledger, situation, as_of=as_of)
        return export_of(flow, ledger, checked, situation, question, today=today, as_of=as_of, site=site)
    if flow != "claims" or findings:
        raise TooManyScopes
    decisions = [kept.record for kept in ledger.decisions(as_of)]
    small = frozenset(one.id for _, one in ledger.standing(_named(decisions), last) if _is_small(one))
    about = About(
        situation.name, str(as_of or today), written(question), site=site, vocabulary=situation,
        decisions=tuple(one for one in decisions if small.isdisjoint(one.claims)),
    )  # fmt: skip

    def made() -> Iterator[Batch]:
        ground = ground_of_claims(ledger, situation, last, decisions, as_of or today)
        yield from _claims(ledger, question, ground, situation, site).batches()

    return Export(FLOWS["claims"], Stream(made()), about)


def _named(decisions: Iterable[Decision]) -> set[str]:
    return {claim for decision in decisions for claim in decision.claims}


def _is_small(figure: WrittenFigure) -> bool:
    return figure.value is not None and withheld(figure.value, figure.unit)


def _told(ledger: Ledger, as_of: date | None, hidden: frozenset[str]) -> tuple[Decision, ...]:
    """The parties' words, but those about ids that no row may name."""
    decisions = (kept.record for kept in ledger.decisions(as_of))
    return tuple(one for one in decisions if hidden.isdisjoint(one.claims))


def _claims(ledger: Ledger, question: Filter, ground: Ground, situation: Situation, site: str) -> Stream:
    told = portions(ledger, question, ground)
    return passed_rows(told, situation, held=ground.held, unsaid=ground.unsaid, site=site)


def _unfounded(held: Held, found: Iterable[Estimate], hidden: frozenset[str], checked: Checked) -> Held:
    """Estimates with no claim that may be followed, or one that takes no part, are not told."""
    known = {figure.id for figure in checked.figures}
    behind = {e.key: {*e.claims, *(f for own in e.positions for f in own.figures)} for e in found}
    closed = [key for key, claims in behind.items() if claims <= hidden or not claims <= known]
    return replace(held, estimates={**held.estimates, **dict.fromkeys(closed, Mark.COVER)})


def portions(ledger: Ledger, question: Filter, ground: Ground) -> Iterator[Portion]:
    """Figures that answer a question, with what others said of them, without those that wait."""
    everything = question == Filter()
    for kept in ledger.passing(ground.last, question):
        wholes = _wholes(kept, None if everything else ledger, ground)
        yield _without_waiting(_noted(kept, wholes, ground), ground.held.waiting)


def _noted(kept: Kept, wholes: _Wholes, ground: Ground) -> Portion:
    """The figures as the parties' decisions leave them; of most nobody says anything."""
    readings = [(entry, len(list(own))) for entry, own in groupby(kept.entries)]
    told = Portion(
        figures=kept.figures,
        documents=list(map(kept.documents.get, map(_document_of, kept.figures))),
        known=_each((kept.known[entry], size) for entry, size in readings),
        ranks=[rank for _, size in readings for rank in range(size)],
    )
    for at in [at for at, one in enumerate(kept.figures) if one.id in ground.views]:
        view = ground.views[kept.figures[at].id]
        told.notes[at] = _note(view, ground.hidden)
        told.figures[at] = as_written(view.figure, view.id)
    told.parts = [
        None if one.part_of is None else _open(wholes.get((entry, one.part_of)), ground.hidden)
        for entry, one in zip(kept.entries, told.figures, strict=True)
    ]
    return told


def _without_waiting(told: Portion, waiting: Collection[str]) -> Portion:
    left = [at for at, one in enumerate(told.figures) if one.id not in waiting]
    if len(left) == len(told.figures):
        return told
    return Portion(
        figures=[told.figures[at] for at in left],
        documents=[told.documents[at] for at in left],
        known=[told.known[at] for at in left],
        parts=[told.parts[at] for at in left],
        ranks=[told.ranks[at] for at in left],
        notes={now: told.notes[at] for now, at in enumerate(left) if at in told.notes},
    )


def _each(counted: Iterable[tuple[str, int]]) -> list[str]:
    return list(chain.from_iterable(repeat(one, size) for one, size in counted))


def _wholes(kept: Kept, ledger: Ledger | None, ground: Ground) -> _Wholes:
    """The figures of which others are parts, by where they stand; a ledger finds those that do not answer."""
    entries, figures = kept.entries, kept.figures
    if ledger is not None:
        both = ledger.beside(dict.fromkeys(kept.entries))
        entries, figures = [at for at, _ in both], [one for _, one in both]
    starts = map(_start_of, figures)
    wholes = dict(zip(zip(entries, starts, strict=True), map(_id_of, figures), strict=True))
    if ground.aside:
        for at, one in zip(entries, figures, strict=True):
            if one.document in ground.aside:
                wholes.pop((at, one.start), None)
    return wholes


def _note(view: View, hidden: frozenset[str]) -> Note:
    return Note(
        state=view.position.state.value,
        positions=tuple(f"{word.party} {word.decision.kind.value}" for word in view.position.by_party),
        replaced_by=tuple(one for one in view.superseded_by if one not in hidden),
        repeats=_open(view.repeats, hidden),
        corrected=_changed(view),
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
