"""``concord export``: the rows of a ledger in a file, which stands under its name only when it is whole."""

from pathlib import Path

import duckdb
import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.publish.exports.formats import FORMATS

REPORT = """The interior ministry said on 18 April 2025 that 84,000 Afghans had been deported since 1 April.
UNHCR counted 79,500 deportations from Pakistan between 1 April and 18 April 2025.
"""


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ledger")
    report, kept = folder / "report.txt", folder / "concord.db"
    report.write_text(REPORT)
    assert CliRunner().invoke(app, ["ingest", str(report), "--db", str(kept)]).exit_code == 0
    return kept


def exported(ledger: Path, out: Path, *options: str) -> int:
    told = ["export", "--db", str(ledger), "--out", str(out), *options]
    return CliRunner().invoke(app, told).exit_code


@pytest.mark.parametrize("flow", ["claims", "account"])
def test_every_format_of_a_ledger_is_written(ledger: Path, tmp_path: Path, flow: str) -> None:
    for name in FORMATS:
        assert exported(ledger, tmp_path / name, "--format", name, "--flow", flow) == 0
    assert sorted(one.name for one in tmp_path.iterdir()) == sorted(FORMATS)
    assert all(one.stat().st_size for one in tmp_path.iterdir())


def test_a_question_narrows_the_rows(ledger: Path, tmp_path: Path) -> None:
    found = []
    for options in ([], ["--party", "unhcr"], ["--limit", "1"], ["--measure", "hosted"]):
        assert exported(ledger, tmp_path / "rows.parquet", "--format", "parquet", *options) == 0
        found.append(duckdb.sql(f"SELECT party, value FROM '{tmp_path / 'rows.parquet'}'").fetchall())
    everything, of_one_party, first, none = found
    assert ("unhcr", 79_500.0) in everything
    assert of_one_party == [row for row in everything if row[0] == "unhcr"]
    assert first == everything[:1]
    assert none == []


def test_what_is_not_finished_does_not_stand_under_its_name(ledger: Path, tmp_path: Path) -> None:
    assert exported(ledger, tmp_path / "rows.csv", "--format", "no-such-format") != 0
    assert exported(ledger, tmp_path / "rows.csv", "--format", "csv", "--flow", "neither") != 0
    assert list(tmp_path.iterdir()) == []
