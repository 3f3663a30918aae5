"""concord map: guided, or with --accept and --set; read and ingest use what was kept."""

import json

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.errors import ConcordError
from concord.ledger import Ledger
from concord.mapping import NoTable, UnmappedColumns, load_mappings
from concord.pipeline.map import MappedReader, folder_beside
from concord.reading import Reader
from concord.situation import bundled

DAILY = """Date,Gate,PoR,ACC,Total
2027-05-01,Torkham,"1,204",988,"2,192"
2027-05-02,Torkham,"1,100",900,"2,000"
2027-05-03,Torkham,"1,000",800,"1,850"
"""


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "daily.csv").write_text(DAILY, "utf-8")
    return tmp_path


def run(*words, answers=None):
    return CliRunner().invoke(app, list(map(str, words)), input=answers)


def kept(place):
    return next(iter(load_mappings(place / "mappings").values()))


def test_a_person_is_guided_column_by_column(place):
    ended = run("map", "daily.csv", answers="\n\n?\n\nvalue:status=acc\n\nreturned\nR. Officer\ny\n")
    assert ended.exit_code == 0, ended.output + ended.stderr
    assert "line 4: 'Total' says 1,850, but PoR + ACC make 1,800 (50 less)" in ended.stderr
    mapping = kept(place)
    assert mapping.by == "R. Officer"
    assert mapping.fixed == {"nationality": "AFG", "measure": "returned"}
    assert [rule.field for rule in mapping.columns] == ["period", "place", "value", "value", "value"]
    assert mapping.columns[-1].total_of == ("PoR", "ACC")


def test_a_wrong_answer_is_told_and_asked_again(place):
    ended = run("map", "daily.csv", answers="plaice\nvalue:x\n\n\n\n\n\nreturned\nR. Officer\ny\n")
    assert ended.exit_code == 0
    assert "'plaice' is no field" in ended.stderr
    assert "'x' is not FIELD=VALUE" in ended.stderr


def test_nothing_is_kept_when_the_person_says_no(place):
    ended = run("map", "daily.csv", answers="\n\n\n\n\nreturned\nR. Officer\nn\n")
    assert ended.exit_code == 1
    assert not (place / "mappings").exists()


def test_proposals_are_taken_with_accept_and_told_in_json(place):
    ended = run(
        "map", "daily.csv", "--accept", "--table", "measure=deported", "--by", "me", "--format", "json"
    )
    told = json.loads(ended.stdout)
    assert told["figures"] == 9
    assert told["told"] == ["line 4: 'Total' says 1,850, but PoR + ACC make 1,800 (50 less)"]
    assert kept(place).fixed == {"nationality": "AFG", "measure": "deported"}


def test_set_says_what_single_columns_are(place):
    ended = run(
        "map",
        "daily.csv",
        "--accept",
        "--set",
        "PoR=value:status=por,measure=deported",
        "--set",
        "Total=ignore",
        "--table",
        "measure=returned",
        "--by",
        "me",
    )
    assert ended.exit_code == 0
    rules = {rule.column: rule for rule in kept(place).columns}
    assert rules["PoR"].fixed == {"status": "por", "measure": "deported"}
    assert rules["Total"].field == "ignore"


def test_without_accept_a_column_that_is_not_set_is_reported(place):
    ended = run("map", "daily.csv", "--set", "Date=period", "--by", "me")
    assert isinstance(ended.exception, UnmappedColumns)
    assert ended.exception.columns == ("Gate", "PoR", "ACC", "Total")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--accept", "--set", "Nothing=place", "--by", "me"], "begins with no column"),
        (["--accept", "--table", "measure", "--by", "me"], "is not FIELD=VALUE"),
        (["--accept", "--table", "measure=returned"], "answered for by somebody"),
        (["--accept", "--number", "2"], "has 1 table(s)"),
    ],
)
def test_wrong_use_is_told(place, words, told):
    ended = run("map", "daily.csv", *words)
    assert ended.exit_code == 2
    assert told in " ".join(ended.stderr.replace("│", " ").split())


