"""Compose a briefing: a pure function of evidence, account, findings and situation."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from concord.accounts import Account, Finding
from concord.evidence import Document, Figure, Kind, Statement
from concord.publish.briefing import (
    Briefing,
    Claim,
    DeadlineNote,
    Dispute,
    Exchange,
    Reference,
    SourceText,
    Standing,
    StockRow,
)
from concord.publish.claims import claims_of
from concord.publish.estimates import balances_of, courses_of, left_out_of
from concord.publish.exchanges import exchanges
from concord.publish.guide import HOW_TO_READ
from concord.publish.passages import source_text
from concord.publish.words import party_name
from concord.situation import Deadline, Situation

__all__ = ["compose"]

NO_STATES: Mapping[str, Standing] = {}
TOO_SMALL = "Claims about too few people to be printed as numbers do not agree."


def compose(
    documents: Iterable[Document],
    figures: Iterable[Figure],
    statements: Iterable[Statement],
    account: Account,
    findings: Iterable[Finding],
    situation: Situation,
    *,
    as_of: date,
    version: str,
    states: Mapping[str, Standing] = NO_STATES,
) -> Briefing:
    """The briefing that these records make; the order in which they come changes nothing.

    Args:
        as_of: the day as known on which the records stand.
        version: of the code, as in ``concord 0.1.0``.
        states: what the parties' positions make of a figure, by its id.
    """
    sources = sorted(documents, key=lambda document: (str(document.published or ""), document.id))
    order = {document.id: rank for rank, document in enumerate(sources)}
    known = tuple(figures)
    claims = claims_of(known, situation, order, states)
    by_id = {claim.id: claim for claim in claims}
    told = exchanges(statements, situation, order)
    headlines, balances = balances_of(account, by_id, situation)
    return Briefing(
        situation=situation.name,
        as_of=as_of,
        until=_until(known, as_of),
        version=version,
        claims=claims,
        headlines=headlines,
        balances=balances,
        courses=courses_of(account, by_id, situation),
        disputes=tuple(_dispute(finding, by_id) for finding in findings),
        stocks=_stocks(known, by_id, situation),
        exchanges=told,
        deadlines=_deadlines(situation, as_of),
        left_out=left_out_of(account, by_id),
        sources=_sources(sources, claims, told),
        how_to_read=HOW_TO_READ,
        withheld=sum(claim.value is None for claim in claims),
    )


def _until(figures: Iterable[Figure], as_of: date) -> date | None:
    """The last day that any claim about what has happened reaches."""
    ends = [f.period_end.last for f in figures if f.period_end is not None and not f.projected]
    return max((end for end in ends if end <= as_of), default=None)


def _dispute(finding: Finding, claims: Mapping[str, Claim]) -> Dispute:
    printable = all(claims[claim].value is not None for claim in finding.claims)
    return Dispute(
        code=finding.code,
        words=finding.words if printable else TOO_SMALL,
        apart=finding.absolute if printable else 0,
        share=finding.relative if printable else 0,
        causes=tuple(cause.words for cause in finding.causes),
        claims=finding.claims,
    )


def _stocks(
    figures: Sequence[Figure], claims: Mapping[str, Claim], situation: Situation
) -> tuple[StockRow, ...]:
    """A row for each legal status of the situation, with the newest claims about its holders first."""
    held: dict[str, list[Claim]] = {}
    for figure in figures:
        if figure.status and figure.id in claims and _is_stock(figure, situation):
            held.setdefault(figure.status, []).append(claims[figure.id])
    return tuple(
        StockRow(
            status=status.code,
            label=status.label,
            confers=status.confers,
            withholds=status.withholds,
            traps=status.traps,
            claims=tuple(claim.id for claim in sorted(held.get(status.code, ()), key=_newest)),
        )
        for status in situation.statuses
    )


def _is_stock(figure: Figure, situation: Situation) -> bool:
    measure = situation.measure(figure.measure)
    usual = measure.kind if measure else None
    return not figure.projected and (figure.kind or usual) == Kind.STOCK


def _newest(claim: Claim) -> tuple[int, str]:
    when = claim.period_end or claim.said
    return (-when.last.toordinal() if when else 0, claim.id)


def _deadlines(situation: Situation, as_of: date) -> tuple[DeadlineNote, ...]:
    """Every act about a deadline that was announced by the day, the earliest deadline first."""
    known = [deadline for deadline in situation.deadlines if deadline.announced <= as_of]
    return tuple(_deadline(act, situation) for act in sorted(known, key=lambda act: (act.date, act.code)))


def _deadline(act: Deadline, situation: Situation) -> DeadlineNote:
    status = situation.status(act.status)
    sources = [source for source in map(situation.source, act.sources) if source is not None]
    return DeadlineNote(
        on=act.date,
        announced=act.announced,
        status=status.label if status else act.status,
        act=act.act,
        effect=act.effect,
        party=party_name(act.party, situation),
        sources=tuple(
            Reference(publisher=s.publisher, title=s.title, date=s.date, address=s.address) for s in sources
        ),
    )


def _sources(
    documents: Iterable[Document], claims: Iterable[Claim], told: Iterable[Exchange]
) -> tuple[SourceText, ...]:
    """The documents, each with the paragraphs of its claims and statements."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for claim in claims:
        if claim.start is not None and claim.end is not None:
            spans.setdefault(claim.document, []).append((claim.start, claim.end))
    for said in (said for exchange in told for said in (exchange.opening, *exchange.answers)):
        spans.setdefault(said.document, []).append((said.start, said.end))
    return tuple(source_text(document, spans.get(document.id, [])) for document in documents)
