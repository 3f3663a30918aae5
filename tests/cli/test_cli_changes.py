"""concord changes: what a later day tells otherwise, in every form, with the address of the record."""

import json
from pathlib import Path
from xml.etree import ElementTree as Tree

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.errors import ConcordError
from concord.publish.change_notes import NoBaseAddress


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("changes")
    text = "Pakistan has deported 907,391 Afghans since November 2023, the minister said."
    report = folder / "statement.json"
    report.write_text(json.dumps({"id": "s", "lang": "en", "text": text, "published": "2025-04-18"}))
    CliRunner().invoke(app, ["ingest", str(report), "--db", str(folder / "ledger.db")])
    return folder / "ledger.db"


def _told(db: Path, *words: str) -> str:
    run = CliRunner().invoke(app, ["changes", "2025-01-01", "--db", str(db), *words])
    if isinstance(run.exception, ConcordError):
        raise run.exception
    assert run.exit_code == 0, run.output
    return run.output


def test_a_claim_that_came_to_be_known_since_is_told_as_new(db: Path) -> None:
    assert "NEW (1)" in _told(db)
    assert "907,391" in _told(db)
    assert [change["kind"] for change in json.loads(_told(db, "--format", "json"))["changes"]].count(
        "new"
    ) == 1


def test_the_feed_names_the_address_that_it_is_told(db: Path) -> None:
    feed = Tree.fromstring(_told(db, "--format", "atom", "--base", "https://record.example"))
    link = feed.find("{http://www.w3.org/2005/Atom}link")
    assert link is not None
    assert link.get("href") == "https://record.example/changes/feed/"


def test_a_base_that_is_no_address_is_refused(db: Path) -> None:
    with pytest.raises(NoBaseAddress):
        _told(db, "--format", "atom", "--base", "record.example")
