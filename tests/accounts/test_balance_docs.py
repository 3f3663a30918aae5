"""The examples of the page on balancing, and of the modules that it explains, hold."""

import doctest
import importlib
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "explanation" / "balance.md"


def test_the_examples_of_the_page_hold():
    failed, run = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert failed == 0
    assert run > 0


@pytest.mark.parametrize("module", ["blocks", "complete", "margins", "pairs", "slips"])
def test_the_examples_of_the_modules_hold(module):
    assert doctest.testmod(importlib.import_module(f"concord.accounts.grid.{module}")).failed == 0
