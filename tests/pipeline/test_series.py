"""Revised series: every edition is kept, the last one speaks, and each can be asked what it said."""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from concord.ledger import Ledger
from concord.pipeline.check import check
from concord.pipeline.series import editions, keep_editions, revisions
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
VINTAGES = Path(__file__).resolve().parents[2].parent / "shared/data/real/unhcr-vintages/vintages_afg.csv"
ADDRESS, NOW = "https://agency.example/returns", "2025-07-01T10:00:00+00:00"
AFGHANS = {"nationality": "AFG", "country": "PAK", "party": "unhcr", "measure": "returned", "kind": "flow"}


def _row(edition, year, value, said):
    days = {"period_start": f"{year}-01-01", "period_end": f"{year}-12-31"}
    return {**AFGHANS, **days, "edition": edition, "value": value, "said": said}


ROWS = [
    _row("June 2025", 2023, "129102", "2025-06-12"),
    _row("June 2025", 2024, "100,", "2025-06-12"),
    _row("June 2024", 2022, "6424", "2024-06-13"),
    _row("June 2024", 2023, "128000", "2024-06-13"),
]


@pytest.fixture
def ledger(tmp_path):
    with Ledger.open(tmp_path / "ledger.db") as opened:
        yield opened


def _keep(ledger, rows=ROWS):
    return keep_editions(rows, ledger, address=ADDRESS, publisher="An agency", at=NOW)


def test_each_edition_is_a_document_whose_figures_stand_in_its_cells(ledger):
    names, table = _keep(ledger)
    assert names == ["June 2024", "June 2025"]  # by the day of the edition, not the order of the rows
    assert [(wrong.column, wrong.value) for wrong in table.rejected] == [("value", "100,")]
    kept = editions(ledger, ADDRESS)
    assert [(one.name, [figure.value for figure in one.figures]) for one in kept] == [
        ("June 2024", [6424, 128000]),
        ("June 2025", [129102]),
    ]
    for one in kept:
        for figure in one.figures:
            assert one.document.text[figure.start : figure.end] == figure.text == str(figure.value)


def test_what_changed_between_editions_is_told_scope_by_scope(ledger):
    _keep(ledger)
    before, after = editions(ledger, ADDRESS)
    told = [
        (one.figure.period_end.text, one.before and one.before.value, one.after and one.after.value)
        for one in revisions(before, after)
    ]
    assert told == [("2022-12-31", 6424, None), ("2023-12-31", 128000, 129102)]
    assert revisions(before, before) == []


def test_keeping_the_same_table_twice_adds_nothing(ledger):
    _keep(ledger)
    seal = ledger.seal()
    _keep(ledger)
    assert ledger.seal() == seal


def test_the_last_edition_speaks_for_the_series(ledger):
    _keep(ledger)
    checked = check(ledger, SITUATION)
    assert [figure.value for figure in checked.figures] == [129102]
    assert not checked.findings


@pytest.mark.shared
@pytest.mark.skipif(not VINTAGES.exists(), reason="needs ../shared/data/real beside the checkout")
def test_ten_editions_of_a_real_series_each_answer_what_they_said(ledger):
    told = {}
    rows = []
    with VINTAGES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if (row["table"], row["indicator"], row["coa_iso"]) == (
                "population",
                "returned_refugees",
                "PAK",
            ):
                year, half = row["year"], row["value_basis"] == "mid-year"
                end = f"{year}-06-30" if half else f"{year}-12-31"
                rows.append(
                    {
                        **AFGHANS,
                        "edition": row["package_version"],
                        "said": row["committed"],
                        "value": row["value"],
                        "period_start": f"{year}-01-01",
                        "period_end": end,
                    }
                )
                told.setdefault(row["package_version"], {})[end] = int(row["value"])
    keep_editions(rows, ledger, address=ADDRESS, publisher="UNHCR", at=NOW)
    kept = editions(ledger, ADDRESS)
    assert len(kept) == len(told) == 10
    for one in kept:
        assert {figure.period_end.text: figure.value for figure in one.figures} == told[one.name]
    for before, after in pairwise(kept):
        old, new = told[before.name], told[after.name]
        differing = {end for end in old | new if old.get(end) != new.get(end)}
        assert {one.figure.period_end.text for one in revisions(before, after)} == differing
