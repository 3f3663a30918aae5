"""A briefing rebuilds bit for bit from one ledger: other process, hashes, locale and time zone."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).with_name("rebuild.py")
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"},
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Kabul", "LC_ALL": "POSIX", "OPENBLAS_NUM_THREADS": "1",
     "PYTHONUTF8": "1"},
)  # fmt: skip


@pytest.mark.parametrize("language", ["en", "ur"])
def test_page_pdf_and_docx_are_the_same_bytes_elsewhere(
    language: str, ledger_of_reports: Path, tmp_path: Path
) -> None:
    made = []
    for number, place in enumerate(PLACES):
        folder = tmp_path / str(number)
        folder.mkdir()
        command = [sys.executable, str(SCRIPT), str(ledger_of_reports), str(folder), language]
        subprocess.run(command, check=True, env={**os.environ, **place}, cwd=folder)
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert set(made[0]) == {f"{language}.{form}" for form in ("pdf", "docx", "html")}
    differing = [name for name in made[0] if made[0][name] != made[1][name]]
    assert differing == []
