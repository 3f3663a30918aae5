"""concord nowcast, forecast and reception: tables in, answers out, and never a target."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

import concord.anticipate as room
from concord.anticipate import NothingToGoOn
from concord.cli.main import app

# Published by the home department of Khyber Pakhtunkhwa, autumn 2023, as read in newspapers;
# and one slip, invented.
TORKHAM = """id,value,measure,party,place,period_start,period_end,precision,said
kp-4,167774,returned,gov-pk,Torkham,2023-10-01,2023-11-04,exact,2023-11-04
day-4,7135,returned,gov-pk,Torkham,2023-11-04,2023-11-04,exact,2023-11-04
day-5,6584,returned,gov-pk,Torkham,2023-11-05,2023-11-05,exact,2023-11-05
sum-5,174358,returned,gov-pk,Torkham,2023-09-17,2023-11-05,exact,2023-11-05
day-10,3605,returned,gov-pk,Torkham,2023-11-10,2023-11-10,exact,2023-11-10
sum-15,214194,returned,gov-pk,Torkham,2023-09-17,2023-11-15,exact,2023-11-15
sum-19,223503,returned,gov-pk,Torkham,2023-09-17,2023-11-19,exact,2023-11-19
late,263176,returned,gov-pk,Torkham,2023-09-17,2023-12-19,exact,2023-12-19
no-base,267111,returned,gov-pk,Torkham,,2023-12-27,exact,2023-12-27
slip,71350,returned,media,Torkham,2023-11-04,2023-11-04,exact,2023-11-06
families,577,returned,gov-pk,Torkham,2023-11-10,2023-11-10,exact,2023-11-10
"""


def concord(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    lines = TORKHAM.replace("id,", "id,unit,").splitlines()
    units = [
        lines[0],
        *(
            line.replace(",", ",families," if line.startswith("fam") else ",individuals,", 1)
            for line in lines[1:]
        ),
    ]
    path.write_text("\n".join(units), "utf-8")
    return path


@pytest.fixture
def days(claims: Path, tmp_path: Path) -> Path:
    path = tmp_path / "days.csv"
    assert (
        concord("nowcast", claims, "--crossing", "Torkham", "--format", "csv", "--out", path).exit_code == 0
    )
    return path


def test_people_get_days_and_the_claim_that_the_rest_contradicts(claims: Path) -> None:
    result = concord("nowcast", claims, "--crossing", "Torkham")
    assert result.exit_code == 0
    assert "Sat 2023-11-04" in result.stdout
    assert "contradicted by the rest: slip (media: 71,350)" in result.stdout
    assert "not used: no-base: no first day" in result.stdout
    assert "not used: families: counted in families" in result.stdout


def test_as_of_a_day_later_figures_do_not_exist(claims: Path) -> None:
    told = json.loads(
        concord(
            "nowcast",
            claims,
            "--crossing",
            "Torkham",
            "--as-of",
            "2023-11-05",
            "--to",
            "2023-11-05",
            "--format",
            "json",
        ).stdout
    )
    assert {one["name"] for one in told["claims"]} <= {"kp-4", "day-4", "day-5", "sum-5"}
    assert told["days"][-1]["date"] == "2023-11-05"
    assert {"daily_step", "deadline_jump"} <= {one["name"] for one in told["assumptions"]}


def test_given_totals_are_met_exactly(claims: Path, tmp_path: Path) -> None:
    totals = tmp_path / "totals.csv"
    totals.write_text(
        "value,measure,place,period_start,period_end\n170000,returned,Torkham,2023-09-17,2023-11-05\n",
        "utf-8",
    )
    printed = concord(
        "nowcast", claims, "--crossing", "Torkham", "--totals", totals, "--format", "csv"
    ).stdout
    until = [
        float(row["persons"]) for row in csv.DictReader(io.StringIO(printed)) if row["date"] <= "2023-11-05"
    ]
    assert sum(until) == pytest.approx(170_000, abs=1)


def test_a_country_total_leaves_a_rest_elsewhere(tmp_path: Path) -> None:
    path = tmp_path / "claims.csv"
    path.write_text(
        "value,measure,place,period_start,period_end,party\n"
        "9000,returned,,2025-04-01,2025-04-10,unhcr\n6000,returned,Torkham,2025-04-01,2025-04-10,gov-pk\n",
        "utf-8",
    )
    rows = list(
        csv.DictReader(
            io.StringIO(concord("nowcast", path, "--crossing", "Torkham", "--format", "csv").stdout)
        )
    )
    sums = {
        name: sum(float(row["persons"]) for row in rows if row["crossing"] == name)
        for name in ("Torkham", "elsewhere")
    }
    assert sums["Torkham"] == pytest.approx(6_000, rel=0.1)
    assert sums["elsewhere"] == pytest.approx(3_000, rel=0.25)


def test_a_forecast_stands_beside_its_scores_and_is_no_target(days: Path) -> None:
    text = concord("forecast", days, "--days", "7").stdout
    assert text.startswith("A forecast says what may come")
    assert "It is no target, no quota" in text
    assert "CRPS" in text
    told = json.loads(concord("forecast", days, "--days", "7", "--format", "json").stdout)
    assert len(told["days"]) == 7
    assert {one["method"] for one in told["scores"]} >= {"last week", "drift", "same weekday"}


def test_a_scenario_with_a_target_is_refused(days: Path, tmp_path: Path) -> None:
    path = tmp_path / "scenario.toml"
    path.write_text("target = 10000\n", "utf-8")
    result = concord("forecast", days, "--scenario", path)
    assert isinstance(result.exception, room.BadScenario)
    assert "no target for returns" in str(result.exception)


def test_no_page_or_command_offers_a_target() -> None:
    for command in ("nowcast", "forecast", "reception"):
        told = concord(command, "--help").stdout.lower()
        assert "--target" not in told
        assert "--quota" not in told


def test_reception_follows_a_forecast(days: Path, tmp_path: Path) -> None:
    ahead, site, going = tmp_path / "ahead.csv", tmp_path / "site.toml", tmp_path / "going.toml"
    assert concord("forecast", days, "--days", "7", "--format", "csv", "--out", ahead).exit_code == 0
    site.write_text('[site]\nname = "camp"\nplaces = 900\ncounters = 2\ntoilets = 10\n', "utf-8")
    going.write_text("[intended]\nNangarhar = 0.6\n[population]\nNangarhar = 1000000\n", "utf-8")
    text = concord("reception", site, "--arrivals", ahead, "--going", going).stdout
    assert "It is no target" in text
    assert "more toilets" in text
    assert "6.5 persons a family assumed" in text
    assert "to Nangarhar" in text
    told = json.loads(concord("reception", site, "--arrivals", ahead, "--format", "json").stdout)
    assert {"minutes_a_family", "stay_days", "family_mean"} <= {one["name"] for one in told["assumptions"]}
    assert len(told["hours"]["occupancy"]) == 7 * 24
    rows = list(
        csv.DictReader(io.StringIO(concord("reception", site, "--a-day", "500", "--format", "csv").stdout))
    )
    assert {"code", "state", "first_broken", "remedy"} <= set(rows[0])


def test_reception_asks_for_arrivals(tmp_path: Path) -> None:
    site = tmp_path / "site.toml"
    site.write_text("[site]\n", "utf-8")
    assert isinstance(concord("reception", site).exception, NothingToGoOn)


@pytest.mark.parametrize(
    ("text", "mistake"),
    [
        ("date,persons\nsoon,5\n", "row 1"),
        ("date,persons\n2025-04-01,-5\n", "no number of persons"),
        ("day,persons\n2025-04-01,5\n", "no column date"),
        ("date,persons\n", "no row of days"),
    ],
)
def test_a_table_of_days_that_is_none_is_told(tmp_path: Path, text: str, mistake: str) -> None:
    path = tmp_path / "days.csv"
    path.write_text(text, "utf-8")
    assert mistake in str(concord("forecast", path).exception)


def test_public_names() -> None:
    assert all(hasattr(room, name) for name in room.__all__)
    assert list(room.__all__) == sorted(
        room.__all__, key=lambda name: (not name.isupper(), name[0].islower(), name)
    )
