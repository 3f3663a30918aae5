"""The one filter of actions, behind their page and the API: party, state, last day; overdue first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from concord.committee.actions import Evidence, Standing
from concord.web.evidence import evidence_link
from concord.web.models import CommitteeAction

__all__ = ["OPEN", "OVERDUE", "Row", "actions_that_answer"]

OPEN, OVERDUE = "open", "overdue"  # questions, beside the states
SOON = 7  # days


@dataclass(frozen=True, slots=True)
class Row:
    """An action with where it stands on a day: days overdue, whether it is due soon, its evidence."""

    action: CommitteeAction
    standing: Standing
    overdue: int
    soon: bool
    evidence: tuple[Evidence, str] | None


def actions_that_answer(wanted: Mapping[str, str], today: date) -> list[Row]:
    """Actions that answer a question; overdue first, then by their last day, closed ones at the end.

    Args:
        wanted: ``party``, ``state`` (or ``open``, ``overdue``) and ``due``, the last day up to which;
            what is empty or names no day excludes nothing.
    """
    found = CommitteeAction.objects.select_related("decision__meeting").prefetch_related("events__seat")
    rows = [_row(one, today) for one in found]
    answering = [row for row in rows if _answers(row, wanted)]
    return sorted(
        answering, key=lambda row: (row.standing.closed, -row.overdue, row.standing.due, row.action.pk)
    )


def _row(action: CommitteeAction, today: date) -> Row:
    standing = action.standing
    soon = not standing.closed and today <= standing.due <= today + timedelta(SOON)
    return Row(action, standing, standing.overdue(today), soon, evidence_link(standing.evidence))


def _answers(row: Row, wanted: Mapping[str, str]) -> bool:
    if wanted["party"] and row.action.owner_party != wanted["party"]:
        return False
    if wanted["due"] and not _due_by(row.standing.due, wanted["due"]):
        return False
    match wanted["state"]:
        case "":
            return True
        case "open":
            return not row.standing.closed
        case "overdue":
            return row.overdue > 0
        case state:
            return row.standing.state.value == state


def _due_by(due: date, told: str) -> bool:
    try:
        return due <= date.fromisoformat(told)
    except ValueError:
        return True
