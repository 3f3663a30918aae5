"""A folder with every known shape beside reports: one command reads it, one keeps it."""

import json
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.documents import Part, UnreadableDocument
from concord.ledger import Ledger
from concord.pipeline.shapes import KnownShapes, OnlyLeads, RefusedAnswer
from concord.reading import Reader

ANSWERS = Path(__file__).parent / "answers"
REFUSED = {"kobo_persons.json": "PersonList", "ckan_refused.json": "RefusedAnswer"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """All answers, one of them in a ZIP, and a report."""
    folder = tmp_path_factory.mktemp("in")
    for path in ANSWERS.iterdir():
        if path.suffix != ".md":
            (folder / path.name).write_bytes(path.read_bytes())
    with zipfile.ZipFile(folder / "zipped.zip", "w") as archive:
        archive.write(folder / "un_weekly.csv", "inside.csv")
    (folder / "un_weekly.csv").unlink()
    (folder / "report.txt").write_text(
        "Some 84,871 people returned through Torkham on 4 April 2031, UNHCR said.\n"
    )
    return folder


@pytest.fixture(scope="module")
def told(folder):
    """What concord read prints of the folder, by document, and what it says on the way."""
    ran = CliRunner().invoke(app, ["read", "--format", "jsonl", str(folder)])
    lines = [json.loads(line) for line in ran.stdout.splitlines() if line.startswith("{")]
    return ran, {line["document"]: line for line in lines}


def test_known_shapes_become_figures_and_reports_are_read(told):
    _, documents = told
    weekly = documents["inside"]["figures"]
    assert [figure["value"] for figure in weekly] == [1_667_713, 55_768, 1_723_481]
    assert {figure["measure"] for figure in weekly} == {"returned"}
    assert len(documents["unhcr_solutions"]["figures"]) == 57
    assert [figure["value"] for figure in documents["report"]["figures"]] == [84_871]


def test_reports_and_items_of_an_answer_are_read_each(told):
    _, documents = told
    values = [figure["value"] for figure in documents["reliefweb-9000001"]["figures"]]
    assert 12_345 in values
    assert 3_042 in [figure["value"] for figure in documents["a-1"]["figures"]]


def test_what_was_not_taken_is_said_and_the_exit_code_tells(told):
    ran, documents = told
    assert ran.exit_code == 1
    assert "nothing was taken from them: newColumnOfTheServer" in ran.stderr
    assert "the row is set aside: unknown legal status 'AAC'" in ran.stderr
    assert "it looks like a list of persons ('head/full_name' asks for a person" in ran.stderr
    assert "Invented Name" not in ran.output + ran.stderr
    assert "kobo_persons" not in documents


def test_the_folder_is_kept_once_and_persons_never(folder, tmp_path):
    db = str(tmp_path / "kept.db")
    first = CliRunner().invoke(app, ["ingest", str(folder), "--db", db, "--format", "json"])
    assert first.exit_code == 1
    again = CliRunner().invoke(app, ["ingest", str(folder), "--db", db, "--format", "json"])
    kept, unchanged = (json.loads(ran.stdout[ran.stdout.index("{") :]) for ran in (first, again))
    assert (kept["new"], kept["unread"]) == (29, 2)
    assert unchanged["new"] == 0
    with Ledger.open(db) as ledger:
        names = {held.record.name for held in ledger.documents()}
    assert "kobo_counts" in names
    assert "kobo_persons" not in names
    raw = Path(db).read_bytes()
    for word in (b"enumerator_one", b"collect:abc", b"Invented Name"):
        assert word not in raw


@pytest.mark.parametrize(("name", "cause"), REFUSED.items())
def test_a_refused_answer_is_an_error_of_its_file(name, cause, known_words, bytes_of):
    with pytest.raises(UnreadableDocument) as refused:
        KnownShapes(Reader(known_words))(Part(f"in/{name}", name, bytes_of(name)))
    assert type(refused.value).__name__ == cause
    assert str(refused.value).startswith(f"in/{name}: ")


def test_an_answer_of_leads_alone_says_so(known_words):
    answer = b'{"totalCount": 1, "data": [{"fields": {"title": "Map", "url": "https://x.example/1"}}]}'
    with pytest.raises(OnlyLeads, match="1 addresses to look at and no words; watch or get"):
        KnownShapes(Reader(known_words))(Part("in/a.json", "a.json", answer))
    assert issubclass(RefusedAnswer, UnreadableDocument)
