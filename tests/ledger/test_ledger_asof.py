"""What was known when: the past as the ledger tells it never changes."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.ledger import Ledger, UnclearTime

START = datetime(2025, 4, 1, tzinfo=UTC)

ARRIVALS = st.lists(
    st.tuples(st.integers(0, 5), st.integers(1, 3), st.integers(0, 200)), max_size=8
)  # report, reader, hours


def _known(ledger, as_of=None):
    return {kept.id for kept in (*ledger.figures(as_of), *ledger.statements(as_of), *ledger.decisions(as_of))}


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (None, 3),
        ("2025-04-17", 0),
        ("2025-04-18", 2),  # the whole day belongs to it
        (date(2025, 4, 18), 2),
        ("2025-04-18T09:59:59.999999+00:00", 0),
        ("2025-04-18T10:00:00+00:00", 2),  # the moment itself belongs to it
        ("2025-04-18T14:59:59+05:00", 0),  # in Karachi, the same moment but one second
        ("2025-04-18T15:00:00+05:00", 2),
        (datetime(2025, 4, 19, 10, tzinfo=UTC), 3),
    ],
)
def test_a_question_as_of_a_day_or_moment(filled, as_of, expected):
    with Ledger.open(filled) as ledger:
        assert len(ledger.figures(as_of)) == expected


@pytest.mark.parametrize("as_of", ["2025-04", "soon", "2025-04-18T10:00:00", datetime(2025, 4, 18)])  # noqa: DTZ001
def test_an_unclear_moment_is_refused(filled, as_of):
    with Ledger.open(filled) as ledger, pytest.raises(UnclearTime):
        ledger.figures(as_of)


def test_a_clock_that_runs_behind_does_not_add_to_the_past(where, report):
    with Ledger.open(where) as ledger:
        ledger.record(*report("one"), at="2025-04-18T10:00:00+00:00")
        before = ledger.figures("2025-04-17")
        ledger.record(*report("two"), at="2025-04-16T10:00:00+00:00")
        assert ledger.figures("2025-04-17") == before
        assert ledger.documents()[1].recorded_at == "2025-04-18T10:00:00.000000+00:00"


@settings(max_examples=30, deadline=None)
@given(ARRIVALS)
def test_as_of_equals_what_the_ledger_answered_then(new_ledger, report, arrivals):
    """After every arrival the ledger is asked; asked later as of that moment, it says the same."""
    answers = {}
    with new_ledger() as ledger:
        for name, reader, hours in arrivals:
            at = START + timedelta(hours=hours)
            one = report(f"r{name}", (name + 1,), f"concord {reader}")
            if ledger.record(*one, at=at.isoformat()).new:
                answers[max([at, *answers])] = _known(ledger)
        for moment, answer in answers.items():
            assert _known(ledger, moment) == answer


@settings(max_examples=25, deadline=None)
@given(st.permutations(range(5)), st.booleans())
def test_order_of_arrival_does_not_matter_in_the_end(new_ledger, report, order, in_one_batch):
    reports = [report(f"r{number}", (number + 10, number + 20)) for number in range(5)]
    now = START.isoformat()
    with new_ledger() as sorted_ledger, new_ledger() as ledger:
        for one in reports:
            sorted_ledger.record(*one, at=now)
        if in_one_batch:
            with ledger.batch():
                for number in order:
                    ledger.record(*reports[number], at=now)
        else:
            for number in order:
                ledger.record(*reports[number], at=now)
        assert _known(ledger) == _known(sorted_ledger)


@settings(max_examples=25, deadline=None)
@given(ARRIVALS)
def test_ingesting_twice_is_ingesting_once(new_ledger, report, arrivals):
    with new_ledger() as ledger:
        for _ in range(2):
            for name, reader, hours in arrivals:
                at = START + timedelta(hours=hours)
                ledger.record(*report(f"r{name}", (name + 1,), f"concord {reader}"), at=at.isoformat())
        distinct = {(name, reader) for name, reader, _ in arrivals}
        assert ledger.verify().entries == len(distinct) + len({name for name, _ in distinct})
