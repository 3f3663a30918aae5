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


LISTED = """A. FAMILIES WHO LEFT BY THE GATE OF TORKHAM
Today 318, of these 274 people by their own means
Torkham 190
Angoor Adda 121
Kharlachi seven
Progressive 605,246
"""


def test_lines_of_a_list_stay_lines_though_the_next_word_would_not_have_fitted() -> None:
    assert prepare(LISTED).words.count("\n") == 6


def test_a_line_in_capitals_heads_what_follows() -> None:
    text = "THOSE WHO HAD CROSSED DURING THE FIRST WEEK\nwent on to Kabul in buses that a province paid.\n"
    assert prepare(text).words.count("\n") == 2


def test_a_word_cut_in_two_by_the_end_of_a_line_goes_on() -> None:
    text = "Taken to the gate in the last seven days: Pakh-\ntunkhwa 127\nSindh 90\nPunjab 12\nothers 3\n"
    assert prepare(text).words.count("\n") == 4


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    page = prepare(text)
    assert len(fold(text)) == len(text)
    assert all(0 <= a < b <= len(text) for a, b in zip(page.starts, page.ends, strict=True))
