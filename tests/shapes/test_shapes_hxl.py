"""HXL: what tags say, in whatever language the headers are, and what they leave open."""

import pytest

from concord.evidence import Kind, PartialDate, Unit
from concord.shapes.columns import Role
from concord.shapes.hxl import columns_of
from concord.shapes.hxl_tags import is_tag_row, read_tag, tag_row_of

TAGS = [
    ("#affected+refugees+returnees", ("RET", None, None, "individuals")),
    ("#affected +returnees +f", ("RET_TOTAL", "women_and_girls", None, "individuals")),
    ("#AFFECTED+Returnees+Children", ("RET_TOTAL", "children", None, "individuals")),
    ("#affected+returnees+hh", ("RET_TOTAL", None, None, "families")),
    ("#affected+returnees+acc", ("RET_TOTAL", None, "acc", "individuals")),
    ("#affected+returnees+f+age_0_4", ("RET_TOTAL", "girls_0_to_4", None, "individuals")),
    ("#affected+deported+m+adults", ("RET_DEPORT", "men", None, "individuals")),
    ("#affected+idps+ind", ("IDP", None, None, "individuals")),
    ("#inneed", ("NEED", None, None, "individuals")),
    ("#reached+f+children", ("REACHED", "girls", None, "individuals")),
    ("#capacity", ("other", None, None, "individuals")),
    ("#indicator+value+num", (None, None, None, "individuals")),
]


@pytest.mark.parametrize(("tag", "told"), TAGS)
def test_what_a_tag_counts(tag, told):
    column = columns_of({"x": tag})[0]["x"]
    assert column.role is Role.COUNT
    assert (column.group, column.sex_age, column.status, column.unit.value) == told


DIMENSIONS = [
    ("#date+start", Role.START),
    ("#date+end", Role.END),
    ("#date+year", Role.YEAR),
    ("#date+reported", Role.SAID),
    ("#date", Role.AS_OF),
    ("#country+code+origin", Role.NATIONALITY),
    ("#country+code+asylum", Role.COUNTRY),
    ("#adm1+code", Role.PLACE_CODE),
    ("#adm2+name", Role.PLACE_NAME),
    ("#loc+border+name", Role.PLACE_NAME),
    ("#adm1+name+origin", Role.LIMIT),
    ("#org+source", Role.SOURCE),
    ("#status+legal+code", Role.STATUS),
    ("#activity+phase+code", Role.PHASE),
    ("#indicator+code", Role.GROUP),
    ("#unit", Role.UNIT),
    ("#value+bound", Role.BOUND),
]


@pytest.mark.parametrize(("tag", "role"), DIMENSIONS)
def test_what_a_tag_limits(tag, role):
    assert columns_of({"x": tag})[0]["x"].role is role


@pytest.mark.parametrize(
    "tag", ["#affected+wounded", "#affected+f+age_0_4+age_5_9", "#sector", "#x+y", "words"]
)
def test_a_tag_that_is_not_known_whole_counts_nothing(tag):
    assert columns_of({"x": tag})[0] == {}


def test_the_name_of_a_country_is_left_alone_beside_its_code():
    columns, silent = columns_of({"Name": "#country+name+origin", "Code": "#country+code+origin"})
    assert list(columns) == ["Code"]
    assert silent == {"Name": "the code is used"}


def test_a_row_of_tags():
    assert is_tag_row(["#adm1+name", "", "#affected + f"])
    assert not is_tag_row(["#adm1+name", "12"])
    assert not is_tag_row(["", ""])
    assert tag_row_of([["Title"], ["a", "b"], ["#adm1", "#affected"]]) == 2
    assert read_tag("#1") is None


DARI = """آمار برگشت‌کنندگان
ولایت,گذرگاه,روز,نفر,خانواده,کودکان,یادداشت
#adm1+name,#loc+border+name,#date+occurred,#affected+returnees,#affected+returnees+hh,#affected+returnees+children,#description
ننگرهار,تورخم,2031-04-10,"3,042",498,-,دروازه بسته شد
,سپین بولدک,2031-04-10,942,,<5,
"""


def test_headers_of_any_language_and_a_title_above(parsed_as):
    parsed = parsed_as(DARI.encode())
    told = [(f.place, f.value, f.unit, f.sex_age) for f in parsed.figures]
    assert told == [
        ("تورخم", 3042, Unit.INDIVIDUALS, None),
        ("تورخم", 498, Unit.FAMILIES, None),
        ("سپین بولدک", 942, Unit.INDIVIDUALS, None),
    ]
    assert [gap.why.value for gap in parsed.gaps] == ["unknown", "unknown", "withheld"]
    assert parsed.documents[0].text.startswith("آمار برگشت‌کنندگان\nولایت | گذرگاه")
    assert {f.period_start for f in parsed.figures} == {PartialDate("2031-04-10")}
    assert set(parsed.ignored) == {"یادداشت"}


def test_the_whole_scope_in_a_tagged_table(parsed_as):
    words = (
        "m,type,from,to,left,who,status,phase,place,n,bound,by,unit\n"
        "#indicator+code,#indicator+type,#date+start,#date+end,#country+code+asylum,#country+code+origin,"
        "#status+legal+code,#activity+phase+code,#adm1+code,#indicator+value+num,#value+bound,#org+source,#unit\n"
        "RET_DEPORT,cumulative,2023-09-15,2025-04-18,PAK,AFG,ACC,IFRP2,AF06,12000,at_least,UNHCR,PS\n"
        "RET_TOTAL,flow,2025-04-01,2025-04-18,PAK,AFG,AAC,,,7,,UNHCR,PS\n"
    )
    parsed = parsed_as(words.encode())
    (figure,) = parsed.figures
    assert (figure.measure, figure.cumulative, figure.kind) == ("deported", True, Kind.FLOW)
    assert (figure.status, figure.phase, figure.place) == ("acc", "phase-2", "Nangarhar")
    assert (figure.precision.value, figure.party, figure.country, figure.nationality) == (
        "at_least",
        "unhcr",
        "PAK",
        "AFG",
    )
    assert (figure.period_start, figure.period_end) == (PartialDate("2023-09-15"), PartialDate("2025-04-18"))
    assert [note.words for note in parsed.notes] == ["the row is set aside: unknown legal status 'AAC'"]
