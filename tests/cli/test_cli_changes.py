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
    assert "NEW (" in _told(db)
    assert "907,391" in _told(db)
    changes = json.loads(_told(db, "--format", "json"))["changes"]
    assert [change["reason"] for change in changes if change["subject"] == "claim"] == ["not_known"]


def test_an_estimate_that_was_not_there_is_told_as_new_beside_its_claim(db: Path) -> None:
    changes = json.loads(_told(db, "--format", "json"))["changes"]
    told = {(change["kind"], change["reason"]) for change in changes if change["subject"] == "estimate"}
    assert told == {("new", "first_claims")}


def test_the_changes_are_told_in_the_language_that_is_asked_for(db: Path) -> None:
    assert "پہلے معلوم نہ تھا" in _told(db, "--language", "ur")
    assert 'lang="ps" dir="rtl"' in _told(db, "--language", "ps", "--format", "html")


def test_the_feed_names_the_address_that_it_is_told(db: Path) -> None:
    feed = Tree.fromstring(_told(db, "--format", "atom", "--base", "https://record.example"))
    link = feed.find("{http://www.w3.org/2005/Atom}link[@rel='self']")
    assert link is not None
    assert link.get("href") == "https://record.example/changes/feed/?language=en"


def test_the_ids_of_the_feed_name_authority_and_situation(db: Path) -> None:
    told = _told(db, "--format", "atom", "--authority", "office.example,2026-02")
    assert "tag:office.example,2026-02:changes/afghanistan-pakistan/days/2025-01-01/" in told


def test_a_base_that_is_no_address_is_refused(db: Path) -> None:
    with pytest.raises(NoBaseAddress):
        _told(db, "--format", "atom", "--base", "record.example")
