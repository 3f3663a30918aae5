"""Sixteen years of Afghans in Pakistan and Iran, and ten editions of the same figures, as UNHCR tells."""

import csv
from datetime import date
from pathlib import Path

import pytest

from concord.accounts import balance_claims, claims_from, stock_changes

REAL = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "real"
POPULATION = REAL / "unhcr-refdata" / "population_afg_pak_irn_2010_2025.csv"
EDITIONS = REAL / "unhcr-vintages" / "vintages_afg.csv"
COUNTED = ("refugees", "asylum_seekers", "ooc", "oip")  # kinds of people in UNHCR's level
AFGHANS = {"nationality": "AFG", "party": "unhcr"}

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "real-accounts.md"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not EDITIONS.exists(), reason="needs ../shared/data/real beside the checkout"),
]


def rows(path):
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def years():
    """For each year and host two claims: the level at its end, and the returned refugees of the year."""
    for row in rows(POPULATION):
        if row["coo_iso"] == "AFG" and row["coa_iso"] in ("PAK", "IRN"):
            year, told = row["year"], {**AFGHANS, "country": row["coa_iso"]}
            level = sum(int(row[kind] or 0) for kind in COUNTED)
            yield {**told, "measure": "hosted", "value": level, "period_end": f"{year}-12-31"}
            yield {
                **told,
                "measure": "returned",
                "value": row["returned_refugees"],
                "period_start": f"{year}-01-01",
                "period_end": f"{year}-12-31",
            }


def editions():
    """The edition's day and claims: returned refugees, of half a year where the edition says so."""
    told = {}
    for row in rows(EDITIONS):
        if (row["table"], row["indicator"]) == ("population", "returned_refugees") and row[
            "coa_iso"
        ] == "PAK":
            year, half = row["year"], row["value_basis"] == "mid-year"
            told.setdefault(date.fromisoformat(row["committed"]), []).append(
                {
                    **AFGHANS,
                    "country": "PAK",
                    "measure": "returned",
                    "value": row["value"],
                    "period_start": f"{year}-01-01",
                    "period_end": f"{year}-06-30" if half else f"{year}-12-31",
                    "said": row["committed"],
                    "document": row["package_version"],
                }
            )
    return told


@pytest.fixture(scope="module")
def changes(afghanistan):
    told = claims_from(years())
    assert told.rejected == ()
    found = stock_changes(balance_claims(told.figures, afghanistan))
    return {(change.closing.margin.country, change.closing.margin.end.year): change for change in found}


@pytest.fixture(scope="module")
def levels():
    claimed = list(years())
    return {
        (row["country"], int(row["period_end"][:4]), row["measure"]): int(row["value"]) for row in claimed
    }


@pytest.mark.parametrize("country", ["PAK", "IRN"])
@pytest.mark.parametrize("year", range(2011, 2026))
def test_every_year_closes_with_its_residual_shown(country, year, changes, levels):
    change = changes[country, year]
    opening, closing = levels[country, year - 1, "hosted"], levels[country, year, "hosted"]
    expected = closing - opening + levels[country, year, "returned"]
    assert change.residual == pytest.approx(expected, abs=5)
    closed = change.opening.value - change.returned.value + change.residual
    assert closed == pytest.approx(change.closing.value)
    assert change.low95 < change.low80 < change.residual < change.high80 < change.high95


@pytest.mark.parametrize("country", ["PAK", "IRN"])
def test_the_page_shows_every_year_as_it_is_computed(country, changes):
    page = PAGE.read_text("utf-8")
    for (where, _), change in changes.items():
        if where == country:
            assert table_row(change) in page


def table_row(change):
    """A year on the page; residuals and intervals in thousands, as no finer digit is meant."""
    change_of_level = change.closing.value - change.opening.value
    exact = [f"{round(n):,}" for n in (change.closing.value, change_of_level, change.returned.value)]
    left = [f"{round(change.residual):,}", f"{change.low95 / 1e3:,.0f} to {change.high95 / 1e3:,.0f}"]
    return "| " + " | ".join([str(change.closing.margin.end.year), *exact, *left]) + " |"


def test_pakistan_in_2025_loses_as_many_as_returned_but_for_a_few(changes):
    change = changes["PAK", 2025]
    assert change.closing.value - change.opening.value == pytest.approx(-572_145, abs=5)
    assert change.returned.value == pytest.approx(558_359, abs=5)
    assert change.residual == pytest.approx(-13_786, abs=5)
    assert change.low95 < 0 < change.high95  # it may be nothing but error


def test_iran_in_2025_loses_many_whom_no_return_explains(changes):
    change = changes["IRN", 2025]
    assert change.returned.value == pytest.approx(1_386_970, abs=5)
    assert change.residual == pytest.approx(-452_273, abs=5)
    assert change.high95 < 0  # too much for error alone


def test_each_of_ten_editions_is_what_was_believed_on_its_day(afghanistan):
    told = editions()
    assert len(told) == 10
    claims = claims_from(row for edition in told.values() for row in edition).figures
    for day, edition in told.items():
        account = balance_claims(claims, afghanistan, as_of=day)
        found = {
            (str(one.margin.start), str(one.margin.end)): one.value
            for one in account.estimates
            if not one.implied
        }
        for row in edition:
            value = found[row["period_start"], row["period_end"]]
            assert value == pytest.approx(int(row["value"]), rel=0.005, abs=1), (day, row)


def test_a_half_year_is_not_revised_by_the_year_that_follows_it(afghanistan):
    claims = claims_from(row for edition in editions().values() for row in edition).figures
    account = balance_claims(claims, afghanistan, as_of=date(2025, 6, 12))
    of_2024 = {
        str(one.margin.end): one.value for one in account.estimates if str(one.margin.start) == "2024-01-01"
    }
    assert of_2024["2024-06-30"] == pytest.approx(34_548, rel=0.005)
    assert of_2024["2024-12-31"] == pytest.approx(126_812, rel=0.005)
