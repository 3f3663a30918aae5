"""The scripts that draw on pages are the ones written down, each with its licence beside it."""

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    found = importlib.util.spec_from_file_location("vendor_scripts", ROOT / "tools" / "vendor_scripts.py")
    assert found
    assert found.loader
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_every_script_is_the_one_written_down(tool: ModuleType) -> None:
    assert [name for package in tool.listed() for name in tool.differing(package, tool.STATIC)] == []


def test_every_script_of_vega_is_written_down_with_a_licence_that_may_be_passed_on(tool: ModuleType) -> None:
    known = {name for package in tool.listed() for name in package["files"].values()}
    assert {file.name for file in tool.STATIC.glob("vega*")} == known
    for package in tool.listed():
        assert package["licence"] in tool.LICENCES
        (licence,) = (name for name in package["files"].values() if name.endswith(".LICENSE"))
        assert "Redistribution and use" in (tool.STATIC / licence).read_text("utf-8")


def test_a_script_with_one_byte_more_is_found(tool: ModuleType, tmp_path: Path) -> None:
    package = tool.listed()[0]
    for name in package["sha256"]:
        shutil.copy(tool.STATIC / name, tmp_path / name)
    assert tool.differing(package, tmp_path) == []
    with (tmp_path / "vega.min.js").open("ab") as script:
        script.write(b"\n")
    assert tool.differing(package, tmp_path) == ["vega.min.js"]
