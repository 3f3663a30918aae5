"""The axis of days speaks the calendar of the language, with few enough labels to be read."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pictured import CLAIMS, made

from concord.publish.languages import LANGUAGES, texts_of
from concord.publish.pictures import picture, svg
from concord.publish.pictures.axes import days_across

YEAR = (date(2025, 1, 1), date(2025, 12, 31))


def labels(code: str, span: tuple[date, date], width: int = 620) -> list[str]:
    return re.findall(r'": "([^"]+)"', days_across(texts_of(code), span, width=width)["axis"]["labelExpr"])


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("en", "01/2025", "11/2025"),
        ("ur", "01/2025", "11/2025"),
        ("fa-AF", "\u06f1\u06f1/\u06f1\u06f4\u06f0\u06f3", "\u06f0\u06f9/\u06f1\u06f4\u06f0\u06f4"),
        ("ps", "\u06f1\u06f1/\u06f1\u06f4\u06f0\u06f3", "\u06f0\u06f9/\u06f1\u06f4\u06f0\u06f4"),
    ],
)
def test_months_on_the_axis_are_those_of_the_language(code: str, first: str, last: str) -> None:
    told = labels(code, YEAR)
    assert (told[0], told[-1]) == (first, last)


@given(
    days=st.integers(0, 12_000),
    code=st.sampled_from(list(LANGUAGES)),
    width=st.sampled_from((250, 260, 620)),
)
def test_labels_are_two_or_more_and_never_crowd(days: int, code: str, width: int) -> None:
    told = labels(code, (date(2000, 1, 15), date(2000, 1, 15) + timedelta(days)), width)
    assert min(days + 1, 2) <= len(told) <= max(width // 75, 2) + 1
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("code", LANGUAGES)
def test_labels_stand_in_the_drawn_picture(code: str) -> None:
    drawn = svg(picture("cumulative", made(CLAIMS), texts_of(code)))
    words = re.findall(r"\d\d/\d{4}", drawn)
    assert words
    assert "undefined" not in drawn
