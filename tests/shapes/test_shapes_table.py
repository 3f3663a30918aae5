"""The text of a table: the same as documents give, and every cell found again where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.documents.rows import lines_of_rows
from concord.shapes import OversizedAnswer
from concord.shapes import table as tables
from concord.shapes.table import cells_of, lay_out, table_of

CELLS = st.text(alphabet="ab 1|,\n\tش۳", max_size=6)
ROWS = st.lists(st.lists(CELLS, max_size=5), max_size=8)


@given(ROWS)
def test_the_text_is_the_one_that_documents_make_of_the_same_rows(rows):
    text, _ = lay_out(rows)
    assert text == "\n".join(lines_of_rows(rows))


@given(ROWS)
def test_every_cell_stands_where_it_says(rows):
    text, laid = lay_out(rows)
    assert [len(row) for row in laid] == [len(row) for row in rows]
    for row in laid:
        for cell in row:
            assert text[cell.start : cell.end] == cell.text


def test_names_that_come_twice_are_told_apart_and_empty_ones_called_by_their_place():
    table = table_of([["a", "a", ""], ["1", "2", "3"], ["", "", ""]], "t")
    assert table.columns == ("a", "a (2)", "column 3")
    assert len(table.rows) == 1


def test_a_table_past_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(tables, "MAX_CELLS", 3)
    with pytest.raises(OversizedAnswer, match="more than 3 cells; ask for fewer rows"):
        lay_out([["1", "2"], ["3", "4"]], "big")


@given(ROWS)
def test_cells_are_found_again_in_the_text_alone(rows):
    text, laid = lay_out(rows)
    there = [(cell.text, cell.start) for row in cells_of(text) for cell in row if cell.text]
    assert there == [(cell.text, cell.start) for row in laid for cell in row if cell.text]
