"""HAPI and DTM: returnees, refugees and displaced people by round, place, reason."""

from collections import Counter

import pytest

from concord.evidence import PartialDate
from concord.shapes import Missing


def test_a_marked_file_and_its_errors(answer):
    parsed = answer("hapi_returnees.csv")
    assert parsed.documents[0].text.startswith("origin_location_code | ")
    assert [note.words for note in parsed.notes] == [
        "the row is set aside: error says 'Non matching country code(s) STA'"
    ]
    assert {(f.measure, f.status, f.country) for f in parsed.figures} == {("returned", "refugee", None)}


def test_sex_and_age_of_hapi(answer):
    parsed = answer("hapi_returnees.csv")
    by_group = Counter(f.sex_age for f in parsed.figures)
    assert len(by_group) == 13
    assert set(by_group.values()) == {4}
    girls = [f for f in parsed.figures if f.sex_age == "girls_0_to_4"]
    assert girls[0].value == 197


def test_bands_sum_to_their_sex_and_the_sexes_leave_some_untold(answer):
    figures = [f for f in answer("hapi_returnees.csv").figures if f.period_end.text == "2020-12-31"]
    told = {f.sex_age: f.value for f in figures}
    bands = [told[name] for name in told if name and name.startswith(("girls", "women_18", "women_60"))]
    assert sum(bands) == told["women_and_girls"] == 1_065
    assert told[None] - told["women_and_girls"] - told["men_and_boys"] == 167


def test_json_of_hapi_and_a_withheld_cell(answer):
    parsed = answer("hapi_page.json")
    assert [(f.status, f.sex_age, f.value) for f in parsed.figures] == [
        ("refugee", "women_18_to_59", 401), ("refugee", None, 1000)
    ]  # fmt: skip
    assert [gap.why for gap in parsed.gaps] == [Missing.WITHHELD]
    assert parsed.unhandled == ()
    assert parsed.figures[0].period_end == PartialDate("2031-12-31")


def test_a_tagged_file_is_read_like_an_untagged_one(bytes_of, parsed_as):
    lines = bytes_of("hapi_idps.csv").decode().splitlines()
    tagged, untagged = (parsed_as("\n".join(rows).encode()) for rows in (lines, [lines[0], *lines[2:]]))
    assert [(f.text, f.place, f.period_end) for f in tagged.figures] == [
        (f.text, f.place, f.period_end) for f in untagged.figures
    ]
    assert tagged.rows == untagged.rows == 4


def test_rounds_of_two_operations_on_one_day_are_parts(bytes_of, parsed_as):
    words = bytes_of("hapi_idps.csv").decode()
    row = next(line for line in words.splitlines() if ",1401000,33," in line)
    more = row.replace("Baseline assessment (invented)", "Another operation").replace("1401000", "5000")
    parsed = parsed_as((words + more + "\n").encode())
    assert Counter(f.measure for f in parsed.figures) == {"displaced": 3, "other": 2}


@pytest.mark.shared
def test_the_global_file_has_thirteen_errors_and_nothing_else_left_over(real_answer):
    parsed = real_answer("hapi/hdx_hapi_returnees_global.csv")
    assert (parsed.rows, len(parsed.figures), len(parsed.notes)) == (2_301, 2_288, 13)
    assert (parsed.unhandled, parsed.gaps) == ((), ())


@pytest.mark.shared
@pytest.mark.parametrize("theme", ["idps", "refugees", "returnees"])
def test_the_shapes_of_hapi_are_known_whole(theme, real_answer):
    assert real_answer(f"hapi/shape_hdx_hapi_{theme}_afg.csv").unhandled == ()


def test_a_round_divided_by_reason_is_parts_and_an_undivided_one_a_level(answer):
    figures = [f for f in answer("dtm_reasons.json").figures if f.sex_age is None]
    assert [f.measure for f in figures] == ["other"] * 4 + ["displaced"]
    assert figures[-1].period_end == PartialDate("2032-06-30")


def test_provinces_by_their_codes_and_parts_by_origin(answer):
    parsed = answer("dtm_provinces.json")
    persons = [(f.place, f.value, f.measure) for f in parsed.figures if f.sex_age is None]
    assert persons == [
        ("Bamyan", 20_100, "displaced"),
        ("Nangarhar", 151_000, "other"),
        ("Nangarhar", 42_000, "other"),
    ]
    assert parsed.unhandled == ("newColumnOfTheServer",)
    assert {gap.why for gap in parsed.gaps} == {Missing.UNKNOWN}
    text = parsed.documents[0].text
    because = {b.field: text[b.start : b.end] for b in parsed.figures[0].because}
    assert because["place"] == "AF10"


def test_place_is_the_situations_name_so_that_its_code_is_found_again(answer, known_words):
    for figure in answer("dtm_provinces.json").figures:
        assert known_words.place_named(figure.place).pcode in ("AF06", "AF10")
