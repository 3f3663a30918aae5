"""Answers of a form: numbers of every script are read, every mistake is told, nothing is guessed."""

import contextlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.sites import DAY_COLUMNS, FIELDS, UnclearDay, day_of, day_row

TODAY = date(2025, 5, 1)


def told(**more: str) -> dict[str, str]:
    return {"day": "2025-04-18", "people": "1204", **more}


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1204", 1204),
        ("1,204", 1204),
        ("۱۲۰۴", 1204),
        ("۱٬۲۰۴", 1204),
        ("١٢٠٤", 1204),
        (" 1 204 ", None),
        ("0", 0),
    ],
)
def test_numbers_of_every_script(written: str, value: int | None) -> None:
    if value is None:
        with pytest.raises(UnclearDay):
            day_of(told(people=written), TODAY)
    else:
        assert day_of(told(people=written), TODAY).people == value


def test_empty_is_not_zero() -> None:
    day = day_of(told(taps="", bathing="0"), TODAY)
    assert (day.taps, day.bathing) == (None, 0)


@pytest.mark.parametrize(
    ("more", "mistakes"),
    [
        ({"people": ""}, {"people": "missing"}),
        ({"people": "many"}, {"people": "not a number"}),
        ({"people": "-4"}, {"people": "not a number"}),
        ({"people": "1.5"}, {"people": "not whole"}),
        ({"people": "1e3"}, {"people": "not a number"}),
        ({"people": "12,04"}, {"people": "not a number"}),
        ({"taps": "999999"}, {"taps": "too large"}),
        ({"day": "18.4.2025"}, {"day": "not a day"}),
        ({"day": "2025-05-02"}, {"day": "to come"}),
        ({"day": "1999-01-01"}, {"day": "too early"}),
        ({"women": "1300"}, {"people": "parts above"}),
        ({"women": "1", "men": "1", "girls": "1", "boys": "1"}, {"people": "parts"}),
        ({"reason": "x" * 501}, {"reason": "too long"}),
        (
            {"people": "many", "taps": "few", "day": ""},
            {"day": "missing", "people": "not a number", "taps": "not a number"},
        ),
    ],
)
def test_every_mistake_is_told_at_once(more: dict[str, str], mistakes: dict[str, str]) -> None:
    with pytest.raises(UnclearDay) as refused:
        day_of(told(**more), TODAY)
    assert refused.value.mistakes == mistakes
    assert all(name in str(refused.value) for name in mistakes)


@given(st.dictionaries(st.sampled_from(DAY_COLUMNS), st.text(max_size=30), max_size=12))
def test_whatever_is_typed_is_a_day_or_told_why_not(values: dict[str, str]) -> None:
    with contextlib.suppress(UnclearDay):
        day_of(values, TODAY)


@given(
    st.fixed_dictionaries(
        {
            f.name: st.none() | st.integers(0, 20_000 if f.most >= 20_000 else int(min(f.most, 1_000)))
            for f in FIELDS[7:]
        }
    )
)
def test_a_day_survives_its_row(values: dict[str, Any]) -> None:
    written = {name: "" if value is None else str(value) for name, value in values.items()}
    day = day_of({**told(), **written}, TODAY)
    again = {k: "" if v is None else str(v) for k, v in day_row(day).items()}
    assert day_of(again, TODAY) == day
