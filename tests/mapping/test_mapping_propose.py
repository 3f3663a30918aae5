"""Proposals in four languages, with their ground; what nothing tells gets none."""

import pytest

from concord.documents import read_document
from concord.mapping import propose, propose_fixed, tables_of
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")


def proposed(csv):
    table = tables_of(read_document(csv.encode(), name="t.csv").text)[0]
    found = propose(table, SITUATION)
    return (
        {p.column: None if p.rule is None else (p.rule.field, dict(p.rule.fixed)) for p in found},
        found,
        table,
    )


@pytest.mark.parametrize(
    ("csv", "expected"),
    [
        (  # English: a day, statuses side by side, a sum
            "Date,PoR,ACC,Undocumented,Total,Remarks\n2027-05-01,3,5,2,10,x\n2027-05-02,4,1,1,6,y\n",
            {
                "Date": ("period", {}),
                "PoR": ("value", {"status": "por"}),
                "ACC": ("value", {"status": "acc"}),
                "Undocumented": ("value", {"status": "undocumented"}),
                "Total": ("value", {}),
                "Remarks": ("ignore", {}),
            },
        ),
        (  # Urdu
            "تاریخ,ضلع,خاندان,افراد\n2027-05-01,پشاور,۳,۱۲\n2027-05-02,پشاور,۴,۲۰\n",
            {
                "تاریخ": ("period", {}),
                "ضلع": ("place", {}),
                "خاندان": ("value", {"unit": "families"}),
                "افراد": ("value", {"unit": "individuals"}),
            },
        ),
        (  # Dari
            "ولایت,عودت کنندگان,اخراج شده,زنان\nهرات,۱۲,۵,۴\nکابل,۱۳,۹,۶\n",
            {
                "ولایت": ("place", {}),
                "عودت کنندگان": ("value", {"measure": "returned"}),
                "اخراج شده": ("value", {"measure": "deported"}),
                "زنان": ("value", {"sex_age": "women"}),
            },
        ),
        (  # Pashto
            "نېټه,دروازه,کورنۍ,نارینه\n۱۴۰۵/۰۲/۱۱,تورخم,۵,۹\n۱۴۰۵/۰۲/۱۲,تورخم,۷,۱۱\n",
            {
                "نېټه": ("period", {}),
                "دروازه": ("place", {}),
                "کورنۍ": ("value", {"unit": "families"}),
                "نارینه": ("value", {"sex_age": "men"}),
            },
        ),
        (  # cells tell where headers do not
            "A,B,C,D\nTorkham,PoR,2027-05-01,12\nChaman,ACC,2027-05-02,900\n",
            {"A": ("place", {}), "B": ("status", {}), "C": ("period", {}), "D": ("value", {})},
        ),
        (  # serial numbers, positions, codes and contacts count nobody
            "S.No,Site,Latitude,pcode,Focal point,Persons\n"
            "1,Azakhel,34.0151,PK1,Gul Khan,12\n2,Baleli,30.2212,PK2,Sher Ali,9\n",
            {
                "S.No": ("ignore", {}),
                "Site": ("place", {}),
                "Latitude": ("ignore", {}),
                "pcode": ("ignore", {}),
                "Focal point": ("ignore", {}),
                "Persons": ("value", {"unit": "individuals"}),
            },
        ),
        (  # gates and years as headers
            "Measure,Torkham,Chaman\nReturned,12,9\nDeported,3,4\n",
            {
                "Measure": ("measure", {}),
                "Torkham": ("value", {"place": "Torkham"}),
                "Chaman": ("value", {"place": "Chaman"}),
            },
        ),
        (
            "Province,2023,2024\nKabul,12,9\nHerat,3,4\n",
            {
                "Province": ("place", {}),
                "2023": ("value", {"period": "2023"}),
                "2024": ("value", {"period": "2024"}),
            },
        ),
        (  # nothing tells what it is
            "Gate,Kettle,Persons\nTorkham,blue,12\nChaman,red,9\n",
            {"Gate": ("place", {}), "Kettle": None, "Persons": ("value", {"unit": "individuals"})},
        ),
    ],
)
def test_columns_are_proposed_from_headers_and_cells(csv, expected):
    assert proposed(csv)[0] == expected


def test_a_sum_of_neighbours_is_seen_even_if_one_row_is_off():
    csv = "Gate,Men,Women,Persons\nA,3,5,8\nB,4,1,5\nC,2,2,5\nD,7,1,8\n"
    rules = {p.column: p.rule for p in proposed(csv)[1]}
    assert rules["Persons"].total_of == ("Men", "Women")


def test_a_sum_of_sums_is_seen():
    csv = "Gate,Boys,Men,Male,Girls,Women,Female,All\nA,3,5,8,1,2,3,11\nB,4,1,5,2,2,4,9\nC,2,2,4,5,1,6,10\n"
    rules = {p.column: p.rule for p in proposed(csv)[1]}
    assert rules["Male"].total_of == ("Boys", "Men")
    assert rules["Female"].total_of == ("Girls", "Women")
    assert rules["All"].total_of == ("Male", "Female")


def test_a_header_is_believed_rather_than_cells():
    found = proposed("Place A,Country left,Persons\nAfghanistan,Pakistan,12\nAfghanistan,Iran,9\n")[1]
    assert [p.rule.field if p.rule else None for p in found] == [None, "country", "value"]


def test_a_guess_of_day_and_month_says_so_and_another_column_can_decide():
    _, found, _ = proposed("From,To,Persons\n03/05/2027,09/05/2027,12\n")
    assert [p.rule.order for p in found[:2]] == ["dmy", "dmy"]
    assert "is a guess" in found[0].why
    _, found, _ = proposed("From,To,Persons\n05/03/2027,05/19/2027,12\n")
    assert [p.rule.order for p in found[:2]] == ["mdy", "mdy"]


def test_a_second_column_of_one_kind_is_asked_about():
    found = proposed("Province,District,Persons\nKunar,Asadabad,12\nKabul,Bagrami,9\n")[1]
    assert found[0].rule.field == "place"
    assert found[1].rule is None
    assert found[1].why == "'Province' seems to be its place"


def test_the_lines_above_tell_the_measure_and_the_situation_whom_it_is_about():
    _, found, _ = proposed("Gate,Persons\nTorkham,12\n")
    table = tables_of("Afghans deported in May\nGate | Persons\nTorkham | 12")[0]
    assert propose_fixed(table, found, SITUATION) == {"nationality": "AFG", "measure": "deported"}
    _, found, table = proposed("Nationality,Deported\nAFG,12\nPAK,9\n")
    assert propose_fixed(table, found, SITUATION) == {}


def test_a_code_that_cells_do_not_hold_is_told_beside_the_proposal():
    found = proposed("Status,Persons\nPoR,12\nLodgers,9\n")[1]
    assert "not known: Lodgers" in found[0].why
