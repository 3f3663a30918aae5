"""Dates in English reports: every form, with the role that the words before give it."""

import pytest

from concord.evidence import PartialDate
from concord.reading.dates import find_dates
from concord.reading.lexicon import lexicon_for
from concord.reading.text import prepare
from concord.situation import bundled

LEXICON = lexicon_for("en", bundled("afghanistan-pakistan"))
PUBLISHED = PartialDate("2025-09-10")  # a Wednesday


def dates(text, published=PUBLISHED):
    page = prepare(text)
    found = find_dates(page, LEXICON.find(page), published)
    return [f"{when.start}..{when.end} {when.role}" for when in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on 18 April 2025 they left", ["2025-04-18..2025-04-18 in"]),
        ("on August 31st they left", ["2025-08-31..2025-08-31 in"]),
        ("since 1 January about 500 left", ["2025-01-01..2025-01-01 since"]),
        ("until 30 June. 2,000 people came", ["2025-06-30..2025-06-30 until"]),
        ("up to 5 May 2025", ["2025-05-05..2025-05-05 until"]),
        ("position of 08.09.2025", ["2025-09-08..2025-09-08 in"]),
        ("wef 01.04.25", ["2025-04-01..2025-04-01 since"]),
        ("on 9/15/2023", ["2023-09-15..2023-09-15 in"]),
        ("2025-04-18", ["2025-04-18..2025-04-18 in"]),
        ("DTG 172030 SEP 24", ["2024-09-17..2024-09-17 in"]),
        ("on April 10, 8,57,157 in all", ["2025-04-10..2025-04-10 in"]),
        ("in April 10,500 came", ["2025-04..2025-04 in"]),
        ("on Sunday 6 July", ["2025-07-06..2025-07-06 in"]),
        ("in December it fell", ["2024-12..2024-12 in"]),  # the last one before publication
        ("another group will come by December", ["2025-12..2025-12 until"]),  # a term lies ahead
        ("in November 2023", ["2023-11..2023-11 in"]),
        ("by the end of 2015", ["2015-12..2015-12 until"]),
        ("on the 3rd of November 2023 I wrote", ["2023-11-03..2023-11-03 in"]),
        ("on the thirty-first of January there were", ["2025-01-31..2025-01-31 in"]),
        ("the third crossing of January", ["2025-01..2025-01 in"]),  # an ordinal of something else
        ("mid-2023", ["2023-06..2023-06 in"]),
        ("in early 2024", ["2024..2024 in"]),
        ("in 2024, 1,00,971 were held", ["2024..2024 in"]),
        ("through the 1980s", ["1980..1989 until"]),
        ("in the month of Asad", ["2025-07-23..2025-08-22 in"]),
    ],
)
def test_a_day_a_month_or_a_year_is_read_as_finely_as_it_is_written(text, expected):
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("between 4 and 10 January", ["2025-01-04..2025-01-10 in"]),
        ("between 1 November and 31 December 2023", ["2023-11-01..2023-12-31 in"]),
        ("from 17 September to 15 November 2023", ["2023-09-17..2023-11-15 in"]),
        ("17 September to 19 November 2023", ["2023-09-17..2023-11-19 in"]),
        ("between December 28 and January 3, 2024", ["2023-12-28..2024-01-03 in"]),
        ("1 May - 3 June 2024", ["2024-05-01..2024-06-03 in"]),
        ("the week of 4 to10 January", ["2025-01-04..2025-01-10 in"]),
        ("from the third of October 2024 up to yesterday", ["2024-10-03..2025-09-09 in"]),
        ("Tuesday 24 to Sunday 29 June 2025", ["2025-06-24..2025-06-29 in"]),
        ("the night 11/12 January", ["2025-01-11..2025-01-12 in"]),
        ("from September 15, 2023, to Jan. 10", ["2023-09-15..2025-01-10 in"]),
        ("in March-April 2016", ["2016-03..2016-04 in"]),
        ("the winter of 2009-10", ["2009..2010 in"]),
        ("over Friday and Saturday", ["2025-09-05..2025-09-06 in"]),
        ("the 1980s and 1990s", ["1980..1999 in"]),
        ("the first ten days of January", ["2025-01-01..2025-01-10 in"]),
        ("the first eight months of this year", ["2025-01..2025-08 in"]),
        ("the first half of 2025", ["2025-01..2025-06 in"]),
        ("the second quarter of 2025", ["2025-04..2025-06 in"]),
        ("the last week of October 2024", ["2024-10-25..2024-10-31 in"]),
        ("Since the 1st of this month", ["2025-09-01..2025-09-01 since"]),
        ("between the first and the ninth of this month", ["2025-09-01..2025-09-09 in"]),
        ("since the first of last month", ["2025-08-01..2025-08-01 since"]),
        ("in the week that ended on August 8", ["2025-08-02..2025-08-08 in"]),
        ("the seven days to 10 January", ["2025-01-04..2025-01-10 in"]),
        ("between New Year's Day and Friday", ["2025-01-01..2025-09-05 in"]),
    ],
)
def test_two_dates_or_a_part_of_a_period_are_one_span(text, expected):
    assert dates(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on Friday", ["2025-09-05..2025-09-05 in"]),
        ("yesterday", ["2025-09-09..2025-09-09 in"]),
        ("HELD, LAST 24 HRS", ["2025-09-09..2025-09-10 in"]),
        ("in the past two days", ["2025-09-08..2025-09-10 in"]),
        ("since New Year's Day", ["2025-01-01..2025-01-01 since"]),
        ("since the start of the month", ["2025-09-01..2025-09-01 since"]),
        ("In March 2024; by the end of the year", ["2024-03..2024-03 in", "2024-12..2024-12 until"]),
        ("On April 10; by the 18th", ["2025-04-10..2025-04-10 in", "2025-04-18..2025-04-18 until"]),
        ("on 4-10 July; in that week", ["2025-07-04..2025-07-10 in", "2025-07-04..2025-07-10 in"]),
        ("Since the conflict erupted in 2015, many left", ["2015..2015 since"]),
        ("on April 1 this year", ["2025-04-01..2025-04-01 in"]),
        ("on 4 July 90, the day before 80", ["2025-07-04..2025-07-04 in", "2025-07-03..2025-07-03 in"]),
        ("the week that ended on 8 August; in that week", ["2025-08-02..2025-08-08 in"] * 2),
        ("In May 90 came, the month before 80", ["2025-05..2025-05 in", "2025-04..2025-04 in"]),
        (
            "Week 3 to 9 August: 90 (previous week 80)",
            ["2025-08-03..2025-08-09 in", "2025-07-27..2025-08-02 in"],
        ),
        ("In May 90, in the same month last year 80", ["2025-05..2025-05 in", "2024-05..2024-05 in"]),
        ("between 1 and 8 July; over the same eight days", ["2025-07-01..2025-07-08 in"] * 2),
        ("in the first five months of it", []),
        ("In the first five months, 90 came", ["2025-01..2025-05 in"]),
        ("In the third quarter 90 came", ["2025-07..2025-09 in"]),
        ("since Nowruz", ["2025-03-21..2025-03-21 since"]),
        ("by the end of the Persian year", ["2026-03-20..2026-03-20 until"]),
        ("For Sunday we expect 90", ["2025-09-14..2025-09-14 in"]),
        ("another 90 by 20 January", ["2026-01-20..2026-01-20 until"]),
    ],
)
def test_a_relative_date_counts_from_publication_or_from_the_date_before(text, expected):
    assert dates(text) == expected


def test_a_report_counts_from_the_day_at_its_head():
    assert dates("Day: Monday 8 September 2025. Yesterday 40 came.")[-1] == "2025-09-07..2025-09-07 in"


def test_a_weekly_sheet_counts_weekdays_within_its_week():
    assert dates("Weekly sheet, 30 August to 5 September\nSat: 40")[-1] == "2025-08-30..2025-08-30 in"


def test_an_item_of_a_compilation_counts_from_its_own_date():
    assert dates("Returns rise (2016-11-16)\nThis year many came.")[-1] == "2016..2016 in"


@pytest.mark.parametrize(
    "text",
    [
        "he sat down",  # no Saturday
        "they may return",
        "they march on",
        "Rs 50,000 may be carried",
        "some 2,020 people",
        "update 2/2026",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert dates(text) == []


def test_without_a_day_of_publication_nothing_relative_is_guessed():
    assert dates("yesterday, on Friday and in May", published=None) == []
