"""The benches score as the annotators' own scorer does, and a tool is not scored on what it does not give."""

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCORER = ROOT.parent / "shared" / "tools" / "score_reading.py"


def module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    loaded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(loaded)
    return loaded


def figure(start: int, value: float, **scope: object) -> dict[str, object]:
    blank = dict.fromkeys(SCORING.FIELDS)
    return {"start": start, "end": start + 5, "text": "", "value": value, **blank, **scope}


SCORING = module(ROOT / "bench" / "scoring.py")
GOLD = {
    "one": [
        figure(0, 84_000, unit="individuals", measure="deported", period_start="2025-03", place="Torkham"),
        figure(20, 28, unit="percent", measure="returned"),
        figure(40, 45_000, value_high=50_000, unit="families"),
    ],
    "two": [figure(0, 12, unit="individuals", source="a border official"), figure(9, 12)],
}
FOUND = {
    "one": [
        figure(
            2, 84_000.0, unit="individuals", measure="deported", period_start="2025-03-07", place="at torkham"
        ),
        figure(20, 28, unit="individuals", measure="returned"),
        figure(40, 45_000, unit="families", projected=False),
        figure(60, 7),
    ],
    "two": [figure(1, 12, unit="individuals", source="IOM"), figure(0, 12)],
}


@pytest.mark.shared
def test_scores_agree_with_those_of_the_annotators_scorer() -> None:
    if not SCORER.exists():
        pytest.skip("no ../shared/tools/score_reading.py beside the checkout")
    theirs, _ = module(SCORER).score(GOLD, FOUND)
    ours = SCORING.score(GOLD, FOUND)
    assert (ours.gold, ours.found, ours.matched) == (theirs["gold"], theirs["predicted"], theirs["matched"])
    assert {name: ours.levels[name] for name in theirs["levels"]} == {
        name: pytest.approx(f1) for name, (_, _, f1) in theirs["levels"].items()
    }
    assert ours.fields == pytest.approx(theirs["fields"])


def test_a_tool_without_a_field_has_no_score_for_it_nor_for_a_level_that_needs_it() -> None:
    quality = SCORING.score(GOLD, FOUND, given={"value_high", "unit"})
    assert quality.fields["party"] is None
    assert quality.fields["unit"] is not None
    assert quality.levels["core"] is None
    assert quality.levels["number and unit"] is not None
