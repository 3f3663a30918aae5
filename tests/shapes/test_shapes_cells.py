"""What single cells say: numbers, periods, groups of sex and age, population codes, signs of persons."""

import pytest

from concord.evidence import PartialDate
from concord.shapes import Missing
from concord.shapes.amounts import amount
from concord.shapes.groups import meaning_of
from concord.shapes.sex_age import group_of, group_of_codes
from concord.shapes.single_persons import seen_of_persons
from concord.shapes.times import days_of, moment

NUMBERS = [
    ("2311", 2311),
    ("0", 0),  # a figure like any other
    ("2,311", 2311),
    ("5,35,940", 535940),  # lakhs
    ("2 311 000", 2311000),
    ("2\u202f311", 2311),
    ("1e+05", 100000),  # R writes round numbers so
    ("25.0", 25),
    ("2.5", 2.5),
    ("", Missing.UNKNOWN),
    ("-", Missing.UNKNOWN),
    ("n/a", Missing.UNKNOWN),
    ("Not available", Missing.UNKNOWN),
    ("NaN", Missing.UNKNOWN),
    ("*", Missing.WITHHELD),
    ("<5", Missing.WITHHELD),
    ("less than 10", Missing.WITHHELD),
    ("suppressed", Missing.WITHHELD),
    ("many", None),
    ("-3", None),  # no number of people
    ("1,2", None),
    ("1e99", None),
    ("Infinity", None),
    ("12 March", None),
    ("1" + ",111" * 10_000, None),
    ("9" * 10_000, None),
    ("9,999,999,999,999", None),  # more than there are people
]


@pytest.mark.parametrize(("words", "value"), NUMBERS)
def test_a_number_or_why_there_is_none(words, value):
    assert amount(words) == value
    assert type(amount(words)) is type(value)


PERIODS = [
    ("2025", "2025", "2025"),
    ("2025-02", "2025-02", "2025-02"),
    ("2025-02-03T00:00:00", "2025-02-03", "2025-02-03"),
    ("2025-Q1", "2025-01-01", "2025-03-31"),
    ("2024-S1", "2024-01-01", "2024-06-30"),
    ("2025-M02", "2025-02-01", "2025-02-28"),
    ("2025-W01", "2024-12-30", "2025-01-05"),
    ("2024-D060", "2024-02-29", "2024-02-29"),
    ("2025-01-01/2025-03-31", "2025-01-01", "2025-03-31"),
    ("2025-01-01/P3M", "2025-01-01", "2025-03-31"),
    ("2025-01-31/P1M", "2025-01-31", "2025-02-27"),
    ("2025-04-03/P1W", "2025-04-03", "2025-04-09"),
    ("2024-02-29/P1Y", "2024-02-29", "2025-02-27"),
]


@pytest.mark.parametrize(("words", "start", "end"), PERIODS)
def test_a_period_in_one_cell(words, start, end):
    assert days_of(words) == (PartialDate(start), PartialDate(end))


@pytest.mark.parametrize("words", ["", "spring", "2025-Q5", "2025-13", "2025-02-30", "2025-W60"])
def test_no_period(words):
    with pytest.raises(ValueError, match=r".+"):
        days_of(words)


def test_a_moment_is_as_precise_as_its_cell():
    assert moment("2025-04") == PartialDate("2025-04")
    assert moment("2025-04-01 10:00:00") == PartialDate("2025-04-01")
    assert moment("") is None


GROUPS = [
    ("f", "0-4", "girls_0_to_4"),
    ("F", "Y0T4", "girls_0_to_4"),
    ("m", "60+", "men_60_and_over"),
    ("all", "60+", "elderly"),
    ("_T", "Y_GE18", "adults"),
    ("f", "Y_GE18", "women"),
    ("f", "all", "women_and_girls"),
    ("all", "0-17", "children"),
    ("m", "Y_LT18", "boys"),
    ("all", "15-24", "persons_15_to_24"),
    ("o", "all", "other_sex"),
    ("all", "all", None),
    ("", "", None),
]


@pytest.mark.parametrize(("sex", "age", "group"), GROUPS)
def test_sex_and_age_in_one_word(sex, age, group):
    assert group_of_codes(sex, age) == group


def test_every_band_of_the_refugee_agency_has_a_word_of_its_own():
    bands = [(0, 4), (5, 11), (12, 17), (18, 59), (60, None), (None, None)]
    words = [group_of(sex, *ages) for sex in "fm" for ages in bands]
    assert len(set(words)) == len(words)


def test_unknown_codes_of_sex_and_age_are_no_everybody():
    with pytest.raises(ValueError, match="unknown sex 'q'"):
        group_of_codes("q", "all")
    with pytest.raises(ValueError, match="unknown age 'old'"):
        group_of_codes("f", "old")


OTHERS = [  # what UNHCR's others of concern are
    ("AFG", "PAK", "2024", ("hosted", "acc")),
    ("AFG", "PAK", "2024-12-31", ("hosted", "acc")),
    ("AFG", "PAK", "2024-06-30", ("other", None)),  # 45 people, not yet the cards
    ("AFG", "IRN", "2025", ("other", None)),
    ("AFG", "AFG", "2025", ("other", None)),
    ("IRN", "PAK", "2025", ("other", None)),
]


@pytest.mark.parametrize(("nationality", "country", "end", "told"), OTHERS)
def test_others_of_concern_hold_cards_in_pakistan_from_the_end_of_2024(
    nationality, country, end, told, known_words
):
    found = meaning_of("OOC", known_words, nationality=nationality, country=country, end=PartialDate(end))
    assert (found.measure, found.status) == told


def test_a_code_of_the_situation_is_known_and_any_other_is_not(known_words):
    assert meaning_of("deported", known_words).measure == "deported"
    assert meaning_of("XYZ", known_words) is None


PERSONS = [
    ([{"full_name": "A"}], "'full_name' asks for a person"),
    ([{"head/name_of_head": "A"}], "'head/name_of_head' asks"),
    ([{"cnic_no": "1"}], "'cnic_no' asks"),
    ([{"نام پدر": "الف"}], "asks for a person"),
    ([{"شناختی_کارڈ": "1"}], "asks for a person"),
    ([{"members": [{"first_name": "A"}]}], "'first_name' asks"),
    ([{"x": "17301-1234567-1"}], "'x' is answered with a document number"),
    ([{"x": "+93 700 123 456"}], "'x' is answered with a phone number"),
    ([{"age": "41", "sex": "m"}], "tell of one"),
    ([{"returned": "1"}] * 3, "every count is one"),
]


@pytest.mark.parametrize(("rows", "sign"), PERSONS)
def test_signs_of_single_persons(rows, sign):
    seen = seen_of_persons(rows, {"returned": "#affected+returnees"})
    assert any(sign in words for words in seen)
    assert not any(value in words for words in seen for value in ("17301", "700 123"))


@pytest.mark.parametrize(
    "row",
    [
        {"site_name": "Ghulam Khan", "returned": "12"},
        {"province_name": "Kunar", "women": "1"},
        {"date": "2031-04-10", "returned": "3042"},
        {"_submitted_by": "A Name", "_phone": "+93 700 123 456", "returned": "5"},  # left behind anyway
        {"gender_of_most": "m", "ages_seen": "all"},
        {"registration_centre": "Azakhel", "returned": "1"},
    ],
)
def test_counts_of_a_site_are_no_persons(row):
    assert seen_of_persons([row], {"returned": "#affected+returnees"}) == []
