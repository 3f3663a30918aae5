"""Rows of a briefing's section on conduct: what strangers may be told of reports, and how they were answered.

The delay is that of the rules of disclosure, counted from the end of the month; small numbers of people are
withheld. Rows are by kind and month over all places, and carry no words.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from concord.committee.conduct import Answer, ConductKind, ConductState, Report, state_of, table_of
from concord.evidence import Unit
from concord.publish.disclosure import rules_of, withheld
from concord.publish.disclosure.coarse import delayed_until
from concord.situation import Situation

__all__ = ["ConductRow", "conduct_rows"]

RULED_LIKE = "arrested"  # the measure whose rules of disclosure hold for every kind of conduct


@dataclass(frozen=True, slots=True)
class ConductRow:
    """A line: reports and people in them (None: not told, or withheld), and reports by where they stand."""

    kind: ConductKind
    month: str
    reports: int
    people: int | None
    withheld: bool
    states: tuple[tuple[ConductState, int], ...]


def conduct_rows(
    told: Iterable[tuple[Report, Sequence[Answer]]], situation: Situation, today: date
) -> tuple[ConductRow, ...]:
    """The rows that may leave on a day, the newest month first; withdrawn reports are left out."""
    ready = [(report, state_of(answers)) for report, answers in told if _until(report, situation) <= today]
    small = {(report.kind, report.month.text) for report, _ in ready if _is_small(report)}
    open_now = [
        (replace(report, count=None) if _is_small(report) else report, state) for report, state in ready
    ]
    states: dict[tuple[ConductKind, str], Counter[ConductState]] = {}
    for report, state in open_now:
        states.setdefault((report.kind, report.month.text), Counter())[state] += 1
    found = []
    for (kind, month), (number, people) in table_of(open_now).items():
        standing = tuple(sorted((s, n) for s, n in states[kind, month].items() if s != "withdrawn"))
        found.append(ConductRow(kind, month, number, people or None, (kind, month) in small, standing))
    return tuple(sorted(found, key=lambda row: (row.month, row.kind), reverse=True))


def _is_small(report: Report) -> bool:
    """Whether its number may not be told; it is then in no sum, so that none can be subtracted to find it."""
    return report.count is not None and withheld(report.count, Unit.INDIVIDUALS)


def _until(report: Report, situation: Situation) -> date:
    place = situation.place(report.place)
    return delayed_until(rules_of().delayed, RULED_LIKE, [place], report.month.last)
