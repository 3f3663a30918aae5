"""UNHCR: yearly statistics as JSON and tables, the operational portal, and the tables on HDX."""

from collections import Counter

import pytest

from concord.evidence import Kind, PartialDate, Unit
from concord.shapes import Missing


def one(parsed, **told):
    found = [f for f in parsed.figures if all(getattr(f, name) == value for name, value in told.items())]
    assert len(found) == 1, found
    return found[0]


def test_a_cell_of_the_statistics_becomes_a_figure_with_its_whole_scope(answer):
    parsed = answer("unhcr_population.json")
    figure = one(parsed, measure="returned", country="PAK", period_end=PartialDate("2025"))
    text = parsed.documents[0].text
    assert (figure.value, figure.text, figure.kind, figure.status) == (
        558_359,
        "558359",
        Kind.FLOW,
        "refugee",
    )
    assert (figure.nationality, figure.period_start, figure.party) == ("AFG", PartialDate("2025"), "unhcr")
    assert {b.field: text[b.start : b.end] for b in figure.because} == {
        "country": "PAK",
        "measure": "returned_refugees",
        "nationality": "AFG",
        "period_end": "2025",
    }


def test_json_and_table_of_the_same_rows_tell_the_same(answer):
    told = [
        {
            (f.measure, f.status, f.country, f.value)
            for f in answer(name).figures
            if f.period_end.text == "2025" and f.country not in ("AFG", None)
        }
        for name in ("unhcr_population.json", "unhcr_population.csv")
    ]
    assert told[0] == told[1]


def test_null_and_empty_are_unknown_and_zero_is_a_figure(answer):
    parsed = answer("unhcr_population.json")
    assert {gap.why for gap in parsed.gaps} == {Missing.UNKNOWN}
    assert {gap.column for gap in parsed.gaps} == {"oip"}
    assert any(figure.value == 0 for figure in parsed.figures)


def test_a_dash_is_unknown(parsed_as):
    row = b'{"year": "2021", "coo_iso": "AFG", "coa_iso": "PAK", "refugees": "-", "asylum_seekers": "13260"}'
    parsed = parsed_as(b'{"page": 1, "maxPages": 3, "items": [' + row + b"]}")
    assert [(gap.column, gap.why) for gap in parsed.gaps] == [("refugees", Missing.UNKNOWN)]
    assert [figure.value for figure in parsed.figures] == [13260]
    assert parsed.more is True


def test_a_page_number_without_end_is_no_accident(parsed_as):
    parsed = parsed_as(b'{"page": ' + b"9" * 10_000 + b', "maxPages": 2, "items": []}')
    assert (parsed.more, parsed.rows) == (True, 0)


def test_a_level_has_no_start_and_a_mid_year_edition_ends_in_june(answer):
    level = one(
        answer("unhcr_population.csv"),
        status="refugee",
        measure="hosted",
        country="IRN",
        period_end=PartialDate("2025"),
    )
    assert level.period_start is None
    half = answer("unhcr_population.csv", mid_year=2025)
    back = one(half, measure="returned", country="PAK", period_end=PartialDate("2025-06-30"))
    assert back.period_start == PartialDate("2025-01-01")
    cards = {f.status for f in half.figures if f.country == "PAK" and f.measure == "hosted"}
    assert cards == {"refugee", "asylum_seeker", "acc"}  # the year before is whole


def test_bands_of_sex_and_age_are_told_apart(answer):
    parsed = answer("unhcr_demographics.csv")
    rural = [f for f in parsed.figures if f.place == "rural Badakhshan"]
    assert len({f.sex_age for f in rural}) == len(rural) == 15
    assert one(parsed, place="rural Badakhshan", sex_age="women_18_to_59").value == 5_525
    assert one(parsed, place="rural Badakhshan", sex_age=None).value == 39_697


def test_returns_to_provinces_have_lost_the_country_they_left(answer):
    parsed = answer("unhcr_demographics.csv")
    assert {f.country for f in parsed.figures} == {None}
    assert Counter(f.measure for f in parsed.figures) == {"returned": 68 * 15}
    assert any(
        f.place == "Dispersed in the country / territory, kind of area not said" for f in parsed.figures
    )


def test_new_displacement_is_flight_and_no_level(answer):
    parsed = answer("unhcr_flows.csv")
    assert {f.kind for f in parsed.figures} == {Kind.FLOW}
    assert {(f.measure, f.status) for f in parsed.figures} <= {
        ("fled", "refugee"), ("fled", "asylum_seeker"), ("other", None)
    }  # fmt: skip


