"""Numbers, days and periods read the same everywhere."""

from datetime import date

import pytest

from concord.evidence import Kind, PartialDate
from concord.publish.balances import Interval
from concord.publish.scopes import period
from concord.publish.words import day, interval, number, readable


@pytest.mark.parametrize(
    ("value", "shown"), [(907391, "907,391"), (0, "0"), (52.6, "52.6"), (5e5, "500,000")]
)
def test_a_number_has_grouped_thousands(value: float, shown: str) -> None:
    assert number(value) == shown


@pytest.mark.parametrize(
    ("value", "low", "high", "shown"),
    [
        (822520, 822520, 822520, "822,520"),  # nothing is uncertain: every digit stands
        (822520, 822500, 822540, "822,520"),  # steps of one or two people: all digits
        (822520, 820000, 825000, "822,500"),
        (822520, 780000, 860000, "823,000"),
        (7, 0, 400, "10"),
    ],
)
def test_an_estimate_has_no_more_digits_than_its_interval_bears(
    value: float, low: float, high: float, shown: str
) -> None:
    assert readable(value, Interval(low, high)) == shown


def test_both_ends_of_an_interval_are_rounded_like_the_estimate() -> None:
    wide = Interval(789276, 857889)
    assert interval(Interval(801151, 846014), wide) == "801,000 – 846,000"


@pytest.mark.parametrize(
    ("when", "shown"),
    [("2023", "2023"), ("2023-11", "Nov 2023"), ("2025-04-08", "8 Apr 2025")],
)
def test_a_day_is_as_long_as_it_is_known(when: str, shown: str) -> None:
    assert day(PartialDate(when)) == shown


def test_a_calendar_day_reads_like_a_known_day() -> None:
    assert day(date(2025, 4, 8)) == "8 Apr 2025"


@pytest.mark.parametrize(
    ("start", "end", "kind", "shown"),
    [
        ("2023-11", "2025-04-18", Kind.FLOW, "Nov 2023 to 18 Apr 2025"),
        ("2025-04", "2025-04", Kind.FLOW, "Apr 2025"),
        (None, "2025-04-18", Kind.FLOW, "up to 18 Apr 2025"),
        (None, "2025-04-18", Kind.STOCK, "as of 18 Apr 2025"),
        ("2023-11", None, Kind.FLOW, "since Nov 2023"),
        (None, None, Kind.FLOW, None),
    ],
)
def test_a_period_is_told_as_far_as_it_is_known(
    start: str | None, end: str | None, kind: Kind, shown: str | None
) -> None:
    first, last = (PartialDate(text) if text else None for text in (start, end))
    assert period(first, last, kind) == shown
