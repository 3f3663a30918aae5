"""The period of a figure: the options, and the one that grammar alone gives."""

import pytest

from concord.evidence import Document, Kind, PartialDate
from concord.reading.periods import period_options
from concord.reading.reader import Reader
from concord.situation import bundled

READER = Reader(bundled("afghanistan-pakistan"), {})
PUBLISHED = PartialDate("2025-09-10")


def periods(text, kind=Kind.FLOW, title=None):
    """The period by grammar of each figure of a text, and all its options."""
    document = Document("note", "", "text/plain", text, title=title, published=PUBLISHED, language="en")
    scene = READER.scene(document)
    drafts = READER.drafts(scene)
    found = []
    for i, draft in enumerate(drafts):
        draft.set("measure", "returned")
        draft.set("kind", kind)
        options = period_options(scene, drafts, i, PUBLISHED, None)
        ruled = next(option for option in options if "rule" in option.features)
        draft.set("period_start", ruled.value[0])
        draft.set("period_end", ruled.value[1])
        found.append(f"{ruled.value[0] or ''}..{ruled.value[1] or ''}")
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some 700 refugees returned in May 2025.", ["2025-05..2025-05"]),
        ("Since 1 April some 700 refugees returned.", ["2025-04-01..2025-09-10"]),
        ("As of 4 September 700 refugees returned since April.", ["2025-04..2025-09-04"]),
        ("Some 700 refugees returned by 4 September.", ["..2025-09-04"]),
        ("Some 700 refugees returned this year.", ["2025..2025-09-10"]),
        ("Some 700 refugees returned in 2025 through July 8.", ["2025-01-01..2025-07-08"]),
        ("There were 700 refugees in 2023, 900 in 2024.", ["2023..2023", "2024..2024"]),
        ("In 2023 some 700 refugees and in 2024 some 900 refugees returned.", ["2023..2023", "2024..2024"]),
        ("In May 700 refugees returned. Of these, 90 were women.", ["2025-05..2025-05", "2025-05..2025-05"]),
        ("Officials said on Friday that 700 refugees returned.", [".."]),  # the day of the speech
        ("KABUL, Sept 9: Some 700 refugees returned.", [".."]),  # the dateline
        ("It reported in June that 700 refugees had returned.", [".."]),
        ("It reported in June that 700 refugees had returned since May.", ["2025-05..2025-06"]),
        (
            "Over the border in June some 700 refugees returned (May: 600 refugees).",
            ["2025-06..2025-06", "2025-05..2025-05"],
        ),
        (
            "On 4 July 700 refugees returned, up from 600 refugees on 3 July.",
            ["2025-07-04..2025-07-04", "2025-07-03..2025-07-03"],
        ),
        ("Slips (void since March): 700 refugees", [".."]),
        (
            "Since May 700 refugees returned, 90 refugees of them in the week to 8 August.",
            ["2025-05..2025-08-08", "2025-08-02..2025-08-08"],
        ),
        (
            "Since 15 April 700 refugees came by bus and 90 refugees on foot (as of 4 May).",
            ["2025-04-15..2025-09-10", "2025-04-15..2025-05-04"],
        ),
        ("Some 700 refugees a day return.", [".."]),
        ("Some 700 refugees returned, the smallest number since October.", [".."]),
        (  # a sum runs from its first part to its last
            "Returned: 400 refugees in 2023, 300 refugees in 2024. That makes 700 refugees.",
            ["2023..2023", "2024..2024", "2023..2024"],
        ),
        ("In May 700 refugees returned. Some 90 refugees a day came on foot.", ["2025-05..2025-05", ".."]),
    ],
)
def test_a_flow_takes_the_dates_that_govern_it(text, expected):
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There are currently 700 refugees here.", ["..2025-09-10"]),
        ("On 5 May 2025 there were 700 refugees here.", ["..2025-05-05"]),
        ("Since 2021 there have been 700 refugees here.", [".."]),
        ("There are 700 refugees here.", [".."]),
        ("Some 700 refugees may stay until 30 November.", [".."]),  # still to come
        ("As on 30 June 2025\nCard holders: 700 refugees", ["..2025-06-30"]),
    ],
)
def test_a_stock_has_only_an_as_of_date(text, expected):
    assert periods(text, Kind.STOCK) == expected


def test_a_daily_report_holds_for_all_its_figures():
    text = "In, from Iran: 29,100 refugees.\n\nClinic: 300 refugees."
    assert periods(text, title="Daily report, 5 September 2025") == ["2025-09-05..2025-09-05"] * 2


def test_a_cumulative_total_runs_from_the_base_date_to_the_day_of_the_report():
    text = "Base date 12.06.2024\n\nProgressive 46,000 refugees"
    assert periods(text, title="Daily position 08.09.2025") == ["2024-06-12..2025-09-08"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (  # the period that a report declares holds for all that names none
            "Note 5\nReporting period: 24 to 29 June 2025\n\nSome 700 refugees returned. Then 90 women came.",
            ["2025-06-24..2025-06-29", "2025-06-24..2025-06-29"],
        ),
        (  # a part has the period of its whole, an aside between them or not
            "Some 700 refugees returned since 1 April. Of these, 90 were deported.",
            ["2025-04-01..2025-09-10", "2025-04-01..2025-09-10"],
        ),
        (  # the dateline of an item is the day from which it speaks
            "[Herat, 19 August] Today 700 refugees returned.\n\n[Kabul, 21 August] Yesterday 90 women came.",
            ["2025-08-19..2025-08-19", "2025-08-20..2025-08-20"],
        ),
        (  # a heading with a date is nearer than the figure before it
            "In May 500 refugees returned.\n\nHELP THIS SUMMER (1 June to 30 August)\nHot meals: 700 people",
            ["2025-05..2025-05", "2025-06-01..2025-08-30"],
        ),
        (  # the dateline in brackets is not the period of what it tells
            "[Herat, 19 August] Some 700 refugees returned this year.",
            ["2025..2025-08-19"],
        ),
        (  # a total since a date ends where its list or its heading does
            "As on 15 August 2025 700 refugees returned:\nCard holders from 1.4.2025: 90 refugees",
            ["..2025-08-15", "2025-04-01..2025-08-15"],
        ),
        (  # a list hands its period from line to line
            "Returned in July: 700 refugees\nWomen: 90 refugees",
            ["2025-07..2025-07", "2025-07..2025-07"],
        ),
    ],
)
def test_what_holds_beyond_the_sentence(text, expected):
    assert periods(text) == expected
