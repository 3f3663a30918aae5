"""Disclosure control: the one place that decides what may leave, by rules that are data.

UNHCR's public tables hold no cell of one to four people, and neither does anything that
leaves Concord: page, interface, export, picture. Small counts carry a mark; further numbers
are withheld until the small ones cannot be worked out from sums or from earlier releases;
arrests and sites are told for wider places and later; words of conduct reports never leave.
"""

from concord.publish.disclosure.attack import Known
from concord.publish.disclosure.cells import CellTable, Pattern, Sum
from concord.publish.disclosure.compact import Gathered, Treatment
from concord.publish.disclosure.conduct import without_free_text
from concord.publish.disclosure.hold import Held, Mark, Release, alias, hold, hold_all
from concord.publish.disclosure.protect import protect, protect_all
from concord.publish.disclosure.rules import Rules, SmallCounts, UnclearRules, rules_of
from concord.publish.disclosure.small import points_at_someone, small_shown, withheld
from concord.publish.disclosure.statement import Statement, statement_of

__all__ = [
    "CellTable",
    "Gathered",
    "Held",
    "Known",
    "Mark",
    "Pattern",
    "Release",
    "Rules",
    "SmallCounts",
    "Statement",
    "Sum",
    "Treatment",
    "UnclearRules",
    "alias",
    "hold",
    "hold_all",
    "points_at_someone",
    "protect",
    "protect_all",
    "rules_of",
    "small_shown",
    "statement_of",
    "withheld",
    "without_free_text",
]
