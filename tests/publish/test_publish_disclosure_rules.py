"""Disclosure rules as data: every mistake told, arrests and sites wider and later, words of reports never."""

from datetime import date
from pathlib import Path

import pytest

from concord.publish.disclosure import Held, Mark, UnclearRules, rules_of, statement_of, without_free_text
from concord.publish.disclosure.coarse import applies, delayed_until, wider
from concord.situation import bundled

SITUATION = bundled("afghanistan-pakistan")
RULES = rules_of()


def test_the_bundled_rules_have_a_reason_each() -> None:
    told = [RULES.small.because, RULES.differences.because]
    told += [rule.because for rule in (*RULES.coarse, *RULES.delayed, *RULES.never)]
    assert all(len(because) > 20 for because in told)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("not a table", "rules.toml"),
        ("[small]\nlow = 1", "Field required"),
        ("[surprise]\nx = 1", "unknown table"),
    ],
)
def test_a_table_that_cannot_be_used_says_why(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(UnclearRules, match=told):
        rules_of(path)


def test_a_mark_that_would_itself_tell_too_much_is_refused(tmp_path: Path) -> None:
    here = Path(__file__).parents[2] / "src" / "concord" / "publish" / "disclosure" / "rules.toml"
    path = tmp_path / "rules.toml"
    path.write_text(here.read_text("utf-8").replace("cover = 9", "cover = 4"), "utf-8")
    with pytest.raises(UnclearRules, match="narrower"):
        rules_of(path)


def test_arrests_are_told_two_weeks_after_their_period() -> None:
    assert delayed_until(RULES.delayed, "arrested", [], date(2025, 4, 30)) == date(2025, 5, 14)
    assert delayed_until(RULES.delayed, "returned", [], date(2025, 4, 30)) == date(2025, 4, 30)


def test_a_site_is_told_for_its_province() -> None:
    site = next(place for place in SITUATION.places if place.kind == "site")
    assert any(applies(rule, "hosted", [site]) for rule in RULES.coarse)
    around = wider(site, "PAK", "province", SITUATION)
    assert around is not None
    assert around.kind in ("province", "country")


def test_words_of_a_report_never_leave() -> None:
    record = {
        "kind": "arrest",
        "month": "2025-04",
        "words": "x",
        "why": "y",
        "count": 40,
        "more": "a whole sentence of prose here",
    }
    assert without_free_text("conduct report", record) == {"kind": "arrest", "month": "2025-04", "count": 40}


def test_the_statement_says_every_rule_and_how_many_numbers_it_touched() -> None:
    held = Held(
        claims={"a": Mark.SMALL, "b": Mark.COVER}, estimates={"c": Mark.COARSE}, waiting=frozenset({"d"})
    )
    page = statement_of(held, RULES, date(2025, 5, 1)).as_markdown()
    assert "fewer than 10" in page
    assert "| too small to be told | 1 | 0 |" in page
    assert "| told for a wider place | 0 | 1 |" in page
    assert "Waiting for their day: 1." in page
    for rule in (*RULES.coarse, *RULES.delayed, *RULES.never):
        assert rule.because in page
