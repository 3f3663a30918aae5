"""Questions: which figures a filter finds, the same on both databases."""

import dataclasses
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from concord.evidence import PartialDate
from concord.ledger import UNFILLED, Filter, Ledger

NOW = "2025-04-18T10:00:00+00:00"
PERIODS = [
    (None, None), (None, "2025-04-18"), ("2023-11", None), ("2023-11", "2025-04"), ("2025-04", "2025-04-10"),
    ("2024", "2024"), ("2025", "2025"), (None, "2025-05-01"), ("2025-04-18", "2025-04-18"),
]  # fmt: skip
SCOPES = [(None, "unhcr", "Torkham"), ("acc", "gov-pk", None), ("por", None, "Chaman" * 60)]
DATES = st.sampled_from(["2023", "2024-12", "2025", "2025-04", "2025-04-11", "2025-04-30", "2025-05", "2026"])


def _date(text):
    return None if text is None else PartialDate(text)


@pytest.fixture(scope="module")
def asked(new_ledger, report):
    """A ledger with a figure of every kind, and its figures."""
    document, content, reading = report("one")
    base = reading.figures[0]
    made = tuple(
        dataclasses.replace(base, value=number, period_start=_date(start), period_end=_date(end),
                            status=status, party=party, place=place)
        for number, ((start, end), (status, party, place)) in enumerate(
            product(PERIODS, SCOPES)
        )
    )  # fmt: skip
    with new_ledger() as ledger:
        ledger.record(document, content, dataclasses.replace(reading, figures=made), at=NOW)
        yield ledger, made


def _answers(figure, question):
    """The plain twin of the question in SQL."""
    for name in ("measure", "status", "party", "place"):
        wanted = getattr(question, name)
        value = getattr(figure, name)
        if wanted and (UNFILLED if value is None else value) not in wanted:
            return False
    start, end = figure.period_start, figure.period_end
    if question.since is not None and (end is None or end.last < question.since.first):
        return False
    first = start if start is not None else end
    return question.until is None or (first is not None and first.first <= question.until.last)


@settings(max_examples=60)
@given(
    status=st.sets(st.sampled_from(["acc", "por", "visa", UNFILLED])),
    party=st.sets(st.sampled_from(["unhcr", "gov-pk", UNFILLED])),
    place=st.sets(st.sampled_from(["Torkham", "Chaman" * 60, "torkham", UNFILLED])),
    since=st.none() | DATES,
    until=st.none() | DATES,
)
def test_a_question_finds_what_its_words_say(asked, status, party, place, since, until):
    ledger, made = asked
    question = Filter(
        measure=("returned", "deported"), status=tuple(status), party=tuple(party), place=tuple(place),
        since=_date(since), until=_date(until),
    )  # fmt: skip
    found = [kept.record for kept in ledger.figures(asked=question)]
    assert found == [figure for figure in made if _answers(figure, question)]


def test_no_condition_finds_all_and_a_limit_the_first(asked):
    ledger, made = asked
    assert [kept.record for kept in ledger.figures()] == list(made)
    assert [kept.record for kept in ledger.figures(asked=Filter(limit=4))] == list(made[:4])
    assert ledger.figures(asked=Filter(limit=0)) == []
    assert ledger.figures(asked=Filter(measure=("deported",))) == []


def test_a_value_that_tries_to_be_sql_is_a_value(filled):
    with Ledger.open(filled) as ledger:
        assert ledger.figures(asked=Filter(party=("gov-pk' OR '1'='1", "?", "%s"))) == []
