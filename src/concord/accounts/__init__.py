"""Claims to findings and a balanced account; a library on its own, without database or terminal."""

from concord.accounts.account import (
    Account,
    Along,
    Estimate,
    Identity,
    InfeasibleAccount,
    Position,
    Series,
    SeriesPoint,
    UnknownEstimate,
)
from concord.accounts.balanced import balance_claims
from concord.accounts.causes import Cause, CauseKind
from concord.accounts.changes import StockChange, stock_changes
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.findings import find
from concord.accounts.headline import headline
from concord.accounts.left_out import LeftOut, Reason
from concord.accounts.margin import Margin
from concord.accounts.scope import Difference, Nesting, Scope, differences, inside, same, scope_of, why_apart
from concord.accounts.why import Explanation, Otherwise, Pull, explain, without_claim
from concord.accounts.wording import Interval, allowed

__all__ = [
    "Account",
    "Along",
    "Cause",
    "CauseKind",
    "Difference",
    "Estimate",
    "Explanation",
    "Finding",
    "FindingCode",
    "Identity",
    "InfeasibleAccount",
    "Interval",
    "LeftOut",
    "Margin",
    "Nesting",
    "Otherwise",
    "Position",
    "Pull",
    "Reason",
    "Scope",
    "Series",
    "SeriesPoint",
    "StockChange",
    "UnknownEstimate",
    "allowed",
    "balance_claims",
    "differences",
    "explain",
    "find",
    "headline",
    "inside",
    "same",
    "scope_of",
    "stock_changes",
    "why_apart",
    "without_claim",
]
