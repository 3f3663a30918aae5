"""Two hundred questions with answers written by hand from the acts: document × day × day of knowledge."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from concord.situation import bundled
from concord.standing import SentenceKind, asked, stand

SITUATION = bundled("afghanistan-pakistan")
TODAY = date(2026, 3, 1)
QUESTIONS = tomllib.loads((Path(__file__).parent / "questions.toml").read_text("utf-8"))["questions"]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda row: "-".join(row[:3]))
def test_the_answer_is_the_one_that_the_acts_give(question: list[str]) -> None:
    document, on, known, state, until, act, sources, contested, deadlines = question
    answer = stand(asked(document, on, known, SITUATION, today=TODAY), SITUATION)
    verdict = answer.of(SentenceKind.VERDICT)[0]
    assert answer.state == state
    assert answer.until == (date.fromisoformat(until) if until else None)
    assert (verdict.act, " ".join(verdict.sources)) == (act, sources)
    told = [one.id.removeprefix("contest.") for one in answer.of(SentenceKind.CONTESTED)]
    assert told == contested.split()
    assert answer.disputed == bool(contested)
    days = [f"{one.id.removeprefix('deadline.')} {one.act}" for one in answer.of(SentenceKind.DEADLINE)]
    assert sorted(days) == sorted(part.strip() for part in deadlines.split(",") if part.strip())


def test_there_are_two_hundred_and_none_twice() -> None:
    assert len(QUESTIONS) >= 200
    assert len({tuple(row[:3]) for row in QUESTIONS}) == len(QUESTIONS)


def test_every_act_is_asked_about_on_the_day_it_becomes_known_and_the_day_before() -> None:
    for act in SITUATION.acts:
        if act.announced is None:
            continue
        days = {date.fromisoformat(row[2]) for row in QUESTIONS if row[0] in act.papers}
        assert act.announced in days, f"no question about what was known on the day of {act.code}"
        first = min(other.announced for other in SITUATION.acts if other.announced and other.code == act.code)
        if not act.code.endswith("-card"):
            assert any((first - day).days == 1 for day in days), f"nor on the day before {act.code}"


def test_every_contest_and_every_gap_is_met_by_a_question() -> None:
    contests = {contest.code for act in SITUATION.acts for contest in act.contests}
    assert contests == {code for row in QUESTIONS for code in row[7].split()}
    unknown = {(row[0], row[5]) for row in QUESTIONS if row[3] == "unknown"}
    assert {(gap.paper, gap.after) for gap in SITUATION.gaps} <= unknown
