"""A date is exactly as precise as its text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.evidence import PartialDate


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-11", "2023-11-01", "2023-11-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-04-18", "2025-04-18", "2025-04-18"),
    ],
)
def test_a_date_may_mean_any_day_from_its_first_to_its_last(text: str, first: str, last: str) -> None:
    assert PartialDate(text).first == date.fromisoformat(first)
    assert PartialDate(text).last == date.fromisoformat(last)


@pytest.mark.parametrize(
    "text", ["", "23", "2023-1", "2023-13", "2025-02-29", "18 April 2025", "2025-04-18T00:00", "2025-04-31"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        PartialDate(text)


@given(st.dates())
def test_a_day_names_itself(day: date) -> None:
    named = PartialDate.of(day)
    assert (named.first, named.last, str(named)) == (day, day, day.isoformat())


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_the_first_day_never_lies_after_the_last(day: date, length: int) -> None:
    named = PartialDate(day.isoformat()[:length])
    assert named.first <= day <= named.last
