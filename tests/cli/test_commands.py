"""Each command on real files, and the whole path from reports to a briefing."""

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from concord.cli.main import app
from concord.committee import UnreadableCorrection
from concord.ledger import FolderIsTaken, NoKey, WrongSignature

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "examples" / "reports"
SHARED = ROOT.parent / "shared"
SEED = (
    "ISLAMABAD: The state minister for interior, Talal Chaudhry, said on Friday 907,391 Afghans had been "
    "deported since the government launched its campaign in 2023.\n\n"
    '"Pakistan has sent back 907,351 people as of today, this includes both the first and second phases," '
    "Chaudhry said."
)


def concord(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    seed = {
        "id": "seed",
        "title": "Two totals",
        "text": SEED,
        "published": "2025-04-18",
        "publisher": "Example",
        "lang": "en",
    }
    (folder / "seed.json").write_text(json.dumps(seed), "utf-8")
    return folder


@pytest.fixture
def ledger(reports: Path, tmp_path: Path) -> Path:
    db = tmp_path / "concord.db"
    assert concord("ingest", reports, "--db", db).exit_code == 0
    return db


def test_read_prints_one_json_object_a_document_whose_spans_cut_the_text(reports: Path) -> None:
    result = concord("read", reports, "--format", "jsonl")
    (record,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert record["document"] == "seed"
    assert [figure["text"] for figure in record["figures"]] == ["907,391", "907,351"]
    assert all(SEED[f["start"] : f["end"]] == f["text"] for f in record["figures"])


def test_read_shows_the_words_that_decided_each_field(reports: Path) -> None:
    assert "measure: “deported”" in concord("read", reports, "--explain").stdout


def test_a_file_that_cannot_be_read_is_named_and_the_rest_goes_on(reports: Path) -> None:
    (reports / "broken.pdf").write_bytes(b"%PDF-1.7 nothing more")
    result = concord("read", reports, "--format", "jsonl")
    assert result.exit_code == 1
    assert "broken.pdf" in result.stderr
    assert len(result.stdout.splitlines()) == 1


def test_reading_an_empty_folder_says_nothing_and_is_no_error(tmp_path: Path) -> None:
    result = concord("read", tmp_path, "--format", "jsonl")
    assert (result.exit_code, result.stdout) == (0, "")


def test_ingesting_twice_adds_nothing(reports: Path, ledger: Path) -> None:
    again = concord("ingest", reports, "--db", ledger, "--format", "json")
    assert json.loads(again.stdout) == {
        "db": str(ledger),
        "new": 0,
        "known": 1,
        "figures": 0,
        "statements": 0,
        "partial": 0,
        "to_confirm": 0,
        "unread": 0,
        "refused": {},
    }


def test_check_finds_the_two_totals_of_one_minister_and_says_a_digit_slipped(ledger: Path) -> None:
    findings = json.loads(concord("check", "--db", ledger, "--format", "json").stdout)
    slip = next(f for f in findings if "907,391" in f["words"] and "907,351" in f["words"])
    assert slip["code"] == "claimant_against_itself"
    assert slip["absolute"] == 40
    assert slip["causes"][0]["kind"] == "digit_slip"


def test_what_was_not_yet_known_is_not_checked(ledger: Path) -> None:
    result = concord("check", "--db", ledger, "--as-of", "2020-01-01")
    assert "No findings among 0 figures in 0 documents" in result.stdout


def test_brief_writes_one_page_that_leads_to_the_words(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "briefing.html"
    assert concord("brief", "--db", ledger, "--format", "html", "--out", page).exit_code == 0
    html = page.read_text("utf-8")
    assert "907,391" in html
    assert "<mark" in html


def test_brief_prints_for_people_and_for_machines(ledger: Path) -> None:
    assert "907,391" in concord("brief", "--db", ledger).stdout
    claims = json.loads(concord("brief", "--db", ledger, "--format", "json").stdout)["claims"]
    assert {claim["text"] for claim in claims} == {"907,391", "907,351"}


def test_a_party_may_dispute_a_claim_and_the_briefing_says_so(ledger: Path) -> None:
    claim = json.loads(concord("brief", "--db", ledger, "--format", "json").stdout)["claims"][0]["id"]
    said = concord(
        "decide",
        "disputed",
        claim[:10],
        "--party",
        "unhcr",
        "--by",
        "information officer",
        "--why",
        "slip",
        "--db",
        ledger,
    )
    assert said.exit_code == 0, said.output
    claims = json.loads(concord("brief", "--db", ledger, "--format", "json").stdout)["claims"]
    assert next(c for c in claims if c["id"] == claim)["standing"]["state"] == "disputed"


def test_a_corrected_reading_sets_fields_and_what_makes_no_figure_is_refused(ledger: Path) -> None:
    claim = json.loads(concord("figures", "--db", ledger, "--format", "jsonl").stdout.splitlines()[0])["id"]
    word = ("--party", "unhcr", "--by", "information officer", "--why", "misread", "--db", ledger)

    def correct(*fields: str, kind: str = "corrected_reading") -> Any:
        return concord("decide", kind, claim, *word, *(part for one in fields for part in ("--set", one)))

    assert isinstance(correct("colour=red").exception, UnreadableCorrection)
    assert correct("status").exit_code == 2
    assert correct("status=acc", kind="agreed").exit_code == 2
    assert correct("status=acc", "value=84,871", "place=-").exit_code == 0
    shown = json.loads(concord("brief", "--db", ledger, "--format", "json").stdout)["claims"]
    assert any(one["value"] == 84871 and one["status"] == "acc" for one in shown)


def test_a_claim_that_is_not_there_cannot_be_decided(ledger: Path) -> None:
    result = concord(
        "decide", "agreed", "ffff", "--party", "iom", "--by", "desk", "--why", "-", "--db", ledger
    )
    assert result.exit_code == 2


def test_verify_names_the_first_entry_that_was_changed(ledger: Path) -> None:
    assert concord("verify", "--db", ledger).exit_code == 0
    with sqlite3.connect(ledger) as raw:
        for (trigger,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{trigger}"')
        raw.execute("UPDATE entry SET body = replace(body, '907391', '907351') WHERE kind = 'reading'")
    raw.close()
    result = concord("verify", "--db", ledger)
    assert result.exit_code == 3
    assert "entry 2" in result.stderr


def test_a_seal_noted_today_is_checked_later(ledger: Path) -> None:
    noted = concord("seal", "--db", ledger).stdout.strip()
    assert noted.startswith("2-")
    assert concord("verify", "--db", ledger, "--seal", noted).exit_code == 0
    other = concord("verify", "--db", ledger, "--seal", "2-" + "A" * 32)
    assert other.exit_code == 3
    assert "sealed" in other.stderr


def test_figures_answer_a_question_in_every_form(ledger: Path) -> None:
    def ask(form: str, *question: str) -> str:
        return concord("figures", "--db", ledger, "--format", form, "--measure", "deported", *question).stdout

    records = [json.loads(line) for line in ask("jsonl").splitlines()]
    assert json.loads(ask("json")) == records
    rows = list(csv.DictReader(io.StringIO(ask("csv"))))
    assert (
        [row["value"] for row in rows] == [str(record["value"]) for record in records] == ["907391", "907351"]
    )
    assert [json.loads(row["because"]) for row in rows] == [record["because"] for record in records]
    assert "907,391" in ask("table")
    assert "2 figures." in ask("table")
    assert ask("jsonl", "--status", "acc") == ask("jsonl", "--as-of", "2020-01-01") == ""
    assert "0 figures." in ask("table", "--place", "Torkham")
    assert concord("figures", "--db", ledger, "--since", "spring").exit_code == 2


def test_figures_as_parquet_have_the_same_columns_whatever_they_hold(ledger: Path, tmp_path: Path) -> None:
    files = pytest.importorskip("pyarrow.parquet")

    def ask(*question: str) -> Any:
        asked = concord(
            "figures", "--db", ledger, "--format", "parquet", "-o", tmp_path / "f.parquet", *question
        )
        assert asked.exit_code == 0, asked.output
        return files.read_table(tmp_path / "f.parquet")

    some, none = ask("--measure", "deported"), ask("--place", "Torkham")
    assert some.column("value").to_pylist() == [907391.0, 907351.0]
    assert (none.num_rows, none.schema) == (0, some.schema)
    assert str(some.schema.field("cumulative").type) == "bool"
    assert str(some.schema.field("part_of").type) == "int64"
    assert concord("figures", "--db", ledger, "--format", "parquet").exit_code == 2  # no file named


@pytest.mark.parametrize("command", ["check", "brief", "verify"])
def test_a_ledger_that_does_not_exist_is_one_sentence_and_exit_code_4(command: str, tmp_path: Path) -> None:
    code = "import sys; from concord.cli.main import main; sys.exit(main())"
    ran = subprocess.run(
        [sys.executable, "-c", code, command, "--db", str(tmp_path / "none.db")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 4
    assert ran.stderr.startswith("concord: ")
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "none.db").exists()


def test_a_day_that_is_no_day_is_wrong_use(ledger: Path) -> None:
    assert concord("check", "--db", ledger, "--as-of", "yesterday").exit_code == 2


def test_the_demo_walks_the_whole_path_on_the_bundled_reports(tmp_path: Path) -> None:
    result = concord("demo", "--folder", tmp_path / "demo")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "demo" / "briefing.html").stat().st_size > 50_000
    assert "907,391" in result.stdout
    assert concord("verify", "--db", tmp_path / "demo" / "concord.db").exit_code == 0


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="no ../shared beside the checkout: its corpus is not read")
def test_every_document_of_the_development_corpus_is_read() -> None:
    result = concord("read", SHARED / "corpus" / "dev", "--format", "jsonl")
    assert result.exit_code == 0
    assert len(result.stdout.splitlines()) == len(list((SHARED / "corpus" / "dev").glob("*.json")))


def test_a_ledger_is_exported_imported_and_backed_up_with_the_same_seal(ledger: Path, tmp_path: Path) -> None:
    seal = concord("seal", "--db", ledger).stdout.strip()
    assert concord("export", tmp_path / "archive", "--db", ledger).exit_code == 2  # without --ledger
    exported = concord("export", tmp_path / "archive", "--ledger", "--db", ledger, "--format", "json")
    assert json.loads(exported.stdout)["seal"] == seal
    again = concord("export", tmp_path / "archive", "--ledger", "--db", ledger)
    assert isinstance(again.exception, FolderIsTaken)
    for source, target in ((tmp_path / "archive", "a.db"), (ledger, "b.db")):
        imported = concord("import", source, "--db", tmp_path / target)
        assert f"2 entries taken over into {tmp_path / target}" in imported.stdout
        assert seal in imported.stdout
    copied = json.loads(concord("backup", tmp_path / "copy.db", "--db", ledger, "--format", "json").stdout)
    assert (copied["added"], copied["seal"]) == (2, seal)
    assert "0 of them new" in concord("backup", tmp_path / "copy.db", "--db", ledger).stdout


def test_a_seal_is_signed_by_one_party_and_checked_by_another(ledger: Path, tmp_path: Path) -> None:
    ed25519 = pytest.importorskip("cryptography.hazmat.primitives.asymmetric.ed25519")
    serialization = pytest.importorskip("cryptography.hazmat.primitives.serialization")
    ours, theirs = ed25519.Ed25519PrivateKey.generate(), ed25519.Ed25519PrivateKey.generate()
    (tmp_path / "ours.pem").write_bytes(
        ours.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    for name, key in (("ours", ours), ("theirs", theirs)):
        public = key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        (tmp_path / f"{name}-public.pem").write_bytes(public)
    seal, signature = concord("seal", "--db", ledger, "--sign", tmp_path / "ours.pem").stdout.split()
    signed = ("verify", "--db", ledger, "--seal", seal, "--signature", signature)
    assert "signed the seal" in concord(*signed, "--key", tmp_path / "ours-public.pem").stdout
    other = concord(*signed, "--key", tmp_path / "theirs-public.pem")
    assert isinstance(other.exception, WrongSignature)
    assert concord(*signed).exit_code == 2
    assert isinstance(concord(*signed, "--key", tmp_path / "nowhere.pem").exception, NoKey)
    unfit = concord("seal", "--db", ledger, "--sign", tmp_path / "ours-public.pem")
    assert "openssl genpkey" in str(unfit.exception)
