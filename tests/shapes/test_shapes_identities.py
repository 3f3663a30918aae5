"""Sums that hold exactly in what UNHCR, HDX and the UN publish, over excerpts and over the whole files."""

from collections import defaultdict

import pytest

EXCERPTS = {
    "hapi": "hapi_returnees.csv",
    "solutions": "unhcr_solutions.csv",
    "population": "unhcr_population.csv",
    "demographics": "unhcr_demographics.csv",
}
WHOLE = {
    "hapi": "hapi/hdx_hapi_returnees_global.csv",
    "solutions": "unhcr-refdata/solutions_afg_2010_2025.csv",
    "population": "unhcr-refdata/population_afg_pak_irn_2010_2025.csv",
    "demographics": "unhcr-refdata/demographics_afg_2025.csv",
}


@pytest.fixture(params=["excerpts", pytest.param("whole files", marks=pytest.mark.shared)])
def table(request, answer, real_answer):
    if request.param == "excerpts":
        return lambda name: answer(EXCERPTS[name])
    return lambda name: real_answer(WHOLE[name])


def returned(parsed, **limits):
    limits = {"measure": "returned", "status": "refugee", "nationality": "AFG", "sex_age": None, **limits}
    return [f for f in parsed.figures if all(getattr(f, name) == value for name, value in limits.items())]


def test_hapi_returns_are_the_sum_of_unhcr_returns_over_the_countries_left(table):
    by_year = defaultdict(int)
    for figure in returned(table("solutions")):
        by_year[figure.period_end.text] += figure.value
    told = {f.period_end.text[:4]: f.value for f in returned(table("hapi"))}
    assert told == {"2020": 2_311, "2021": 1_429, "2022": 6_506, "2023": 57_530}
    assert told == {year: by_year[year] for year in told}


def test_returns_of_2025_from_each_country_are_the_returns_to_each_province(table):
    left = {f.country: f.value for f in returned(table("solutions")) if f.period_end.text == "2025"}
    assert (left["IRN"], left["PAK"]) == (1_386_970, 558_359)
    arrived = returned(table("demographics"), country=None)
    assert sum(left.values()) == sum(f.value for f in arrived) == 1_947_183


@pytest.mark.parametrize(
    ("country", "opening", "closing", "back", "remainder"),
    [
        ("PAK", 2_556_922, 1_984_777, 558_359, -13_786),
        ("IRN", 3_477_082, 1_637_839, 1_386_970, -452_273),
    ],
)
def test_levels_close_with_the_remainder_on_file(table, country, opening, closing, back, remainder):
    levels, flows = defaultdict(int), {}
    parsed = table("population")
    for figure in parsed.figures:
        words = column_of(parsed, figure)
        if figure.country == country and figure.nationality == "AFG":
            if words in ("refugees", "asylum_seekers", "ooc", "oip"):
                levels[figure.period_end.text] += figure.value
            elif words == "returned_refugees":
                flows[figure.period_end.text] = figure.value
    assert (levels["2024"], levels["2025"]) == (opening, closing)
    assert flows["2025"] == back
    assert levels["2025"] - levels["2024"] + flows["2025"] == remainder


def column_of(parsed, figure):
    text = parsed.documents[0].text
    header = [because for because in figure.because if because.field == "measure"]
    return text[header[0].start : header[0].end]


def test_a_week_of_returns_is_the_difference_of_two_totals(answer):
    since, week, until = (
        figure.value for figure in returned(answer("un_weekly.csv"), status=None, nationality=None)
    )
    assert (since, week, until) == (1_667_713, 55_768, 1_723_481)
    assert since + week == until


def test_two_routes_of_one_source_tell_the_same_returns(answer):
    plain, tagged = (
        {(f.country, f.period_end.text): f.value for f in returned(answer(name))}
        for name in ("hdx_solutions.csv", "hxl_solutions.csv")
    )
    assert len(plain.keys() & tagged.keys()) == 20
    assert all(plain[key] == tagged[key] for key in plain.keys() & tagged.keys())


@pytest.mark.shared
def test_two_routes_of_one_source_tell_the_same_returns_over_all_countries(real_answer):
    plain = returned(real_answer("unhcr-hdx-hxl/HDX_Solutions.csv"))
    direct = returned(real_answer("unhcr-refdata/solutions_afg_2010_2025.csv"))
    told = {(f.country, f.period_end.text): f.value for f in direct}
    shared = [f for f in plain if (f.country, f.period_end.text) in told]
    assert len(shared) == 20
    assert all(f.value == told[f.country, f.period_end.text] for f in shared)


def test_displaced_people_of_hapi_are_those_of_dtm_summed_over_reasons(answer):
    by_round = defaultdict(int)
    for figure in answer("dtm_reasons.json").figures:
        if figure.sex_age is None:
            by_round[figure.period_end.text] += figure.value
    told = {f.period_end.text: f.value for f in answer("hapi_idps.csv").figures if f.place is None}
    assert told == dict(by_round)
    assert len(told) == 3
