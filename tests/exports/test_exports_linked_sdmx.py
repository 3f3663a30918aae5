"""SDMX that leaves: held to the schemas of SDMX-ML 2.1, read back by pysdmx and by sdmx1."""

import csv
import io
import json
from typing import Any

import pytest
import sdmx
from hypothesis import given, settings
from hypothesis import strategies as st
from pysdmx.io import read_sdmx

from concord.publish.cells import disarmed
from concord.publish.exports.about import About
from concord.publish.exports.columns import ACCOUNT, CLAIMS, FLOWS, Table, Type
from concord.publish.exports.formats import FORMATS
from concord.publish.exports.sdmx_flows import SDMX_FLOWS
from concord.publish.exports.xml_text import sayable
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
ABOUT = About("A situation", "2025-05-01", vocabulary=SITUATION)
HOSTILE = 'قال "907,391" <&>]]>\u202e\x00\ud800\uffff\n\t=1+1'
CLAIM: dict[str, object] = {
    "figure_id": "f1", "address": "/figures/f1/", "value": 907391, "bound": "at_least", "unit": "individuals",
    "measure": "deported", "aggregation": "flow", "period_start": "2023-11", "period_end": "2025-04-18",
    "country": "PAK", "place": "Torkham", "status": "acc", "party": "gov-pk",
    "quote": "907,391 were deported", "source_id": "d1", "known": "2025-04-19T08:00:00+00:00",
    "state": "disputed", "disclosure": "ok",
    "projected": False, "start": 87,
}  # fmt: skip


def written(name: str, table: Table, *rows: dict[str, object]) -> str:
    out = io.BytesIO()
    told = [tuple(row.get(column) for column in table.names) for row in rows]
    assert FORMATS[name].write(table, iter(told), out, ABOUT) == (
        0 if name == "sdmx-structure" else len(rows)
    )
    return out.getvalue().decode()


def observations(name: str, table: Table, *rows: dict[str, object]) -> list[dict[str, str]]:
    message = read_sdmx(written(name, table, *rows), validate=True)
    found: list[dict[str, str]] = message.data[0].data.to_dict("records")
    return found


def second_reader(name: str, *rows: dict[str, object], **options: object) -> Any:
    return sdmx.read_sdmx(io.BytesIO(written(name, CLAIMS, *rows).encode()), **options)


def test_the_structure_holds_to_the_schema_and_names_both_flows() -> None:
    message = read_sdmx(written("sdmx-structure", CLAIMS), validate=True)
    assert {flow.id for flow in message.get_dataflows()} == {"CLAIMS", "ACCOUNT"}
    assert {one.id for one in message.get_data_structure_definitions()} == {"DSD_CLAIMS", "DSD_ACCOUNT"}


def test_a_second_reader_finds_claimant_document_and_figure_among_the_dimensions() -> None:
    message = second_reader("sdmx-structure")
    keys = {one.id for one in message.structure["DSD_CLAIMS"].dimensions.components}
    assert {"FIGURE_ID", "CLAIMANT", "SOURCE_ID"} <= keys
    assert message.codelist["CL_MEASURE"]["deported"].parent.id == "returned"
    listed = {code.id for code in message.codelist["CL_LEGAL_STATUS"]}
    assert {status.code for status in SITUATION.statuses} <= listed


@pytest.mark.parametrize("table", FLOWS.values(), ids=lambda table: table.name)
def test_every_column_is_a_component(table: Table) -> None:
    flow = SDMX_FLOWS[table.name]
    assert set(table.names) == {one.column for one in flow.components if one.column}


@pytest.mark.parametrize("name", ["sdmx-csv", "sdmx-ml"])
def test_a_claim_comes_back_with_its_scope(name: str) -> None:
    found = {one: str(value) for one, value in observations(name, CLAIMS, CLAIM)[0].items()}
    found["PROJECTED"] = found["PROJECTED"].lower()  # pandas makes a truth value of it
    expected = {
        "OBS_VALUE": "907391", "MEASURE": "deported", "CLAIMANT": "gov-pk", "LOCATION": "torkham",
        "PLACE_TEXT": "Torkham", "PHASE": "_T", "REF_AREA": "_U", "TIME_PERIOD": "2025-04-18",
        "PERIOD_START": "2023-11", "OBS_STATUS": "U", "REVIEW_STATE": "disputed", "CONF_STATUS": "F",
        "PROJECTED": "false", "SPAN_START": "87", "TIME_BASIS": "end of the period",
    }  # fmt: skip
    assert {one: found[one] for one in expected} == expected


