"""Calendars: solar Hijri days, and spans that people name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.reading.calendars import named_span, part_of, solar_day, solar_month_end, span_back, span_ending

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("solar", "day"),
    [
        ((1403, 1, 1), date(2024, 3, 20)),
        ((1404, 1, 1), date(2025, 3, 21)),
        ((1404, 7, 17), date(2025, 10, 9)),
        ((1403, 12, 30), date(2025, 3, 20)),  # a leap year
    ],
)
def test_a_solar_day_falls_on_its_gregorian_day(solar, day):
    assert solar_day(*solar) == day


@given(st.integers(1360, 1440), st.integers(1, 11))
def test_a_solar_month_ends_on_the_eve_of_the_next(year, month):
    assert (solar_day(year, month + 1, 1) - solar_month_end(year, month)).days == 1


@given(DAYS, st.integers(1, 60))
def test_a_count_of_days_that_ends_with_a_day_is_so_long(day, count):
    start, end = map(date.fromisoformat, span_ending(day, "day", count))
    assert (end - start).days + 1 == count
    assert end == day


@given(DAYS, st.sampled_from(["day", "month", "half"]), st.integers(1, 6), st.sampled_from([1, 2, 3, -1]))
def test_a_part_never_leaves_its_year(day, unit, count, position):
    whole = date(day.year, 1, 1), date(day.year, 12, 31)
    start, end = part_of(whole, unit, count, position)
    assert whole[0] <= start <= end <= whole[1]


@pytest.mark.parametrize(
    ("name", "span"),
    [
        ("today", ("2025-03-05", "2025-03-05")),
        ("two_days", ("2025-03-04", "2025-03-05")),
        ("last_week", ("2025-02-24", "2025-03-02")),
        ("last_month", ("2025-02", "2025-02")),
        ("year_start", ("2025-01-01", "2025-01-01")),
        ("month_start", ("2025-03-01", "2025-03-01")),
        ("summer", ("2024", "2024")),
    ],
)
def test_a_named_span_is_no_finer_than_its_words(name, span):
    assert named_span(name, date(2025, 3, 5)) == span


def test_the_past_day_and_night_begins_the_day_before():
    assert span_back(date(2025, 3, 5), "hour", 24) == ("2025-03-04", "2025-03-05")
