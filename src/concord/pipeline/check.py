"""Check: what the ledger knows, as the parties' decisions leave it, with findings and account."""

from dataclasses import dataclass
from datetime import date

from concord.accounts import Account, Finding, balance_claims, find
from concord.committee import Position, apply, positions
from concord.evidence import Decision, Document, Figure, Statement
from concord.ledger import Ledger
from concord.situation import Situation

__all__ = ["Checked", "check"]


@dataclass(frozen=True, slots=True)
class Checked:
    """Evidence as of a day, and what follows from it.

    Attributes:
        figures: as the decisions leave them: corrected readings applied, withdrawn ones left out.
        positions: what the parties' decisions make of each claim, by its id.
    """

    documents: tuple[Document, ...]
    figures: tuple[Figure, ...]
    statements: tuple[Statement, ...]
    positions: dict[str, Position]
    findings: tuple[Finding, ...]
    account: Account


def check(ledger: Ledger, situation: Situation, *, as_of: date | None = None) -> Checked:
    """Everything known as of a day (all of it without one), with contradictions and the balanced account."""
    decisions: list[Decision] = [kept.record for kept in ledger.decisions(as_of)]
    documents = tuple(kept.record for kept in ledger.documents(as_of))
    figures = apply(decisions, [kept.record for kept in ledger.figures(as_of)])
    statements = tuple(kept.record for kept in ledger.statements(as_of))
    return Checked(
        documents,
        figures,
        statements,
        positions(decisions),
        find(figures, situation),
        balance_claims(figures, situation),
    )