def test_a_second_reader_reads_the_data() -> None:
    structure = second_reader("sdmx-structure").structure["DSD_CLAIMS"]
    told = second_reader("sdmx-ml", CLAIM, CLAIM | {"figure_id": "f2", "value": 907319}, structure=structure)
    values = {str(one.dimension["FIGURE_ID"].value): float(one.value) for one in told.data[0].obs}
    assert values == {"f1": 907391, "f2": 907319}


def test_two_values_of_one_cell_stand_side_by_side() -> None:
    found = observations("sdmx-ml", CLAIMS, CLAIM, CLAIM | {"figure_id": "f2", "value": 1})
    keys = [tuple(one[key.id] for key in SDMX_FLOWS["CLAIMS"].keys) for one in found]
    assert len(set(keys)) == 2


def test_words_that_no_list_has_are_kept_whole() -> None:
    found = observations("sdmx-csv", CLAIMS, CLAIM | {"status": "stateless", "place": "Hajj Complex 2"})[0]
    assert (found["LEGAL_STATUS"], found["LOCATION"]) == ("_O", "_O")
    assert json.loads(found["REMAINDER"]) == {"LEGAL_STATUS": "stateless", "LOCATION": "Hajj Complex 2"}


def test_what_the_words_leave_open_is_unknown_and_not_everybody() -> None:
    found = observations("sdmx-csv", CLAIMS, CLAIM | {"status": None, "open": "status: por, acc"})[0]
    assert found["LEGAL_STATUS"] == "_U"


def test_withheld_unknown_and_zero_are_three_values() -> None:
    zero, withheld, unknown = observations(
        "sdmx-ml", CLAIMS, CLAIM | {"value": 0},
        CLAIM | {"figure_id": "f2", "value": None, "disclosure": "small"},
        CLAIM | {"figure_id": "f3", "value": None},
    )  # fmt: skip
    assert (zero["OBS_VALUE"], zero["CONF_STATUS"]) == ("0", "F")
    assert (withheld["OBS_VALUE"], withheld["CONF_STATUS"], withheld["DISCLOSURE"]) == ("", "C", "small")
    assert (unknown["OBS_VALUE"], unknown["CONF_STATUS"]) == ("", "F")


@pytest.mark.parametrize("name", ["sdmx-csv", "sdmx-ml"])
def test_hostile_text_stays_one_value(name: str) -> None:
    found = observations(name, CLAIMS, CLAIM | {"quote": HOSTILE, "publisher": "=cmd()", "party": '"><x/>'})
    assert len(found) == 1
    assert json.loads(found[0]["REMAINDER"])["COMMENT_OBS"] == HOSTILE
    assert found[0]["COMMENT_OBS"] == sayable(HOSTILE)
    assert found[0]["SOURCE_DETAIL"] == (disarmed("=cmd()") if name == "sdmx-csv" else "=cmd()")


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
VALUES = {
    Type.TEXT: TEXT, Type.NUMBER: st.integers(5, 10**9) | st.floats(5, 1e6).map(lambda one: round(one, 3)),
    Type.INTEGER: st.integers(0, 10**6), Type.BOOLEAN: st.booleans(),
    Type.PERIOD: st.sampled_from(["2023", "2023-11", "2025-04-18"]),
    Type.MOMENT: st.just("2025-04-19T08:00:00+00:00"),
}  # fmt: skip


def rows_of(table: Table) -> st.SearchStrategy[list[dict[str, object]]]:
    cells = {c.name: st.none() | VALUES[c.type] for c in table.columns}
    cells[table.key] = st.text("abcdef0123456789", min_size=4, max_size=8)
    return st.lists(
        st.fixed_dictionaries(cells), min_size=1, max_size=4, unique_by=lambda row: row[table.key]
    )


@settings(max_examples=25, deadline=None)
@given(data=st.data(), table=st.sampled_from([CLAIMS, ACCOUNT]))
def test_both_forms_of_sdmx_and_the_plain_table_agree_on_every_number(
    data: st.DataObject, table: Table
) -> None:
    rows = data.draw(rows_of(table))
    lines = list(csv.DictReader(io.StringIO(written("sdmx-csv", table, *rows), newline="")))
    plain = list(csv.DictReader(io.StringIO(written("csv", table, *rows), newline="")))[1:]
    marked = observations("sdmx-ml", table, *rows)
    for row, line, other, found in zip(rows, lines, plain, marked, strict=True):
        for column in table.columns:
            if column.type in (Type.NUMBER, Type.INTEGER):
                value = row[column.name]
                told = [line[column.concept], other[column.name], found.get(column.concept, "")]
                assert [float(one) if one else None for one in told] == [value] * 3
    assert sum(float(one["OBS_VALUE"] or 0) for one in lines) == sum(
        float(one["value"] or 0) for one in plain
    )
