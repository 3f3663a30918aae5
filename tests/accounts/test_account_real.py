"""The account of published figures: is what comes out what a reader of the field would expect?"""

import csv
from itertools import pairwise
from pathlib import Path

import pytest

from concord.accounts import balance_claims, headline
from concord.evidence import Figure, Kind, PartialDate, Precision, Unit

PUBLISHED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "published_figures.tsv"
STOCKS = {"hosted", "registered", "awaiting"}

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not PUBLISHED.exists(), reason="published_figures.tsv is not beside the checkout"),
]


def day(text: str) -> PartialDate | None:
    return PartialDate(text) if text else None


def figure(row: dict[str, str], start: int) -> Figure:
    level = row["measure"] in STOCKS
    return Figure(
        document=row["url"],
        start=start,
        end=start + 1,
        text=row["value"],
        value=float(row["value"]),
        precision=Precision(row["precision"]),
        unit=Unit(row["unit"]),
        measure=row["measure"],
        status=row["status"] or None,
        nationality="AFG",
        country=row["origin"] if len(row["origin"]) == 3 else None,
        place=row["place"] or None,
        kind=Kind.STOCK if level else Kind.FLOW,
        period_start=None if level else day(row["period_start"]),
        period_end=day(row["period_end"]),
        party=row["party"],
        said=day(row["as_of"]),
        cumulative=None if level or row["period_start"] else True,
    )


@pytest.fixture(scope="module")
def published():
    with PUBLISHED.open(encoding="utf-8") as lines:
        return [figure(row, start) for start, row in enumerate(csv.DictReader(lines, delimiter="\t"))]


@pytest.fixture(scope="module")
def account(published, afghanistan):
    return balance_claims(published, afghanistan)


def test_every_figure_is_used_or_left_out_with_a_reason(published, account):
    used, left = set(account.plausible), {one.figure for one in account.left_out}
    assert not used & left
    assert used | left == {figure.id for figure in published}


def test_returns_of_2025_are_about_a_million(account):
    [returns] = [
        e
        for e in headline(account, country="PAK")
        if e.margin.measure == "returned" and not e.implied and e.margin.status is None
        if str(e.margin.start) == "2025-01-01" and str(e.margin.end) == "2025-12-31"
    ]
    assert 1_000_000 < returns.value < 1_150_000
    assert returns.high95 - returns.low95 < 0.2 * returns.value


def test_the_running_total_rises_to_what_the_flow_monitoring_counted(account):
    [series] = [s for s in account.series if s.margin.measure == "returned" and s.margin.country == "PAK"]
    values = {str(point.day): point.value for point in series.points}
    assert all(a <= b + 1e-6 for a, b in pairwise(values.values()))
    assert values["2025-11-08"] == pytest.approx(1_723_481, rel=0.03)
    assert values["2023-12-31"] == pytest.approx(501_242, rel=0.05)


def test_most_claims_are_plausible_and_the_known_slips_are_not(published, account):
    doubtful = {f.value for f in published if account.plausible.get(f.id, 1.0) < 0.1}
    assert len(doubtful) < 0.15 * len(published)
    # Cumulative numbers printed as one day's flow at Torkham, 4 November 2023.
    assert {46_936, 35_507, 85_331} <= doubtful
    assert not {1_723_481, 1_667_713, 501_242, 931_700} & doubtful
