"""Claims to findings and a balanced account; a library on its own, without database or terminal."""

from concord.accounts.causes import Cause, CauseKind
from concord.accounts.finding import Finding, FindingCode
from concord.accounts.findings import find
from concord.accounts.scope import Difference, Nesting, Scope, differences, inside, same, scope_of, why_apart
from concord.accounts.wording import Interval, allowed

__all__ = [
    "Cause",
    "CauseKind",
    "Difference",
    "Finding",
    "FindingCode",
    "Interval",
    "Nesting",
    "Scope",
    "allowed",
    "differences",
    "find",
    "inside",
    "same",
    "scope_of",
    "why_apart",
]
