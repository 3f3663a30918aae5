"""Numbers and dates of cells: read whole or not at all."""

import doctest

import pytest
from hypothesis import given
from hypothesis import strategies as st

import concord.mapping.days
import concord.mapping.fields
import concord.mapping.mapping
import concord.mapping.numbers
import concord.mapping.tables
import concord.mapping.words
from concord.mapping.days import day_of, order_of
from concord.mapping.numbers import is_unknown, number_of
from concord.reading.calendars import solar_day


@pytest.mark.parametrize(
    "module",
    [
        concord.mapping.days,
        concord.mapping.fields,
        concord.mapping.mapping,
        concord.mapping.numbers,
        concord.mapping.tables,
        concord.mapping.words,
    ],
)
def test_the_examples_hold(module):
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1204", 1204),
        ("1,204", 1204),
        ("1.204", 1204),  # a dot before three digits groups them
        ("12.5", 12.5),
        ("1,204.5", 1204.5),
        ("4,35,152", 435152),  # lakhs
        ("18 800", 18800),
        ("1'204", 1204),
        ("۱٬۲۰۴", 1204),
        ("٤٫٥", 4.5),
        ("۴۱۲", 412),
        ("0", 0),
        ("12 lakh", 1_200_000),
        ("2.43 million", 2_430_000),
        ("3k", 3000),
        ("41%", 41),
        ("1,204+", 1204),
        ("~600", 600),
    ],
)
def test_a_number_is_read_as_it_is_printed(cell, value):
    number = number_of(cell)
    assert number is not None
    assert number.value == value
    assert cell[number.start : number.end] == number.text


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "-",
        "n/a",
        "12 buses",
        "2027-05-01",
        "1,2,3",
        "Torkham",
        "12/13",
        "1 2",
        "PoR 12",
        "9" * 400,
        "9" * 16,
    ],
)
def test_what_is_no_number_is_none(cell):
    assert number_of(cell) is None


def test_zero_is_known_and_a_dash_is_not():
    assert number_of("0").value == 0
    assert not is_unknown("0")
    assert is_unknown(" – ")


@given(st.integers(0, 10**9), st.sampled_from(["{:d}", "{:,d}", "~{:,d}", "{:,d} ", " {:d}"]))
def test_any_count_comes_back_from_any_way_of_printing_it(value, form):
    assert number_of(form.format(value)).value == value


@given(st.dates(min_value=solar_day(1351, 1, 1), max_value=solar_day(1448, 12, 29)))
def test_solar_days_are_those_of_the_reader(day):
    """The calendar here and that of the reading room were written apart and must agree."""
    solar = (
        next(
            (y, m, d)
            for y in (day.year - 621, day.year - 622)
            for m in range(1, 13)
            for d in range(1, 32)
            if (d < 31 or m < 7) and not (m == 12 and d == 30) and solar_day(y, m, d) == day
        )
        if not _last_of_leap(day)
        else None
    )
    if solar is not None:
        assert day_of("{:04}/{:02}/{:02}".format(*solar)).first == day


def _last_of_leap(day):
    return any(
        solar_day(y, 12, 29).toordinal() + 1 == day.toordinal() for y in (day.year - 621, day.year - 622)
    )


@pytest.mark.parametrize(
    ("cell", "order", "day"),
    [
        ("2027-05-01", None, "2027-05-01"),
        ("20270501", None, "2027-05-01"),
        ("2027-05-01T08:00", None, "2027-05-01"),
        ("05/05/2027", None, "2027-05-05"),  # the same in both orders
        ("13/05/2027", "dmy", "2027-05-13"),
        ("05/13/2027", "mdy", "2027-05-13"),
        ("1 May 2027", None, "2027-05-01"),
        ("May 1, 2027", None, "2027-05-01"),
        ("May-27", None, "2027-05"),
        ("2027", None, "2027"),
        ("2027-05", None, "2027-05"),
        ("۱۴۰۵/۰۲/۱۱", None, "2026-05-01"),
    ],
)
def test_dates_are_as_precise_as_they_are_printed(cell, order, day):
    assert str(day_of(cell, order)) == day


@pytest.mark.parametrize(
    "cell", ["31/02/2027", "03/05/2027", "May", "12", "1405", "1405/12/31", "Week 9", "2027-13-01"]
)
def test_what_is_no_day_or_may_be_two_is_none(cell):
    assert day_of(cell) is None


def test_one_cell_decides_the_order_of_a_column():
    assert order_of(["03/05/2027", "14/05/2027"]) == "dmy"
    assert order_of(["03/05/2027", "05/14/2027"]) == "mdy"
    assert order_of(["03/05/2027"]) is None
    assert order_of(["13/05/2027", "05/13/2027"]) is None
