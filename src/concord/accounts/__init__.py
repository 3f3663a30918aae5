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
from concord.accounts.columns import (
    BEYOND,
    COLUMNS,
    ClaimTable,
    MissingColumns,
    NoTable,
    Rejected,
    claims_from,
)
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.findings import find
from concord.accounts.headline import headline
from concord.accounts.left_out import LeftOut, Reason
from concord.accounts.margin import Margin
from concord.accounts.otherwise import CannotNest, nested_otherwise
from concord.accounts.rows import Row, claim_rows, estimate_rows, finding_rows
from concord.accounts.scope import Difference, Nesting, Scope, differences, inside, same, scope_of, why_apart
from concord.accounts.what_if import Change, UnknownClaimOrParty, WhatIf, what_if
from concord.accounts.why import Explanation, Otherwise, Pull, explain, without_claim
from concord.accounts.wording import Interval, allowed

__all__ = [
    "BEYOND",
    "COLUMNS",
    "Account",
    "Along",
    "CannotNest",
    "Cause",
    "CauseKind",
    "Change",
    "ClaimTable",
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
    "MissingColumns",
    "Nesting",
    "NoTable",
    "Otherwise",
    "Position",
    "Pull",
    "Reason",
    "Rejected",
    "Row",
    "Scope",
    "Series",
    "SeriesPoint",
    "StockChange",
    "UnknownClaimOrParty",
    "UnknownEstimate",
    "WhatIf",
    "allowed",
    "balance_claims",
    "claim_rows",
    "claims_from",
    "differences",
    "estimate_rows",
    "explain",
    "find",
    "finding_rows",
    "headline",
    "inside",
    "nested_otherwise",
    "same",
    "scope_of",
    "stock_changes",
    "what_if",
    "why_apart",
    "without_claim",
]