def test_the_portal_prints_numbers_as_words_and_zeros_for_unknown(answer):
    parsed = answer("portal_sudan.json")
    assert [f.value for f in parsed.figures] == [663_396, 451_805, 35]
    assert {gap.why for gap in parsed.gaps} == {Missing.UNKNOWN}
    figure = parsed.figures[0]
    assert (figure.country, figure.nationality, figure.period_end) == (
        "SDN",
        "SSD",
        PartialDate("2024-03-31"),
    )
    assert (figure.source, figure.kind, figure.period_start) == ("UNHCR, COR", Kind.STOCK, None)
    assert figure.party == "unhcr"


def test_the_portal_uses_codes_of_its_own_and_others_are_unspecified(answer):
    parsed = answer("portal_sudan.json")
    assert [f.nationality for f in parsed.figures] == ["SSD", "SDN", "XXX"]  # SSD, SUD, OTH


def test_a_row_that_joins_refugees_and_asylum_seekers_is_mixed(answer):
    parsed = answer("portal_uganda.json")
    assert parsed.figures[0].status == "mixed"
    assert {f.status for f in answer("portal_sudan.json").figures} == {"refugee"}


def test_the_portal_has_no_column_that_is_not_known(answer):
    assert answer("portal_uganda.json").unhandled == ()
    assert answer("portal_sudan.json").unhandled == ()


def test_the_table_of_situations_tells_what_the_portal_tells(answer):
    table = {(f.country, f.nationality, f.status): f.value for f in answer("unhcr_situations.csv").figures}
    assert table["SDN", "SSD", "refugee"] == 663_396
    assert table["SDN", "XXX", "refugee"] == 35


def test_an_export_that_writes_zero_for_missing_claims_no_zero(answer):
    parsed = answer("hdx_solutions.csv")
    assert all(figure.value > 0 for figure in parsed.figures)
    assert Missing.UNKNOWN in {gap.why for gap in parsed.gaps}


def test_a_number_in_powers_of_ten_keeps_its_words(answer):
    figure = one(answer("hdx_totals.csv"), period_end=PartialDate("1979"), country="PAK")
    assert (figure.text, figure.value) == ("4e+05", 400_000)


def test_displacement_is_a_level_and_its_rounded_twin_is_left_alone(answer):
    parsed = answer("idmc.csv")
    level = one(parsed, measure="displaced", period_end=PartialDate("2021"))
    assert (level.value, level.source, level.unit) == (4_314_287, "IDMC", Unit.INDIVIDUALS)
    assert set(parsed.ignored) == {"country_name", "new_displacement_rounded", "total_displacement_rounded"}
    empty = [gap for gap in parsed.gaps if gap.column == "new_displacement"]
    assert len(empty) == 1  # 2023, where nothing stands; 2009 says 0
    assert one(parsed, measure="other", period_end=PartialDate("2009")).value == 0


def test_the_download_of_the_data_finder_is_known(parsed_as):
    words = (
        "Year,Country of origin,Country of origin (ISO),Country of asylum,Country of asylum (ISO),"
        "Refugees under UNHCR's mandate,Asylum-seekers,Others of concern\n"
        "2024,Afghanistan,AFG,Pakistan,PAK,1559964,198610,798348\n"
    )
    parsed = parsed_as(words.encode())
    assert [(f.status, f.value) for f in parsed.figures] == [
        ("refugee", 1_559_964), ("asylum_seeker", 198_610), ("acc", 798_348)
    ]  # fmt: skip
    assert parsed.unhandled == ()


@pytest.mark.shared
def test_whole_files_are_read_without_a_column_or_row_left_unsaid(real_answer):
    for path in (
        "unhcr-refdata/solutions_afg_2010_2025.csv",
        "unhcr-refdata/population_afg_pak_irn_2010_2025.csv",
        "unhcr-refdata/flows_afg_pak_irn_2010_2025.csv",
        "unhcr-refdata/demographics_afg_2025.csv",
        "unhcr-odp/get-origin-geo-220.json",
        "unhcr-odp/unhcr-situations.csv",
        "idmc-gidd/idps_afg.csv",
    ):
        parsed = real_answer(path)
        assert (parsed.unhandled, parsed.notes) == ((), ()), path
        assert parsed.figures
