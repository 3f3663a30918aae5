"""The reference page: its examples run, and no shape and no setting is left out."""

import doctest
from pathlib import Path

from concord.shapes import KNOWN

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "shapes.md"


def test_examples_of_the_page_run():
    tried = doctest.testfile(str(PAGE), module_relative=False)
    assert (tried.failed, tried.attempted > 5) == (0, True)


def test_every_shape_and_setting_is_on_the_page():
    words = PAGE.read_text(encoding="utf-8")
    for known in KNOWN:
        assert f"`{known.shape.value}`" in words
        assert known.setting is None or f"`{known.setting}`" in words
