"""concord stand: the answer in words and as JSON, and what cannot be answered."""

import json

import pytest
from typer.testing import CliRunner

from concord.cli.main import app
from concord.errors import ConcordError

QUESTION = ["stand", "--document", "acc", "--on", "2025-09-01", "--known", "2025-09-05"]


def test_the_answer_is_told_with_its_sources() -> None:
    run = CliRunner().invoke(app, QUESTION)
    assert run.exit_code == 0
    assert run.output.startswith("Stay held to have ended · Contested\n")
    assert "[S18, S19]" in run.output
    assert (
        "S18: The Nation, Afghan Card holders advised to leave Pakistan by March 31, 7 Mar 2025" in run.output
    )
    assert run.output.rstrip().splitlines()[-1].startswith("This is not legal advice.")


@pytest.mark.parametrize("language", ["en", "ur", "fa-AF", "ps"])
def test_json_is_the_same_answer_in_each_language(language: str) -> None:
    run = CliRunner().invoke(app, [*QUESTION, "--language", language, "--json"])
    told = json.loads(run.output)
    assert (told["state"], told["disputed"], told["language"]) == ("ended", True, language)
    assert all(one["sources"] for one in told["sentences"])


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (["--document", "passport"], "one of none, acc, por, visa, slip, awaiting"),
        (["--on", "soon"], "a day like"),
        (["--language", "de"], "choose one of en, ur, fa-AF, ps"),
        (["--known", "2001-01-01"], "the first was announced by 2017-02-07"),
    ],
)
def test_what_cannot_be_answered_says_what_to_change(changed: list[str], message: str) -> None:
    run = CliRunner().invoke(app, [*QUESTION, *changed])
    assert isinstance(run.exception, ConcordError)
    assert message in str(run.exception)
