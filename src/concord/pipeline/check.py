"""Check: what the ledger knows, as the parties' decisions leave it, with findings and account."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from concord.accounts import Account, Finding, balance_claims, find
from concord.committee import View, apply, carried
from concord.evidence import Decision, Document, Figure, Statement
from concord.ledger import Ledger, NotInLedger
from concord.pipeline.reprints import echoes
from concord.pipeline.versions import ChangedPage, changed_pages, page_of, spoken_by
from concord.situation import Situation

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """Evidence as of a day, and what follows from it.

    Attributes:
        views: every figure as the parties' decisions leave it, the original beside it.
        findings, account: of the figures that take part.
        changed_pages: pages whose publisher changed them; only the last version has views.
        echoes: of figures that a reprint repeats, by id, the id of the figure in the first print,
            which alone takes part.
    """

    documents: tuple[Document, ...]
    views: tuple[View, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    account: Account
    changed_pages: tuple[ChangedPage, ...] = ()
    echoes: Mapping[str, str] = field(default_factory=dict)

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that take part, with corrected readings applied."""
        return _taking_part(self.views, self.echoes)


def check(ledger: Ledger, situation: Situation, *, as_of: date | None = None) -> Checked:
    """Everything known as of a day (all of it without one), with contradictions and the balanced account."""
    documents = [kept.record for kept in ledger.documents(as_of)]
    by_document: dict[str, list[Figure]] = defaultdict(list)
    for kept in ledger.figures(as_of):
        by_document[kept.record.document].append(kept.record)
    last = set(spoken_by(documents).values())
    standing = [
        figure for document in documents if document.id in last for figure in by_document[document.id]
    ]
    views = apply(_decisions(ledger, as_of, standing, documents), standing)
    repeated = echoes([document for document in documents if document.id in last], by_document)
    figures = _taking_part(views, repeated)
    return Checked(
        documents=tuple(documents),
        views=views,
        statements=tuple(kept.record for kept in ledger.statements(as_of) if kept.record.document in last),
        findings=find(figures, situation),
        account=balance_claims(figures, situation),
        changed_pages=changed_pages(documents, by_document),
        echoes=repeated,
    )


def _taking_part(views: Iterable[View], echoes: Mapping[str, str]) -> tuple[Figure, ...]:
    return tuple(view.figure for view in views if view.takes_part and view.id not in echoes)


def _decisions(
    ledger: Ledger, as_of: date | None, standing: Iterable[Figure], documents: Iterable[Document]
) -> list[Decision]:
    """The parties' decisions, carried over to the claims that stand now."""
    decisions = [kept.record for kept in ledger.decisions(as_of)]
    now = {figure.id for figure in standing} if decisions else set()
    earlier = {}
    for claim in {claim for decision in decisions for claim in decision.claims} - now:
        with suppress(NotInLedger):  # a statement; those are read anew far less often
            earlier[claim] = ledger.figure(claim).record
    return carried(decisions, standing, earlier, {one.id: page_of(one) for one in documents})
