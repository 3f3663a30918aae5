"""Whatever the table, proposals and figures come without an error, and every figure stands in its cell."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.evidence import Document
from concord.mapping import ColumnRule, TableMapping, apply_mapping, check_mapping, propose, tables_of
from concord.mapping.days import day_of
from concord.mapping.numbers import number_of
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
WORD = st.sampled_from(
    ["Gate", "PoR", "Total", "تاریخ", "Torkham", "Date", "ضلع", "Women", "2023", "", "Remarks", "%"]
)
CELL = st.sampled_from(
    ["12", "1,204", "~5", "n/a", "", "Torkham", "PoR", "2027-05-01", "03/05/2027", "Total", "41%", "x" * 9]
)


@given(st.text(max_size=60))
def test_any_cell_is_a_number_a_day_or_neither(text):
    number = number_of(text)
    assert number is None or text.strip()[number.start : number.end] == number.text
    day_of(text)
    day_of(text, "mdy")


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("|\t\n#/ 12"), max_size=300))
def test_any_text_gives_tables_or_none(text):
    for table in tables_of(text):
        propose(table, SITUATION)
        assert all(text[cell.start : cell.end] == cell.text for row in table.rows for cell in row.cells)


@given(
    st.lists(WORD, min_size=2, max_size=5),
    st.lists(st.lists(CELL, min_size=2, max_size=6), min_size=1, max_size=6),
)
def test_accepted_proposals_read_any_table(header, rows):
    text = "\n".join(" | ".join(row) for row in [header, *rows])
    document = Document("t", "", "text/csv", text)
    for table in tables_of(text):
        rules = [
            p.rule if p.rule is not None else ColumnRule(p.column, "ignore")
            for p in propose(table, SITUATION)
        ]
        if all(rule.field != "value" for rule in rules):
            continue
        mapping = TableMapping("t", SITUATION.id, tuple(rules), {"measure": "returned"})
        check_mapping(mapping, table.columns, SITUATION)
        found = apply_mapping(mapping, table, document, SITUATION)
        assert all(text[figure.start : figure.end] == figure.text for figure in found.figures)
        starts = {figure.start for figure in found.figures}
        assert all(figure.part_of is None or figure.part_of in starts for figure in found.figures)


@pytest.mark.parametrize(
    "text", ["| " * 200_000, "a | 1\n" * 20_000, "1 " * 300_000, "a|b\n" + "9" * 300_000 + "|1"]
)
def test_no_table_takes_long(text):
    begun = time.process_time()
    for table in tables_of(text):
        assert table.rows
    assert time.process_time() - begun < 5
