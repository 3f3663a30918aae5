"""Check: what the ledger knows, as the parties' decisions leave it, with findings and account."""

from dataclasses import dataclass
from datetime import date

from concord.accounts import Account, Finding, balance_claims, find
from concord.committee import View, apply
from concord.evidence import Document, Figure, Statement
from concord.ledger import Ledger
from concord.situation import Situation

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """Evidence as of a day, and what follows from it.

    Attributes:
        views: every figure as the parties' decisions leave it, the original beside it.
        findings, account: of the figures that take part.
    """

    documents: tuple[Document, ...]
    views: tuple[View, ...]
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...]
    account: Account

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures that take part, with corrected readings applied."""
        return tuple(view.figure for view in self.views if view.takes_part)


def check(ledger: Ledger, situation: Situation, *, as_of: date | None = None) -> Checked:
    """Everything known as of a day (all of it without one), with contradictions and the balanced account."""
    decisions = [kept.record for kept in ledger.decisions(as_of)]
    views = apply(decisions, [kept.record for kept in ledger.figures(as_of)])
    figures = [view.figure for view in views if view.takes_part]
    return Checked(
        documents=tuple(kept.record for kept in ledger.documents(as_of)),
        views=views,
        statements=tuple(kept.record for kept in ledger.statements(as_of)),
        findings=find(figures, situation),
        account=balance_claims(figures, situation),
    )
