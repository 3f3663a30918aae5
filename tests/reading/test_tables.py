"""Tables of figures: every number cell of people is a figure, its headers and row labels give its fields."""

import pytest

from concord.evidence import Document, Figure, PartialDate
from concord.reading.reader import Reader
from concord.situation import bundled

GATES = """\
Afghans at two gates, 3 to 9 May 2027

Gate | Returned, persons | Returned, families | Deported, persons | Trucks
Torkham | 6,204 | 1,040 | 71 | 212
Spin Boldak | 3,918 | 655 | 1,204 | 96
"""
GROUPS = """\
Afghans deported
| Status | March 2026 | | April 2026 | |
| | Women | Men | Women | Men |
|---|---:|---:|---:|---:|
| PoR holders | 12 | 310 | 1 | 288 |
| ACC holders | 1,044 | 977 | | 1,101 |
"""


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(bundled("afghanistan-pakistan"))


def figures(reader: Reader, text: str) -> tuple[Figure, ...]:
    document = Document("table", "", "text/plain", text, language="en", published=PartialDate("2027-05-12"))
    return reader.read(document).figures


def counted(reader: Reader, text: str) -> list[str]:
    return [f"{figure.text} {figure.unit}" for figure in figures(reader, text)]


def test_a_table_across_places_measures_and_units(reader: Reader) -> None:
    found = [(f.text, str(f.unit), f.measure, f.place) for f in figures(reader, GATES)]
    assert found == [
        ("6,204", "individuals", "returned", "Torkham"),
        ("1,040", "families", "returned", "Torkham"),
        ("71", "individuals", "deported", "Torkham"),
        ("3,918", "individuals", "returned", "Spin Boldak"),
        ("655", "families", "returned", "Spin Boldak"),
        ("1,204", "individuals", "deported", "Spin Boldak"),
    ]


def test_a_table_across_months_and_groups_by_two_rows_of_headers(reader: Reader) -> None:
    found = [
        (f.text, f.status, f.sex_age, str(f.period_start), str(f.period_end)) for f in figures(reader, GROUPS)
    ]
    march, april = ("2026-03", "2026-03"), ("2026-04", "2026-04")
    assert found == [
        ("12", "por", "women", *march),
        ("310", "por", "men", *march),
        ("1", "por", "women", *april),
        ("288", "por", "men", *april),
        ("1,044", "acc", "women", *march),
        ("977", "acc", "men", *march),
        ("1,101", "acc", "men", *april),
    ]


def test_a_figure_stands_at_its_cell_and_shows_the_label_that_decided(reader: Reader) -> None:
    figure = figures(reader, GATES)[2]
    assert GATES[figure.start : figure.end] == "71"
    shown = {because.field: GATES[because.start : because.end] for because in figure.because}
    assert (shown["measure"], shown["place"]) == ("Deported", "Torkham")


def test_countries_across_and_years_down(reader: Reader) -> None:
    text = "Afghans returned\nYear | Iran | Pakistan\n2024 | 1,204 | 315\n2025 | 1,880 | 941\n"
    found = [(f.text, f.country, str(f.period_start), str(f.period_end)) for f in figures(reader, text)]
    assert found == [
        ("1,204", "IRN", "2024", "2024"),
        ("315", "PAK", "2024", "2024"),
        ("1,880", "IRN", "2025", "2025"),
        ("941", "PAK", "2025", "2025"),
    ]


def test_a_section_gives_its_rows_a_place_and_a_sum_has_none(reader: Reader) -> None:
    text = "Afghans\nTORKHAM\nStatus | Deported\nPoR | 31\nACC | 12\n\n"
    text += "Gate | Deported\nChaman | 7\nTotal | 50\n"
    assert [(f.text, f.place) for f in figures(reader, text)] == [
        ("31", "TORKHAM"), ("12", "TORKHAM"), ("7", "Chaman"), ("50", None),
    ]  # fmt: skip


def test_a_header_that_runs_over_time_makes_a_flow_from_its_first_day(reader: Reader) -> None:
    text = "Gate | Afghans deported since 1 April 2027\nTorkham | 4,411\n"
    (figure,) = figures(reader, text)
    assert (str(figure.kind), str(figure.period_start), str(figure.period_end)) == (
        "flow", "2027-04-01", "2027-05-12",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the header counts no people
        ("Afghans\nSite | Persons | Free beds | Cost (USD)\nHamza | 40 | 12 | 9,000\n", ["40 individuals"]),
        # a row that counts things under a date
        ("Afghans\nItem | 3 May 2027\nPersons | 812\nTents | 90\n", ["812 individuals"]),
        # serial numbers, and numbers within labels
        (
            "S.No. | Camp | Refugees\n1 | Panian 2 | 404\n2 | Khaki | 396\n",
            ["404 individuals", "396 individuals"],
        ),
        # ages in a header are no figures
        ("Refugees by age\nCamp | 0-4 years | 5-17 years\nKhaki | 31 | 77\n",
         ["31 individuals", "77 individuals"]),
        # tabs, an empty cell, and no label column
        ("Persons\tFamilies\n1,200\t240\n", ["1,200 individuals", "240 families"]),
        ("Afghans\nGate\tPersons\tFamilies\nChaman\t\t18\nTorkham\t95\t21\n",
         ["18 families", "95 individuals", "21 families"]),
        # a part below goes on under the header of the one before
        (
            "Status | Families\nTORKHAM\nPoR | 31\nACC | 12\n\nCHAMAN\nACC | 7\n",
            ["31 families", "12 families", "7 families"],
        ),
        # shares
        ("Refugees\nCamp | Women\nKhaki | 52%\nHamza | 48%\n", ["52% percent", "48% percent"]),
        # a number cell with words of its own keeps them
        ("Gate | Counted\nTorkham | 12 buses\nChaman | 90 persons\n", ["90 individuals"]),
        # no tables: a ticker, a log
        ("NEWS | Friday 5 May | 18:00\nNothing was counted.\n", []),
    ],
)  # fmt: skip
def test_which_cells_count_people(reader: Reader, text: str, expected: list[str]) -> None:
    assert counted(reader, text) == expected


def test_a_header_is_found_for_each_cell_however_the_upper_one_is_merged(reader: Reader) -> None:
    scene = reader.scene(Document("table", "", "text/plain", GROUPS, language="en"))
    labels = scene.tables.cells
    named = {scene.text(i, i + 1): [scene.text(*span) for span in labels[i].header] for i in labels}
    assert named["310"] == ["Men", "March 2026"]
    assert named["288"] == ["Men", "April 2026"]


def test_rows_of_a_wide_table_are_never_taken_for_wrapped_prose(reader: Reader) -> None:
    rows = "".join(f"Example district number {n} of the province | {n},120 | {n}04\n" for n in range(1, 5))
    assert len(figures(reader, f"District | Refugees | Families\n{rows}")) == 8


def test_columns_may_stand_between_slashes_and_the_label_before_a_colon(reader: Reader) -> None:
    text = "Day: deported / voluntary returns / arrests\nSat: 1,910 / 322 / 44\nSun: 2,077 / 298 / 51\n"
    assert [(f.text, f.measure) for f in figures(reader, text)] == [
        ("1,910", "deported"),
        ("322", "returned"),
        ("44", "arrested"),
        ("2,077", "deported"),
        ("298", "returned"),
        ("51", "arrested"),
    ]
