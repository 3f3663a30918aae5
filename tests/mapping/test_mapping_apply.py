"""A reviewed mapping reads a table number for number, and tells what does not come out."""

import pytest

from concord.documents import read_document
from concord.evidence import Document, Kind, PartialDate, Precision, Unit
from concord.mapping import (
    ColumnRule,
    TableMapping,
    UnfitMapping,
    UnmappedColumns,
    apply_mapping,
    check_mapping,
    parsed_rule,
    tables_of,
)
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
TABLE = """Date,Gate,PoR,ACC,Deported,Total,Remarks
14/05/2027,Torkham,"1,204",988,411,"2,603",
15/05/2027,Torkham,~600,n/a,388,"1,500",gate closed at noon
15/05/2027,Chaman,300,200,100,605,
Total,,"2,104","1,188",899,"4,708",
"""
RULES = {
    "Date": "period:order=dmy",
    "Gate": "place",
    "PoR": "value:status=por",
    "ACC": "value:status=acc",
    "Deported": "value:measure=deported",
    "Total": "value:total_of=PoR+ACC+Deported",
    "Remarks": "ignore",
}


def mapping_of(rules, **fixed):
    return TableMapping("t", SITUATION.id, tuple(parsed_rule(c, r) for c, r in rules.items()), fixed)


def mapped(csv, rules, **fixed):
    document = read_document(csv.encode(), name="table.csv")
    table = tables_of(document.text)[0]
    mapping = mapping_of(rules, **fixed)
    check_mapping(mapping, table.columns, SITUATION)
    return document, apply_mapping(mapping, table, document, SITUATION)


def test_every_number_becomes_a_figure_at_its_cell():
    document, found = mapped(TABLE, RULES, measure="returned")
    assert len(found.figures) == 15
    assert all(document.text[f.start : f.end] == f.text for f in found.figures)
    first, second, third, total = found.figures[:4]
    assert (first.value, first.status, first.measure, first.place) == (1204, "por", "returned", "Torkham")
    assert first.period_start == first.period_end == PartialDate("2027-05-14")
    assert (third.measure, third.status) == ("deported", None)
    assert (total.value, total.status, total.measure) == (2603, None, "returned")
    assert {f.part_of for f in (first, second, third)} == {total.start}
    about = found.figures[4]
    assert (about.text, about.precision) == ("600", Precision.ABOUT)


def test_what_decided_a_field_is_told_by_its_words():
    document, found = mapped(TABLE, RULES, measure="returned")
    because = {b.field: document.text[b.start : b.end] for b in found.figures[0].because}
    assert because == {"period_end": "14/05/2027", "place": "Torkham", "status": "PoR"}


def test_an_unknown_cell_gives_no_figure_and_is_no_zero():
    _, found = mapped(TABLE, RULES, measure="returned")
    assert all(f.text != "n/a" for f in found.figures)
    _, zero = mapped(
        "Gate,Persons\nTorkham,0\nChaman,-\n", {"Gate": "place", "Persons": "value"}, measure="returned"
    )
    assert [f.value for f in zero.figures] == [0]


def test_parts_are_held_against_totals_along_rows_and_down_columns():
    _, found = mapped(TABLE, RULES, measure="returned")
    assert [str(each) for each in found.discrepancies] == [
        "line 4: 'Total' says 605, but PoR + ACC + Deported make 600 (5 less)",
        "line 5: 'Total' says 4,708, but PoR + ACC + Deported make 4,191 (517 less)",
    ]


def test_a_total_row_with_a_wrong_sum_is_told_with_its_rows():
    _, found = mapped(
        "Gate,Persons\nTorkham,12\nChaman,9\nTotal,25\n",
        {"Gate": "place", "Persons": "value"},
        measure="returned",
    )
    assert [str(each) for each in found.discrepancies] == [
        "line 4: 'Persons' says 25, but the 2 rows above make 21 (4 less)"
    ]
    assert found.figures[-1].place is None


def test_subtotals_and_a_grand_total_come_out():
    rows = "Gate,Persons\nTorkham,12\nGhulam Khan,3\nSub total,15\nChaman,9\nSub total,9\nGrand total,24\n"
    _, found = mapped(rows, {"Gate": "place", "Persons": "value"}, measure="returned")
    assert found.discrepancies == ()


def test_unknown_parts_may_be_less_than_the_total_but_never_more():
    rules = {
        "Gate": "place",
        "Men": "value:sex_age=men",
        "Women": "value:sex_age=women",
        "All": "value:total_of=Men+Women",
    }
    _, less = mapped("Gate,Men,Women,All\nTorkham,5,-,12\n", rules, measure="returned")
    assert less.discrepancies == ()
    _, more = mapped("Gate,Men,Women,All\nTorkham,15,-,12\n", rules, measure="returned")
    assert "3 more, though not all of them are known" in str(more.discrepancies[0])


def test_a_group_that_is_not_known_is_told_and_not_counted_as_a_total():
    rows = "Status,Persons\nPoR,12\nCamp dwellers,9\n"
    _, found = mapped(rows, {"Status": "status", "Persons": "value"}, measure="returned")
    assert [f.value for f in found.figures] == [12]
    assert "line 3: 'Camp dwellers' in 'Status' is no status that is known (por, acc," in found.unread[0]
    _, taught = mapped(
        rows, {"Status": "status:Camp dwellers=refugee", "Persons": "value"}, measure="returned"
    )
    assert [f.status for f in taught.figures] == ["por", "refugee"]


