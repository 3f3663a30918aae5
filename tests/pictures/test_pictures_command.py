"""concord picture writes the form that its file is named after, and refuses what it cannot write or show."""

import csv
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.cli.picture import UnknownSuffix
from concord.errors import ConcordError
from concord.publish.pictures import NotOfThisKind, UnknownPicture

REPORTS = Path(__file__).parents[2] / "examples" / "reports"


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("pictured") / "ledger.db"
    files = sorted(str(file) for file in REPORTS.iterdir() if file.suffix != ".toml")
    CliRunner().invoke(app, ["ingest", *files, "--db", str(where)])
    return where


def write(db: Path, kind: str, out: Path, *words: str) -> str:
    run = CliRunner().invoke(
        app, ["picture", kind, "--out", str(out), "--db", str(db), "--as-of", "2100-01-01", *words]
    )
    if isinstance(run.exception, ConcordError):
        raise run.exception
    assert run.exit_code == 0, run.output
    return run.output


def rows_of(file: Path) -> list[list[str]]:
    return list(csv.reader(file.read_text("utf-8").splitlines()))


@pytest.mark.parametrize("name", ["a.jpg", "a", "a.pdf", "svg", "a.html"])
def test_a_suffix_that_says_nothing_is_refused_and_the_known_ones_are_named(
    db: Path, name: str, tmp_path: Path
) -> None:
    with pytest.raises(UnknownSuffix, match=r"\.svg or \.png, its table as \.csv, .*\.vl\.json, .*\.json"):
        write(db, "ladder", tmp_path / name)
    assert list(tmp_path.iterdir()) == []


def test_every_suffix_writes_its_form(db: Path, tmp_path: Path) -> None:
    for suffix in ("svg", "PNG", "csv", "vl.json", "json"):
        write(db, "ladder", tmp_path / f"a.{suffix}")
    assert (tmp_path / "a.svg").read_text("utf-8").startswith("<svg")
    assert (tmp_path / "a.PNG").read_bytes().startswith(b"\x89PNG")
    everything = json.loads((tmp_path / "a.json").read_text("utf-8"))
    specification = json.loads((tmp_path / "a.vl.json").read_text("utf-8"))
    assert specification == json.loads(everything["specification"])
    assert specification["$schema"].startswith("https://vega.github.io/schema/vega-lite/")
    rows = rows_of(tmp_path / "a.csv")
    assert rows == [everything["columns"], *everything["rows"]]


def test_weeks_with_their_intervals_are_written_for_flows(db: Path, tmp_path: Path) -> None:
    told = write(db, "flows", tmp_path / "flows.csv")
    rows = rows_of(tmp_path / "flows.csv")
    assert "People a week by legal status" in told
    assert sum(row[3] == "Balanced estimate" for row in rows) > 100


def test_one_measure_alone_can_be_asked_for(db: Path, tmp_path: Path) -> None:
    write(db, "ladder", tmp_path / "a.csv", "--measure", "deported")
    rows = rows_of(tmp_path / "a.csv")[1:]
    assert rows
    assert all(row[0].startswith("deported") for row in rows)


def test_what_no_picture_shows_is_refused_before_the_ledger_is_opened(tmp_path: Path) -> None:
    nowhere = tmp_path / "none.db"
    with pytest.raises(UnknownPicture, match="waterfall"):
        write(nowhere, "pie", tmp_path / "a.svg")
    with pytest.raises(NotOfThisKind, match="returned, deported"):
        write(nowhere, "map", tmp_path / "a.svg", "--measure", "arrested")
    assert not nowhere.exists()
