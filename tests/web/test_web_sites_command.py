"""concord sites: the same rows as the pages, and days of a file kept one by one."""

import csv
import io
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.web.ledgers import now
from concord.web.models import Seat, SiteRow
from concord.web.sitework import NotYourSite


@pytest.fixture
def site(seats: dict[str, Seat], monkeypatch: pytest.MonkeyPatch) -> str:
    """The number of a site of IOM."""
    for name in ("CONCORD_DATABASE_URL", "CONCORD_SITUATION"):
        monkeypatch.setenv(name, "")
    row = SiteRow(at=now(), name="A camp", kind="transit", place="omari", party="iom", seat=seats["iom"])
    row.save()
    return str(row.pk)


def run(*told: str, code: int = 0) -> str:
    answer = CliRunner().invoke(app, ["sites", *told])
    assert answer.exit_code == code, (answer.output, answer.exception)
    return answer.stdout


def test_rows_of_a_file_are_kept_told_and_printed_as_the_pages_have_them(site: str, tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("day,people,bathing\n2025-04-18,100,2\n2025-04-19,130,2\n2025-04-20,many,\n")
    given = ("import", str(file), "--site", site, "--as", "iom")
    told = run(*given, code=1)  # some were not kept
    assert "row 4: refused: people: not a number" in told
    assert "2 kept, 0 same, 0 contested, 1 refused" in told
    assert "0 kept, 2 same" in run(*given, code=1)

    form = ("--site", site, "--as", "iom", "--format")
    rows = json.loads(run("standards", *form, "json"))
    bathing = next(row for row in rows if row["code"] == "bathing")
    assert (bathing["first_broken"], bathing["verdict"], bathing["value"]) == ("2025-04-19", "broken", 65.0)
    lines = list(csv.DictReader(io.StringIO(run("standards", *form, "csv"))))
    assert [line["code"] for line in lines] == [row["code"] for row in rows]
    assert "2025-04-19" in run("standards", "--site", site, "--as", "iom")


def test_a_stranger_is_told_the_province_only(site: str) -> None:
    (told,) = json.loads(run("list", "--format", "json"))
    assert (told["name"], told["place"]) == (None, "Nangarhar")


@pytest.mark.parametrize("seat", ["kabul", "observer"])
def test_days_are_entered_by_the_party_of_the_site_only(seat: str, site: str, tmp_path: Path) -> None:
    file = tmp_path / "days.csv"
    file.write_text("day,people\n2025-04-18,100\n")
    answer = CliRunner().invoke(app, ["sites", "import", str(file), "--site", site, "--as", seat])
    assert isinstance(answer.exception, NotYourSite)


@pytest.mark.parametrize(
    "told",
    [
        ("import", "days.csv", "--site", "1"),
        ("import", "--site", "1", "--as", "iom"),
        ("standards",),
        ("days", "--site", "999"),
        ("list", "--as", "nobody"),
        ("form",),
    ],
)
def test_what_is_missing_is_asked_for(told: tuple[str, ...], site: str) -> None:
    run(*(site if word == "1" else word for word in told), code=2)


def test_the_form_is_written(site: str, tmp_path: Path) -> None:
    run("form", str(tmp_path / "form.xlsx"))
    assert (tmp_path / "form.xlsx").read_bytes()[:2] == b"PK"
