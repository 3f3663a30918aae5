"""Claims in columns: every row is a claim or is named with its column and reason."""

import math
from datetime import date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.accounts import (
    BEYOND,
    COLUMNS,
    MissingColumns,
    NoTable,
    balance_claims,
    claims_from,
    estimate_rows,
)
from concord.evidence import PartialDate, Precision, to_json

ROW = {"measure": "deported", "value": 84_871}


class Frame:
    """A table that offers its rows as pandas does, with the values that pandas fills gaps with."""

    def __init__(self, rows):
        self.columns, self.rows = list(rows[0]), rows

    def to_dict(self, orient):
        assert orient == "records"
        return self.rows


class Arrow:
    def __init__(self, rows):
        self.to_pylist = lambda: rows


class Polars:
    def __init__(self, rows):
        self.to_dicts = lambda: rows


class NotAvailable:
    """As pandas' NA: comparing it gives no truth value."""

    def __ne__(self, other):
        return self

    def __bool__(self):
        raise TypeError

    __hash__ = None


@pytest.mark.parametrize("kind", [list, iter, Frame, Arrow, Polars])
def test_rows_frames_and_arrow_tables_give_the_same_claims(kind):
    rows = [{**ROW, "party": "gov-pk", "period_end": "2025-04-18"}]
    assert claims_from(kind(rows)).figures == claims_from(rows).figures


def test_a_pandas_frame_is_read_without_its_gaps_and_types_getting_in_the_way():
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        {
            "measure": ["deported", "deported"],
            "value": [84_871.0, math.nan],
            "status": [None, "acc"],
            "period_end": pandas.to_datetime(["2025-04-18", None]),
        }
    )
    told = claims_from(frame)
    assert told.figures == claims_from([{**ROW, "period_end": "2025-04-18"}]).figures
    assert [(one.row, one.column, one.reason) for one in told.rejected] == [(2, "value", "is missing")]


@pytest.mark.parametrize("value", ["84871", " 84871 ", 84_871.0, np.int64(84_871), np.float64(84_871)])
def test_one_number_is_one_claim_however_a_table_types_it(value):
    assert claims_from([{**ROW, "value": value, "text": "84,871"}]).figures[0].id == (
        claims_from([{**ROW, "text": "84,871"}]).figures[0].id
    )


@pytest.mark.parametrize("day", ["2025-04-18", date(2025, 4, 18), datetime(2025, 4, 18, 9, 30)])  # noqa: DTZ001
def test_a_day_is_a_day_however_a_table_types_it(day):
    assert claims_from([{**ROW, "said": day}]).figures[0].said == PartialDate("2025-04-18")


@pytest.mark.parametrize("nothing", [None, "", "  ", math.nan, NotAvailable()])
def test_what_is_missing_is_no_value(nothing):
    assert claims_from([{**ROW, "status": nothing}]).figures[0].status is None


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({"value": "907,391"}, "value", "is not a number"),
        ({"value": "nan"}, "value", "is not a finite number"),
        ({"value": math.inf}, "value", "is not a finite number"),
        ({"value": None}, "value", "is missing"),
        ({"value_high": "-inf"}, "value_high", "is not a finite number"),
        ({"precision": "precisely"}, "precision", "'about'"),
        ({"period_start": "2025-04-31"}, "period_start", "day is out of range"),
        ({"start": "third"}, "start", "integer"),
        ({BEYOND: ["391"]}, BEYOND, "more cells than columns"),
    ],
)
def test_a_row_that_is_no_claim_is_named_with_column_and_reason(cells, column, words):
    told = claims_from([ROW, {**ROW, **cells}, ROW])
    assert len(told.figures) == 2
    [wrong] = told.rejected
    assert (wrong.row, wrong.column) == (2, column)
    assert words in wrong.reason
    assert f"row 2, column {column}" in str(wrong)


def test_every_mistake_of_a_row_is_told_at_once():
    wrong = claims_from([{**ROW, "value": "?", "unit": "heads", "kind": "level"}]).rejected
    assert [one.column for one in wrong] == ["value", "unit", "kind"]


def test_columns_that_mean_nothing_are_named_and_columns_that_are_needed_are_missed():
    assert claims_from([{**ROW, "note": "x", "id": "a"}]).ignored == ("note",)
    with pytest.raises(MissingColumns, match="no column measure; the columns are: value, Measure") as error:
        claims_from([{"value": 1, "Measure": "deported"}])
    assert error.value.missing == ("measure",)


@pytest.mark.parametrize("table", ["value,measure", b"PAR1", {"value": 1}, 7, [1, 2]])
def test_what_is_no_table_is_refused(table):
    with pytest.raises(NoTable):
        claims_from(table)


def test_a_table_without_rows_has_no_claims():
    told = claims_from([])
    assert (told.figures, told.rejected) == ((), ())


def test_claims_keep_the_names_that_their_table_gives_them():
    told = claims_from([{**ROW, "id": "F003"}, ROW])
    assert list(told.names.values()) == ["F003", "row 2"]


def test_rows_say_by_name_which_claims_an_estimate_rests_on(afghanistan):
    told = claims_from(
        [{**ROW, "id": "F003", "country": "PAK", "period_start": "2025-04", "period_end": "2025-04-18"}]
    )
    [row] = estimate_rows(balance_claims(told.figures, afghanistan), told.names)
    assert row["claims"] == "F003"
    assert row["value"] == pytest.approx(84_871)


@given(
    value=st.integers(0, 10**12) | st.floats(0, 1e12),
    precision=st.sampled_from(Precision),
    status=st.none() | st.sampled_from(["acc", "por"]),
    start=st.integers(0, 10**6),
)
def test_a_figure_survives_the_way_through_columns(value, precision, status, start):
    [figure] = claims_from(
        [{**ROW, "value": value, "precision": precision.value, "status": status, "start": start}]
    ).figures
    row = to_json(figure)
    assert set(row) == set(COLUMNS)
    assert claims_from([row]).figures == (figure,)
