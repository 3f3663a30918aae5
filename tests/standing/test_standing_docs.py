"""The reference page tells the truth."""

import doctest
import re
from pathlib import Path

from concord.situation import bundled
from concord.standing import State

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "standing.md"


def test_the_session_runs_as_printed() -> None:
    failed, run = doctest.testfile(str(PAGE), module_relative=False, encoding="utf-8")
    assert (failed, run > 0) == (0, True)


def test_every_paper_and_every_state_is_described() -> None:
    told = set(re.findall(r"`(\w+)`", PAGE.read_text("utf-8")))
    assert {paper.code for paper in bundled("afghanistan-pakistan").papers} <= told
    assert {state.value for state in State} <= told
