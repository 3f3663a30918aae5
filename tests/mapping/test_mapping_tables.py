"""Tables of a text: every cell is found again at its span, under all its headers."""

from hypothesis import given
from hypothesis import strategies as st

from concord.documents import read_document
from concord.documents.rows import lines_of_rows
from concord.mapping import tables_of
from concord.mapping.tables import SECTION

WORDS = st.text(st.characters(categories=["L"], exclude_characters="|"), min_size=1, max_size=8)


def test_a_sheet_of_any_format_comes_as_its_cells():
    text = read_document(b"Gate;Women;Men\nTorkham;1,204;988\nChaman;;1,310\n", name="gates.csv").text
    table = tables_of(text)[0]
    assert table.columns == ("Gate", "Women", "Men")
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Torkham", "1,204", "988"],
        ["Chaman", "", "1,310"],
    ]
    assert [row.line for row in table.rows] == [2, 3]


@given(st.lists(st.lists(st.integers(0, 10**6).map(str), min_size=2, max_size=4), min_size=1, max_size=6))
def test_every_cell_is_cut_out_of_the_text_by_its_span(rows):
    width = max(map(len, rows))
    header = [f"column {chr(97 + i)}" for i in range(width)]
    text = "\n".join(lines_of_rows([header, *rows]))
    for row in tables_of(text)[0].rows:
        assert all(text[cell.start : cell.end] == cell.text for cell in row.cells)


def test_two_levels_of_header_name_a_column_together():
    text = "Gate | PoR | | ACC |\n | Families | Individuals | Families | Individuals\nTorkham | 1 | 5 | 2 | 9"
    assert tables_of(text)[0].columns == (
        "Gate",
        "PoR / Families",
        "PoR / Individuals",
        "ACC / Families",
        "ACC / Individuals",
    )


def test_lines_that_head_sections_become_a_column():
    text = "Status | Persons\nTORKHAM\nPoR | 12\nACC | 9\nCHAMAN\nPoR | 7"
    table = tables_of(text)[0]
    assert table.columns[0] == SECTION
    assert [row.cells[0].text for row in table.rows] == ["TORKHAM", "TORKHAM", "CHAMAN"]


def test_tags_and_rules_are_no_rows_and_titles_stand_above():
    text = "Deported by gate\nGate | Persons\n--- | ---\n#adm1+name | #affected\nTorkham | 12"
    table = tables_of(text)[0]
    assert table.tags == ("#adm1+name", "#affected")
    assert len(table.rows) == 1
    assert table.above == ("Deported by gate",)


def test_years_are_headers_and_two_columns_of_one_name_are_told_apart():
    table = tables_of("Province | 2023 | 2024 | Total | Total\nKabul | 5 | 6 | 11 | 11")[0]
    assert table.columns == ("Province", "2023", "2024", "Total", "Total (5)")


def test_a_table_without_a_header_and_one_without_numbers_are_none():
    assert tables_of("Torkham | 12\nChaman | 9") == []
    assert tables_of("Gate | Open\nTorkham | yes") == []


def test_prose_ends_a_table():
    text = "Gate | Persons\nTorkham | 12\n\nMore was said.\n\nStatus | Persons\nPoR | 5"
    assert [table.columns for table in tables_of(text)] == [("Gate", "Persons"), ("Status", "Persons")]
