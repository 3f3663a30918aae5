"""concord account: claims in columns in, tables out."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from concord.cli.main import app
from concord.errors import ConcordError

CLAIMS = """id,value,measure,party,country,nationality,period_start,period_end,note
first,907391,deported,gov-pk,PAK,AFG,2023-11-01,2025-04-18,
second,907351,deported,gov-pk,PAK,AFG,2023-11-01,2025-04-18,
later,84871,deported,gov-pk,PAK,AFG,2025-04-01,2025-04-18,
rival,84900,deported,unhcr,PAK,AFG,2025-04-01,2025-04-18,
"""


def concord(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["account", *(str(argument) for argument in arguments)])


@pytest.fixture
def claims(tmp_path: Path) -> Path:
    path = tmp_path / "claims.csv"
    path.write_text(CLAIMS, "utf-8")
    return path


def tables(*arguments: str | Path) -> dict[str, list[dict[str, object]]]:
    return json.loads(concord(*arguments, "--format", "json").stdout)


def test_people_get_estimates_findings_and_what_became_of_the_claims(claims: Path) -> None:
    result = concord(claims)
    assert result.exit_code == 0
    assert "one digit was mistaken" in result.stdout
    assert "from 4 of 4 claims; 1 findings." in result.stdout
    assert "columns that mean nothing here: note" in result.stderr


def test_machines_get_every_table_with_the_names_of_the_rows(claims: Path) -> None:
    told = tables(claims)
    assert list(told) == ["estimates", "findings", "claims", "rejected", "changes"]
    assert told["findings"][0]["claims"] == "first; second"
    assert [claim["name"] for claim in told["claims"]] == ["first", "second", "later", "rival"]


def test_json_lines_and_csv_say_the_same_as_json(claims: Path) -> None:
    told = tables(claims)
    lines = [json.loads(line) for line in concord(claims, "--format", "jsonl").stdout.splitlines()]
    assert [line for line in lines if line["table"] == "estimates"] == [
        {"table": "estimates", **row} for row in told["estimates"]
    ]
    rows = list(csv.DictReader(io.StringIO(concord(claims, "--format", "csv").stdout)))
    assert [row["key"] for row in rows] == [row["key"] for row in told["estimates"]]


@pytest.mark.parametrize("ending", ["json", "jsonl", "tsv"])
def test_one_table_in_another_form_gives_the_same_account(ending: str, claims: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(CLAIMS)))
    written = {
        "json": json.dumps(rows),
        "jsonl": "\n".join(map(json.dumps, rows)) + "\n",
        "tsv": CLAIMS.replace(",", "\t"),
    }
    other = claims.with_suffix(f".{ending}")
    other.write_text(written[ending], "utf-8")
    values = [[row["value"] for row in tables(path)["estimates"]] for path in (claims, other)]
    assert values[0] == pytest.approx(values[1])


def test_parquet_in_and_out(claims: Path) -> None:
    pyarrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pyarrow.Table.from_pylist(list(csv.DictReader(io.StringIO(CLAIMS))))
    parquet.write_table(table, claims.with_suffix(".parquet"))
    out = claims.with_name("out.parquet")
    assert concord(claims.with_suffix(".parquet"), "--format", "parquet", "--out", out).exit_code == 0
    values = parquet.read_table(out).column("value").to_pylist()
    assert values == pytest.approx([row["value"] for row in tables(claims)["estimates"]])


def test_rows_that_are_no_claims_are_named_and_the_rest_goes_on(claims: Path) -> None:
    claims.write_text(CLAIMS + "odd,907,391,deported,gov-pk,PAK,AFG,2023-11,2025-04,\n", "utf-8")
    result = concord(claims)
    assert result.exit_code == 1
    assert "row 5, column beyond the header" in result.stderr
    assert "from 4 of 4 claims" in result.stdout


def test_without_a_claim_or_a_party_the_changes_are_shown(claims: Path) -> None:
    without = tables(claims, "--without", "first")
    assert without["findings"] == []
    assert {change["before"] == change["after"] for change in without["changes"]} == {False}
    assert len(tables(claims, "--without", "unhcr")["claims"]) == 4


def test_a_pin_holds_an_estimate(claims: Path) -> None:
    key = tables(claims)["estimates"][0]["key"]
    told = tables(claims, "--pin", f"{key[:8]}=900,000")
    assert told["estimates"][0]["value"] == pytest.approx(900_000, abs=0.5)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--without", "nobody"), "no claim and no party is called 'nobody'"),
        (("--pin", "zzz=1"), "no estimate 'zzz'"),
    ],
)
def test_a_name_that_nothing_has_is_refused(arguments: tuple[str, str], words: str, claims: Path) -> None:
    result = concord(claims, *arguments)
    assert isinstance(result.exception, ConcordError)
    assert words in str(result.exception)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.csv", None, "No such file"),
        ("claims.xlsx", b"PK", "ends in .csv"),
        ("claims.csv", b"\xff\xfe", "utf-8"),
        ("claims.jsonl", b'{"value": 1}\n{', "line 2 is no JSON"),
        ("claims.csv", b'value,measure\n"1', "unexpected end of data"),
        ("claims.csv", b"value\n1\n", "no column measure"),
        ("claims.json", b"[1]", "is no table"),
    ],
)
def test_what_is_no_table_of_claims_is_refused(
    name: str, content: bytes | None, words: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    assert words in str(concord(path).exception)


def test_a_pin_without_a_number_is_wrong_use(claims: Path) -> None:
    assert concord(claims, "--pin", "abc").exit_code == 2


def test_parquet_is_not_printed(claims: Path) -> None:
    pytest.importorskip("pyarrow")
    assert concord(claims, "--format", "parquet").exit_code == 2


def test_an_empty_table_is_an_empty_account(tmp_path: Path) -> None:
    path = tmp_path / "none.csv"
    path.write_text("value,measure\n", "utf-8")
    result = concord(path, "--format", "csv")
    assert (result.exit_code, result.stdout) == (0, "")
