"""The reference page tells the truth."""

import doctest
import re
import shutil
from pathlib import Path

import concord.situation
from concord.situation import load_situation
from concord.situation.loader import HEAD, TABLES

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "situation.md"
BUNDLED = Path(concord.situation.__file__).parent / "data" / "afghanistan-pakistan"


def test_the_session_runs_as_printed() -> None:
    failed, run = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, run > 0) == (0, True)


def test_every_file_and_table_is_described() -> None:
    rows = dict(re.findall(r"^\| `(\w+\.toml)` \| (.*?) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert set(rows) == {HEAD, *TABLES}
    for file, tables in TABLES.items():
        assert re.findall(r"`(\w+)`", rows[file]) == list(tables)


def test_the_status_of_the_example_can_be_added_as_printed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(BUNDLED, tmp_path / "situation"))
    [added] = re.findall(r"```toml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    with (folder / "statuses.toml").open("a", encoding="utf-8") as file:
        file.write("\n" + added)
    status = load_situation(folder).status("visa_on_arrival")
    assert status is not None
    assert status.confers == ("Stay for thirty days.",)
