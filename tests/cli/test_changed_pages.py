"""concord check names pages that their publishers changed."""

import json
from pathlib import Path

from typer.testing import CliRunner

from concord.cli.main import app

ADDRESS = "https://ministry.example/statement"


def _concord(*words: object) -> str:
    return CliRunner().invoke(app, [str(word) for word in words]).output


def test_a_file_ingested_again_with_other_bytes_is_told_as_changed(tmp_path: Path) -> None:
    report, db = tmp_path / "statement.json", tmp_path / "ledger.db"
    for number in ("907,391", "907,351"):
        text = f"Pakistan has deported {number} Afghans since November 2023, the minister said."
        report.write_text(
            json.dumps({"id": "s", "lang": "en", "text": text, "published": "2025-04-18", "url": ADDRESS})
        )
        _concord("ingest", report, "--db", db)
    told = _concord("check", "--db", db)
    assert f"changed by its publisher: {ADDRESS}" in told
    assert "(withdrawn 907,391; new 907,351)" in told
