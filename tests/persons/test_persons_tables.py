"""Lists of persons are refused and tables of counts are read, over tables written by hand for it."""

from pathlib import Path

import pytest

from concord.documents import PersonList, read_document
from concord.documents.persons import persons_in_rows, persons_in_text, refuse_person_rows

HERE = Path(__file__).parent
TABLES = sorted([*HERE.glob("tables/*.csv"), *HERE.glob("held_out/*.csv")])
LISTS = [path for path in TABLES if path.name.startswith("persons-")]
COUNTS = [path for path in TABLES if path.name.startswith("counts-")]


def refused(path: Path) -> bool:
    try:
        read_document(path.read_bytes(), name=path.name)
    except PersonList:
        return True
    return False


def test_there_are_thirty_tables_of_each_kind_and_more():
    assert len(LISTS) >= 30
    assert len(COUNTS) >= 30
    assert len(LISTS) + len(COUNTS) == len(TABLES)


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_no_list_of_persons_becomes_a_document(path):
    assert refused(path)


def test_at_most_one_table_of_counts_is_refused():
    assert len([path.name for path in COUNTS if refused(path)]) <= 1


def test_the_refusal_tells_columns_and_rows_and_how_to_count_but_no_value():
    path = HERE / "tables/persons-01-manifest-english.csv"
    with pytest.raises(PersonList) as refusal:
        read_document(path.read_bytes(), name="manifest.csv")
    told = str(refusal.value)
    assert told.startswith("manifest.csv: it looks like a list of persons (")
    assert "column 4: numbers of identity documents" in told
    assert "in 4 rows" in told
    assert "Count the people in it" in told
    values = {cell for line in path.read_text("utf-8").splitlines()[1:] for cell in line.split(",")[1:]}
    assert not [value for value in values if value in told]


def test_the_refusal_survives_the_way_back_from_a_worker():
    import pickle

    with pytest.raises(PersonList) as refusal:
        refuse_person_rows([["CNIC"], ["11111-1111111-1"], ["11111-1111112-3"]], "cards")
    again = pickle.loads(pickle.dumps(refusal.value))
    assert str(again) == str(refusal.value)
    assert again.seen.rows == 2


@pytest.mark.parametrize(
    "text",
    [
        # records of a program, all in one line
        '[{"n":"Gul","c":"11111-0000001-1"},{"n":"Zar","c":"11111-0000002-2"},{"n":"Ali","c":"11111-0000003-3"}]',
        # rows of a PDF that come as lines
        "1 Gul Khan 11111-0000001-1 12/03/1985\n2 Zar Bibi 11111-0000002-2 01/01/1990\n"
        "3 Sher Ali 11111-0000003-3 09/09/1979",
        # a list with fathers
        "Gul Khan s/o Rahim Khan\nSher Ali s/o Wali Jan\nNoor Bibi d/o Haji Gul",
        # a form filled in for one person
        "Name: Ahmad Wali\nFather's name: Abdul Wali\nCNIC: 11111-0000001-1\nDate of birth: 1990-01-01",
        # names, one a line
        "Mohammad Naeem\nAbdul Wali\nRahmatullah\nNoor Agha\nSardar Khan",
        # a table inside a report
        "Deportees of 9 May 2027 were registered.\n\nName | Father | Tazkira no\nAimal | Wali | 123456\n"
        "Zalmai | Nabi | 234567\n\nThe commissioner thanked the staff.",
    ],
)
def test_lists_in_running_text_are_seen(text):
    assert persons_in_text(text) is not None


@pytest.mark.parametrize(
    "text",
    [
        # a press office gives names and mobile phones
        "Some 84,000 people returned in March, according to the agency, which fears for women and girls.\n"
        "The operation is carried out at two crossings and has been criticised.\n"
        "For more information:\nIn Islamabad, Gul Khan, gul@example.org, +92 300 0000001\n"
        "In Kabul, Sher Ali, sher@example.org, +93 79 000 0002\n"
        "In Geneva, Noor Bibi, noor@example.org, +41 79 000 00 03",
        # a report about somebody
        "Gul Khan, 34, son of Rahim Khan, said police took his card, 11111-0000001-1, at the checkpoint.",
        # a report that names who spoke
        "Governor Haji Gul Mohammad said 1,204 families came.\nSher Ali of the commission said 900.",
        "Torkham | 1,204 | 988\nChaman | 611 | 1,310",
        "",
    ],
)
def test_reports_about_people_are_read(text):
    assert persons_in_text(text) is None


def test_a_list_far_down_a_long_table_of_counts_is_seen():
    counts = "\n".join(f"2027-01-01 | Gate {n} | {n * 37}" for n in range(3000))
    listed = "\n".join(f"Sher Ali | 11111-00000{n:02}-1" for n in range(5))
    assert persons_in_text(f"{counts}\n{listed}") is not None


def test_half_a_million_cells_take_no_longer_than_a_page():
    rows = [
        ["Gate", "Persons", "Families"],
        *([f"Gate {n}", str(n * 3 + 200), str(n)] for n in range(160_000)),
    ]
    assert persons_in_rows(rows) is None
