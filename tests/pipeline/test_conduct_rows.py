"""What a briefing tells of conduct: after its delay, in numbers, each with how it was answered."""

from datetime import date

import pytest

from concord.committee.conduct import Answer, AnswerKind, ConductKind, Report
from concord.evidence import PartialDate
from concord.pipeline.conduct_rows import conduct_rows
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
DENIAL = Answer(AnswerKind.DENIED, "gov-pk", "Ministry", "2025-05-10", "No payment is asked.")


def report(count: int | None, party: str = "unhcr") -> Report:
    return Report(
        kind=ConductKind.EXTORTION,
        party=party,
        authority="gov-pk",
        place="torkham",
        month=PartialDate("2025-04"),
        count=count,
    )


@pytest.mark.parametrize(("today", "rows"), [(date(2025, 5, 13), 0), (date(2025, 5, 14), 1)])
def test_a_report_waits_fourteen_days_from_the_end_of_its_month(today: date, rows: int) -> None:
    assert len(conduct_rows([(report(40), [])], SITUATION, today)) == rows


def test_a_denial_stands_in_the_row_of_the_report() -> None:
    told = [(report(40), [DENIAL]), (report(None, "iom"), [])]
    (row,) = conduct_rows(told, SITUATION, date(2025, 7, 1))
    assert (row.reports, row.people, row.withheld) == (2, 40, False)
    assert [(state.value, number) for state, number in row.states] == [("denied", 1), ("unanswered", 1)]


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_small_numbers_are_withheld(count: int) -> None:
    (row,) = conduct_rows([(report(count), [])], SITUATION, date(2025, 7, 1))
    assert (row.people, row.withheld) == (None, True)


def test_a_withdrawn_report_is_told_no_more() -> None:
    withdrawn = Answer(AnswerKind.WITHDRAWN, "unhcr", "Office", "2025-05-11", "It was another month.")
    assert conduct_rows([(report(40), [withdrawn])], SITUATION, date(2025, 7, 1)) == ()
