"""The parties' word about claims, folded into the state of each claim.

Decisions are only ever added. What they come to is computed on reading and can be
computed again: the last word of each party counts, and no party's word deletes another's.
"""

from concord.committee.carrying import carried
from concord.committee.corrections import UnreadableCorrection, corrected
from concord.committee.positions import Claim, Position, Word, positions
from concord.committee.rules import NotAllowed, Rule, State, require_allowed, rules
from concord.committee.views import View, apply

__all__ = [
    "Claim",
    "NotAllowed",
    "Position",
    "Rule",
    "State",
    "UnreadableCorrection",
    "View",
    "Word",
    "apply",
    "carried",
    "corrected",
    "positions",
    "require_allowed",
    "rules",
]
