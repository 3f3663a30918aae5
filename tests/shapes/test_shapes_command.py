"""concord shapes: the list, and what is told of files."""

import json
from pathlib import Path

from typer.testing import CliRunner

from concord.cli.main import app
from concord.shapes import KNOWN

ANSWERS = Path(__file__).parent / "answers"


def run(*arguments):
    return CliRunner().invoke(app, ["shapes", *map(str, arguments)])


def test_without_files_it_lists_every_shape_and_the_setting_it_needs():
    lines = run().output.splitlines()
    assert len(lines) == len(KNOWN)
    assert "DTMAPI_SUBSCRIPTION_KEY" in next(line for line in lines if line.startswith("iom-dtm"))


def test_of_a_file_it_tells_what_became_of_every_column():
    told = run(ANSWERS / "dtm_provinces.json").output
    assert "iom-dtm: 4 rows, 1 documents, 5 figures, 7 unknown" in told
    assert "given under IOM terms of use: not for redistribution" in told
    assert "not known, nothing taken: newColumnOfTheServer" in told
    assert "left alone: admin0Name (admin0Pcode is used)" in told


def test_a_refused_file_is_told_and_the_others_go_on():
    ran = run(
        "--format", "json", ANSWERS / "kobo_persons.json", ANSWERS / "un_weekly.csv", ANSWERS / "README.md"
    )
    refused, weekly, page = json.loads(ran.output)
    assert ran.exit_code == 1
    assert "look like single persons" in refused["error"]
    assert (weekly["shape"], weekly["figures"]) == ("hxl", 3)
    assert page["shape"] is None


def test_equal_notes_are_told_once():
    told = run(ANSWERS / "sdmx_flat_deleted.xml").output
    assert "the row is set aside: ACTION says 'Delete' (2 times)" in told
