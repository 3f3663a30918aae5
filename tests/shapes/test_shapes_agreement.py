"""Several routes of one source, taken together: no contradiction is made by the taking."""

import pytest

from concord.accounts import find
from concord.shapes import Given, parse

UNHCR = (
    "unhcr_population.csv",
    "unhcr_population.json",
    "unhcr_solutions.csv",
    "unhcr_flows.csv",
    "hdx_solutions.csv",
    "hdx_totals.csv",
    "hapi_returnees.csv",
    "portal_sudan.json",
)


def figures_of(names, read):
    return [figure for name in names for figure in read(name).figures]


def test_all_routes_of_unhcr_agree(answer, known_words):
    figures = figures_of(UNHCR, answer)
    assert len(figures) > 300
    assert find(figures, known_words) == ()


def test_a_slip_in_one_of_them_is_found(bytes_of, known_words, answer):
    slipped = bytes_of("unhcr_population.csv").replace(b",558359,", b",585359,")
    wrong = parse(slipped, Given(known_words, name="slipped")).figures
    (finding,) = find([*answer("unhcr_solutions.csv").figures, *wrong], known_words)
    assert "558,359 and 585,359" in finding.words
    assert finding.causes[0].words == "two neighbouring digits changed places"


def test_parts_by_reason_are_no_contradiction(answer, known_words):
    assert find(figures_of(("dtm_reasons.json", "hapi_idps.csv"), answer), known_words) == ()


@pytest.mark.shared
def test_two_sources_of_displacement_differ_where_they_do(real_answer, known_words):
    paths = ("unhcr-refdata/population_afg_pak_irn_2010_2025.csv", "idmc-gidd/idps_afg.csv")
    found = find(figures_of(paths, real_answer), known_words)
    assert len(found) == 10
    assert all("IDMC" in finding.words and "UNHCR" in finding.words for finding in found)
