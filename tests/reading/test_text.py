"""A text cut into tokens and sentences, every offset an offset into the untouched text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.reading.text import fold, prepare

SENTENCES = [
    ("One came. Two left.", 2),
    ("Mr. Khan came in Nov. 2023 with Gen. A. Shah.", 1),
    ("It was 1.3 million.", 1),
    ("A row\nAnother row\n", 2),
]


@pytest.mark.parametrize(("text", "count"), SENTENCES)
def test_stops_and_line_ends_close_a_sentence_and_abbreviations_do_not(text: str, count: int) -> None:
    assert sum(last > first for first, last in prepare(text).bounds) == count


def test_a_break_that_only_wraps_a_line_is_no_token() -> None:
    wrapped = "Most of those who had crossed during the first\nweek of the month went on to Kabul in buses.\n"
    assert prepare(wrapped).words.count("\n") == 1


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    page = prepare(text)
    assert len(fold(text)) == len(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(page.starts, page.ends, strict=True))
