"""Whatever the text, the look for persons ends, soon and without an error; what is a list stays one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents.persons import persons_in_rows, persons_in_text

CELL = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "Name",
            "CNIC",
            "نام",
            "Gul Khan",
            "11111-0000001-1",
            "0300-0000001",
            "1985-02-11",
            "M",
            "12",
            "Total",
        ]
    ),
    st.integers().map(str),
)
ROWS = st.lists(st.lists(CELL, max_size=6), max_size=8)
LISTED = [
    ["Gul Khan", "Wali Jan", "11111-0000001-1"],
    ["Zar Bibi", "Sher Ali", "11111-0000002-2"],
    ["Noor", "Taj", "11111-0000003-3"],
]


@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cs"]) | st.sampled_from("|\t\n:0123456789-+/"),
        max_size=400,
    )
)
def test_any_text_is_looked_at(text):
    persons_in_text(text)


@given(ROWS)
def test_any_rows_are_looked_at_and_what_is_told_holds_no_cell(rows):
    seen = persons_in_rows(rows)
    if seen is not None:
        assert seen.rows > 0
        assert "11111-0000001-1" not in str(seen)
        assert "Gul Khan" not in str(seen)


@given(
    st.permutations(LISTED),
    st.permutations(range(3)),
    st.lists(st.text("xyz", min_size=1, max_size=4), max_size=3),
)
def test_neither_order_nor_more_columns_hide_a_list(rows, order, more):
    assert persons_in_rows([[*(row[i] for i in order), *more] for row in rows]) is not None


@pytest.mark.parametrize(
    "text",
    [
        "9" * 2_000_000,
        "0300-" * 400_000,
        "a " * 1_000_000,
        "+92 " * 500_000,
        "| " * 1_000_000,
        "|\n" * 300_000,
        "Name: x\n" * 100_000,
        "Gul " * 500_000,
        "1-" * 1_000_000,
        "۱۲۳۴۵-" * 300_000,
        "1 . " * 500_000,
        ("x" * 290 + " | ") * 3_000,
    ],
    ids=lambda text: repr(text[:8]),
)
def test_no_text_takes_long(text):
    begun = time.process_time()
    persons_in_text(text)
    assert time.process_time() - begun < 5