def test_show_keeps_nothing_and_fields_lists_what_a_column_can_be(place):
    assert "value:status=por" in run("map", "daily.csv", "--show").stdout
    shown = json.loads(run("map", "daily.csv", "--show", "--format", "json").stdout)
    assert shown["columns"][0]["rule"]["field"] == "period"
    assert "place" in run("map", "daily.csv", "--fields").stdout
    assert not (place / "mappings").exists()


def test_a_file_without_a_table_and_a_list_of_persons_are_refused(place):
    (place / "note.txt").write_text("Some 84,000 returned.", "utf-8")
    assert isinstance(run("map", "note.txt").exception, NoTable)
    (place / "list.csv").write_text(
        "Name,CNIC\nGul Khan,11111-0000001-1\nZar Bibi,11111-0000002-2\n", "utf-8"
    )
    refused = run("map", "list.csv", "--accept", "--by", "me").exception
    assert isinstance(refused, ConcordError)
    assert "list of persons" in str(refused)


def test_the_next_table_with_the_header_is_read_and_kept_by_the_mapping(place):
    run("map", "daily.csv", "--accept", "--table", "measure=deported", "--table", "country=PAK", "--by", "me")
    (place / "next.csv").write_text("DATE,Gate,PoR,ACC,Total\n2027-06-01,Chaman,300,200,500\n", "utf-8")
    ended = run("read", "next.csv", "--format", "json")
    figures = json.loads(ended.stdout)[0]["figures"]
    assert [(f["value"], f["status"], f["measure"], f["place"]) for f in figures] == [
        (300, "por", "deported", "Chaman"),
        (200, "acc", "deported", "Chaman"),
        (500, None, "deported", "Chaman"),
    ]
    assert run("ingest", "next.csv", "daily.csv").exit_code == 0
    with Ledger.open(place / "concord.db") as ledger:
        claims = [known.record for known in ledger.figures()]
        readers = {r.record.reader for d in ledger.documents() for r in ledger.readings(d.id)}
    assert len(claims) == 12
    assert {claim.measure for claim in claims} == {"deported"}
    assert readers == {f"{Reader.name}, mapping {kept(place).id[:8]}"}


def test_sums_that_do_not_come_out_are_told_when_a_table_is_read(place):
    run("map", "daily.csv", "--accept", "--table", "measure=deported", "--by", "me")
    assert "line 4: 'Total' says 1,850" in run("read", "daily.csv").stderr


def test_a_mapping_of_another_situation_and_other_headers_change_nothing(place):
    situation = bundled("afghanistan-pakistan")
    run("map", "daily.csv", "--accept", "--table", "measure=deported", "--by", "me")
    from dataclasses import replace

    from concord.documents import read_document

    other = replace(kept(place), situation="elsewhere")
    document = read_document(DAILY.encode(), name="daily.csv")
    plain = Reader(situation).read(document)
    assert MappedReader(situation, {other.fingerprint: other}).read(document) == plain
    prose = read_document(b"Some 84,000 returned in May 2027.", name="p.txt")
    mapped = MappedReader(situation, load_mappings(place / "mappings"))
    assert mapped.read(prose) == Reader(situation).read(prose)
    assert mapped.doubts(prose) == ()


def test_mappings_lie_beside_the_ledger(tmp_path):
    assert folder_beside(str(tmp_path / "concord.db")) == tmp_path / "mappings"
    assert folder_beside(f"sqlite:///{tmp_path}/concord.db") == tmp_path / "mappings"
    assert str(folder_beside("postgresql://u@h/d")) == "mappings"


def test_of_several_tables_the_largest_is_shown_first_and_the_others_by_number(place):
    (place / "two.csv").write_text("Gate,Persons\nTorkham,12\n\nStatus,Persons\nPoR,5\nACC,7\n", "utf-8")
    first = run("map", "two.csv", "--show", "--format", "json")
    assert "2 tables; this is number 1, of 2 rows" in first.stderr
    assert json.loads(first.stdout)["columns"][0]["column"] == "Status"
    assert (
        json.loads(run("map", "two.csv", "--show", "--number", "2", "--format", "json").stdout)["columns"][0][
            "column"
        ]
        == "Gate"
    )
