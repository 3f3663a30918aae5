"""The same record gives the same bytes of SVG, PNG and table, whatever machine or day it is drawn on."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
SURROUNDINGS = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Asia/Karachi", "LC_ALL": "tr_TR.UTF-8", "LANG": "ps_AF"},
    {"PYTHONHASHSEED": "77", "TZ": "America/St_Johns", "LC_ALL": "C", "PYTHONUTF8": "0"},
)


def digests(surroundings: dict[str, str]) -> dict[str, list[str]]:
    command = [sys.executable, str(HERE / "rebuild.py"), "en", "ur", "ps"]
    path = os.pathsep.join([str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])])
    run = subprocess.run(
        command, env={**os.environ, **surroundings, "PYTHONPATH": path}, capture_output=True, check=True
    )
    found: dict[str, list[str]] = json.loads(run.stdout)
    return found


@pytest.fixture(scope="module")
def first() -> dict[str, list[str]]:
    return digests(SURROUNDINGS[0])


@pytest.mark.parametrize("surroundings", SURROUNDINGS[1:], ids=lambda one: one["TZ"])
def test_a_picture_is_the_same_bytes_in_another_process_place_and_language(
    first: dict[str, list[str]], surroundings: dict[str, str]
) -> None:
    assert len(first) == 24
    assert digests(surroundings) == first