def test_a_cell_that_is_no_number_is_told():
    _, found = mapped(
        "Gate,Persons\nTorkham,12\nChaman,many\nKharlachi,3\n",
        {"Gate": "place", "Persons": "value"},
        measure="returned",
    )
    assert found.unread == ("line 3: 'many' in 'Persons' is no number",)


def test_a_date_that_may_be_two_days_gives_no_figure():
    _, found = mapped(
        "Date,Persons\n03/05/2027,12\n", {"Date": "period", "Persons": "value"}, measure="returned"
    )
    assert found.figures == ()
    assert "'03/05/2027' in 'Date' is no day, month or year that can be told" in found.unread[0]


def test_a_level_has_only_its_day_and_a_share_is_per_cent():
    _, found = mapped(
        "As of,Persons,Share\n2027-05-01,12,41%\n",
        {"As of": "as_of", "Persons": "value", "Share": "value"},
        measure="hosted",
    )
    level, share = found.figures
    assert (level.kind, level.period_start, str(level.period_end)) == (Kind.STOCK, None, "2027-05-01")
    assert share.unit is Unit.PERCENT


def test_who_says_it_comes_with_its_party():
    _, found = mapped(
        "Source,Persons\nUNHCR,12\n", {"Source": "source", "Persons": "value"}, measure="returned"
    )
    assert (found.figures[0].source, found.figures[0].party) == ("UNHCR", "unhcr")


@pytest.mark.parametrize(
    ("csv", "rules", "figures"),
    [
        (
            "ضلع,خاندان,افراد\nپشاور,۴۱۲,۲۶۱۰\n",
            {"ضلع": "place", "خاندان": "value:unit=families", "افراد": "value"},
            [("پشاور", "families", 412), ("پشاور", "individuals", 2610)],
        ),
        ("ولایت,نفر\nهرات,۵۰۰۱\n", {"ولایت": "place", "نفر": "value"}, [("هرات", "individuals", 5001)]),
        ("دروازه,کسان\nتورخم,۱۲۹۰\n", {"دروازه": "place", "کسان": "value"}, [("تورخم", "individuals", 1290)]),
    ],
)
def test_tables_in_the_languages_of_the_field(csv, rules, figures):
    _, found = mapped(csv, rules, measure="returned")
    assert [(f.place, f.unit.value, f.value) for f in found.figures] == figures


def test_a_column_neither_mapped_nor_ignored_is_named():
    rules = {k: v for k, v in RULES.items() if k not in ("ACC", "Remarks")}
    with pytest.raises(UnmappedColumns, match="'ACC', 'Remarks'; say for each what it is"):
        mapped(TABLE, rules, measure="returned")


@pytest.mark.parametrize(
    ("rules", "fixed", "told"),
    [
        ({"Gate": "plaice", "Persons": "value"}, {"measure": "returned"}, "Gate: 'plaice' is no field"),
        ({"Gate": "place", "Persons": "value:status=card"}, {"measure": "returned"}, "'card' is no status"),
        (
            {"Gate": "place", "Persons": "value:colour=red"},
            {"measure": "returned"},
            "'colour' is nothing a rule can say",
        ),
        ({"Gate": "place", "Persons": "value"}, {}, "nothing says what is counted"),
        ({"Gate": "place", "Persons": "ignore"}, {"measure": "returned"}, "no column holds the numbers"),
        (
            {"Gate": "place", "Persons": "value:total_of=Men+Women"},
            {"measure": "returned"},
            "'Men' in total_of is no column",
        ),
        ({"Gate": "period", "Persons": "period"}, {"measure": "returned"}, "two columns are period"),
        (
            {"Gate": "place", "Persons": "value", "Persons ": "value"},
            {"measure": "returned"},
            "there is no column 'Persons '",
        ),
        (
            {"Gate": "period:order=ydm", "Persons": "value"},
            {"measure": "returned"},
            "order 'ydm' is neither dmy nor mdy",
        ),
    ],
)
def test_rules_that_cannot_be_are_told_all_at_once(rules, fixed, told):
    with pytest.raises(UnfitMapping) as refused:
        check_mapping(mapping_of(rules, **fixed), ("Gate", "Persons"), SITUATION)
    assert told in str(refused.value)


def test_a_rule_that_is_not_written_as_rules_are_is_refused():
    with pytest.raises(UnfitMapping, match="'status' is not FIELD=VALUE"):
        parsed_rule("PoR", "value:status")


def test_figures_are_of_the_document_with_its_date_and_publisher():
    document = Document(
        "d", "", "text/csv", "Gate | Persons\nTorkham | 12", publisher="P", published=PartialDate("2027-05")
    )
    mapping = TableMapping(
        "t",
        SITUATION.id,
        (ColumnRule("Gate", "place"), ColumnRule("Persons", "value")),
        {"measure": "returned"},
    )
    (figure,) = apply_mapping(mapping, tables_of(document.text)[0], document, SITUATION).figures
    assert (figure.document, figure.publisher, figure.said) == (document.id, "P", PartialDate("2027-05"))
